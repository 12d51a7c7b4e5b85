"""Lay out a matter as advice, out of what was typed, found, and stands in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from adr_tool.architect.brief import Brief
from adr_tool.architect.matter import Matter
from adr_tool.catalogue.entries import Claim, Kind, Ring, Technology, TechTradeOff
from adr_tool.domain.advice import (
    Advice,
    Argument,
    Attribute,
    Confidence,
    Confirmation,
    Consequence,
    Direction,
    Driver,
    Failure,
    Migration,
    OpenQuestion,
    Option,
    OptionKind,
    Outcome,
    RelatedRecord,
    Revisit,
    Rule,
    Signal,
    Source,
    Statement,
)

_MOST_OF_EACH = 3
_MOST_DRIVERS = 4
_MOST_OPEN = 9
_NOTHING = Statement("", Source.ASSUMPTION, "")
STATUS_QUO = "Keep what there is"
KEEPS = re.compile(r"(?:keep (?:what|the|our|using|it|as)\b|status quo|do nothing)", re.IGNORECASE)
"""How the name of an option begins that leaves everything as it is."""


def _quoted(claim: Claim | None) -> Statement:
    return Statement(claim.text, Source.CATALOGUE, claim.source.url) if claim else _NOTHING


def lay_out(brief: Brief, matter: Matter) -> Advice:
    """Lay out what is known about a matter; nothing is invented and no winner is picked."""
    return _Layout(brief, matter).advice()


@dataclass(frozen=True, slots=True)
class _Layout:
    """One matter on its way to being advice."""

    brief: Brief
    matter: Matter

    def advice(self) -> Advice:
        kind = self.matter.kind
        options = self.options()
        return Advice(
            question=self.question(),
            context=self.context(),
            facts=self.facts(),
            open_questions=self.open_questions(),
            drivers=self.drivers(),
            options=options,
            comparison=(),
            rules=self.rules(),
            outcome=self.outcome(),
            consequences=self.consequences(options),
            trade_offs=(),
            components=self.brief.components,
            flows=self.brief.flows,
            qualities=(),
            failures=self.failures(),
            migration=self.migration(),
            confirmation=tuple(
                Confirmation(c.what, c.kind, c.pass_when) for c in _of(kind, "confirmation")
            ),
            monitoring=tuple(
                Signal(w.signal, w.threshold, w.action) for w in _of(kind, "monitoring")
            ),
            costs=(),
            standards=(),
            revisit=self.revisit(),
            illustrations=(),
            pitfalls=tuple(
                Statement(f"{a.name}: {a.text}", Source.CATALOGUE, "")
                for a in _of(kind, "anti_decisions")
            ),
            related=tuple(
                RelatedRecord(r.id, r.title, r.path, r.status) for r in self.brief.related
            ),
        )

    def question(self) -> str:
        subject = self.brief.subject
        if subject.title.endswith("?"):
            return subject.title
        names = [name for name, _ in self._named()]
        purpose = f" for {subject.purpose}" if subject.purpose else ""
        if subject.chosen:
            return f"Should we go with {subject.chosen}{purpose}, and what follows from it?"
        if len(names) > 1:
            what = self.matter.kind.name.lower() if self.matter.kind else "option"
            listed = ", ".join(names[:-1]) + f" or {names[-1]}"
            return f"Which {what} do we use{purpose}: {listed}?"
        if subject.problem:
            return f"What do we do about this: {subject.title}?"
        return f"How do we settle this: {subject.title}?"

    def context(self) -> tuple[Statement, ...]:
        given = [c for c in self.brief.context if c.kind == "given"]
        return tuple(Statement(c.text.strip(), Source.GIVEN, c.ref) for c in given)

    def facts(self) -> tuple[Statement, ...]:
        said = [
            Statement(f"{a.question} {a.text}", Source.GIVEN, a.key)
            for a in self.brief.answers
            if a.text
        ]
        found = [
            Statement(c.text, Source.FILE, c.ref) for c in self.brief.context if c.kind == "found"
        ]
        return (*said, *found)

    def open_questions(self) -> tuple[OpenQuestion, ...]:
        answered = {a.key for a in self.brief.answers if a.text}
        asked = [OpenQuestion(q.ask, q.why) for q, text, _ in self.matter.answers if not text]
        asked += [
            OpenQuestion(
                f"What is {name}, and what has been tried with it?",
                "The catalogue does not know it.",
            )
            for name, technology in self.matter.options
            if technology is None and self.matter.kind
        ]
        bank = [q for q in self.brief.persona.bank if q.key not in answered]
        asked += [OpenQuestion(q.ask, q.why) for q in bank]
        return tuple(asked[:_MOST_OPEN])

    def drivers(self) -> tuple[Driver, ...]:
        given = [
            Driver(f"D{i}", Attribute.FUNCTIONAL_SUITABILITY, c.label, "", Source.GIVEN, q.id)
            for i, (q, _, c) in enumerate((a for a in self.matter.answers if a[2]), start=1)
            if c
        ]
        room = _MOST_DRIVERS - min(len(given), _MOST_OF_EACH)
        usual = _of(self.matter.kind, "drivers")[:room]
        first = len(given) + 1
        return (
            *given,
            *(
                Driver(f"D{i}", d.attribute, d.text, d.measure, Source.CATALOGUE, "")
                for i, d in enumerate(usual, start=first)
            ),
        )

    def _named(self) -> list[tuple[str, Technology | None]]:
        return [(t.name if t else name, t) for name, t in self.matter.options]

    def options(self) -> tuple[Option, ...]:
        named = [self._option(name, t) for name, t in self._named()]
        chosen = self.brief.subject.chosen
        if chosen and not named:
            named = [blank(chosen, OptionKind.CANDIDATE, Source.GIVEN)]
        if not named:
            named = [blank(c, OptionKind.CANDIDATE, Source.CATALOGUE) for c in self._classes]
        if not named and not self.brief.subject.problem:
            named = [blank(self.brief.subject.title, OptionKind.CANDIDATE, Source.GIVEN)]
        has_quo = any(KEEPS.match(o.name) for o in named)
        quo = () if has_quo else (status_quo(self.brief),)
        return (*named, *quo)

    @property
    def _classes(self) -> tuple[str, ...]:
        """What could be compared where the title names nothing."""
        return self.matter.kind.option_classes if self.matter.kind else ()

    def _option(self, name: str, technology: Technology | None) -> Option:
        if technology is None:
            return blank(name, OptionKind.CANDIDATE, Source.GIVEN)
        return Option(
            name=name,
            kind=OptionKind.CANDIDATE,
            source=Source.GIVEN,
            summary=_quoted(technology.identity),
            arguments=self._arguments(technology),
            team_fit=_NOTHING,
            community=_quoted(technology.governance),
            integration=_quoted(next(iter(technology.integration), None)),
            total_cost=_quoted(technology.licence),
            reversibility=_quoted(next(iter(technology.exit), None)),
            limits=tuple(_quoted(c) for c in technology.limits),
            operations=tuple(_quoted(c) for c in technology.operations),
        )

    def _arguments(self, technology: Technology) -> tuple[Argument, ...]:
        wanted = {d.attribute for d in _of(self.matter.kind, "drivers")}
        chosen: list[TechTradeOff] = []
        for direction in (Direction.GOOD, Direction.NEUTRAL, Direction.BAD):
            these = [t for t in technology.trade_offs if t.direction is direction]
            these.sort(key=lambda t: t.attribute not in wanted)
            chosen += these[: 1 if direction is Direction.NEUTRAL else _MOST_OF_EACH]
        return (
            *_on_radar(technology),
            *(() if chosen else self._conditional(technology)),
            *(
                Argument(
                    t.text.rstrip("."), t.direction, t.attribute, Source.CATALOGUE, t.source.url
                )
                for t in chosen
            ),
        )

    def _conditional(self, technology: Technology) -> Iterator[Argument]:
        """What its rules say for and against a technology that is told in short."""
        for rule in sorted(self._rules_of(technology), key=lambda rule: not rule.fired_by):
            text = f"{rule.text} (if {rule.condition.rstrip('.')})"
            suits = Attribute.FUNCTIONAL_SUITABILITY
            yield Argument(text, rule.direction, suits, rule.source, rule.ref)

    def rules(self) -> tuple[Rule, ...]:
        rules = [rule for t in self.matter.technologies for rule in self._rules_of(t)]
        return tuple(sorted(rules, key=lambda rule: not rule.fired_by))

    def _rules_of(self, technology: Technology) -> Iterable[Rule]:
        """The rules that answers fire, and of the open ones the first for and against."""
        heard = {q.id: (q, text, said) for q, text, said in self.matter.answers}
        left = {Direction.GOOD: 2, Direction.BAD: 1, Direction.NEUTRAL: 0}
        for rule in technology.rules:
            question, text, said = heard.get(rule.question, (None, "", None))
            fires = said is not None and said.id == rule.answer
            labels = {a.id: a.label for a in question.answers} if question else {}
            # A technology of another kind may answer a question of the same name otherwise.
            if rule.answer not in labels or (said is not None and not fires):
                continue
            if not fires:
                left[rule.direction] -= 1
                if left[rule.direction] < 0:
                    continue
            yield Rule(
                technology.name, labels[rule.answer], rule.text.rstrip("."), rule.direction,
                text if fires else "", Source.CATALOGUE, rule.source.url,
            )  # fmt: skip

    def outcome(self) -> Outcome:
        chosen = self.brief.subject.chosen
        if chosen:
            technology = next((t for name, t in self.matter.options if name == chosen), None)
            name = technology.name if technology else chosen
            because = "the title proposes it; the reason has not been given yet"
            return Outcome(name, because, Confidence.LOW, (), "")
        if not (self.matter.options or self._classes or self.brief.subject.problem):
            because = "the title states it; the reason has not been given yet"
            return Outcome(self.brief.subject.title, because, Confidence.LOW, (), "")
        return Outcome("undecided", self._leaning(), Confidence.LOW, (), "")

    def _leaning(self) -> str:
        fired = [rule for rule in self.rules() if rule.fired_by]
        if not fired and not self.rules():
            return "the open questions below have to be answered first"
        if not fired:
            return "no answer that was given settles it; the rules below say what would"
        tally = []
        for name in dict.fromkeys(rule.option for rule in fired):
            own = [r for r in fired if r.option == name]
            good = sum(r.direction is Direction.GOOD for r in own)
            tally.append(f"{good} for and {len(own) - good} against {name}")
        count = "1 rule" if len(fired) == 1 else f"{len(fired)} rules"
        return f"the answers given fire {count}: {'; '.join(tally)}; a person decides"

    def consequences(self, options: tuple[Option, ...]) -> tuple[Consequence, ...]:
        chosen = self.outcome().option
        known = [o for o in options if o.arguments and o.kind is not OptionKind.STATUS_QUO]
        shown = [o for o in known if o.name == chosen] or known
        found: list[Consequence] = []
        for option in shown:
            name = "" if option.name == chosen else option.name
            for direction in (Direction.GOOD, Direction.BAD):
                first = next((a for a in option.arguments if a.direction is direction), None)
                if first:
                    found.append(Consequence(name, first.text, direction, first.source, first.ref))
        return tuple(found)

    def failures(self) -> tuple[Failure, ...]:
        return tuple(
            Failure(f.scenario, f.detection, f.response, "", Source.CATALOGUE, f.source.url)
            for f in _of(self.matter.kind, "failures")
        )

    def migration(self) -> Migration:
        patterns = _of(self.matter.kind, "migrations") if self.matter.options else ()
        if not patterns:
            return Migration("", (), "", Source.ASSUMPTION, "")
        first = patterns[0]
        return Migration(
            first.strategy, first.steps, first.rollback, Source.CATALOGUE, first.source.url
        )

    def revisit(self) -> tuple[Revisit, ...]:
        watched = _of(self.matter.kind, "monitoring")[:2]
        return tuple(Revisit(f"{w.signal.rstrip('.')}: {w.threshold}") for w in watched)


def _on_radar(technology: Technology) -> Iterator[Argument]:
    """What the project's own radar says about a technology, before anything else."""
    if technology.ring:
        note = f": {technology.note.rstrip('.')}" if technology.note else ""
        text = f"our own radar says {technology.ring}{note}"
        direction = _RADAR.get(technology.ring, Direction.NEUTRAL)
        own = next(source.url for source in technology.sources if source.checked is None)
        yield Argument(text, direction, Attribute.TEAM, Source.CATALOGUE, own)


