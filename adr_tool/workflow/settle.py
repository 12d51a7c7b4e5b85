"""Settle what of an advice refers to what: options, verdicts, outcome, confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from adr_tool.architect.brief import Brief
from adr_tool.architect.layout import KEEPS, blank, status_quo
from adr_tool.domain.advice import (
    Advice,
    Comparison,
    Confidence,
    Option,
    OptionKind,
    Outcome,
    RelatedRecord,
    Source,
)

UNDECIDED = "undecided"

_DECISIVE = ("load", "data-volume", "latency", "budget")
"""What has to be known before anybody can be confident."""

_CAPS = {0: Confidence.HIGH, 1: Confidence.MEDIUM}
_ORDER = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def settle(advice: Advice, told: Brief, name: Callable[[str], str]) -> tuple[Advice, list[str]]:
    """Make an advice consistent; nothing is invented, and what was changed is told.

    Args:
        advice: What a model said.
        told: What it was told.
        name: Two names of one option give the same.
    """
    return _Settling(told, name).settled(advice)


@dataclass(frozen=True, slots=True)
class _Settling:
    told: Brief
    name: Callable[[str], str]

    def settled(self, advice: Advice) -> tuple[Advice, list[str]]:
        options, notes = self.options(advice.options)
        names = {self.name(option.name): option.name for option in options}
        outcome, more = self.outcome(advice.outcome, names)
        compared, also = self.comparison(advice, names)
        known = [c for c in advice.consequences if not c.option or self.name(c.option) in names]
        settled = replace(
            advice,
            options=options,
            outcome=outcome,
            comparison=compared,
            rules=tuple(r for r in advice.rules if self.name(r.option) in names),
            consequences=tuple(known),
            related=self.related(advice.related),
        )
        return settled, [*notes, *more, *also]

    def options(self, said: Iterable[Option]) -> tuple[tuple[Option, ...], list[str]]:
        """Each option once, those that a person named among them, and the status quo."""
        typed = {self.name(typed): typed for typed in self.told.subject.options}
        found = {self.name(option.name): option for option in reversed(tuple(said))}
        kept = [replace(o, source=self.source(o, typed)) for o in reversed(found.values())]
        missing = [words for key, words in typed.items() if key not in found]
        kept += [blank(words, OptionKind.CANDIDATE, Source.GIVEN) for words in missing]
        notes = [f"the model left out {words}, which was named; it was added" for words in missing]
        if not any(o.kind is OptionKind.STATUS_QUO or KEEPS.match(o.name) for o in kept):
            kept.append(status_quo(self.told))
            notes.append("the model did not weigh keeping what there is; it was added")
        return tuple(kept), notes

    def source(self, option: Option, typed: Iterable[str]) -> Source:
        """A model cannot say that a person, or the catalogue, named an option."""
        if self.name(option.name) in typed:
            return Source.GIVEN
        keeps = option.kind is OptionKind.STATUS_QUO and KEEPS.match(option.name)
        return Source.ASSUMPTION if keeps else Source.GENERAL_KNOWLEDGE

    def outcome(self, said: Outcome, names: dict[str, str]) -> tuple[Outcome, list[str]]:
        """The outcome is one of the options or open, and no surer than the answers allow."""
        confidence = min(said.confidence, self.most_confidence(), key=_ORDER.index)
        notes = []
        if confidence is not said.confidence:
            lacking = ", ".join(self.unanswered())
            notes.append(f"confidence is {confidence}, because nobody answered: {lacking}")
        chosen = names.get(self.name(said.option), UNDECIDED)
        if chosen == UNDECIDED and self.name(said.option) != self.name(UNDECIDED):
            notes.append(f"the model chose {said.option!r}, which is none of the options")
            because = "the model chose what is none of the options"
            return Outcome(UNDECIDED, because, confidence, said.would_change, ""), notes
        story = said.y_statement if chosen != UNDECIDED else ""
        return replace(said, option=chosen, confidence=confidence, y_statement=story), notes

    def most_confidence(self) -> Confidence:
        """How sure anybody can be with so much unanswered."""
        return _CAPS.get(len(self.unanswered()), Confidence.LOW)

    def unanswered(self) -> list[str]:
        """What is decisive and was not answered."""
        return [topic for topic in _DECISIVE if not self.told.answer(topic)]

    def comparison(
        self, advice: Advice, names: dict[str, str]
    ) -> tuple[tuple[Comparison, ...], list[str]]:
        """One verdict for each option and driver that exist."""
        drivers = {driver.id.strip().lower(): driver.id for driver in advice.drivers}
        cells: dict[tuple[str, str], Comparison] = {}
        for cell in advice.comparison:
            key = (self.name(cell.option), cell.driver.strip().lower())
            if key[0] in names and key[1] in drivers:
                named = replace(cell, option=names[key[0]], driver=drivers[key[1]])
                cells.setdefault(key, named)
        lost = len(advice.comparison) - len(cells)
        notes = [f"{lost} verdicts of the model belong to no option and driver"] if lost else []
        return tuple(cells.values()), notes

    def related(self, said: Iterable[RelatedRecord]) -> tuple[RelatedRecord, ...]:
        """Only records that the model was told of, under our titles and paths."""
        known = {record.id: record for record in (*self.told.related, *self.told.recent)}
        return tuple(
            RelatedRecord(r.id, known[r.id].title, known[r.id].path, r.note)
            for r in {r.id: r for r in said}.values()
            if r.id in known
        )
