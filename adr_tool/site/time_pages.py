"""The log in time: what happened when, and what was in force on a day."""

from __future__ import annotations

from itertools import groupby

from adr_tool.domain.lifetime import in_force_on
from adr_tool.domain.record import Record
from adr_tool.site.addresses import AS_OF, TIMELINE
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition, Move
from adr_tool.site.hub import hub
from adr_tool.site.markup import chip, when

_MOST_MOVES = 600
_MOST_OF_A_YEAR = 200
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def timeline_page(edition: Edition) -> Page:
    """Make the page of all changes of status, the newest first."""
    shown = edition.moves[:_MOST_MOVES]
    years = [
        _year(edition, year, list(moves))
        for year, moves in groupby(shown, key=lambda move: move.day[:4])
    ]
    left = len(edition.moves) - len(shown)
    cut = f'<p class="adr-note">{left} older changes are left out.</p>\n' if left > 0 else ""
    undated = sum(not spans for spans in edition.lifetimes.values())
    without = f" {undated} decisions have no date and are not among them." if undated else ""
    lead = f"{len(edition.moves)} changes of status, from git and from the dates of the records."
    counted = f'<p class="adr-count">{lead}{without}</p>\n'
    return hub(edition, TIMELINE, "Timeline", counted, *years, cut, hidden=("navigation",))


def _year(edition: Edition, year: str, moves: list[Move]) -> str:
    months = [
        _month(edition, month, list(some))
        for month, some in groupby(moves, key=lambda move: move.day[5:7])
    ]
    return f"## {year}\n\n" + "".join(months)


def _month(edition: Edition, month: str, moves: list[Move]) -> str:
    items = "".join(
        f'<li><span class="adr-date">{when(move.day)}</span> {chip(move.status)} '
        f"{edition.link(TIMELINE, move.record)}{_from(move)}</li>"
        for move in moves
    )
    name = _MONTHS[int(month) - 1]
    listed = f'<ul class="adr-timeline">{items}</ul>'
    return f'<section class="adr-month"><h3>{name}</h3>{listed}</section>\n'


def _from(move: Move) -> str:
    return f' <span class="adr-note">was {move.former}</span>' if move.former else ""


def as_of_page(edition: Edition) -> Page:
    """Make the page that tells what was in force; without a script, at each year's end."""
    days = {move.day[:4] for move in edition.moves}
    years = [_year_end(edition, year) for year in sorted(days, reverse=True)]
    data = edition.addresses.url(AS_OF, "decisions.json")
    first = min((move.day for move in edition.moves), default=edition.today)
    hole = (
        f'<div class="adr-as-of" data-adr-as-of="{data}" data-adr-first="{first}" '
        f'data-adr-last="{edition.today}"></div>\n'
    )
    lead = (
        "A decision counts from the day on which it was accepted, by git or by its own date, "
        "to the day on which it was superseded or deprecated."
    )
    return hub(edition, AS_OF, "As of a date", f'<p class="adr-count">{lead}</p>\n', hole, *years)


def _year_end(edition: Edition, year: str) -> str:
    day = min(f"{year}-12-31", edition.today)
    records = [r for r in edition.log.records if in_force_on(edition.lifetimes[r.path], day)]
    items = "".join(_standing(edition, record) for record in records[:_MOST_OF_A_YEAR])
    left = len(records) - _MOST_OF_A_YEAR
    cut = f"<li>and {left} more</li>" if left > 0 else ""
    summary = f"<summary>{day}: {len(records)} in force</summary>"
    return f'<details class="adr-year-end">{summary}<ul>{items}{cut}</ul></details>\n'


def _standing(edition: Edition, record: Record) -> str:
    now = "" if record.in_force else f" {chip(record.status)}"
    return f"<li>{edition.link(AS_OF, record)}{now}</li>"
