"""A log at a glance: of each record what places a new one among them, and no more."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from adr_tool.domain.naming import record_id, without_suffix
from adr_tool.domain.record import Record
from adr_tool.domain.status import IN_FORCE, Status

_SUPERSESSION = re.compile(r"[Ss]uper[sc]ede[sd](?: by)?$")


class Entry(NamedTuple):
    """A record's line in the register; a tuple, for ten thousand are made at once.

    Attributes:
        superseding: The words of its links that spell a supersession.
    """

    path: str
    number: int | None
    title: str
    status: Status
    format: str
    summary: str
    body_line: int
    superseding: tuple[str, ...]

    @property
    def in_force(self) -> bool:
        """Whether the decision is guidance today."""
        return self.status in IN_FORCE


def superseding(record: Record) -> tuple[str, ...]:
    """The words of a record's links that spell a supersession."""
    return tuple(link.words for link in record.links if _SUPERSESSION.match(link.words))


def entry_of(record: Record) -> Entry:
    """The line of a record."""
    return Entry(
        record.path,
        record.number,
        record.title,
        record.status,
        record.format,
        record.summary,
        record.body_line,
        superseding(record),
    )


R_co = TypeVar("R_co", bound=Record | Entry, covariant=True)


class Register(Generic[R_co]):
    """The records of one or more folders, whole or as entries, by number, then path."""

    def __init__(self, records: tuple[R_co, ...]) -> None:
        self.records = tuple(sorted(records, key=_order))

    @cached_property
    def _numbers(self) -> Counter[int | None]:
        return Counter(record.number for record in self.records)

    def id_of(self, record: Record | Entry) -> str:
        """The record's id: `ADR-NNNN`, or its path where that would not be unique."""
        if record.number is not None and self._numbers[record.number] == 1:
            return record_id(record.number)
        return without_suffix(record.path)

    @cached_property
    def is_nygard(self) -> bool:
        """Whether most records are in the format of Nygard and adr-tools."""
        return 2 * sum(r.format == "nygard" for r in self.records) > len(self.records)

    def spells_superceded(self, *, otherwise: bool = False) -> bool:
        """Whether most lines of the log spell `Superceded`, `Supercedes`, as adr-tools does.

        Args:
            otherwise: What to say of a log that states no supersession in words.
        """
        said = [
            (record.number or 0, "uperc" in words.lower())
            for record in self.records
            for words in (record.superseding if isinstance(record, Entry) else superseding(record))
        ]
        if not said:
            return otherwise
        yes = sum(spelled for _, spelled in said)
        return max(said)[1] if 2 * yes == len(said) else 2 * yes > len(said)


def _order(record: Record | Entry) -> tuple[bool, int, str]:
    return (record.number is None, record.number or 0, record.path)
