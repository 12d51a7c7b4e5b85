"""Check a log: read everything, apply the rules, count what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adr_tool.document.anchors import anchors
from adr_tool.domain.checks.findings import findings
from adr_tool.domain.checks.told import Told
from adr_tool.domain.digest import Digest
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
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
            and (not self.paths or self._is_there(finding))
        )

    def _is_there(self, finding: Finding) -> bool:
        """Whether it stands in one of the places; a wrong setting concerns all of them."""
        return finding.code == "ADR004" or any(_below(finding.path, p) for p in self.paths)


def check(
    log: DecisionLog,
    digests: Mapping[str, Digest],
    wanted: Selection,
    *,
    folder: Folder,
    settings: Iterable[tuple[str, int, str]] = (),
) -> Report:
    """Apply every rule to a log, whose digests are given by path.

    Args:
        log: All records.
        digests: What the texts tell beside them, by record path.
        wanted: Which findings to report.
        folder: Where the texts are.
        settings: Path, line and message of each setting that is not known.
    """
    told = Told(
        problems={path: digest.problems for path, digest in digests.items()},
        placeholders={path: digest.placeholders for path, digest in digests.items()},
        sections=_sections(log, folder),
        settings=settings,
    )
    found = findings(log, told)
    return Report(log, tuple(finding for finding in found if wanted.wants(finding)))


def _sections(log: DecisionLog, folder: Folder) -> dict[str, tuple[str, ...]]:
    """The anchors of the records whose sections others refer to; only those are read for it."""
    named = {
        relation.target.path
        for record in log.records
        if any(link.section for link in record.links)
        for relation in log.relations(record)
        if relation.link.section and relation.target
    }
    return {path: anchors(read_text(folder.place(path))) for path in named}


def _below(path: str, place: str) -> bool:
    plain = place.rstrip("/").removeprefix("./")
    return plain in ("", ".") or path == plain or path.startswith(f"{plain}/")
