"""Check a log: read everything, apply the rules, count what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adr_tool.domain.checks import findings
from adr_tool.domain.digest import Digest
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog


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


def check(log: DecisionLog, digests: Mapping[str, Digest], wanted: Selection) -> Report:
    """Apply every rule to a log, whose digests are given by path."""
    problems = {path: digest.problems for path, digest in digests.items()}
    left = {path: digest.placeholders for path, digest in digests.items()}
    found = findings(log, problems, left)
    return Report(log, tuple(finding for finding in found if wanted.wants(finding)))


def _below(path: str, place: str) -> bool:
    plain = place.rstrip("/").removeprefix("./")
    return plain in ("", ".") or path == plain or path.startswith(f"{plain}/")
