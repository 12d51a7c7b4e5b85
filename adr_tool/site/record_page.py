"""The page of one record: where it stands, how it is related, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.addresses import INDEX, Addresses
from adr_tool.site.contents import Page, SiteFacts
from adr_tool.site.markup import anchor, chip, escape, front_matter, heading
from adr_tool.site.relations import Row, chain, rows

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
    """

    text: str
    diagrams: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a record.

    Attributes:
        mentions: Records whose text refers to it.
        previous: The record before it in the log, or None.
        following: The record behind it, or None.
    """

    mentions: tuple[Record, ...] = ()
    previous: Record | None = None
    following: Record | None = None


class RecordPages:
    """Makes the pages of the records of one log."""

    def __init__(self, log: DecisionLog, facts: SiteFacts, addresses: Addresses) -> None:
        self._log = log
        self._facts = facts
        self._addresses = addresses

    def page(self, record: Record, body: Body, around: Around) -> Page:
        """Make the page of a record."""
        home = anchor(self._home(record), "All decisions")
        parts = (
            self._front_matter(record, diagrams=body.diagrams),
            f'<p class="adr-home" data-search-exclude>{home}</p>\n',
            self._banner(record),
            heading(self._name(record)),
            self._facts_table(record, rows(self._log, record, around.mentions)),
            body.text.strip("\n") + "\n",
            self._neighbours(record, around),
        )
        text = "\n".join(part for part in parts if part)
        return Page(self._addresses.page(record), text, body.diagrams)

    def _front_matter(self, record: Record, *, diagrams: bool) -> str:
        name = self._name(record)
        values: dict[str, object] = {
            "title": name if record.in_force else f"{name} ({record.status})",
            "description": record.summary or f"{name}: {record.status}",
            "hide": ["navigation"],
        }
        if record.tags:
            values["tags"] = list(record.tags)
        if not record.in_force:
            values["search"] = {"boost": _BOOST_OF_HISTORY}
        if diagrams:
            values["mermaid"] = True
        return front_matter(values)

    def _name(self, record: Record) -> str:
        return f"{record.label} {record.title}" if record.number is not None else record.title

    def _home(self, record: Record) -> str:
        return self._addresses.url(self._addresses.page(record), INDEX)

    def _short(self, record: Record) -> str:
        return record.label if record.number is not None else record.title

    def _link(self, origin: Record, record: Record, words: str | None = None) -> str:
        url = self._addresses.url(self._addresses.page(origin), self._addresses.page(record))
        return anchor(url, words or self._name(record))

    def _banner(self, record: Record) -> str:
        """Say first that a record is not in force, and where to go instead."""
        if record.in_force:
            return ""
        title, advice = _WARNINGS[record.status]
        generations = chain(self._log, record) if record.status in _REPLACEABLE else ()
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
        return f"{self._link(origin, record, self._short(record))} ({record.status})"

    def _facts_table(self, record: Record, relations: tuple[Row, ...]) -> str:
        home = self._home(record)
        tags = " ".join(
            f'<a class="adr-tag" href="{home}?tag={quote(tag, safe="")}">{escape(tag)}</a>'
            for tag in record.tags
        )
        source = self._facts.forge(record.path)
        facts = [
            ("Status", chip(record.status) + _note(record)),
            ("Date", escape(record.date or "")),
            ("Decided by", escape(", ".join(record.decision_makers))),
            ("Tags", tags),
            ("Review by", escape(record.review_by or "")),
            ("Drafted with", escape(record.assisted_by or "")),
            *((row.words, self._row(record, row)) for row in relations),
            ("Source", anchor(source, record.path) if source else ""),
        ]
        lines = "".join(
            f'<tr><th scope="row">{words}</th><td>{value}</td></tr>'
            for words, value in facts
            if value
        )
        return f'<table class="adr-facts" data-search-exclude>{lines}</table>\n'

    def _row(self, origin: Record, row: Row) -> str:
        known = [
            self._link(origin, other) + ("" if other.in_force else f" {chip(other.status)}")
            for other in row.records
        ]
        unknown = [f"{escape(words)} (no record of this log)" for words in row.unknown]
        return "<br>".join(known + unknown)

    def _neighbours(self, record: Record, around: Around) -> str:
        sides = [("previous", around.previous, "← {}"), ("next", around.following, "{} →")]
        links = "".join(
            f'<span class="adr-{side}">{self._link(record, other, words.format(self._name(other)))}'
            "</span>"
            for side, other, words in sides
            if other
        )
        if not links:
            return ""
        attributes = 'class="adr-neighbours" aria-label="Neighbours" data-search-exclude'
        return f"<nav {attributes}>{links}</nav>\n"


_REPLACEABLE = frozenset({Status.SUPERSEDED, Status.DEPRECATED})


def _note(record: Record) -> str:
    """What the record adds to its status word, or the word that we do not know."""
    words = record.status_note
    if record.status is Status.UNKNOWN and record.status_raw:
        words = f"“{record.status_raw}”"
    return f' <span class="adr-note">{escape(words)}</span>' if words else ""
