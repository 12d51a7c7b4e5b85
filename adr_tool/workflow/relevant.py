"""The records in force that a record or text should know of and does not cite."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adr_tool.document import searched
from adr_tool.document.outline import outline_of
from adr_tool.domain.record import Record
from adr_tool.errors import AdrError
from adr_tool.index.question import Term
from adr_tool.index.snippet import Snippet, snippet
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text
from adr_tool.workflow.finder import Finder, Found, Hit

MOST_RELATED = 200

MOST_WORDS = 120
"""So many words of a record's beginning tell what it is about: more bring in its details."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person asks about.

    Attributes:
        title: Its title; of a text that has none its first line.
        text: What it says below that.
        cites: What it refers to, as `searched.cites` has it.
        record: The record whose text it is, or None.
    """

    title: str
    text: str
    cites: frozenset[str]
    record: Record | None = None

    @property
    def beginning(self) -> str:
        """The words with which it begins."""
        return " ".join(self.text.split()[:MOST_WORDS])


def uncited(finder: Finder, about: Subject, *, limit: int) -> Found:
    """The records in force that bear on a text, do not refer to it, and are not cited by it."""
    found = finder.related(about.title, about.beginning, limit=MOST_RELATED, to=about.record)
    hits = [h for h in found.hits if h.record.in_force and not _is_cited(h.record, about.cites)]
    if about.record:
        referring = finder.referring(about.record)
        hits = [h for h in hits if h.record.path not in referring]
    return replace(found, hits=tuple(hits[:limit]))


def subject_of_text(text: str) -> Subject:
    """A text as something to ask about."""
    outline = outline_of(text)
    said = [li.text for li in outline.lines[outline.first_prose :] if li.prose and li.text.strip()]
    title, *rest = said or [""]
    below = "\n".join(line for line in rest if line[:1] != "#")
    return Subject(title.lstrip("# "), below, searched.cites_of_text(outline))


def subject_of_record(finder: Finder, folder: Folder, record: Record) -> Subject:
    """A record of the log as something to ask about."""
    outline = outline_of(read_text(folder.place(record.path)))
    lines = outline.lines[outline.first_prose :]
    said = (li.text for li in lines if li.prose and li.number != record.body_line)
    below = "\n".join(line for line in said if line[:1] != "#")
    return Subject(record.title, below, finder.cites(record), record)


def _is_cited(record: Record, cited: frozenset[str]) -> bool:
    return f"#{record.number}" in cited or searched.stem(record.path) in cited


def snippet_of(folder: Folder, hit: Hit, terms: tuple[Term, ...]) -> Snippet:
    """Where in a record's text the words stand; empty where it cannot be read any more."""
    try:
        text = read_text(folder.place(hit.record.path))
    except AdrError:
        return Snippet("")
    outline = outline_of(text)
    lines = outline.lines[outline.first_prose :]
    said = [li.text for li in lines if li.text.strip() and li.number != hit.record.body_line]
    prose = [line for line in said if line[:1] not in "#<-=*:" or line[:2] in ("* ", "- ")]
    return snippet(prose or said, terms)
