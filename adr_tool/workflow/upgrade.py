"""Write the dates of old adr-tools logs as ISO dates."""

from __future__ import annotations

import re
from datetime import date

from adr_tool.workflow.act import Act

_DATE = re.compile(r"(?P<label>Date: )(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})(?!\d)")


def upgrade(act: Act) -> None:
    """Write `Date: DD/MM/YYYY` as `Date: YYYY-MM-DD`, the first one of each line.

    Source: adr-tools, `adr upgrade-repository`; the day comes first. What is no date of the
    calendar is left, and said.
    """
    for record in act.log.records:
        lines = act.text(record).splitlines(keepends=True)
        found = [_upgraded(line) for line in lines]
        for number, (line, new) in enumerate(zip(lines, found, strict=True), start=1):
            if new is None:
                act.notes.append(f"{record.path}:{number}: {line.strip()} is no date")
        kept = [line if new is None else new for line, new in zip(lines, found, strict=True)]
        act.write(record, "".join(kept))


def _upgraded(line: str) -> str | None:
    """The line with its date as ISO; None where that is no date of the calendar."""
    found = _DATE.search(line)
    if found is None:
        return line
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return f"{line[: found.start()]}{found['label']}{day.isoformat()}{line[found.end() :]}"
