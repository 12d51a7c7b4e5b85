"""The page of one record: where it stands, how it is related, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adr_tool.domain.lifetime import began
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.addresses import ALL, INDEX, Facet
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition, name, short
from adr_tool.site.history import history
from adr_tool.site.markup import anchor, chip, crumbs, escape, front_matter, heading, when
from adr_tool.site.neighbourhood import neighbourhood
from adr_tool.site.relations import Row, predecessors, rows, successors

_BOOST_OF_HISTORY = 0.2
_WARNINGS = {
    Status.DRAFT: ("Draft", "This record is still being written. Nothing has been decided."),
    Status.PROPOSED: ("Proposed", "This is under discussion. It is not a decision yet."),
    Status.REJECTED: ("Rejected", "This was decided against. It is kept for its reasons."),
    Status.DEPRECATED: ("Deprecated", "This no longer applies. It is kept as history."),
    Status.SUPERSEDED: ("Superseded", "This no longer applies. It is kept as history."),
    Status.UNKNOWN: ("No known status", "The record does not say whether it is in force."),
}


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a record, ready for its page.

    Attributes:
        text: Markdown without front matter and title, links rewritten.
        diagrams: Whether it holds a Mermaid diagram.
        revisit: The anchor of the section that tells what would change the decision, if any.
    """

    text: str
    diagrams: bool
    revisit: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a record.

    Attributes:
        previous: The record before it in the log, or None.
        following: The record behind it, or None.
    """

    previous: Record | None = None
    following: Record | None = None


class RecordPages:
    """Makes the pages of the records of one log."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._log = edition.log
        self._facts = edition.facts
        self._addresses = edition.addresses

    def page(self, record: Record, body: Body, around: Around) -> Page:
        """Make the page of a record."""
        origin = self._addresses.page(record)
        home = self._edition.link_to(origin, INDEX, self._facts.name)
        parts = (
            self._front_matter(record, diagrams=body.diagrams),
            crumbs(home, self._edition.link_to(origin, ALL, "All decisions"), short(record)),
            self._banner(record),
            heading(name(record)),
            self._facts_table(record, body),
            body.text.strip("\n") + "\n",
            self._picture(record),
            history(self._edition, record),
            self._neighbours(record, around),
        )
        text = "\n".join(part for part in parts if part)
        return Page(origin, text, body.diagrams, record.path)

    def _front_matter(self, record: Record, *, diagrams: bool) -> str:
        named = name(record)
        values: dict[str, object] = {
            "title": named if record.in_force else f"{named} ({record.status})",
            "description": record.summary or f"{named}: {record.status}",
            "hide": ["navigation"],
        }
        if record.tags:
            values["tags"] = list(record.tags)
        if not record.in_force:
            values["search"] = {"boost": _BOOST_OF_HISTORY}
        if diagrams:
            values["mermaid"] = True
        return front_matter(values)

    def _link(self, origin: Record, record: Record, words: str | None = None) -> str:
        return self._edition.link(self._addresses.page(origin), record, words)

    def _banner(self, record: Record) -> str:
        """Say first that a record is not in force, and where to go instead."""
        if record.in_force:
            return ""
        title, advice = _WARNINGS[record.status]
        generations = successors(self._log, record) if record.status in _REPLACEABLE else ()
        if generations:
            steps = [", ".join(self._step(record, other) for other in g) for g in generations]
            title = f"{title} by {' → '.join(steps)}"
        elif record.status is Status.SUPERSEDED:
            advice = f"The record does not say by which record of this log. {advice}"
        kind = f"adr-banner adr-banner--{record.status}"
        return (
            f'<div class="{kind}" role="note" data-search-exclude>'
            f"<p><strong>{title}</strong></p><p>{advice}</p></div>\n"
        )

    def _step(self, origin: Record, record: Record) -> str:
        if record.in_force:
            return f"{self._link(origin, record)}, in force"
        return f"{self._link(origin, record, short(record))} ({record.status})"

    def _facts_table(self, record: Record, body: Body) -> str:
        relations = rows(self._log, record, self._edition.mentions.get(record.path, ()))
        facts = [
            ("Status", chip(record.status) + _note(record)),
            *self._days(record),
            ("Decided by", self._values(record, Facet.DECIDER)),
            ("Tags", self._values(record, Facet.TAG, "adr-tag")),
            ("Applies to", " ".join(f"<code>{escape(glob)}</code>" for glob in record.affects)),
            ("Implemented", escape(record.implementation or "")),
            ("Review by", escape(record.review_by or "")),
            ("What would change this", _revisit(body)),
            ("Drafted with", escape(record.assisted_by or "")),
            *self._chain(record),
            *((row.words, self._row(record, row)) for row in relations),
            ("Source", self._source(record)),
        ]
        lines = "".join(
            f'<tr><th scope="row">{words}</th><td>{value}</td></tr>'
            for words, value in facts
            if value
        )
        return f'<table class="adr-facts" data-search-exclude>{lines}</table>\n'

    def _days(self, record: Record) -> list[tuple[str, str]]:
        """When it was proposed, accepted and ended; else the date that it states."""
        spans = self._edition.lifetimes[record.path]
        found = [
            (words, when(day))
            for words, statuses in _BEGINNINGS
            if (day := began(spans, *statuses))
        ]
        stated = escape(record.date or "")
        return [*found, ("Date", stated if stated and f">{stated}<" not in str(found) else "")]

    def _values(self, record: Record, facet: Facet, style: str = "") -> str:
        """What a record has of a facet, each a link to the records that have it too."""
        origin = self._addresses.page(record)
        between = " " if style else ", "
        return between.join(
            self._edition.link_to_list(origin, facet, value, style)
            for value in self._edition.values(record, facet)
        )

    def _chain(self, record: Record) -> list[tuple[str, str]]:
        """The whole line of decisions, where it is longer than one step."""
        past = predecessors(self._log, record)
        if len(past) < _LONG:
            return []
        steps = [
            ", ".join(self._link(record, other, short(other)) for other in generation)
            for generation in reversed(past)
        ]
        return [
            ("Line of decisions", " → ".join([*steps, f"<strong>{escape(short(record))}</strong>"]))
        ]

    def _source(self, record: Record) -> str:
        origin = self._addresses.page(record)
        forge = self._facts.forge(record.path)
        shown = anchor(forge, record.path) if forge else f"<code>{escape(record.path)}</code>"
        files = [
            self._edition.link_to(origin, self._addresses.raw(record, suffix), words)
            for suffix, words in ((".txt", "as text"), (".json", "as JSON"))
        ]
        return " · ".join([shown, *files])

    def _picture(self, record: Record) -> str:
        drawn = neighbourhood(self._edition, record)
        if not drawn:
            return ""
        legend = "Lines: solid supersedes, dashed amends, dotted relates to. Older to the left."
        return (
            '<section class="adr-around" data-search-exclude><h2>Around this decision</h2>'
            f'{drawn.strip()}<p class="adr-note">{legend}</p></section>\n'
        )

    def _row(self, origin: Record, row: Row) -> str:
        known = [
            self._link(origin, other) + ("" if other.in_force else f" {chip(other.status)}")
            for other in row.records
        ]
        unknown = [f"{escape(words)} (no record of this log)" for words in row.unknown]
        every = known + unknown
        if len(every) <= _MOST_OF_A_ROW:
            return "<br>".join(every)
        rest = "<br>".join(every[_MOST_OF_A_ROW:])
        more = f"<summary>{len(every) - _MOST_OF_A_ROW} more</summary>{rest}"
        shown = "<br>".join(every[:_MOST_OF_A_ROW])
        return f'{shown}<details class="adr-rest">{more}</details>'

    def _neighbours(self, record: Record, around: Around) -> str:
        sides = [("previous", around.previous, "← {}"), ("next", around.following, "{} →")]
        links = "".join(
            f'<span class="adr-{side}">{self._link(record, other, words.format(name(other)))}'
            "</span>"
            for side, other, words in sides
            if other
        )
        if not links:
            return ""
        attributes = 'class="adr-neighbours" aria-label="Neighbours" data-search-exclude'
        return f"<nav {attributes}>{links}</nav>\n"


_LONG = 2
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MOST_OF_A_ROW = 6
_BEGINNINGS = (
    ("Proposed", (Status.DRAFT, Status.PROPOSED)),
    ("Accepted", (Status.ACCEPTED,)),
    ("Rejected", (Status.REJECTED,)),
    ("Deprecated", (Status.DEPRECATED,)),
    ("Superseded", (Status.SUPERSEDED,)),
)
_REPLACEABLE = frozenset({Status.SUPERSEDED, Status.DEPRECATED})


def _revisit(body: Body) -> str:
    if not body.revisit:
        return ""
    return anchor(f"#{body.revisit}", body.revisit.replace("-", " ").capitalize())


def _note(record: Record) -> str:
    """What the record adds to its status word, or the word that we do not know."""
    words = record.status_note
    if record.status is Status.UNKNOWN and record.status_raw:
        words = f"“{record.status_raw}”"
    plain = _LINK.sub(r"\1", words)
    return f' <span class="adr-note">{escape(plain)}</span>' if plain else ""
