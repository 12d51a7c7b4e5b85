"""What could not be read, or only in part: records, front matter, settings, placeholders."""

from __future__ import annotations

from collections.abc import Iterator

from adr_tool.domain.checks.told import Told
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.status import Status

_HINTS = {
    "ADR002": "mend the block between the --- lines",
    "ADR003": "make them say the same",
    "ADR005": "put status and relations at the top, and the text below a heading of its own",
    "ADR102": "write the file's number into the heading, or rename the file",
    "ADR404": "bring the text back, or say in a dated entry what was changed and why",
    "ADR205": "write a date as 2027-01-31, an implementation as none, partial or done",
}
_SEVERITIES = dict.fromkeys(("ADR005", "ADR102", "ADR205", "ADR404"), Severity.WARNING) | {
    "ADR405": Severity.INFO
}


def findings(log: DecisionLog, told: Told) -> Iterator[Finding]:
    """Find what the reader could not read, and what a template left."""
    for file in log.unreadable:
        yield Finding("ADR001", Severity.ERROR, file.path, file.line, f"unreadable: {file.message}")
    for path, found in told.problems.items():
        for line, code, message in found:
            severity = _SEVERITIES.get(code, Severity.ERROR)
            yield Finding(code, severity, path, line, message, _HINTS.get(code, ""))
    for path, line, message in told.settings:
        hint = "adr settings lists what may be set"
        yield Finding("ADR004", Severity.ERROR, path, line, message, hint)
    yield from _left_over(log, told)


def _left_over(log: DecisionLog, told: Told) -> Iterator[Finding]:
    settled = {r.path for r in log.records if r.status not in (Status.DRAFT, Status.PROPOSED)}
    for path, found in told.placeholders.items():
        severity = Severity.ERROR if path in settled else Severity.WARNING
        for line, words in found:
            yield Finding("ADR501", severity, path, line, f"placeholder left: {words}")
