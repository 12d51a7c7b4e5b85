"""What a newcomer reads first: the decisions in force on which most others lean."""

from __future__ import annotations

from collections import Counter

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.site.addresses import START
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition
from adr_tool.site.hub import hub
from adr_tool.site.markup import escape

_MOST = 12


def reading_order(edition: Edition) -> tuple[tuple[Record, int], ...]:
    """The records to read first, in the order of the log, with how many lean on each.

    The most referred to come in; of those that are equal, one that brings a tag that no
    other has, then the older one.
    """
    leaning = _leaning(edition)
    left = [record for record in edition.log.records if record.in_force]
    chosen: list[Record] = []
    seen: set[str] = set()
    while left and len(chosen) < _MOST:
        best = max(left, key=lambda r: (leaning[r.path], bool(set(r.tags) - seen)))
        left.remove(best)
        chosen.append(best)
        seen |= set(best.tags)
    order = {record.path: n for n, record in enumerate(edition.log.records)}
    ordered = sorted(chosen, key=lambda record: order[record.path])
    return tuple((record, leaning[record.path]) for record in ordered)


def start_page(edition: Edition) -> Page:
    """Make the page for newcomers."""
    chosen = reading_order(edition)
    lead = (
        f"{len(chosen)} decisions in force to read first, oldest first: those to which most "
        "other decisions refer, and one for each subject."
    )
    if not chosen:
        lead = "No decision is in force yet."
    items = "".join(_item(edition, record, count) for record, count in chosen)
    return hub(
        edition,
        START,
        "Start here",
        f'<p class="adr-count">{lead}</p>\n',
        f'<ol class="adr-path">{items}</ol>\n' if items else "",
    )


def _item(edition: Edition, record: Record, count: int) -> str:
    words = [escape(record.summary)] if record.summary else []
    if count:
        words.append(f"{count} {'decision refers' if count == 1 else 'decisions refer'} to it")
    tags = "".join(f' <span class="adr-tag">{escape(tag)}</span>' for tag in record.tags)
    note = f'<span class="adr-note">{" · ".join(words)}</span>' if words else ""
    return f"<li>{edition.link(START, record)}{tags} {note}</li>"


def _leaning(edition: Edition) -> Counter[str]:
    """How many records refer to each, in their relations or their text."""
    referring: dict[str, set[str]] = {
        path: {other.path for other in others} for path, others in edition.mentions.items()
    }
    for source, target in _related(edition.log):
        referring.setdefault(target, set()).add(source)
    return Counter({path: len(others - {path}) for path, others in referring.items()})


def _related(log: DecisionLog) -> list[tuple[str, str]]:
    return [
        (record.path, relation.target.path)
        for record in log.records
        for relation in log.relations(record)
        if relation.target
    ]
