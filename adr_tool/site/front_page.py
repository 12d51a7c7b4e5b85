"""The front page: what is in force, what changed lately, what waits, what is overdue."""

from __future__ import annotations

from adr_tool.domain.due import Due
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.addresses import ALL, AS_OF, FIGURES, GRAPH, INDEX, START, TIMELINE, Facet
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition, Move
from adr_tool.site.hub import HUB, joined
from adr_tool.site.listing import OPEN, group_of
from adr_tool.site.markup import chip, escape, front_matter, heading, when

_MOST = 8
_WAYS = (
    (START, "Start here", "what to read first"),
    (ALL, "All decisions", "filter by status, tag, year, decider"),
    (TIMELINE, "Timeline", "what happened when"),
    (GRAPH, "Graph", "how they hang together"),
    (AS_OF, "As of a date", "what was in force then"),
    (FIGURES, "Figures", "the log in numbers"),
)


def front_page(edition: Edition) -> Page:
    """Make the page that a visitor sees first."""
    if not edition.log.records:
        body: tuple[str, ...] = ("No decisions have been recorded yet.\n",)
    else:
        body = (
            _statuses(edition),
            _panels(edition),
            _ways(edition),
        )
    head = front_matter({"title": edition.facts.name, **HUB}), heading(edition.facts.name)
    return Page(INDEX, joined(*head, *body, _unreadable(edition)))


def _statuses(edition: Edition) -> str:
    """How many decisions there are of each status, each a link to them."""
    tiles = []
    for value, count in edition.tallies[Facet.STATUS]:
        url = edition.addresses.url(INDEX, edition.addresses.list_page(Facet.STATUS, value))
        inside = f'<span class="adr-tile__count">{count}</span> {chip(Status(value))}'
        tiles.append(f'<li><a class="adr-tile" href="{url}">{inside}</a></li>')
    return f'<ul class="adr-tiles" aria-label="Decisions by status">{"".join(tiles)}</ul>\n'


def _panels(edition: Edition) -> str:
    waiting = [r for r in edition.log.records if group_of(r) == OPEN][::-1]
    overdue = [one for one in edition.due if one.is_over]
    panels = (
        _in_force(edition),
        _panel(
            "Changed lately",
            [_move(edition, m) for m in edition.moves[:_MOST]],
            edition.link_to(INDEX, TIMELINE, "The whole timeline"),
        ),
        _panel(
            "Waiting for a decision",
            [_record(edition, r) for r in waiting[:_MOST]],
            _more(edition, Status.PROPOSED, len(waiting)),
        ),
        _panel(
            "Overdue",
            [_due(edition, one) for one in overdue[:_MOST]],
            f"{len(overdue) - _MOST} more" if len(overdue) > _MOST else "",
        ),
    )
    return f'<div class="adr-panels">{"".join(panels)}</div>\n'


def _in_force(edition: Edition) -> str:
    accepted = [m for m in edition.moves if m.status is Status.ACCEPTED and m.record.in_force]
    dated = {move.record.path: move.record for move in accepted}
    rest = [r for r in reversed(edition.log.records) if r.in_force and r.path not in dated]
    records = [*dated.values(), *rest]
    items = [_record(edition, record) for record in records[:_MOST]]
    return _panel("In force", items, _more(edition, Status.ACCEPTED, len(records)))


def _more(edition: Edition, status: Status, count: int) -> str:
    if count <= _MOST:
        return ""
    page = edition.addresses.list_page(Facet.STATUS, status.value)
    return edition.link_to(INDEX, page, f"All {count}")


def _panel(title: str, items: list[str], more: str) -> str:
    if not items:
        return (
            f'<section class="adr-panel"><h2>{title}</h2><p class="adr-note">Nothing.</p></section>'
        )
    listed = "".join(f"<li>{item}</li>" for item in items)
    end = f'<p class="adr-panel__more">{more}</p>' if more else ""
    return f'<section class="adr-panel"><h2>{title}</h2><ul>{listed}</ul>{end}</section>'


def _record(edition: Edition, record: Record) -> str:
    spans = edition.lifetimes[record.path]
    since = f'<span class="adr-date">{when(spans[-1].since)}</span>' if spans else ""
    status = "" if record.in_force else chip(record.status)
    return f"{edition.link(INDEX, record)} {status}{since}"


def _move(edition: Edition, move: Move) -> str:
    day = f'<span class="adr-date">{when(move.day)}</span>'
    return f"{edition.link(INDEX, move.record)} {chip(move.status)}{day}"


def _due(edition: Edition, one: Due) -> str:
    words = f"{one.reason}, {one.date}" if one.date else one.reason
    return f'{edition.link(INDEX, one.record)} <span class="adr-note">{escape(words)}</span>'


def _ways(edition: Edition) -> str:
    items = "".join(
        f"<li>{edition.link_to(INDEX, page, words)}<span>{what}</span></li>"
        for page, words, what in _WAYS
    )
    return f'<nav aria-label="Ways into the log"><ul class="adr-ways">{items}</ul></nav>\n'


def _unreadable(edition: Edition) -> str:
    if not edition.log.unreadable:
        return ""
    items = "".join(
        f"<li><code>{escape(file.path)}:{file.line}</code> {escape(file.message)}</li>"
        for file in edition.log.unreadable
    )
    return (
        '<div class="adr-banner adr-banner--unknown" role="note">'
        f"<p><strong>Could not be read</strong></p><ul>{items}</ul></div>\n"
    )
