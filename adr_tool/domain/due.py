"""Which decisions somebody should look at again, by a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from adr_tool.domain.dates import iso_date
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status


@dataclass(frozen=True, slots=True)
class Terms:
    """What counts as due.

    Attributes:
        today: ISO day.
        within: Days ahead that are looked at.
        stale_after: Days that a proposal may wait without a change.
    """

    today: str
    within: int = 0
    stale_after: int = 90


@dataclass(frozen=True, slots=True)
class Due:
    """A record that wants attention.

    Attributes:
        record: The record.
        reason: Why, in words.
        date: The ISO day by which; None where what is written is no day.
        days: Days until then, negative when it is over; None without a day.
    """

    record: Record
    reason: str
    date: str | None
    days: int | None

    @property
    def is_over(self) -> bool:
        """Whether the day has come, or cannot be told."""
        return self.days is None or self.days <= 0


def due(log: DecisionLog, changed: Mapping[str, str], terms: Terms) -> tuple[Due, ...]:
    """The records in force to be reviewed and the proposals that wait, the most urgent first.

    Args:
        log: All records.
        changed: By path, the ISO day of the last change, as far as it is known.
        terms: What counts as due.
    """
    found = [one for record in log.records for one in _of(record, changed, terms)]
    return tuple(sorted(found, key=lambda one: (one.days is not None, one.days or 0)))


def _of(record: Record, changed: Mapping[str, str], terms: Terms) -> Iterator[Due]:
    today = date.fromisoformat(terms.today)
    if record.in_force and record.review_by:
        day = iso_date(record.review_by)
        if day is None:
            yield Due(record, f"review-by {record.review_by!r} is no date", None, None)
        elif (left := (date.fromisoformat(day) - today).days) <= terms.within:
            yield Due(record, "review", day, left)
    if record.status in (Status.PROPOSED, Status.DRAFT):
        since = changed.get(record.path) or iso_date(record.date or "")
        if since is None:
            return
        end = date.fromordinal(date.fromisoformat(since).toordinal() + terms.stale_after)
        if (left := (end - today).days) <= terms.within:
            yield Due(record, f"{record.status} since {since}, to decide", end.isoformat(), left)
