"""The options of a record: their names, what speaks for and against each, and which was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from adr_tool.document.outline import Line
from adr_tool.document.rubric.anatomy import Anatomy, Passage
from adr_tool.document.rubric.parts import Part
from adr_tool.document.rubric.vocabulary import BAD, CHOSEN, GOOD, NEUTRAL

_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?P<words>.*\S)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
_OPEN = re.compile(
    r"(?:none (?:yet|so far)|not (?:yet )?decided|undecided|to be decided|tbd|noch (?:keine|offen)"
    r"|aucune? (?:pour l'instant|encore)|ninguna (?:aún|todavía)|nenhuma ainda|ещё не|未定|尚未)"
    r"(?!\w)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^[\s*_`\"'“”«»「」《》(~]+|[\s*_`\"'“”«»「」》).:：,;，。~]+$")
_LEAD = re.compile(
    r"^(?:option|alternative|variante?|opción|opção|方案|选项|案|вариант)?\s*(?:[A-Z]|#?\d{1,2})"
    r"\s*[.:)、：–—-]\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[*_]*([^\W\d_][^*_:：,，]{0,24}?)[*_]*\s*(?:[:：,，、—–-]|\bbecause\b|$)")
_DEEPEST_NAME = 90  # an item that is longer is a sentence, no name
_EMPHASISED = re.compile(r"^\*\*(.+?)\*\*|^__(.+?)__|^`([^`]+)`")
_QUOTED = re.compile(
    r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|「([^」]+)」|\*\*(.+?)\*\*|„([^“”]+)[“”]|`([^`]+)`"
)
_BEHIND = re.compile(r"\s+(?:[-–—:]|because\b|weil\b)\s*|[:：]\s+|,\s+because\b| \(")


@dataclass(frozen=True, slots=True)
class Name:
    """An option as a list, a heading or the outcome names it.

    Attributes:
        words: As written, without marks.
        line: 1-based.
    """

    words: str
    line: int

    @property
    def key(self) -> frozenset[str]:
        """Its words, folded, for comparing."""
        return frozenset(re.findall(r"[^\W_]+", self.words.lower()))

    def means(self, other: Name) -> bool:
        """Whether two names may be the same option: one says all that the other says."""
        return bool(self.key and other.key) and (self.key <= other.key or other.key <= self.key)


@dataclass(frozen=True, slots=True)
class Argued:
    """An option with arguments: how many speak for it and against it."""

    name: Name
    good: int
    bad: int
    neutral: int


class Options:
    """What a record says about its options."""

    def __init__(self, anatomy: Anatomy) -> None:
        self._anatomy = anatomy

    @cached_property
    def passage(self) -> Passage | None:
        """The section that lists all options."""
        return self._anatomy.first(Part.OPTIONS)

    @cached_property
    def listed(self) -> tuple[Name, ...]:
        """The options of that section: its sub-headings, or the longer list above them."""
        passage = self.passage
        if passage is None:
            return ()
        top = min((h.level for h in passage.headings), default=0)
        headed = [Name(_plain(h.text), h.line + 1) for h in passage.headings if h.level == top]
        above = [li for li in passage.prose if not headed or li.number <= passage.headings[0].line]
        items = list(_items(tuple(above)))
        return tuple(items if len(items) > len(headed) else headed)

    @property
    def has_others(self) -> bool:
        """Whether another section has alternatives, too."""
        return bool(self._anatomy.of(Part.ALTERNATIVES))

    @cached_property
    def argued(self) -> tuple[Argued, ...]:
        """The options that are argued for or against under a heading of their own."""
        found: list[Argued] = []
        for passage in self._anatomy.of(Part.ARGUMENTS, Part.OPTIONS):
            found += _argued(self._anatomy, passage)
        return tuple(found)

    @cached_property
    def chosen(self) -> Name | None:
        """The option that the outcome names as chosen, or None."""
        line, words = self._outcome
        return chosen_in(words, line)

    @property
    def is_open(self) -> bool:
        """Whether the outcome says that nothing is chosen yet."""
        return bool(_OPEN.match(self._outcome[1]))

    @cached_property
    def _outcome(self) -> tuple[int, str]:
        """The line that says what is chosen, and its words behind that; empty without one."""
        for passage in self._anatomy.of(Part.OUTCOME):
            for line in passage.prose:
                found = CHOSEN.search(line.text)
                if found:
                    return line.number, line.text[found.end() :].lstrip(" \t:：*_")
        return 1, ""


def _items(lines: tuple[Line, ...]) -> Iterator[Name]:
    """The names of the outermost items of a list."""
    found = [(m, li.number) for li in lines if (m := _ITEM.match(li.text))]
    if not found:
        return
    outermost = min(len(m["indent"].expandtabs(4)) for m, _ in found)
    for match, number in found:
        if len(match["indent"].expandtabs(4)) == outermost:
            yield Name(_name(match["words"]), number)


def _name(item: str) -> str:
    """The name that opens an item: what is emphasised, or stands before a dash or colon."""
    words = _LINK.sub(r"\1", item)
    strong = _EMPHASISED.match(words)
    if strong:
        return _plain(next(filter(None, strong.groups())))
    words = _LEAD.sub("", words)
    return _plain(_BEHIND.split(words, maxsplit=1)[0])


def chosen_in(words: str, number: int = 1) -> Name | None:
    """The name that stands first behind `Chosen option:`; None where nothing is chosen yet."""
    plain = _LINK.sub(r"\1", words).lstrip(" \t:：*_")
    if _OPEN.match(plain):
        return None
    quoted = _QUOTED.match(plain)
    if quoted:
        return Name(_plain(next(filter(None, quoted.groups()))), number)
    name = _plain(_BEHIND.split(plain.split(", ")[0].split("。")[0], maxsplit=1)[0])
    return Name(name, number) if name and len(name) <= _DEEPEST_NAME else None


def _plain(words: str) -> str:
    """A name without links, marks and `Option 1:` before it."""
    bare = _MARKS.sub("", _LINK.sub(r"\1", words))
    bare = _LEAD.sub("", bare)
    return _MARKS.sub("", bare)


def _argued(anatomy: Anatomy, passage: Passage) -> Iterator[Argued]:
    """The options below the headings of a passage, with their good and bad arguments."""
    if not passage.headings:
        return
    top = min(h.level for h in passage.headings)
    tops = [h for h in passage.headings if h.level == top]
    headings = anatomy.outline.headings
    for heading in tops:
        later = [h.line for h in headings if h.line > heading.line and h.level <= top]
        end = later[0] if later else len(anatomy.outline.lines)
        counts = count_arguments(anatomy.outline.lines[heading.body : end])
        if sum(counts):
            yield Argued(Name(_plain(heading.text), heading.line + 1), *counts)


def count_arguments(lines: tuple[Line, ...]) -> tuple[int, int, int]:
    """How many items speak for, against and neither; `Pros:` speaks for all items below it."""
    counts = {GOOD: 0, BAD: 0, NEUTRAL: 0}
    under: re.Pattern[str] | None = None
    for line in lines:
        if not line.prose or not line.text.strip():
            continue
        item = _ITEM.match(line.text)
        words = (item["words"] if item else line.text).lstrip("#*_ \t✅❌👍👎➕➖")
        label = _LABEL.match(words)
        said = label[1].strip() if label else ""
        kind = next((k for k in counts if said and k.fullmatch(said)), None)
        if kind and not words.partition(said)[2].strip(" \t*_:：,，、-–—"):
            under = kind
        elif kind or (item and under):
            counts[kind or under or NEUTRAL] += 1
    return counts[GOOD], counts[BAD], counts[NEUTRAL]


def items_of(lines: tuple[Line, ...]) -> int:
    """How many list items there are."""
    return sum(bool(li.prose and _ITEM.match(li.text)) for li in lines)
