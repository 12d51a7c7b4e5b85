"""Numbers that are taken twice."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import numbered_in, parse_file_name
from adr_tool.domain.record import Record


def findings(log: DecisionLog) -> Iterator[Finding]:
    """Find the second file of each number in a folder, and say how it gets another."""
    by_number: dict[tuple[str, int], list[Record]] = {}
    for record in log.records:
        if record.number is not None:
            key = (numbered_in(record.path, record.number), record.number)
            by_number.setdefault(key, []).append(record)
    for (_, number), records in by_number.items():
        for index, record in enumerate(records):
            earlier = next((r for r in records[:index] if in_one_series(r.path, record.path)), None)
            if earlier:
                message = f"number {number} is also used by {earlier.path}"
                hint = f"adr renumber {shlex.quote(record.path)} gives it the next free number"
                yield Finding("ADR101", Severity.ERROR, record.path, 1, message, hint)


def in_one_series(one: str, other: str) -> bool:
    """Whether two files are numbered together: `CI-001` and `ARCH-001` are not."""
    letters = {_letters(one), _letters(other)} - {"", "adr"}
    return len(letters) <= 1


def _letters(path: str) -> str:
    return re.sub(r"[^a-z]", "", parse_file_name(path).prefix.lower())
