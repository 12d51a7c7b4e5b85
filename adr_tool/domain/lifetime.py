"""Since when a decision had each of its statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adr_tool.domain.dates import iso_date
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import IN_FORCE, Status

_ENDED = frozenset({Status.SUPERSEDED, Status.DEPRECATED})

Moment = tuple[str, Status]
"""An ISO day, and the status that began on it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which a record had one status.

    Attributes:
        status: The status.
        since: The ISO day on which it began.
        until: The ISO day on which the next one began; None for the last.
    """

    status: Status
    since: str
    until: str | None

    def holds(self, day: str) -> bool:
        """Whether a day lies in it; the day on which the next one begins does not."""
        return self.since <= day and (self.until is None or day < self.until)


def lifetimes(
    log: DecisionLog, told: Mapping[str, Iterable[Moment]]
) -> dict[str, tuple[Span, ...]]:
    """The statuses of every record in the order of time; none where no day is known.

    Git knows when a status was committed, a record when it was decided: the earlier of the
    two begins it. A record that came into git when its time was over was in force from its
    own date until its successor's.

    Args:
        log: All records.
        told: By path, what the history tells, the oldest first.
    """
    return {
        record.path: _spans(_moments(log, record, tuple(told.get(record.path, ()))))
        for record in log.records
    }


def status_on(spans: Iterable[Span], day: str) -> Status | None:
    """The status of a record on a day; None before its first, and where none is known."""
    return next((span.status for span in spans if span.holds(day)), None)


def began(spans: Iterable[Span], *statuses: Status) -> str | None:
    """The day on which a record first had one of some statuses, or None."""
    return next((span.since for span in spans if span.status in statuses), None)


def _moments(log: DecisionLog, record: Record, told: tuple[Moment, ...]) -> list[Moment]:
    stated = iso_date(record.date or "")
    if not told:
        told = ((stated, record.status),) if stated else ()
    if not told or stated is None or stated > told[0][0]:
        return list(told)
    first_day, first = told[0]
    if first not in _ENDED:
        return [(stated, first), *told[1:]]
    end = min((day for day in _starts(log, record) if day > stated), default=first_day)
    begun = [(stated, Status.ACCEPTED)] if end > stated else []
    return [*begun, (end, first), *told[1:]]


def _starts(log: DecisionLog, record: Record) -> Iterable[str]:
    """The days that the successors of a record state."""
    dates = (iso_date(other.date or "") for other in log.successors(record))
    return [day for day in dates if day]


def _spans(moments: list[Moment]) -> tuple[Span, ...]:
    kept = [one for n, one in enumerate(moments) if n == 0 or one[1] is not moments[n - 1][1]]
    ends = [*(day for day, _ in kept[1:]), None][: len(kept)]
    return tuple(Span(status, day, end) for (day, status), end in zip(kept, ends, strict=True))


def in_force_on(spans: Iterable[Span], day: str) -> bool:
    """Whether a record was guidance on a day."""
    return status_on(spans, day) in IN_FORCE
