"""Statuses that are missing, or that contradict what the relations say."""

from __future__ import annotations

from collections.abc import Iterator

from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog, Relation
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_NEVER_IN_FORCE = frozenset({Status.DRAFT, Status.PROPOSED, Status.REJECTED})


def findings(log: DecisionLog) -> Iterator[Finding]:
    """Find statuses that are missing or misleading."""
    for record in log.records:
        if record.status is Status.UNKNOWN:
            yield _unknown(record)
        elif record.status is Status.SUPERSEDED:
            yield from _without_successor(log, record)
        elif record.in_force:
            yield from _announced(log, record)
    for record, relation in retired(log):
        said = f"reads {record.status}, and says superseded by {relation.link.target}"
        hint = "adr check --fix writes the status; relate a part of it with adr amend"
        place = (record.path, relation.link.line)
        yield Finding("ADR203", Severity.ERROR, *place, said, hint, fixable=True)


def _unknown(record: Record) -> Finding:
    said = "no status"
    if record.status_raw and not _only_relations(record):
        said = f"{record.status_raw!r} is no status we know"
    return Finding("ADR201", Severity.WARNING, record.path, record.body_line, said)


def _only_relations(record: Record) -> bool:
    """Whether the place of the status holds nothing but a relation, as adr-tools leaves it."""
    return any(record.status_raw.startswith(link.words) for link in record.links)


def _without_successor(log: DecisionLog, record: Record) -> Iterator[Finding]:
    """A record that is out of force with nothing in force in its place."""
    successors = log.successors(record)
    place = (record.path, record.body_line)
    if not successors and not record.links_of(LinkKind.SUPERSEDED_BY):
        message = "superseded, but no successor is named"
        yield Finding("ADR202", Severity.WARNING, *place, message)
    elif successors and all(s.status in _NEVER_IN_FORCE for s in successors):
        named = ", ".join(f"{s.path} ({s.status})" for s in successors)
        message = f"superseded by {named}: nothing is in force in its place"
        hint = f"adr accept {successors[0].label}, or unlink the two and adr reopen {record.label}"
        yield Finding("ADR204", Severity.ERROR, *place, message, hint)


def _announced(log: DecisionLog, record: Record) -> Iterator[Finding]:
    """A record in force that names a proposal as its successor: true only once that is accepted."""
    for relation in log.relations(record, LinkKind.SUPERSEDED_BY):
        other = relation.target
        if other is not None and other.status in _NEVER_IN_FORCE:
            message = f"says superseded by {other.path}, which is only {other.status}"
            hint = f"adr accept {other.label} writes it when it is true"
            place = (record.path, relation.link.line)
            yield Finding("ADR204", Severity.WARNING, *place, message, hint)


def retired(log: DecisionLog) -> Iterator[tuple[Record, Relation]]:
    """Records that still read as in force although they name a successor that is."""
    for record in log.records:
        if not record.in_force:
            continue
        for relation in log.relations(record, LinkKind.SUPERSEDED_BY):
            other = relation.target
            if other is not None and other is not record and other.in_force:
                yield record, relation
                break
