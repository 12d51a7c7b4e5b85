"""The figures of a log: how many decisions, where they stand, how long they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from adr_tool.domain.dates import iso_date
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_WAITING = (Status.DRAFT, Status.PROPOSED)
_ONCE_ACCEPTED = (Status.ACCEPTED, Status.DEPRECATED, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Life:
    """The days of a record that git knows, ISO.

    Attributes:
        first: When its file was committed first.
        proposed: When it was first seen as a draft or proposal; None where it never was.
        accepted: When it was first seen as accepted after that.
    """

    first: str
    proposed: str | None = None
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted; days are whole, and None where nothing is known.

    Attributes:
        status: Records of each status that occurs.
        years: Records by the year of their date, the oldest first; `None` without a date.
        waiting: The drafts and proposals and their age in days, the oldest first.
        took: Days from proposal to acceptance, ascending, where git saw both.
        deciders: Records by decision maker, the busiest first.
        tags: Records by tag, the commonest first.
        superseded: The share of the decisions once accepted that were superseded; 0 to 1.
        without_review: Records in force that name no date to be looked at again.
    """

    records: int
    in_force: int
    status: Mapping[str, int]
    years: Mapping[int | None, int]
    waiting: tuple[tuple[Record, int | None], ...]
    took: tuple[int, ...]
    deciders: Mapping[str, int]
    tags: Mapping[str, int]
    superseded: float | None
    without_review: int

    @property
    def median_age(self) -> float | None:
        """The age of a proposal, half of them being younger."""
        return _median(days for _, days in self.waiting if days is not None)

    @property
    def median_wait(self) -> float | None:
        """The days that half of the acceptances took at most."""
        return _median(self.took)


def figures(log: DecisionLog, lives: Mapping[str, Life], today: str) -> Figures:
    """Count a log.

    Args:
        log: All records.
        lives: What git knows of them, by path.
        today: ISO day.
    """
    records, now = log.records, date.fromisoformat(today)
    years = Counter(_year(record) for record in records)
    waiting = [(r, _age(r, lives, now)) for r in records if r.status in _WAITING]
    once = [record for record in records if record.status in _ONCE_ACCEPTED]
    gone = sum(record.status is Status.SUPERSEDED for record in once)
    return Figures(
        len(records),
        sum(record.in_force for record in records),
        _counted(record.status.value for record in records),
        {year: years[year] for year in sorted(years, key=lambda y: (y is None, y or 0))},
        tuple(sorted(waiting, key=lambda one: (one[1] is None, -(one[1] or 0)))),
        tuple(sorted(_took(life) for life in lives.values() if life.accepted)),
        _counted(who for record in records for who in record.decision_makers),
        _counted(tag for record in records for tag in record.tags),
        gone / len(once) if once else None,
        sum(record.in_force and not record.review_by for record in records),
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    found = Counter(words)
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _year(record: Record) -> int | None:
    day = iso_date(record.date or "")
    return int(day[:4]) if day else None


def _age(record: Record, lives: Mapping[str, Life], now: date) -> int | None:
    """Days since the file was committed first, else since the record's date."""
    life = lives.get(record.path)
    day = life.first if life else iso_date(record.date or "")
    return (now - date.fromisoformat(day)).days if day else None


def _took(life: Life) -> int:
    start, end = (date.fromisoformat(day or life.first) for day in (life.proposed, life.accepted))
    return max((end - start).days, 0)


def _median(days: Iterable[int]) -> float | None:
    found = list(days)
    return median(found) if found else None
