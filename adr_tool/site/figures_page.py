"""The log in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from statistics import median

from adr_tool.domain.lifetime import began, in_force_on
from adr_tool.domain.status import Status
from adr_tool.site.addresses import FIGURES, Facet
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition
from adr_tool.site.hub import hub
from adr_tool.site.plots import Part, bars, steps, twin

_MOST = 12
_LONGEST = 60
_FEW_YEARS = 3
_OPEN = (Status.PROPOSED, Status.DRAFT)


def figures_page(edition: Edition) -> Page:
    """Make the page of plots, each with its figures as a table."""
    plots = "".join(
        f'<section class="adr-plot"><h2>{words}</h2>{plot.strip()}</section>'
        for words, plot in _plots(edition)
    )
    return hub(
        edition,
        FIGURES,
        "Figures",
        f'<p class="adr-count">{_lead(edition)}</p>\n',
        f'<div class="adr-plots">{plots}</div>\n' if plots else "",
    )


def _lead(edition: Edition) -> str:
    records = edition.log.records
    said = [f"{len(records)} decisions, {sum(r.in_force for r in records)} in force."]
    days = list(_days_to_accept(edition))
    if days:
        middle = median(days)
        said.append(
            f"Of {len(days)} that were proposed first, half were accepted within {middle:.0f} days."
        )
    return " ".join(said)


def _days_to_accept(edition: Edition) -> Iterator[int]:
    for spans in edition.lifetimes.values():
        proposed, accepted = began(spans, *_OPEN), began(spans, Status.ACCEPTED)
        if proposed and accepted and proposed <= accepted:
            yield (date.fromisoformat(accepted) - date.fromisoformat(proposed)).days


def _plots(edition: Edition) -> Iterator[tuple[str, str]]:
    if not edition.log.records:
        return
    statuses = edition.tallies[Facet.STATUS]
    yield "By status", _bars("By status", [(value, [(value, count)]) for value, count in statuses])
    years = sorted(value for value, _ in edition.tallies[Facet.YEAR])
    if years:
        every = _without_gaps(years)
        yield "By year, with the status of today", _bars("By year", _by(edition, Facet.YEAR, every))
        ends = _month_ends(edition) if len(every) < _FEW_YEARS else _year_ends(edition, every)
        yield "In force over time", _in_force(edition, ends)
    for facet, words in ((Facet.TAG, "By tag"), (Facet.DECIDER, "By decider")):
        values = [value for value, _ in edition.tallies[facet][:_MOST]]
        if values:
            yield words, _bars(words, _by(edition, facet, values))


def _without_gaps(years: list[str]) -> list[str]:
    """Every year from the first to the last, unless a mistyped date makes that absurd."""
    first, last = int(years[0]), int(years[-1])
    return [str(year) for year in range(first, last + 1)] if last - first < _LONGEST else years


def _by(edition: Edition, facet: Facet, values: list[str]) -> list[tuple[str, list[Part]]]:
    counted = Counter(
        (value, record.status.value)
        for record in edition.log.records
        for value in edition.values(record, facet)
    )
    return [
        (value, [(s.value, counted[value, s.value]) for s in _ORDER if counted[value, s.value]])
        for value in values
    ]


def _bars(label: str, rows: list[tuple[str, list[Part]]]) -> str:
    table = [
        (value, ", ".join(f"{count} {tone}" for tone, count in parts) or "0")
        for value, parts in rows
    ]
    return bars(label, rows) + twin(("", "Decisions"), table)


def _in_force(edition: Edition, ends: list[tuple[str, str]]) -> str:
    """A line of how many decisions were in force at the end of each period."""
    spans = edition.lifetimes.values()
    points = [(words, sum(in_force_on(one, day) for one in spans)) for words, day in ends]
    table = [(day, str(count)) for (_, day), (_, count) in zip(ends, points, strict=True)]
    plot = steps("In force over time", points) if len(points) > 1 else ""
    return plot + twin(("Day", "In force"), table)


def _year_ends(edition: Edition, years: list[str]) -> list[tuple[str, str]]:
    return [(year, min(f"{year}-12-31", edition.today)) for year in years]


def _month_ends(edition: Edition) -> list[tuple[str, str]]:
    """The months from the first change to the last, each with its end."""
    days = sorted(move.day for move in edition.moves)
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (days[0], days[-1]))
    months = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
    return [(month, f"{month}-31") for month in months]


_ORDER = (
    Status.ACCEPTED,
    Status.PROPOSED,
    Status.DRAFT,
    Status.UNKNOWN,
    Status.DEPRECATED,
    Status.SUPERSEDED,
    Status.REJECTED,
)
