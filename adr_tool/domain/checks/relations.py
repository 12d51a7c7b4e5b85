"""Relations between records: dangling, one-sided, circular, contradictory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.domain.checks.told import Told
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog, Relation
from adr_tool.domain.record import Record

_MOST_AMENDMENTS = 3
_LABEL_NUMBER = re.compile(r"^\W*(?:[A-Za-z]+[-_ #]*)?0*(\d{1,6})\b(?![-./]\d)")


def findings(log: DecisionLog, told: Told) -> Iterator[Finding]:
    """Find relations that lead nowhere, or that the log contradicts."""
    for record in log.records:
        for relation in log.relations(record):
            if relation.target is None:
                yield from _dangling(record, relation)
                continue
            yield from _one_sided(log, record, relation)
            yield from _misnamed(record, relation)
            yield from _no_section(record, relation, told)
        yield from _successors(log, record)
        yield from _amendments(log, record)
    yield from _circles(log)


def _dangling(record: Record, relation: Relation) -> Iterator[Finding]:
    link = relation.link
    if "://" in link.target or link.is_to_document:
        # What is no record at all is looked for where it would lie, beside all other links.
        return
    message = f"{link.words} {link.target}: there is no such record"
    if relation.candidates:
        names = ", ".join(c.path for c in relation.candidates)
        message = f"{link.words} {link.target}: could be any of {names}"
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
    if kind is LinkKind.RELATES_TO or record is other:
        return False
    said = any(r.target is record for r in log.relations(other, kind.inverse))
    announced = kind in (LinkKind.SUPERSEDES, LinkKind.AMENDS) and not record.in_force
    return not (said or announced)


def _one_sided(log: DecisionLog, record: Record, relation: Relation) -> Iterator[Finding]:
    """A finding: an error while the old record reads as in force, for that misleads."""
    kind, other = relation.link.kind, relation.target
    if other is None or not _is_one_sided(log, record, other, kind):
        return
    misleads = kind is LinkKind.SUPERSEDES and other.in_force
    severity = Severity.ERROR if misleads else Severity.WARNING
    message = f"says {kind.phrase.lower()} {other.path}, which does not say it back"
    hint = "adr check --fix writes the missing side"
    place = (record.path, relation.link.line)
    yield Finding("ADR302", severity, *place, message, hint, fixable=True)


def _misnamed(record: Record, relation: Relation) -> Iterator[Finding]:
    """A link that shows one number and leads to another."""
    link, other = relation.link, relation.target
    shown = _LABEL_NUMBER.match(link.label)
    if shown and other and other.number is not None and int(shown[1]) != other.number:
        message = f"the link reads {link.label!r} and leads to {other.path}"
        hint = "write the number of the record that is meant into both"
        yield Finding("ADR305", Severity.WARNING, record.path, link.line, message, hint)


def _no_section(record: Record, relation: Relation, told: Told) -> Iterator[Finding]:
    link, other = relation.link, relation.target
    if other is None or link.section is None or other.path not in told.sections:
        return
    there = told.sections[other.path]
    if link.section.lower() not in there:
        message = f"{other.path} has no section #{link.section}"
        hint = f"it has: {', '.join(f'#{name}' for name in there)}" if there else ""
        yield Finding("ADR306", Severity.WARNING, record.path, link.line, message, hint)


def _successors(log: DecisionLog, record: Record) -> Iterator[Finding]:
    """Two records in force that both replace this one, which does not name them both itself."""
    named = [r.target for r in log.relations(record, LinkKind.SUPERSEDED_BY)]
    claim = [r for r in log.successors(record) if r.in_force and r is not record]
    if len(claim) > 1 and not all(r in named for r in claim):
        message = f"{' and '.join(r.path for r in claim)} both supersede it"
        hint = "let one supersede the other, or name both here"
        yield Finding("ADR304", Severity.WARNING, record.path, record.body_line, message, hint)


def _amendments(log: DecisionLog, record: Record) -> Iterator[Finding]:
    """A record that is read together with many others is no longer read."""
    named = [r.target for r in log.relations(record, LinkKind.AMENDED_BY) if r.target]
    amending = {r.path for r in (*named, *log.referring(record, LinkKind.AMENDS)) if r.in_force}
    if record.in_force and len(amending) > _MOST_AMENDMENTS:
        message = f"{len(amending)} records amend it"
        hint = "a record that supersedes it would say the whole decision in one place"
        yield Finding("ADR307", Severity.INFO, record.path, record.body_line, message, hint)


def _circles(log: DecisionLog) -> Iterator[Finding]:
    """Records that replace each other in a circle, so that none of them is the last word."""
    after = {record.path: _replaced_by(log, record) for record in log.records}
    seen: set[str] = set()
    for record in log.records:
        way = _way_back(record.path, after) if record.path not in seen else ()
        if way:
            seen.update(way)
            message = f"is superseded in a circle: {' → '.join((*way, record.path))}"
            hint = "adr unlink takes a relation back"
            yield Finding("ADR303", Severity.ERROR, record.path, record.body_line, message, hint)


def _replaced_by(log: DecisionLog, record: Record) -> tuple[str, ...]:
    """The records that either side says have replaced this one, whatever their status."""
    named = [r.target for r in log.relations(record, LinkKind.SUPERSEDED_BY) if r.target]
    claim = log.referring(record, LinkKind.SUPERSEDES)
    return tuple(dict.fromkeys(r.path for r in (*named, *claim)))


def _way_back(start: str, after: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from a record through its successors back to itself; empty if none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for path in after.get(way[-1], ()):
            if path == start:
                return way
            if path not in seen:
                seen.add(path)
                ways.append((*way, path))
    return ()
