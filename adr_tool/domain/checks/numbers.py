"""Numbers that are taken twice."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import numbered_in
from adr_tool.domain.record import Record


def findings(log: DecisionLog) -> Iterator[Finding]:
    """Find the second file of each number in a folder, and say how it gets another."""
    by_number: dict[tuple[str, int], list[Record]] = {}
    for record in log.records:
        if record.number is not None:
            key = (numbered_in(record.path, record.number), record.number)
            by_number.setdefault(key, []).append(record)
    for (_, number), records in by_number.items():
        for record in records[1:]:
            message = f"number {number} is also used by {records[0].path}"
            hint = f"adr renumber {shlex.quote(record.path)} gives it the next free number"
            yield Finding("ADR101", Severity.ERROR, record.path, 1, message, hint)
