"""Check a log: read everything, apply the rules, count what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adr_tool.document.outline import Outline
from adr_tool.document.reader import Reading
from adr_tool.domain.checks import findings
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.placeholders import placeholders
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text


@dataclass(frozen=True, slots=True)
class Report:
    """What a check read and found."""

    log: DecisionLog
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether anything is an error."""
        return any(f.severity is Severity.ERROR for f in self.findings)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted.

    Attributes:
        select: Codes or prefixes to report; empty means all.
        ignore: Codes or prefixes not to report.
        paths: Only what stands in these files or folders; empty means all.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    def wants(self, finding: Finding) -> bool:
        """Tell whether a finding is to be reported."""
        return (
            (not self.select or finding.code.startswith(self.select))
            and not (self.ignore and finding.code.startswith(self.ignore))
            and (not self.paths or any(_below(finding.path, p) for p in self.paths))
        )


def check(
    log: DecisionLog, readings: Mapping[str, Reading], folder: Folder, wanted: Selection
) -> Report:
    """Apply every rule to a log, whose readings are given by path."""
    problems = {
        path: [(p.line, p.message) for p in reading.problems] for path, reading in readings.items()
    }
    left = {record.path: _placeholders(folder, record.path) for record in log.records}
    found = findings(log, problems, left)
    return Report(log, tuple(finding for finding in found if wanted.wants(finding)))


def _placeholders(folder: Folder, path: str) -> list[tuple[int, str]]:
    text = read_text(folder.place(path))
    if "{" not in text and "(adr)" not in text:
        return []
    return placeholders([(line.number, line.text) for line in Outline(text).lines if line.prose])


def _below(path: str, place: str) -> bool:
    plain = place.rstrip("/").removeprefix("./")
    return plain in ("", ".") or path == plain or path.startswith(f"{plain}/")
