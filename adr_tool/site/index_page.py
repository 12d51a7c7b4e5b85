"""The list of all decisions, with facets; and a plain list for each value of a facet."""

from __future__ import annotations

from collections.abc import Iterator

from adr_tool.domain.record import Record
from adr_tool.site.addresses import ALL, Facet
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition
from adr_tool.site.hub import hub
from adr_tool.site.listing import IN_FORCE, MOST_ROWS, grouped, table
from adr_tool.site.markup import escape

_TITLES = {
    Facet.STATUS: "Status",
    Facet.TAG: "Tag",
    Facet.YEAR: "Year",
    Facet.DECIDER: "Decided by",
}
_LISTED = {
    Facet.STATUS: "Decisions that are {}",
    Facet.TAG: "Decisions about {}",
    Facet.YEAR: "Decisions of {}",
    Facet.DECIDER: "Decisions by {}",
}
_SHOWN = 10


def index_page(edition: Edition) -> Page:
    """Make the table of all records; a script of ours turns the lists into filters."""
    log = edition.log
    count = f"{len(log.records)} decisions, {len(grouped(log.records)[IN_FORCE])} in force."
    data = edition.addresses.url(ALL, "decisions.json")
    more = f' data-adr-more="{data}"' if len(log.records) > MOST_ROWS else ""
    return hub(
        edition,
        ALL,
        "All decisions",
        f'<div class="adr-browse"{more}>\n',
        _facets(edition),
        '<div class="adr-results">\n',
        f'<p class="adr-count" data-adr-count>{count}</p>\n',
        table(edition, ALL, log.records, filtered=True),
        _cut(len(log.records)),
        "</div>\n</div>\n",
    )


def list_pages(edition: Edition) -> Iterator[Page]:
    """Make the plain lists of statuses, tags, years and deciders."""
    for facet in Facet:
        having: dict[str, list[Record]] = {}
        for record in edition.log.records:
            for value in edition.values(record, facet):
                having.setdefault(value, []).append(record)
        for value, count in edition.tallies[facet]:
            if (facet, value) not in edition.listed:
                continue
            path = edition.addresses.list_page(facet, value)
            yield hub(
                edition,
                path,
                _LISTED[facet].format(value),
                table(edition, path, having[value]),
                _cut(count),
                above=(edition.link_to(path, ALL, "All decisions"),),
            )


def _cut(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    words = f"The first {MOST_ROWS} of {count} are shown here; the lists by year have the others."
    return f'<p class="adr-note" data-adr-cut>{words}</p>\n'


def _facets(edition: Edition) -> str:
    lists = "".join(_facet(edition, facet) for facet in Facet)
    return (
        f'<nav class="adr-facets" aria-label="Lists of decisions" data-adr-facets>{lists}</nav>\n'
    )


def _facet(edition: Edition, facet: Facet) -> str:
    tally = edition.tallies[facet]
    if not tally:
        return ""
    items = [
        f'<li data-adr-value="{escape(value)}">'
        f"{edition.link_to_list(ALL, facet, value)}"
        f' <span class="adr-facet__count">{count}</span></li>'
        for value, count in tally
    ]
    shown = "".join(items[:_SHOWN])
    rest = "".join(items[_SHOWN:])
    more = (
        f'<details class="adr-more"><summary>{len(items) - _SHOWN} more</summary><ul>{rest}</ul>'
        "</details>"
        if rest
        else ""
    )
    return (
        f'<section class="adr-facet" data-adr-facet="{facet}"><h2>{_TITLES[facet]}</h2>'
        f"<ul>{shown}</ul>{more}</section>"
    )
