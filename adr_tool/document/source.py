"""A record on its way into another notation: its lines, and what has been taken out of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from adr_tool.document import fields, statements
from adr_tool.document.fields import Field, PlaceKind
from adr_tool.document.frontmatter import FrontMatter, read_front_matter
from adr_tool.document.notation import Notation
from adr_tool.document.outline import Heading, Line, Outline, Section
from adr_tool.document.reader import Reading, read
from adr_tool.domain.link import Link, LinkKind, kind_of
from adr_tool.domain.status_words import find_status_word
from adr_tool.errors import EditError

Refer = Callable[[Link], str | None]
"""Writes the target of a link in the new notation; None where that would lose something."""

_STAYS = (PlaceKind.TABLE, PlaceKind.BADGE)
_INDEPENDENT = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]|[ \t]*[>|#]|[ \t]*<!--")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a conversion does.

    Attributes:
        line: 1-based line of the original that goes; 0 where none does.
        old: What stood there.
        new: What stands for it now; empty where it stays as it is.
    """

    line: int
    old: str
    new: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in another notation, and how it came to it.

    Attributes:
        numbers: For each line of the text, its line in the original; 0 for a new one.
    """

    text: str
    steps: tuple[Step, ...]
    numbers: tuple[int, ...]


class Source:
    """A text that is to be written in another notation."""

    def __init__(self, text: str, path: str, notation: Notation) -> None:
        self.path = path
        self.notation = notation
        self.outline = Outline(text)
        self.reading: Reading = read(text, path, notation)
        self.front: FrontMatter = read_front_matter(self.outline)
        if self.front.problem:
            problem = self.front.problem
            hint = "mend the front matter first"
            raise EditError(f"{path}:{problem.line}: {problem.message}", hint=hint)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines."""
        return self.outline.lines

    @cached_property
    def title(self) -> Heading | None:
        """The heading that holds the title."""
        at = self.reading.record.body_line - 1
        return next((h for h in self.outline.headings if h.line == at), None)

    @cached_property
    def section(self) -> Section | None:
        """The section whose heading means status, unless that is the title."""
        found = fields.status_section(self.outline, self.notation)
        return None if found is None or found.heading == self.title else found

    @cached_property
    def header(self) -> frozenset[int]:
        """The numbers of the lines in which a record keeps its header, front matter apart."""
        lines = fields.header_lines(self.outline, self.title) + fields.meta_lines(self.outline)
        lines += self.section.lines if self.section else ()
        return frozenset(line.number for line in lines)

    def is_whole(self, field: Field) -> bool:
        """Whether the line of a value can be taken out: no table, and no sentence goes on."""
        if field.place.kind in _STAYS or field.place.kind is PlaceKind.FRONT_MATTER:
            return False
        return not self.goes_on(field.place.line)

    def goes_on(self, number: int) -> bool:
        """Whether the paragraph of a line continues on the next one."""
        below = self.lines[number] if number < len(self.lines) else None
        if below is None or not below.text.strip() or _INDEPENDENT.match(below.text):
            return False
        labels = {field.place.line for field in self.reading.labels}
        return number + 1 not in labels | self.relation_lines.keys()

    @cached_property
    def relation_lines(self) -> dict[int, tuple[Link, ...]]:
        """Lines of the header that only state relations of known kinds, and these."""
        stated = {status.place.line for status in self.reading.statuses}
        found: dict[int, tuple[Link, ...]] = {}
        for link in self.reading.record.links:
            if link.line in self.header and link.line not in stated:
                found[link.line] = (*found.get(link.line, ()), link)
        return {n: said for n, said in found.items() if only_states(self.lines[n - 1].text, said)}


def only_states(words: str, links: Iterable[Link]) -> bool:
    """Whether a text says one relation by its usual name, and nothing else.

    `Superseded by [5. X](0005-x.md)` does; `Partly superseded by …` would lose a word.
    """
    said = list(links)
    kinds = {link.kind for link in said}
    if len(kinds) != 1 or not all(_is_plain(link) for link in said):
        return False
    rest = words
    for target in reversed(statements.targets(words)):
        rest = rest[: target.start] + rest[target.end :]
    phrase = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", said[0].words)))
    rest = re.sub(phrase, "", rest, count=1, flags=re.IGNORECASE)
    return not re.search(r"[^\W\d_]|\d|<!--", re.sub(r"\band\b", "", rest))


def _is_plain(link: Link) -> bool:
    words = " ".join(re.split(r"[\s_-]+", link.words.lower())).replace("superc", "supers")
    return words == link.kind.phrase.lower() and kind_of(words) is link.kind


def is_word(value: str, notation: Notation) -> bool:
    """Whether a value is one status word and nothing else."""
    return find_status_word(value, notation.statuses) == (0, len(value))


def folded(words: str) -> str:
    """Words without case, marks and emphasis."""
    return re.sub(r"\W+", " ", words).strip().lower()


def without(lines: Iterable[Line], taken: set[int], text: str) -> list[tuple[str, int]]:
    """The lines that stay, with their endings and numbers; no gap is left where some went."""
    kept: list[tuple[str, int]] = []
    behind = False
    for line in lines:
        if line.number in taken:
            behind = True
        elif behind and not line.text.strip() and (not kept or not kept[-1][0].strip()):
            continue
        else:
            behind = False
            kept.append((text[line.start : line.end], line.number))
    while behind and kept and not kept[-1][0].strip():
        kept.pop()
    return kept


RELATIONS = tuple(kind.value for kind in LinkKind)
"""The keys under which front matter states relations."""
