"""Check a log: read everything, apply the rules, count what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from adr_tool.document.anchors import anchors
from adr_tool.domain.checks.content import concerns
from adr_tool.domain.checks.findings import findings
from adr_tool.domain.checks.rules import RULES
from adr_tool.domain.checks.told import Told
from adr_tool.domain.digest import Digest
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog, Unreadable
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text
from adr_tool.workflow.verify import CODES, Named, Place, gone, outside, unknown_to_log


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


@dataclass(frozen=True, slots=True)
class Report:
    """What a check read and found.

    Attributes:
        records: How many records there are.
        others: The files that are no records.
        unreadable: The files that could not be read.
        findings: What was found, by path, line and code.
        named: What has to be looked for outside of the log, each time anew.
    """

    records: int
    others: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]
    findings: tuple[Finding, ...]
    named: tuple[Named, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything is an error."""
        return self.has(Severity.ERROR)

    def has(self, least: Severity) -> bool:
        """Whether anything is at least as bad as that."""
        bad = list(Severity)[: list(Severity).index(least) + 1]
        return any(f.severity in bad for f in self.findings)

    def only(self, wanted: Selection) -> Report:
        """The same with the findings that are wanted."""
        return replace(self, findings=tuple(f for f in self.findings if wanted.wants(f)))

    def held_against(self, place: Place) -> Report:
        """The same with the findings about what does not exist outside of the log."""
        return self.with_more(gone(self.named, place))

    def with_more(self, more: Iterable[Finding]) -> Report:
        """The same with other findings among its own; each is told once."""
        told = {(f.path, f.code) for f in self.findings if f.code == "ADR405"}
        every = (*self.findings, *(f for f in more if (f.path, f.code) not in told))
        return replace(self, findings=tuple(sorted(every, key=lambda f: (f.path, f.line, f.code))))

    def packed(self) -> list[Any]:
        """The same in types that JSON has; `unpacked` gives it back."""
        return [
            self.records,
            self.others,
            [astuple(file) for file in self.unreadable],
            [astuple(finding) for finding in self.findings],
            [[astuple(one.finding), one.sort, one.name] for one in self.named],
        ]


def unpacked(packed: list[Any]) -> Report:
    """The report that was packed."""
    records, others, unreadable, found, named = packed
    return Report(
        records,
        tuple(others),
        tuple(Unreadable(*file) for file in unreadable),
        tuple(map(unpacked_finding, found)),
        tuple(Named(unpacked_finding(finding), sort, name) for finding, sort, name in named),
    )


def unpacked_finding(packed: list[Any]) -> Finding:
    """The finding that was packed as a plain tuple of its values."""
    code, severity, *rest = packed
    return Finding(code, Severity(severity), *rest)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what a check depends beside the texts.

    Attributes:
        today: The day on which somebody looks, ISO.
        full: Whether also those doubts count that few would act on.
        settings: Path, line and message of each setting that is not known.
    """

    today: str
    full: bool = False
    settings: tuple[tuple[str, int, str], ...] = ()


def check(
    log: DecisionLog,
    digests: Mapping[str, Digest],
    *,
    folder: Folder,
    terms: Terms,
) -> Report:
    """Apply every rule to a log, whose digests are given by path.

    Args:
        log: All records.
        digests: What the texts tell beside them, by record path.
        folder: Where the texts are.
        terms: On what else it depends.

    Returns:
        The report; what it names outside of the log is still to be looked for.
    """
    belied = unknown_to_log(log, digests, folder=folder, today=terms.today)
    told = Told(
        doubts={
            path: (*digest.doubts, *belied.get(path, ()))
            for path, digest in digests.items()
            if digest.doubts or path in belied
        },
        drafted={path for path, digest in digests.items() if digest.drafted},
        full=terms.full,
        problems={path: digest.problems for path, digest in digests.items()},
        placeholders={path: digest.placeholders for path, digest in digests.items()},
        sections=_sections(log, folder),
        settings=terms.settings,
    )
    others = tuple(file.path for file in log.others)
    named = tuple(_named(log, digests, told))
    return Report(len(log.records), others, log.unreadable, findings(log, told), named)


def _named(log: DecisionLog, digests: Mapping[str, Digest], told: Told) -> Iterator[Named]:
    records = {record.path: record for record in log.records}
    for path, line, sort, name in outside(log, digests):
        code = CODES[sort]
        rule = RULES[code]
        if concerns(rule, records[path], told):
            words = rule.words(name)
            yield Named(Finding(code, rule.severity, path, line, words, rule.hint), sort, name)


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
