"""How a record stands to others: rows for its page, and what replaced it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_OPEN = frozenset({Status.DRAFT, Status.PROPOSED})
_FIRST_PERSON = {
    LinkKind.SUPERSEDES: "Would supersede",
    LinkKind.AMENDS: "Would amend",
}
_SEEN_FROM_TARGET = {
    LinkKind.SUPERSEDES: "Would be superseded by",
    LinkKind.AMENDS: "Would be amended by",
}
_ORDER = (
    "Supersedes",
    "Would supersede",
    "Superseded by",
    "Would be superseded by",
    "Amends",
    "Would amend",
    "Amended by",
    "Would be amended by",
    "Relates to",
)
_REFERRED = "Referred to by"


@dataclass(frozen=True, slots=True)
class Row:
    """One relation of a record.

    Attributes:
        words: The relation, for example `Superseded by`.
        records: The records at its other end.
        unknown: Targets as written that are no record of the log.
    """

    words: str
    records: tuple[Record, ...]
    unknown: tuple[str, ...] = ()


def rows(log: DecisionLog, record: Record, mentions: Iterable[Record]) -> tuple[Row, ...]:
    """Tell all relations of a record, whichever side states them.

    Args:
        log: The log.
        record: The record.
        mentions: Other records whose text refers to this one.
    """
    known: dict[str, dict[str, Record]] = {}
    unknown: dict[str, list[str]] = {}
    for relation in log.relations(record):
        words = _own_words(record, relation.link.kind)
        if relation.target is None:
            unknown.setdefault(words, []).append(relation.link.target)
        elif relation.target.path != record.path:
            known.setdefault(words, {})[relation.target.path] = relation.target
    referring = {other.path: other for other in mentions}
    for kind in LinkKind:
        for other in log.referring(record, kind):
            words = _words_of_other(other, kind)
            here = referring if words == _REFERRED else known.setdefault(words, {})
            here[other.path] = other
    listed = {path for others in known.values() for path in others} | {record.path}
    rest = tuple(other for path, other in sorted(referring.items()) if path not in listed)
    stated = [
        Row(words, tuple(known.get(words, {}).values()), tuple(unknown.get(words, ())))
        for words in _ORDER
    ]
    return tuple(row for row in (*stated, Row(_REFERRED, rest)) if row.records or row.unknown)


def _own_words(record: Record, kind: LinkKind) -> str:
    if record.status in _OPEN and kind in _FIRST_PERSON:
        return _FIRST_PERSON[kind]
    return kind.phrase


def _words_of_other(other: Record, kind: LinkKind) -> str:
    """Name the relation that another record states, seen from its target."""
    if kind is LinkKind.RELATES_TO or other.status is Status.REJECTED:
        return _REFERRED
    if other.status in _OPEN and kind in _SEEN_FROM_TARGET:
        return _SEEN_FROM_TARGET[kind]
    return kind.inverse.phrase


def successors(log: DecisionLog, record: Record) -> tuple[tuple[Record, ...], ...]:
    """Follow what replaced a record, generation by generation, to what is in force.

    A circle ends where it closes; a generation holds several records where the decision
    was split.
    """

    def following(current: Record) -> Iterable[Record]:
        is_old = current is record or not current.in_force
        return log.successors(current) if is_old else ()

    return _generations(record, following)


def predecessors(log: DecisionLog, record: Record) -> tuple[tuple[Record, ...], ...]:
    """Follow what a record replaced, generation by generation, to the first decision.

    Args:
        log: The log.
        record: The record; what a proposal would replace it has not replaced yet.
    """

    def preceding(current: Record) -> Iterable[Record]:
        if current.status in _OPEN or current.status is Status.REJECTED:
            return ()
        said = [r.target for r in log.relations(current, LinkKind.SUPERSEDES) if r.target]
        return [*said, *log.referring(current, LinkKind.SUPERSEDED_BY)]

    return _generations(record, preceding)


def _generations(
    record: Record, step: Callable[[Record], Iterable[Record]]
) -> tuple[tuple[Record, ...], ...]:
    seen = {record.path}
    generations: list[tuple[Record, ...]] = []
    newest: tuple[Record, ...] = (record,)
    while newest:
        found = [other for current in newest for other in step(current) if other.path not in seen]
        newest = tuple({other.path: other for other in found}.values())
        seen |= {other.path for other in newest}
        if newest:
            generations.append(newest)
    return tuple(generations)


def amended_sections(log: DecisionLog, record: Record) -> dict[str, tuple[Record, ...]]:
    """By the anchor of a section of a record, the decisions in force that amend it."""
    found: dict[str, dict[str, Record]] = {}
    for relation in log.relations(record, LinkKind.AMENDED_BY):
        if relation.target and relation.link.section and relation.target.in_force:
            found.setdefault(relation.link.section, {})[relation.target.path] = relation.target
    for other in log.referring(record, LinkKind.AMENDS):
        for relation in log.relations(other, LinkKind.AMENDS):
            is_here = relation.target is not None and relation.target.path == record.path
            if is_here and relation.link.section and other.in_force:
                found.setdefault(relation.link.section, {})[other.path] = other
    return {section: tuple(records.values()) for section, records in found.items()}
