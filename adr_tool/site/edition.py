"""The log as it is published: what every page needs to know of it, found out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from adr_tool.domain.due import Due, Terms, due
from adr_tool.domain.lifetime import Span, lifetimes
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.addresses import ALL, Addresses, Facet
from adr_tool.site.contents import SiteFacts
from adr_tool.site.markup import anchor
from adr_tool.workflow.contents import Edge, edges


@dataclass(frozen=True, slots=True)
class Move:
    """A record came to a status on a day."""

    day: str
    record: Record
    status: Status
    former: Status | None


@dataclass(frozen=True)
class Edition:
    """One log, seen on one day.

    Attributes:
        log: The records.
        facts: What was told of the world.
        mentions: By path, the records whose text refers to a record.
    """

    log: DecisionLog
    facts: SiteFacts
    mentions: Mapping[str, tuple[Record, ...]]

    @cached_property
    def addresses(self) -> Addresses:
        """Where everything stands."""
        return Addresses(self.log, directory_urls=self.facts.directory_urls)

    @cached_property
    def order(self) -> dict[str, int]:
        """By path, the place of a record in the log."""
        return {record.path: n for n, record in enumerate(self.log.records)}

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """The records by their ids."""
        return {self.log.id_of(record): record for record in self.log.records}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every relation between two records, once."""
        return edges(self.log)

    @cached_property
    def edges_at(self) -> dict[str, tuple[Edge, ...]]:
        """The relations of each record, by its id."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            for end in {edge.source, edge.target}:
                found.setdefault(end, []).append(edge)
        return {end: tuple(some) for end, some in found.items()}

    @cached_property
    def lifetimes(self) -> dict[str, tuple[Span, ...]]:
        """By path, since when a record had each status."""
        return lifetimes(self.log, {path: self._moments(path) for path in self.facts.past})

    def _moments(self, path: str) -> list[tuple[str, Status]]:
        told = self.facts.past[path]
        return [(entry.date or self.today, Status(entry.status)) for entry in told if entry.status]

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Every change of a status, the newest first."""
        found = [
            Move(span.since, record, span.status, spans[n - 1].status if n else None)
            for record in self.log.records
            for spans in [self.lifetimes[record.path]]
            for n, span in enumerate(spans)
        ]
        return tuple(
            sorted(found, key=lambda move: (move.day, self.order[move.record.path]), reverse=True)
        )

    @property
    def today(self) -> str:
        """The ISO day of the build."""
        return self.facts.now.date().isoformat()

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """What somebody should look at again, the most urgent first."""
        changed = {
            path: entries[-1].date or self.today
            for path, entries in self.facts.past.items()
            if entries
        }
        return due(self.log, changed, Terms(self.today))

    def values(self, record: Record, facet: Facet) -> tuple[str, ...]:
        """What a record has of a facet."""
        if facet is Facet.STATUS:
            return (record.status.value,)
        if facet is Facet.TAG:
            return tuple(dict.fromkeys(record.tags))
        if facet is Facet.DECIDER:
            return tuple(dict.fromkeys(record.decision_makers))
        year = self.year(record)
        return (year,) if year else ()

    def year(self, record: Record) -> str:
        """The year in which a record came to be, or nothing."""
        spans = self.lifetimes[record.path]
        return spans[0].since[:4] if spans else ""

    @cached_property
    def tallies(self) -> dict[Facet, tuple[tuple[str, int], ...]]:
        """How many records have each value, the most frequent first; years by year."""
        return {facet: self._tally(facet) for facet in Facet}

    def _tally(self, facet: Facet) -> tuple[tuple[str, int], ...]:
        counted = Counter(v for record in self.log.records for v in self.values(record, facet))
        if facet is Facet.YEAR:
            return tuple(sorted(counted.items(), reverse=True))
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].lower())))

    @cached_property
    def listed(self) -> frozenset[tuple[Facet, str]]:
        """The values that have a plain list: those that more than one record has.

        A list for each tag that stands once would double the pages of a log.
        """
        return frozenset(
            (facet, value)
            for facet, tally in self.tallies.items()
            for value, count in tally
            if count > 1 or facet is Facet.STATUS
        )

    def link_to_list(self, origin: str, facet: Facet, value: str, style: str = "") -> str:
        """A link from a page to the records that have a value."""
        if (facet, value) in self.listed:
            return self.link_to(origin, self.addresses.list_page(facet, value), value, style)
        url = f"{self.addresses.url(origin, ALL)}?{facet}={quote(value, safe='', errors='replace')}"
        return anchor(url, value, style=style)

    def link(self, origin: str, record: Record, words: str | None = None, style: str = "") -> str:
        """A link from a page to that of a record."""
        url = self.addresses.url(origin, self.addresses.page(record))
        return anchor(url, words or name(record), style=style)

    def link_to(self, origin: str, page: str, words: str, style: str = "") -> str:
        """A link from one page to another."""
        return anchor(self.addresses.url(origin, page), words, style=style)


def name(record: Record) -> str:
    """How a record is named in full."""
    return f"{record.label} {record.title}" if record.number is not None else record.title


def short(record: Record) -> str:
    """How a record is named where its title stands nearby, or there is little room."""
    return record.label if record.number is not None else record.title
