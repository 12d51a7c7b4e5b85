"""Merge what several personas advise on one brief, with who said what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adr_tool.architect.persona import Persona
from adr_tool.domain.advice import Advice, Argument, Migration, OpenQuestion, Option

_SAID_IN = {
    "context": "text",
    "facts": "text",
    "open_questions": "question",
    "rules": "text",
    "consequences": "text",
    "trade_offs": "axis",
    "qualities": "text",
    "failures": "scenario",
    "confirmation": "what",
    "monitoring": "signal",
    "costs": "item",
    "standards": "bearing",
    "revisit": "trigger",
    "illustrations": "text",
    "pitfalls": "text",
}
"""The lists of an advice that several may add to, and where an item says what it says."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one persona advises."""

    persona: str
    advice: Advice


def merged(opinions: Sequence[Opinion]) -> Advice:
    """Make one advice of several.

    The first persona's advice is the ground: question, drivers, comparison, outcome and
    design are its own. What another one adds is taken over once, with its name behind it;
    a different choice is never averaged away but stands among the open questions.

    Args:
        opinions: At least one, in the order in which the personas were named.
    """
    ground = opinions[0].advice
    for opinion in opinions[1:]:
        ground = _joined(ground, opinion)
    return ground


def together(personas: Sequence[Persona]) -> Persona:
    """The first persona, with the questions of all."""
    bank = {question.key: question for p in reversed(personas) for question in reversed(p.bank)}
    return replace(personas[0], bank=tuple(reversed(bank.values())))


def _joined(ground: Advice, opinion: Opinion) -> Advice:
    added = opinion.advice
    lists: dict[str, Any] = {
        name: _with_new(getattr(ground, name), getattr(added, name), said, opinion.persona)
        for name, said in _SAID_IN.items()
    }
    lists["open_questions"] += _dissent(ground, opinion)
    migration = ground.migration if ground.migration.strategy else _named(added, opinion.persona)
    return replace(ground, **lists, options=_options(ground, opinion), migration=migration)


def _with_new(
    here: tuple[Any, ...], there: Iterable[Any], said: str, persona: str
) -> tuple[Any, ...]:
    known = {_plain(getattr(item, said)) for item in here}
    new = [item for item in there if _plain(getattr(item, said)) not in known]
    return (*here, *(replace(i, **{said: _signed(getattr(i, said), persona)}) for i in new))


def _options(ground: Advice, opinion: Opinion) -> tuple[Option, ...]:
    """Options by name: those that both know get the other's arguments, new ones come last."""
    theirs = {_plain(option.name): option for option in opinion.advice.options}
    kept = []
    for option in ground.options:
        other = theirs.pop(_plain(option.name), None)
        arguments = other.arguments if other else ()
        heard = _with_new(option.arguments, arguments, "text", opinion.persona)
        kept.append(replace(option, arguments=heard))
    return (*kept, *(_signed_option(option, opinion.persona) for option in theirs.values()))


def _signed_option(option: Option, persona: str) -> Option:
    arguments: tuple[Argument, ...] = _with_new((), option.arguments, "text", persona)
    return replace(option, arguments=arguments)


def _dissent(ground: Advice, opinion: Opinion) -> tuple[OpenQuestion, ...]:
    chosen, theirs = ground.outcome, opinion.advice.outcome
    if _plain(chosen.option) == _plain(theirs.option):
        return ()
    question = f"{opinion.persona} would decide otherwise: {theirs.option}."
    return (OpenQuestion(question, theirs.because),)


def _named(advice: Advice, persona: str) -> Migration:
    strategy = advice.migration.strategy
    return replace(advice.migration, strategy=_signed(strategy, persona) if strategy else "")


def _signed(text: str, persona: str) -> str:
    return f"{text.rstrip().rstrip('.')} ({persona})"


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".?! ")
