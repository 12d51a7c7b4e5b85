"""Doubts about the options: too few, not the same ones everywhere, argued from one side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.document.rubric.anatomy import Anatomy, Profile
from adr_tool.document.rubric.doubt import Doubt
from adr_tool.document.rubric.options import Argued, Name, Options
from adr_tool.document.rubric.parts import Part

_ENOUGH = 2
_STATUS_QUO = re.compile(
    r"\b(?:status quo|do nothing|keep|nothing|none|nichts|beibehalten|ne rien|no hacer|não fazer)\b"
    r"|现状|不做|維持|何もしない|ничего",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:option|alternative|variante?|opción|opção)?\s*#?(?:\d{1,2}|[A-Z])$", re.IGNORECASE
)
_PARTING = re.compile(
    r"^(?:use|using|adopt|choose|switch to|migrate to|introduce)\s+", re.IGNORECASE
)


def doubts(anatomy: Anatomy, title: str) -> Iterator[Doubt]:
    """Find what is wrong with the options of a record in the manner of MADR."""
    if anatomy.profile is not Profile.MADR:
        return
    options = Options(anatomy)
    yield from _too_few(options)
    yield from _mismatch(options)
    yield from _other_title(options, title, anatomy)
    yield from _one_sided(options)


def _too_few(options: Options) -> Iterator[Doubt]:
    passage, listed = options.passage, options.listed
    if passage is None or passage.is_empty:
        return
    # Without a list nothing can be counted; a paragraph may weigh three options.
    if len(listed) == 1 and len(options.argued) < _ENOUGH and not options.has_others:
        yield Doubt(listed[0].line, "ADR504", f"only {listed[0].words!r}")


def _mismatch(options: Options) -> Iterator[Doubt]:
    """An option that is argued but not listed, or listed but not argued, or chosen from nowhere."""
    listed, argued = options.listed, options.argued
    separate = options.passage is not None and not options.passage.headings
    names = tuple(a.name for a in argued)
    if separate and len(listed) >= _ENOUGH and len(names) >= _ENOUGH:
        # Where hardly any name is the same, the headings group the options in another way.
        same = sum(_is_among(name, names) for name in listed)
        for name in names if 2 * same >= len(listed) else ():
            if not _may_be(name, listed):
                yield Doubt(name.line, "ADR505", f"{name.words!r} is argued, but not listed")
    chosen = options.chosen
    known = (*listed, *names)
    if chosen and len(listed) >= _ENOUGH and not _may_be(chosen, known):
        yield Doubt(chosen.line, "ADR505", f"{chosen.words!r} is chosen, but not listed")


def _is_among(name: Name, others: tuple[Name, ...]) -> bool:
    return any(name.means(other) for other in others)


def _may_be(chosen: Name, known: tuple[Name, ...]) -> bool:
    """Whether a chosen name may be one of the options, or several together, or none yet."""
    if _NUMBERED.match(chosen.words) or _is_among(chosen, known):
        return True
    return any(
        len(chosen.key & other.key) * 2 >= min(len(chosen.key), len(other.key)) for other in known
    )


def _other_title(options: Options, title: str, anatomy: Anatomy) -> Iterator[Doubt]:
    """A title that settles on one option, above an outcome that chooses another."""
    chosen = options.chosen
    wanted = Name(_PARTING.sub("", title), 1)
    if chosen is None or not _PARTING.match(title) or anatomy.first(Part.OPTIONS) is None:
        return
    named = [o for o in options.listed if o.key and o.key <= wanted.key]
    if len(named) == 1 and not named[0].means(chosen) and not chosen.key & wanted.key:
        what = f"the title names {named[0].words!r}, the outcome {chosen.words!r}"
        yield Doubt(chosen.line, "ADR506", what)


def _one_sided(options: Options) -> Iterator[Doubt]:
    """Options that nothing speaks for, and a chosen one that nothing speaks against."""
    argued = options.argued
    both = sum(a.good for a in argued), sum(a.bad for a in argued)
    if len(argued) < _ENOUGH or not all(both):
        return
    chosen = options.chosen
    for option in argued:
        is_chosen = chosen is not None and option.name.means(chosen)
        if not option.good and not is_chosen and not _STATUS_QUO.search(option.name.words):
            yield Doubt(option.name.line, "ADR507", _said(option))
        if is_chosen and not option.bad and option.good:
            yield Doubt(option.name.line, "ADR508", _said(option))


def _said(option: Argued) -> str:
    return f"{option.name.words!r} ({option.good} for, {option.bad} against)"
