"""Where the records of the whole graph stand: lanes from top to bottom, time from left to right."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass

from adr_tool.domain.record import Record
from adr_tool.site.edition import Edition
from adr_tool.site.listing import group_of

_MOST_LANES = 9
_TAGGED = 0.4
"""The share of records with a tag above which tags make better lanes than statuses."""

_OTHER = "other"
NODE = 50.0
_ROW = 26.0
_LANE_PAD = 12.0
TOP = 34.0
LEFT = 176.0
_LEAST_WIDTH = 900.0
_PER_RECORD = 7.0


@dataclass(frozen=True, slots=True)
class Node:
    """A record and the middle of its left edge."""

    record: Record
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A strip of the drawing."""

    name: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing's places.

    Attributes:
        nodes: By id.
        lanes: From top to bottom.
        years: Where each year begins, with its name.
    """

    nodes: dict[str, Node]
    lanes: tuple[Lane, ...]
    years: tuple[tuple[str, float], ...]
    width: float
    height: float


def layout(edition: Edition) -> Layout:
    """Place every record; the same log is always placed in the same way.

    Time is counted in decisions, not in days: a log grows in bursts.
    """
    ordered = _by_time(edition)
    span = max(_LEAST_WIDTH - LEFT, _PER_RECORD * len(ordered))
    step = (span - NODE) / max(1, len(ordered) - 1)
    lane_of = _lanes(ordered)
    rows = {lane: _Rows() for lane in dict.fromkeys(lane_of.values())}
    names = sorted(rows, key=lambda lane: (lane == _OTHER, -Counter(lane_of.values())[lane], lane))
    xs = {record.path: LEFT + step * n for n, record in enumerate(ordered)}
    placed = {r.path: rows[lane_of[r.path]].take(xs[r.path]) for r in ordered}
    lanes: list[Lane] = []
    top = TOP
    for lane in names:
        height = rows[lane].count * _ROW + 2 * _LANE_PAD
        lanes.append(Lane(lane, top, height))
        top += height
    tops = {lane.name: lane.top for lane in lanes}
    nodes = {
        edition.log.id_of(r): Node(
            r, xs[r.path], tops[lane_of[r.path]] + _LANE_PAD + _ROW * (placed[r.path] + 0.5)
        )
        for r in ordered
    }
    return Layout(nodes, tuple(lanes), _years(edition, ordered, xs), LEFT + span + 8, top + 8)


class _Rows:
    """The rows of one lane, each filled from the left."""

    def __init__(self) -> None:
        self._ends: list[float] = []

    @property
    def count(self) -> int:
        return max(1, len(self._ends))

    def take(self, x: float) -> int:
        """The first row with room at a place."""
        for row, end in enumerate(self._ends):
            if end <= x:
                self._ends[row] = x + NODE + 4
                return row
        self._ends.append(x + NODE + 4)
        return len(self._ends) - 1


def _by_time(edition: Edition) -> list[Record]:
    """The records by their first day; one without a day stands behind its neighbour."""
    day = ""
    keyed = []
    for record in edition.log.records:
        spans = edition.lifetimes[record.path]
        day = spans[0].since if spans else day
        keyed.append((day, edition.order[record.path], record))
    return [record for *_, record in sorted(keyed, key=lambda one: one[:2])]


def _lanes(records: list[Record]) -> dict[str, str]:
    """The lane of each record: its folder, its most frequent tag, or its standing."""
    folders = {record.path: posixpath.dirname(record.path) for record in records}
    if 1 < len(set(folders.values())) < len(records) / 2:
        return _few(folders)
    tags = Counter(tag for record in records for tag in record.tags)
    if sum(bool(record.tags) for record in records) >= _TAGGED * len(records):
        return _few(
            {
                record.path: max(record.tags, key=lambda tag: (tags[tag], tag), default=_OTHER)
                for record in records
            }
        )
    return {record.path: group_of(record) for record in records}


def _few(lane_of: dict[str, str]) -> dict[str, str]:
    """Keep the lanes with most records apart, and the rest together."""
    kept = {lane for lane, _ in Counter(lane_of.values()).most_common(_MOST_LANES)}
    return {path: lane if lane in kept else _OTHER for path, lane in lane_of.items()}


def _years(
    edition: Edition, ordered: list[Record], xs: dict[str, float]
) -> tuple[tuple[str, float], ...]:
    begun: dict[str, float] = {}
    for record in ordered:
        year = edition.year(record)
        if year:
            begun.setdefault(year, xs[record.path])
    return tuple(begun.items())
