"""Tables of records, grouped by whether they are guidance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.addresses import Facet
from adr_tool.site.edition import Edition
from adr_tool.site.markup import anchor, chip, escape

MOST_ROWS = 500
"""A page with more rows than this is slow to open and to draw."""

IN_FORCE = "In force"
OPEN = "Under discussion"
_UNKNOWN = "Without a known status"
_HISTORY = "No longer in force"
_REJECTED = "Decided against"
_GROUPS = (IN_FORCE, OPEN, _UNKNOWN, _HISTORY, _REJECTED)
_GROUP_OF = {
    Status.DRAFT: OPEN,
    Status.PROPOSED: OPEN,
    Status.UNKNOWN: _UNKNOWN,
    Status.REJECTED: _REJECTED,
}
_COLUMNS = ("Id", "Title", "Status", "Date")


def group_of(record: Record) -> str:
    """Under which heading a record stands."""
    if record.in_force:
        return IN_FORCE
    return _GROUP_OF.get(record.status, _HISTORY)


def standing(record: Record) -> str:
    """In which part of the results of a search a record stands."""
    group = group_of(record)
    return group if group in (IN_FORCE, OPEN) else "History"


def grouped(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records by heading, those in force first; a heading may be empty."""
    groups: dict[str, list[Record]] = {group: [] for group in _GROUPS}
    for record in records:
        groups[group_of(record)].append(record)
    return groups


def table(
    edition: Edition, origin: str, records: Sequence[Record], *, filtered: bool = False
) -> str:
    """A table of records; `filtered` lets the script of the index find it.

    Of more than `MOST_ROWS` those are shown that are in force, then the newest.
    """
    order = [record for group in grouped(records).values() for record in reversed(group)]
    kept = {record.path for record in order[:MOST_ROWS]}
    groups = grouped(record for record in records if record.path in kept)
    bodies = "".join(_group(edition, origin, words, some) for words, some in groups.items() if some)
    mark = " data-adr-index" if filtered else ""
    head = "".join(f'<th scope="col">{words}</th>' for words in _columns(edition))
    return f'<table class="adr-index"{mark}><thead><tr>{head}</tr></thead>{bodies}</table>\n'


def _columns(edition: Edition) -> tuple[str, ...]:
    """A log without tags needs no place for them."""
    return (*_COLUMNS, "Tags") if edition.tallies[Facet.TAG] else _COLUMNS


def _group(edition: Edition, origin: str, words: str, records: list[Record]) -> str:
    lines = "".join(_line(edition, origin, record) for record in records)
    width = len(_columns(edition))
    head = f'<tr class="adr-group"><th colspan="{width}" scope="rowgroup">{words}</th></tr>'
    return f"<tbody>{head}{lines}</tbody>"


def _line(edition: Edition, origin: str, record: Record) -> str:
    url = edition.addresses.url(origin, edition.addresses.page(record))
    tags = "".join(f'<span class="adr-tag">{escape(tag)}</span>' for tag in record.tags)
    tagged = f'<td class="adr-tags">{tags}</td>' if edition.tallies[Facet.TAG] else ""
    known = {facet.value: edition.values(record, facet) for facet in Facet}
    data = escape(json.dumps(known, ensure_ascii=False))
    label = escape(record.label) if record.number is not None else ""
    return (
        f'<tr data-adr-values="{data}">'
        f'<td class="adr-id">{label}</td><td class="adr-title">{anchor(url, record.title)}</td>'
        f'<td>{chip(record.status)}</td><td class="adr-date">{escape(record.date or "")}</td>'
        f"{tagged}</tr>"
    )
