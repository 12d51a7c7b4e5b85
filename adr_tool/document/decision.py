"""The decision's text: what was decided and why, without what a tool may write into a record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from adr_tool.document import fields, title
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.links import links
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import BOM, Line, Outline
from adr_tool.document.reader import LINK_SECTIONS, Reading, read
from adr_tool.document.source import only_states
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.naming import parse_file_name
from adr_tool.domain.text_change import Sentence

HISTORY_SECTIONS = frozenset(
    {
        "amendments",
        "change history",
        "change log",
        "changelog",
        "changes",
        "corrections",
        "history",
        "revision history",
        "revisions",
        "änderungen",
        "historique",
        "histórico",
    }
)
"""Headings, lower case, below which dated entries tell what was done to an accepted text."""

_DATED = re.compile(r"[\s>|*+-]*(?P<date>\d{4}-\d{2}-\d{2})(?!\d)[\s|:,*_–—-]*(?P<rest>.*)")
_KIND = re.compile(r"(?i)(correction|amendment|link[- ]repair|renumber)(?:ed|ing|s)?\b")
_NEW_BLOCK = re.compile(r"[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|#|\||>|```|~~~)")
_ENDS = (".", "!", "?", "。", "！", "？")


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated entry that says that an accepted text was changed, and how.

    Attributes:
        date: ISO day.
        kind: `correction`, `amendment`, `link-repair` or `renumber`.
        words: The whole line, without blanks at its ends.
    """

    date: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What front matter says about an acceptance: the key's 1-based line, ISO day, hash."""

    line: int
    date: str
    hash: str


