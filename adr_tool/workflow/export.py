"""Give the whole log away as data: one JSON object, or one row a record."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from adr_tool.domain.log import DecisionLog
from adr_tool.errors import NothingToReadError
from adr_tool.workflow.describe import as_data

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a cell becomes a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
_APART = "; "


def require_records(log: DecisionLog) -> None:
    """An export of nothing would look like a log without decisions.

    Raises:
        NothingToReadError: There are no records.
    """
    if not log.records:
        raise NothingToReadError("The log has no records", hint="adr new makes one")


def whole(log: DecisionLog, *, commit: str | None, now: datetime) -> dict[str, Any]:
    """All records as one object, and what could not be read.

    Args:
        log: The log; paths are relative to the root of the repository.
        commit: The commit that is checked out, or None outside git.
        now: When the export is made.
    """
    return {
        "schema": 1,
        "generated_at": now.isoformat(timespec="seconds"),
        "commit": commit,
        "records": [as_data(log, record) for record in log.records],
        "unreadable": [
            {"path": file.path, "line": file.line, "message": file.message}
            for file in log.unreadable
        ],
    }


def rows(log: DecisionLog) -> str:
    """All records as CSV with a line of names; lists are joined with `; `.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for index, record in enumerate(log.records):
        data = as_data(log, record)
        if index == 0:
            writer.writerow(data)
        writer.writerow([_cell(value) for value in data.values()])
    return out.getvalue()


def _cell(value: object) -> str:
    words = _words(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _APART.join(map(_words, value))
    if isinstance(value, dict):
        return _related(value)
    return str(value)


def _related(value: dict[str, str | None]) -> str:
    """A link as `amends ADR-0003`, a related record as `ADR-0003#section`."""
    if "kind" in value:
        return f"{value['kind']} {value['target']}"
    return f"{value['id']}#{value['section']}" if value["section"] else str(value["id"])
