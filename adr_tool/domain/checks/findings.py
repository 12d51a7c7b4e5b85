"""Check a log against every rule."""

from __future__ import annotations

from adr_tool.domain.checks import content, numbers, reading, relations, statuses
from adr_tool.domain.checks.told import Told
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog


def findings(log: DecisionLog, told: Told) -> tuple[Finding, ...]:
    """Check a log.

    Args:
        log: All records, and the files that could not be read.
        told: What only the texts and the settings tell.

    Returns:
        The findings, by path, line and code.
    """
    found = [
        *reading.findings(log, told),
        *numbers.findings(log),
        *statuses.findings(log),
        *relations.findings(log, told),
        *content.findings(log, told),
    ]
    return tuple(sorted(found, key=lambda f: (f.path, f.line, f.code)))
