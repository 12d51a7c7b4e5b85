"""Vet what a model said: its words made harmless, its claims held against what it was told."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from adr_tool.architect.brief import Brief
from adr_tool.document.prose import addresses, tame, tame_heading
from adr_tool.domain.advice import Advice, Illustration, Option, RelatedRecord, Source

_T = TypeVar("_T")
_NOT_PROSE = frozenset({"ref", "path"})
_NO_LANGUAGE = re.compile(r"[^\w+#.-]")


def vet(advice: Advice, told: Brief) -> Advice:
    """Make a model's advice fit to stand in a record.

    Its prose is tamed, with the links that were in the input; only options that a person
    named count as given; only records that it was told of are related, under our titles.
    """
    allowed = addresses(_input(told))
    named = {name.lower() for name in told.subject.options}
    clean = _each_text(advice, lambda text: tame(text, allowed))
    return replace(
        clean,
        options=tuple(
            replace(option, source=_source(raw, named), name=tame_heading(raw.name))
            for raw, option in zip(advice.options, clean.options, strict=True)
        ),
        outcome=replace(clean.outcome, option=tame_heading(advice.outcome.option)),
        illustrations=tuple(map(_illustration, advice.illustrations, clean.illustrations)),
        related=_related(clean.related, told),
    )


def _input(told: Brief) -> list[str]:
    return [
        told.subject.title,
        *told.subject.options,
        *(answer.text for answer in told.answers),
        *(text.text for text in told.context if text.kind == "given"),
        *(item.ref for item in told.evidence),
    ]


def _each_text(value: _T, change: Callable[[str], str]) -> _T:
    """Change every text of an advice that is prose: no closed set, no reference, no path."""
    found: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        found = change(value)
    elif isinstance(value, tuple):
        found = tuple(_each_text(item, change) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value) if f.name not in _NOT_PROSE]
        changed = {name: _each_text(getattr(value, name), change) for name in names}
        found = replace(value, **changed)
    return found  # type: ignore[no-any-return]


def _source(option: Option, named: Container[str]) -> Source:
    """A model cannot say that a person named an option."""
    claimed = option.source is Source.GIVEN and option.name.strip().lower() not in named
    return Source.GENERAL_KNOWLEDGE if claimed else option.source


def _illustration(raw: Illustration, clean: Illustration) -> Illustration:
    """A snippet stands in a fence: its text is code, and its language must not close it."""
    if raw.kind.strip().lower() != "snippet":
        return clean
    return replace(clean, text=raw.text, language=_NO_LANGUAGE.sub("", raw.language))


def _related(said: tuple[RelatedRecord, ...], told: Brief) -> tuple[RelatedRecord, ...]:
    known = {record.id: record for record in (*told.related, *told.recent)}
    return tuple(
        RelatedRecord(r.id, known[r.id].title, known[r.id].path, r.note)
        for r in {r.id: r for r in said}.values()
        if r.id in known
    )
