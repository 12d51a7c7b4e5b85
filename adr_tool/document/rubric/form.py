"""Doubts about the form: what is missing, empty, too long, or nowhere thought of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.document.rubric.anatomy import Anatomy, Passage, Profile
from adr_tool.document.rubric.doubt import Doubt
from adr_tool.document.rubric.language import Language
from adr_tool.document.rubric.options import Options
from adr_tool.document.rubric.parts import Part
from adr_tool.document.rubric.reasons import size
from adr_tool.document.rubric.vocabulary import CONFIRMED, ORDERS, REVISIT, WAY_BACK, Words

MOST_TITLE = 12
MOST_WORDS = 1_500
LEAST_CONTEXT = 15
_MOST_ORDERS = 8
_DEMANDED = {
    Profile.MADR: ((Part.CONTEXT,), (Part.CONSEQUENCES, Part.GOOD, Part.BAD, Part.ARGUMENTS)),
    Profile.NYGARD: ((Part.CONTEXT,), (Part.OUTCOME,), (Part.CONSEQUENCES, Part.GOOD, Part.BAD)),
}
_ACCEPTING = re.compile(
    r"accept|akzept|in kauf nehm|nehmen .{1,80} in kauf|acceptant|aceptando|aceitando|接受|代价"
    r"|受け入れ|принима|соглаша",
    re.IGNORECASE,
)
_LOOSE = re.compile(r" {0,3}#+\d")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s")
_FOLD = re.compile(r"</?details\b", re.IGNORECASE)
_WRITTEN = (Part.CONTEXT, Part.OPTIONS, Part.OUTCOME, Part.CONSEQUENCES, Part.ARGUMENTS)


def doubts(anatomy: Anatomy, title: str, line: int) -> Iterator[Doubt]:
    """Find what a record of its profile should have and does not.

    Args:
        anatomy: The record.
        title: Its title, without the number.
        line: 1-based line of the title.
    """
    yield from _empty(anatomy)
    if anatomy.profile is Profile.CUSTOM:
        return
    yield from _missing(anatomy, line)
    yield from _title(title, line, is_open=anatomy.is_undecided or Options(anatomy).is_open)
    yield from _length(anatomy, line)
    if anatomy.language:
        yield from _unthought(anatomy, anatomy.language, line)


def _missing(anatomy: Anatomy, line: int) -> Iterator[Doubt]:
    for parts in _DEMANDED.get(anatomy.profile, ()):
        if not anatomy.of(*parts):
            yield Doubt(line, "ADR502", parts[0].value)
    sentence = anatomy.y_statement
    told = anatomy.is_undecided or anatomy.of(Part.CONSEQUENCES)
    if anatomy.profile is Profile.Y_STATEMENT and sentence and not told:
        behind = anatomy.words[sentence.end() :]
        if not _ACCEPTING.search(behind):
            yield Doubt(line, "ADR502", "what is accepted in return")


def _empty(anatomy: Anatomy) -> Iterator[Doubt]:
    for passage in anatomy.of(*_WRITTEN):
        if passage.is_empty and not passage.headings and not _has_parts_below(anatomy, passage):
            yield Doubt(passage.line, "ADR503", passage.heading.text)


def _has_parts_below(anatomy: Anatomy, passage: Passage) -> bool:
    """Whether the next heading is a deeper one, under which the text of this part stands."""
    later = [h for h in anatomy.outline.headings if h.line > passage.heading.line]
    if not later:
        return False
    # `#4678 is why` is read as a heading for the sake of `#4. Use X`.
    loose = _LOOSE.match(anatomy.outline.lines[later[0].line].text)
    return bool(loose) or later[0].level > passage.heading.level


def _title(title: str, line: int, *, is_open: bool) -> Iterator[Doubt]:
    """A title to cite says what is decided; while nothing is, the question is a fair one."""
    if title.rstrip().endswith(("?", "？")) and not is_open:
        yield Doubt(line, "ADR519", "a question")
    elif size(title) > MOST_TITLE:
        yield Doubt(line, "ADR519", f"{size(title)} words")


def _length(anatomy: Anatomy, line: int) -> Iterator[Doubt]:
    words = size("\n".join(_unfolded(anatomy)))
    if words > MOST_WORDS:
        yield Doubt(line, "ADR520", f"{words} words")
    context = anatomy.first(Part.CONTEXT)
    if context and not context.is_empty and not context.headings:
        said = size(context.words)
        if said < LEAST_CONTEXT and anatomy.profile is not Profile.Y_STATEMENT:
            yield Doubt(context.line, "ADR521", f"{said} words")


def _unfolded(anatomy: Anatomy) -> Iterator[str]:
    """The prose that a reader sees without opening a fold."""
    depth = 0
    for line in anatomy.prose:
        for tag in _FOLD.findall(line.text):
            depth += -1 if tag.startswith("</") else 1
        if depth <= 0 and not _DEFINITION.match(line.text):
            yield line.text


def _unthought(anatomy: Anatomy, language: Language, line: int) -> Iterator[Doubt]:
    """What the text does not say anywhere, by the words that saying it takes."""
    asked: tuple[tuple[str, Part, Words], ...] = (
        ("ADR516", Part.CONFIRMATION, CONFIRMED),
        ("ADR517", Part.WAY_BACK, WAY_BACK),
        ("ADR518", Part.REVISIT, REVISIT),
    )
    for code, part, words in asked:
        if not anatomy.of(part) and not words[language].search(anatomy.lowered):
            yield Doubt(line, code)
    outcome = "\n".join(li.text for li in anatomy.argued(Part.OUTCOME))
    orders = len(ORDERS[language].findall(outcome.lower()))
    if orders > _MOST_ORDERS:
        yield Doubt(line, "ADR522", f"{orders} times")
