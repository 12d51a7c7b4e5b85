"""The rules that a log is checked against, each yielding findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

CODES: dict[str, str] = {
    "ADR001": "unreadable record",
    "ADR002": "front matter that is not valid",
    "ADR003": "two places that disagree about the status",
    "ADR101": "a number used more than once",
    "ADR201": "no status, or one that is not known",
    "ADR202": "superseded without a successor",
    "ADR301": "a relation to a record that does not exist",
    "ADR302": "a relation that only one side states",
    "ADR501": "a placeholder left in the text",
}
"""Every code and what it stands for; each has a section in docs/reference/checks.md."""

Places = Mapping[str, Iterable[tuple[int, str]]]
"""By record path: 1-based lines and words."""


def findings(log: DecisionLog, problems: Places, placeholders: Places) -> tuple[Finding, ...]:
    """Check a log.

    Args:
        log: All records, and the files that could not be read.
        problems: What the reader found doubtful, by record.
        placeholders: Placeholders left in the prose, by record.

    Returns:
        The findings, by path, line and code.
    """
    found = [
        *_unreadable(log),
        *_doubtful(problems),
        *_numbers(log),
        *_statuses(log),
        *_relations(log),
        *_left_over(log, placeholders),
    ]
    return tuple(sorted(found, key=lambda f: (f.path, f.line, f.code)))


def _unreadable(log: DecisionLog) -> Iterator[Finding]:
    for file in log.unreadable:
        yield Finding("ADR001", Severity.ERROR, file.path, file.line, f"unreadable: {file.message}")


def _doubtful(problems: Places) -> Iterator[Finding]:
    for path, found in problems.items():
        for line, message in found:
            disagrees = message.startswith("status is ")
            code = "ADR003" if disagrees else "ADR002"
            hint = "make them say the same" if disagrees else "mend the block between the --- lines"
            yield Finding(code, Severity.ERROR, path, line, message, hint)


def _numbers(log: DecisionLog) -> Iterator[Finding]:
    by_number: dict[tuple[str, int], list[Record]] = {}
    for record in log.records:
        if record.number is not None:
            folder = record.path.rpartition("/")[0]
            by_number.setdefault((folder, record.number), []).append(record)
    following = log.next_number()
    for (_, number), records in by_number.items():
        for record in records[1:]:
            message = f"number {number} is also used by {records[0].path}"
            hint = f"number {following} is free for it"
            following += 1
            yield Finding("ADR101", Severity.ERROR, record.path, 1, message, hint)


def _statuses(log: DecisionLog) -> Iterator[Finding]:
    for record in log.records:
        if record.status is Status.UNKNOWN:
            said = (
                f"{record.status_raw!r} is no status we know" if record.status_raw else "no status"
            )
            yield Finding("ADR201", Severity.WARNING, record.path, record.body_line, said)
        elif record.status is Status.SUPERSEDED and not log.successors(record):
            named = record.links_of(LinkKind.SUPERSEDED_BY)
            if not named:
                message = "superseded, but no successor is named"
                yield Finding("ADR202", Severity.WARNING, record.path, record.body_line, message)


def _relations(log: DecisionLog) -> Iterator[Finding]:
    for record in log.records:
        for relation in log.relations(record):
            link = relation.link
            if relation.target is not None:
                yield from _one_sided(log, record, relation.target, link.kind, link.line)
            elif "://" in link.target:
                continue
            elif relation.candidates:
                names = ", ".join(c.path for c in relation.candidates)
                message = f"{link.words} {link.target}: could be any of {names}"
                yield Finding("ADR301", Severity.ERROR, record.path, link.line, message)
            else:
                message = f"{link.words} {link.target}: there is no such record"
                yield Finding("ADR301", Severity.ERROR, record.path, link.line, message)


def one_sided(log: DecisionLog) -> Iterator[tuple[Record, Record, LinkKind]]:
    """Relations that the other side should state too, and does not: who, of whom, what.

    A proposal retires nothing yet, so what it would supersede need not say so.
    """
    for record in log.records:
        for relation in log.relations(record):
            kind, other = relation.link.kind, relation.target
            if other is not None and _is_one_sided(log, record, other, kind):
                yield record, other, kind


def _is_one_sided(log: DecisionLog, record: Record, other: Record, kind: LinkKind) -> bool:
    if kind is LinkKind.RELATES_TO:
        return False
    said = any(r.target is record for r in log.relations(other, kind.inverse))
    announced = kind in (LinkKind.SUPERSEDES, LinkKind.AMENDS) and not record.in_force
    return not (said or announced)


def _one_sided(
    log: DecisionLog, record: Record, other: Record, kind: LinkKind, line: int
) -> Iterator[Finding]:
    """A finding: an error while the old record reads as in force, for that misleads."""
    if not _is_one_sided(log, record, other, kind):
        return
    misleads = kind is LinkKind.SUPERSEDES and other.in_force
    severity = Severity.ERROR if misleads else Severity.WARNING
    message = f"says {kind.phrase.lower()} {other.path}, which does not say it back"
    hint = "adr check --fix writes the missing side"
    yield Finding("ADR302", severity, record.path, line, message, hint, fixable=True)


def _left_over(log: DecisionLog, placeholders: Places) -> Iterator[Finding]:
    settled = {r.path for r in log.records if r.status not in (Status.DRAFT, Status.PROPOSED)}
    for path, found in placeholders.items():
        severity = Severity.ERROR if path in settled else Severity.WARNING
        for line, words in found:
            yield Finding("ADR501", severity, path, line, f"placeholder left: {words}")