class Decision:
    """The decision in a record.

    Metadata are the front matter, the status section, labelled values and relations round the
    title, relations in lists of links, and the dated entries of a history. A number in front
    of the title is part of the file's name. Blanks and the targets of links are not text.

    Args:
        text: The whole file.
        path: Where it stands.
        notation: The words and names that the log is kept in.
    """

    def __init__(self, text: str, path: str, notation: Notation = STANDARD) -> None:
        self.path = path
        self.reading: Reading = read(text, path, notation)
        self._notation = notation
        self._plain = Outline(text)
        self._front = read_front_matter(self._plain)
        # Without their targets links stay on their lines: numbers of lines hold in both.
        self._outline = Outline(splice(text, _untargeted(text)))

    @property
    def hash(self) -> str:
        """What stays the same for as long as the text does: hexadecimal SHA-256."""
        return hashlib.sha256(self.words.encode("utf-8", "surrogateescape")).hexdigest()

    @property
    def words(self) -> str:
        """All words of the text with one blank between them."""
        return " ".join(sentence.words for sentence in self.sentences)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, headings and items of the text."""
        return tuple(_sentences(self._shown_lines()))

    @property
    def spacing(self) -> tuple[str, ...]:
        """The lines of the text with their blanks: what whitespace alone can change."""
        return tuple(words for _, words in self._shown_lines())

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The dated entries of its history that sanction a change."""
        found = []
        for number in sorted(self._dated):
            words = self._plain.lines[number - 1].text.strip()
            dated = _DATED.match(words)
            kind = _KIND.match(dated["rest"]) if dated else None
            if dated and kind:
                name = kind[1].lower().replace(" ", "-")
                found.append(Correction(dated["date"], name, words))
        return tuple(found)

    @property
    def approval(self) -> Approval | None:
        """The approval of a text with this hash, or None where the record tells none."""
        entry = self._front.get("accepted")
        said = entry.value if entry and isinstance(entry.value, dict) else {}
        told, day = said.get("decision-hash"), said.get("date")
        if entry is None or not isinstance(told, str) or not told:
            return None
        return Approval(entry.line, day if isinstance(day, str) else "", told)

    def _shown_lines(self) -> Iterator[tuple[int, str]]:
        heading = self.reading.record.body_line
        name = parse_file_name(self.path, self._notation.names)
        titled = {h.line + 1: h for h in self._outline.headings}.get(heading)
        for line in self._outline.lines[self._outline.first_prose :]:
            if line.number in self._metadata:
                continue
            words = line.text.removeprefix(BOM)
            if titled and line.number == heading:
                mark = f"{'#' * titled.level} " if words.lstrip().startswith("#") else ""
                words = mark + title.without_number(titled.text, name)
            yield line.number, words

    @cached_property
    def _metadata(self) -> frozenset[int]:
        """The numbers of the lines that are no text of the decision."""
        return frozenset({*self._of_status, *self._of_header, *self._of_links, *self._of_history})

    @property
    def _of_status(self) -> Iterator[int]:
        section = fields.status_section(self._plain, self._notation)
        titled = self.reading.record.body_line
        if section and section.heading.line + 1 != titled:
            yield from range(section.heading.line + 1, section.heading.body + 1)
            yield from (line.number for line in section.lines)

    @property
    def _of_header(self) -> Iterator[int]:
        """Labelled values that have a meaning, and lines that only state relations."""
        labels = {f.place.line for f in self.reading.labels if f.name}
        own = self._notation.own_relation
        labels |= {f.place.line for f in self.reading.labels if own(f.label)}
        labels |= {f.place.line for f in self.reading.statuses}
        titled = next((h for h in self._plain.headings if self._is_title(h.line)), None)
        for line in (*fields.header_lines(self._plain, titled), *fields.meta_lines(self._plain)):
            said = [li for li in self.reading.record.links if li.line == line.number]
            if line.number in labels or (said and only_states(line.text, said)):
                yield line.number

    def _is_title(self, line: int) -> bool:
        return line + 1 == self.reading.record.body_line

    @property
    def _of_links(self) -> Iterator[int]:
        stated = {link.line for link in self.reading.record.links}
        for section in self._plain.sections:
            if section.heading.text.lower().strip() in LINK_SECTIONS:
                yield section.heading.line + 1
                yield from (line.number for line in section.lines if line.number in stated)

    @property
    def _of_history(self) -> Iterator[int]:
        for section in self._plain.sections:
            if section.heading.text.lower().strip(" :") in HISTORY_SECTIONS:
                yield from range(section.heading.line + 1, section.heading.body + 1)
        yield from self._entries

    @cached_property
    def _dated(self) -> frozenset[int]:
        return frozenset(n for n in self._entries if _DATED.match(self._plain.lines[n - 1].text))

    @cached_property
    def _entries(self) -> tuple[int, ...]:
        """The lines of dated entries, with the lines on which they go on."""
        found: list[int] = []
        for section in self._plain.sections:
            if section.heading.text.lower().strip(" :") in HISTORY_SECTIONS:
                found += _entry_lines(section.lines)
        return tuple(found)


def _untargeted(text: str) -> Iterator[Splice]:
    for target in links(text):
        if not re.search(r"[\r\n]", target.target):
            yield Splice(target.start, target.end, "")


def _entry_lines(lines: tuple[Line, ...]) -> Iterator[int]:
    inside = False
    for line in lines:
        if line.prose and _DATED.match(line.text):
            inside = True
        elif not line.prose or not line.text.strip() or _NEW_BLOCK.match(line.text):
            inside = False
        if inside:
            yield line.number


def _sentences(lines: Iterator[tuple[int, str]]) -> Iterator[Sentence]:
    words: list[str] = []
    start = 0
    for number, text in lines:
        if words and (not text.strip() or _NEW_BLOCK.match(text)):
            yield Sentence(start, " ".join(words))
            words = []
        for word in text.split():
            start = start if words else number
            words.append(word)
            if word.endswith(_ENDS):
                yield Sentence(start, " ".join(words))
                words = []
        if words and text.lstrip().startswith("#"):
            yield Sentence(start, " ".join(words))
            words = []
    if words:
        yield Sentence(start, " ".join(words))
