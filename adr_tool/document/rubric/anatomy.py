"""A record taken apart: which lines belong to which part, in which language, by which profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from adr_tool.document.outline import Heading, Line, Outline
from adr_tool.document.rubric.language import Language, language_of
from adr_tool.document.rubric.parts import Part, part_of

_FENCE = ("```", "~~~")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_Y = {
    Language.ENGLISH: r"\bin the context of\b.{3,600}\bfacing\b.{3,900}\bwe (?:have )?(?:not )?decided\b",
    Language.GERMAN: r"\bim kontext (?:von|der|des|eine[rs])\b.{3,1500}\bentschieden\b",
    Language.FRENCH: r"\bdans le contexte d.{3,1500}\bnous avons décidé\b",
    Language.SPANISH: r"\ben el contexto de.{3,1500}\bdecidimos\b",
    Language.PORTUGUESE: r"\bno contexto d.{3,1500}\bdecidimos\b",
    Language.CHINESE: r"在.{2,200}(?:背景|情况|上下文)下.{2,600}(?:我们)?决定",
    Language.JAPANESE: r"の(?:文脈|状況)において.{2,900}(?:決定|決め)",
    Language.RUSSIAN: r"\bв контексте\b.{3,1500}\bмы (?:решили|приняли решение)\b",
}
_Y_FORMS = {key: re.compile(form, re.IGNORECASE | re.DOTALL) for key, form in _Y.items()}


class Profile(StrEnum):
    """By whose rules a record is written; what fits none is judged by none."""

    MADR = "madr"
    NYGARD = "nygard"
    Y_STATEMENT = "y-statement"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading that opens a known part, and what belongs to it.

    Attributes:
        heading: The heading.
        within: The part in which it stands, or None.
        lines: The lines below it, up to the next heading that opens a part or is no deeper.
        headings: The deeper headings among these lines.
    """

    part: Part
    heading: Heading
    within: Part | None
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]

    @property
    def line(self) -> int:
        """1-based line of the heading."""
        return self.heading.line + 1

    @property
    def prose(self) -> tuple[Line, ...]:
        """Its lines that say something, without code and comments."""
        return tuple(li for li in self.lines if li.prose and li.text.strip())

    @property
    def words(self) -> str:
        """Its prose without headings."""
        return "\n".join(li.text for li in self.prose if not _HEADING.match(li.text))

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands below its heading, not even code."""
        said = self.words.strip()
        return not said and not any(li.text.lstrip().startswith(_FENCE) for li in self.lines)


class Anatomy:
    """The parts of one text."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of known parts, in the order of the text."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        headings = self.outline.headings
        open_parts: list[tuple[int, Part]] = []
        for index, heading in enumerate(headings):
            open_parts = [(level, part) for level, part in open_parts if level < heading.level]
            part = part_of(heading.text)
            if part is None:
                continue
            within = open_parts[-1][1] if open_parts else None
            open_parts.append((heading.level, part))
            inner, end = self._reach(index)
            yield Passage(part, heading, within, self.outline.lines[heading.body : end], inner)

    def _reach(self, index: int) -> tuple[tuple[Heading, ...], int]:
        """The deeper headings below one, and the index of the line behind its passage."""
        headings = self.outline.headings
        own = headings[index].level
        inner: list[Heading] = []
        for heading in headings[index + 1 :]:
            if heading.level <= own or part_of(heading.text) is not None:
                return tuple(inner), heading.line
            inner.append(heading)
        return tuple(inner), len(self.outline.lines)

    def of(self, *parts: Part) -> tuple[Passage, ...]:
        """The passages of some parts."""
        return tuple(p for p in self.passages if p.part in parts)

    def first(self, *parts: Part) -> Passage | None:
        """The first passage of some parts, or None."""
        return next(iter(self.of(*parts)), None)

    def argued(self, *parts: Part) -> tuple[Line, ...]:
        """The lines of some parts, each once; a Y-statement has all parts in one sentence."""
        if self.profile is Profile.Y_STATEMENT:
            return self.prose
        return tuple(dict.fromkeys(line for p in self.of(*parts) for line in p.prose))

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """All lines that say something, without front matter, code and comments."""
        return tuple(li for li in self.outline.lines if li.prose and li.text.strip())

    @cached_property
    def words(self) -> str:
        """All prose."""
        return "\n".join(line.text for line in self.prose)

    @cached_property
    def lowered(self) -> str:
        """All prose on one line in lower case, as the vocabulary wants it."""
        return self.words.lower().replace("\n", " ")

    @cached_property
    def language(self) -> Language | None:
        """The language of the prose."""
        return language_of(self.words)

    @cached_property
    def profile(self) -> Profile:
        """By whose rules the record is written."""
        found = {p.part for p in self.passages if p.within is None}
        if self.y_statement and Part.OUTCOME not in found:
            return Profile.Y_STATEMENT
        if Part.OUTCOME in found and found & {Part.OPTIONS, Part.ARGUMENTS}:
            return Profile.MADR
        if len(found & {Part.CONTEXT, Part.OUTCOME, Part.CONSEQUENCES}) > 1:
            return Profile.NYGARD
        return Profile.CUSTOM

    @cached_property
    def y_statement(self) -> re.Match[str] | None:
        """Where the whole decision stands in one sentence (Zimmermann's Y-statement)."""
        form = _Y_FORMS.get(self.language) if self.language else None
        return form.search(self.words) if form else None

    @property
    def is_undecided(self) -> bool:
        """Whether that sentence says that nothing is decided yet."""
        said = self.y_statement
        return said is not None and said.group().lower().endswith("not decided")