_RADAR = {Ring.ADOPT: Direction.GOOD, Ring.HOLD: Direction.BAD}


def _of(kind: Kind | None, name: str) -> tuple:  # type: ignore[type-arg]
    return getattr(kind, name) if kind else ()


def status_quo(brief: Brief) -> Option:
    """The option of leaving everything as it is, with what speaks for and against it anywhere."""
    found = [c for c in brief.context if c.kind == "found"]
    summary = found[0].text if found else ""
    source = Source.FILE if found else Source.ASSUMPTION
    said = Statement(summary, source, found[0].ref if found else "")
    cost = "it costs no migration and no new skill"
    price = "whatever raised this question stays as it is"
    arguments = (
        Argument(cost, Direction.GOOD, Attribute.COST, Source.ASSUMPTION, ""),
        Argument(price, Direction.BAD, Attribute.FUNCTIONAL_SUITABILITY, Source.ASSUMPTION, ""),
    )
    quo = blank(STATUS_QUO, OptionKind.STATUS_QUO, Source.ASSUMPTION)
    return replace(quo, summary=said, arguments=arguments)


def blank(name: str, kind: OptionKind, source: Source) -> Option:
    """An option of which nothing is known."""
    return Option(name, kind, source, _NOTHING, (), *(_NOTHING,) * 5, (), ())
