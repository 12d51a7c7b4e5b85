"""The lines, headings and sections of a text, with their exact places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, count
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_FENCE = re.compile(r"^(?: {0,3}|(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)| +)(`{3,}|~{3,})(.*)$")
_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|(?=\d)|$)(.*)$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_BOUNDARY = re.compile(r"^-{3,}[ \t]*$")
BOM = "\ufeff"
_MARKS = ("#", "=", "-")
_BEFORE_MARK = f" {BOM}"


class Line(NamedTuple):
    """One line of a text; a tuple, because making a million of them has to be quick.

    Attributes:
        number: 1-based.
        start: Offset of its first character.
        text: Its characters without the line ending.
        end: Offset behind the line ending.
        prose: Whether it is prose; False inside fences, comments and front matter.
    """

    number: int
    start: int
    text: str
    end: int
    prose: bool

    @property
    def stop(self) -> int:
        """Offset behind its last character, before the line ending."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, ATX or setext.

    Attributes:
        level: 1 to 6.
        text: Its words, without marks.
        line: The index of its first line in `Outline.lines`.
        body: The index of the first line below it.
    """

    level: int
    text: str
    line: int
    body: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines below it, up to the next heading.

    Attributes:
        heading: The heading.
        lines: The lines between it and the next heading of any level.
    """

    heading: Heading
    lines: tuple[Line, ...]


class Outline:
    """A text taken apart, without losing where each piece stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        raw = _LINE.findall(text)
        words = [line.rstrip("\r\n") for line in raw]
        ends = list(accumulate(map(len, raw)))
        self.front_matter = _front_matter(words)
        prose = _prose(words, self.first_prose)
        self.lines = tuple(map(Line._make, zip(count(1), [0, *ends], words, ends, prose)))

    @property
    def newline(self) -> str:
        """The line ending that the text uses; a line feed where it has none.

        A lone carriage return only where no line ends otherwise: written before a line feed,
        it would make one ending of two.
        """
        found = re.search(r"\r?\n", self.text) or re.search("\r", self.text)
        return found.group() if found else "\n"

    def newline_of(self, line: Line) -> str:
        """The ending of a line, which one that is written below it gets too."""
        return self.text[line.stop : line.end] or self.newline

    @property
    def block(self) -> str | None:
        """The front matter between its boundaries, or None."""
        return self.text[slice(*self.block_span)] if self.block_span else None

    @property
    def block_span(self) -> tuple[int, int] | None:
        """Where the front matter stands between its boundaries."""
        if self.front_matter is None:
            return None
        last = self.front_matter[1] - 1
        return self.lines[self.front_matter[0] + 1].start, self.lines[last].start

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in the prose, in order."""
        found: list[Heading] = []
        for index, line in enumerate(self.lines):
            if not line.text or not line.text.lstrip(_BEFORE_MARK).startswith(_MARKS):
                continue
            atx = _ATX.match(line.text.removeprefix(BOM)) if line.prose else None
            if atx:
                found.append(Heading(len(atx[1]), _unclosed(atx[2]), index, index + 1))
            elif line.prose and _SETEXT.match(line.text) and self._is_underlined(index, found):
                level = 1 if "=" in line.text else 2
                text = self.lines[index - 1].text.strip().removeprefix(BOM)
                found.append(Heading(level, text, index - 1, index + 1))
        return tuple(found)

    def _is_underlined(self, index: int, found: list[Heading]) -> bool:
        if index == 0:
            return False
        above = self.lines[index - 1]
        text = above.text.strip()
        two_up = self.lines[index - 2] if index > 1 else None
        starts_paragraph = two_up is None or not two_up.text.strip() or not two_up.prose
        is_heading = bool(found) and found[-1].body == index
        marks = text.startswith(("-", "*", "+", ">", "|", "#")) or "|" in text
        return above.prose and bool(text) and starts_paragraph and not is_heading and not marks

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All headings with their lines, in order."""
        ends = [*(heading.line for heading in self.headings[1:]), len(self.lines)]
        return tuple(
            Section(heading, self.lines[heading.body : end])
            for heading, end in zip(self.headings, ends, strict=False)
        )

    @property
    def first_prose(self) -> int:
        """Index of the first line behind the front matter."""
        return self.front_matter[1] if self.front_matter else 0


@lru_cache(maxsize=4)
def outline_of(text: str) -> Outline:
    """The outline of a text; of the last few texts it is kept, as an edit asks again and again."""
    return Outline(text)


def _unclosed(words: str) -> str:
    """The words of a heading without the marks that may close it: `Status ##`."""
    said = words.strip()
    bare = said.rstrip("#")
    return bare.rstrip() if bare.endswith((" ", "\t")) else said


def _front_matter(lines: list[str]) -> tuple[int, int] | None:
    """Find the block between two `---` lines at the top: (first, behind last) line."""
    if not lines or not _BOUNDARY.match(lines[0].removeprefix(BOM)):
        return None
    for index, words in enumerate(lines[1:], start=2):
        if words.startswith("---") and _BOUNDARY.match(words):
            return (0, index)
    return None


def _prose(lines: list[str], skip: int) -> Iterable[bool]:
    """Tell of each line whether it is prose; `skip` lines are front matter."""
    fence = ""
    comment = False
    for index, words in enumerate(lines):
        prose = index >= skip and not fence
        if index >= skip and not comment and ("```" in words or "~~~" in words):
            fence, edge = _next_fence(fence, words)
            prose = prose and not edge
        if prose and (comment or "<!--" in words):
            comment, prose = _next_comment(words, open_before=comment)
        yield prose


def _next_fence(fence: str, words: str) -> tuple[str, bool]:
    """Follow code fences: the open fence after this line, and whether the line is its edge."""
    found = _FENCE.match(words)
    if not found:
        return fence, False
    if not fence:
        opens = not (found[1][0] == "`" and "`" in found[2])
        return (found[1], True) if opens else ("", False)
    closes = found[1].startswith(fence) and not found[2].strip()
    return ("", True) if closes else (fence, False)


def _next_comment(words: str, *, open_before: bool) -> tuple[bool, bool]:
    """Follow HTML comments: whether one is open after the line, and whether it is prose.

    A line that only holds a comment, or part of one, is no prose.
    """
    at, found = 0, 0
    says = False
    inside = open_before
    while found >= 0:
        mark = "-->" if inside else "<!--"
        found = words.find(mark, at)
        end = found if found >= 0 else len(words)
        says = says or (not inside and bool(words[at:end].strip()))
        if found >= 0:
            inside = not inside
            at = found + len(mark)
    was_touched = open_before or inside or "<!--" in words
    return inside, says or not was_touched
