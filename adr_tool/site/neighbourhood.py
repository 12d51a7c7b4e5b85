"""A record among those it is related to, as a drawing for its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adr_tool.domain.link import LinkKind
from adr_tool.domain.record import Record
from adr_tool.site.drawing import element, figure, lines, title, words
from adr_tool.site.edition import Edition, name, short
from adr_tool.site.relations import predecessors, successors
from adr_tool.workflow.contents import Edge

_MOST_IN_COLUMN = 4
_FARTHEST = 2
_WIDTH, _HEIGHT = 176, 58
_APART_X, _APART_Y = 44, 14
_MARGIN = 6
_LINE = 25


@dataclass(frozen=True, slots=True)
class _Box:
    record: Record
    x: float
    y: float


def neighbourhood(edition: Edition, record: Record) -> str:
    """Draw a record, its chain of supersession and its direct relations; nothing where none is.

    Older decisions stand to the left, newer ones to the right.
    """
    columns = _columns(edition, record)
    if len(columns) == 1:
        return ""
    boxes = {edition.log.id_of(box.record): box for box in _placed(columns)}
    width = max(box.x for box in boxes.values()) + _WIDTH + _MARGIN
    height = max(box.y for box in boxes.values()) + _HEIGHT + _MARGIN
    near = dict.fromkeys(edge for end in boxes for edge in edition.edges_at.get(end, ()))
    drawn = [_edge(edge, boxes) for edge in near if edge.source in boxes and edge.target in boxes]
    drawn += [_box(edition, box, record) for box in boxes.values()]
    label = f"Decisions around {short(record)}, older to the left"
    return figure("".join(drawn), width=width, height=height, label=label, style="adr-near")


def _columns(edition: Edition, record: Record) -> dict[int, list[Record]]:
    """The records by column: 0 is the record's own."""
    placed: dict[str, int] = {record.path: 0}
    columns: dict[int, list[Record]] = {0: [record]}

    def put(others: Iterable[Record], column: int) -> None:
        for other in others:
            here = columns.setdefault(column, [])
            if other.path not in placed and len(here) < _MOST_IN_COLUMN:
                placed[other.path] = column
                here.append(other)

    for step, generation in enumerate(predecessors(edition.log, record)[:_FARTHEST], start=1):
        put(generation, -step)
    for step, generation in enumerate(successors(edition.log, record)[:_FARTHEST], start=1):
        put(generation, step)
    for side, other in _others(edition, record):
        put([other], side)
    return {column: here for column, here in sorted(columns.items()) if here}


def _others(edition: Edition, record: Record) -> Iterator[tuple[int, Record]]:
    order = edition.order
    own = edition.log.id_of(record)
    for edge in edition.edges_at.get(own, ()):
        other = edition.by_id[edge.target if edge.source == own else edge.source]
        yield (-1 if order[other.path] < order[record.path] else 1), other
    for other in edition.mentions.get(record.path, ()):
        yield (-1 if order[other.path] < order[record.path] else 1), other


def _placed(columns: dict[int, list[Record]]) -> Iterator[_Box]:
    tallest = max(len(here) for here in columns.values())
    for index, here in enumerate(columns.values()):
        x = _MARGIN + index * (_WIDTH + _APART_X)
        top = _MARGIN + (tallest - len(here)) * (_HEIGHT + _APART_Y) / 2
        for row, record in enumerate(here):
            yield _Box(record, float(x), top + row * (_HEIGHT + _APART_Y))


def _edge(edge: Edge, boxes: dict[str, _Box]) -> str:
    one, other = sorted((boxes[edge.source], boxes[edge.target]), key=lambda box: (box.x, box.y))
    if one.x == other.x:
        return ""
    start, end = one.x + _WIDTH, other.x
    middle = (start + end) / 2
    from_y, to_y = one.y + _HEIGHT / 2, other.y + _HEIGHT / 2
    path = (
        f"M{start:.1f} {from_y:.1f}C{middle:.1f} {from_y:.1f} "
        f"{middle:.1f} {to_y:.1f} {end:.1f} {to_y:.1f}"
    )
    return element("path", d=path, class_=f"adr-edge adr-edge--{_KINDS[edge.kind]}")


def _box(edition: Edition, box: _Box, record: Record) -> str:
    is_own = box.record.path == record.path
    here = " adr-node--here" if is_own else ""
    inside = [
        title(f"{name(box.record)}, {box.record.status}"),
        element("rect", x=box.x, y=box.y, width=_WIDTH, height=_HEIGHT, rx=5),
        words(
            f"{_label(box.record)} · {box.record.status}",
            box.x + 9,
            box.y + 15,
            class_="adr-node__id",
        ),
    ]
    inside += [
        words(line, box.x + 9, box.y + 31 + 15 * row)
        for row, line in enumerate(lines(box.record.title, _LINE))
    ]
    drawn = element("g", *inside, class_=f"adr-node adr-node--{box.record.status}{here}")
    if is_own:
        return drawn
    origin = edition.addresses.page(record)
    return element(
        "a", drawn, href=edition.addresses.url(origin, edition.addresses.page(box.record))
    )


def _label(record: Record) -> str:
    return record.label if record.number is not None else "record"


_KINDS = {
    LinkKind.SUPERSEDES: "supersedes",
    LinkKind.SUPERSEDED_BY: "supersedes",
    LinkKind.AMENDS: "amends",
    LinkKind.AMENDED_BY: "amends",
    LinkKind.RELATES_TO: "relates",
}
