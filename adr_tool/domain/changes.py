"""Which decisions changed between two states of a log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status


class Group(StrEnum):
    """What happened to a decision, in the order in which readers want to know."""

    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    AMENDED = "amended"
    DEPRECATED = "deprecated"
    REJECTED = "rejected"
    PROPOSED = "proposed"
    UNKNOWN = "without a status"
    RENAMED = "renamed"
    REMOVED = "removed"
    REWORDED = "reworded"


_STATUSES = {
    Status.ACCEPTED: Group.ACCEPTED,
    Status.SUPERSEDED: Group.SUPERSEDED,
    Status.DEPRECATED: Group.DEPRECATED,
    Status.REJECTED: Group.REJECTED,
    Status.PROPOSED: Group.PROPOSED,
    Status.DRAFT: Group.PROPOSED,
    Status.UNKNOWN: Group.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one decision.

    Attributes:
        group: What happened.
        record: The record as it became; of a removed one, as it was.
        former: The record as it was; None where it is new.
        others: The records that took part: what superseded or amended it, or what an
            accepted one supersedes.
    """

    group: Group
    record: Record
    former: Record | None
    others: tuple[Record, ...] = ()


def changes(old: DecisionLog, new: DecisionLog, renamed: Mapping[str, str]) -> tuple[Change, ...]:
    """Every change of a decision, by group, then by number.

    A record whose status changed is told of under its new status. Which records were only
    reworded cannot be told from records alone.

    Args:
        old: The log before.
        new: The log after.
        renamed: New path → old path of the files that look moved.
    """
    before = {record.path: record for record in old.records}
    formers = {r.path: _former(r, before, renamed) for r in new.records}
    kept = {former.path for former in formers.values() if former}
    found = [
        change for record in new.records for change in _of(record, formers[record.path], (old, new))
    ]
    found += [Change(Group.REMOVED, r, r) for r in old.records if r.path not in kept]
    order = list(Group)
    return tuple(sorted(found, key=lambda change: order.index(change.group)))


def _former(
    record: Record, before: Mapping[str, Record], renamed: Mapping[str, str]
) -> Record | None:
    """What a record was; records of one template look moved, and are other decisions."""
    if record.path in before or record.path not in renamed:
        return before.get(record.path)
    moved = before.get(renamed[record.path])
    same = moved and (moved.title == record.title or moved.number == record.number is not None)
    return moved if same else None


def _of(
    record: Record, former: Record | None, logs: tuple[DecisionLog, DecisionLog]
) -> Iterator[Change]:
    old, new = logs
    if former is None or former.status is not record.status:
        group = _STATUSES[record.status]
        yield Change(group, record, former, _others(record, group, new))
    amended = _amending(record, new)
    # By number and title, because the amending record may have been moved as well.
    said = {(r.number, r.title) for r in _amending(former, old)} if former else set()
    fresh = tuple(r for r in amended if (r.number, r.title) not in said)
    if former is not None and fresh:
        yield Change(Group.AMENDED, record, former, fresh)
    if former and (former.title != record.title or former.path != record.path):
        yield Change(Group.RENAMED, record, former)


def _others(record: Record, group: Group, log: DecisionLog) -> tuple[Record, ...]:
    if group is Group.SUPERSEDED:
        return log.successors(record)
    relations = log.relations(record, LinkKind.SUPERSEDES)
    return tuple(relation.target for relation in relations if relation.target)


def _amending(record: Record, log: DecisionLog) -> tuple[Record, ...]:
    """The records in force that amend one, by either side's statement."""
    said = [r.target for r in log.relations(record, LinkKind.AMENDED_BY) if r.target]
    said += log.referring(record, LinkKind.AMENDS)
    return tuple({one.path: one for one in said if one.in_force}.values())
