"""What can be counted about one draft without understanding it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

from adr_tool.architect.brief import Brief, Evidence
from adr_tool.catalogue.catalogue import load_catalogue
from adr_tool.document.outline import Line, Outline
from adr_tool.document.reader import read
from adr_tool.domain.advice import Advice, Option, Source
from adr_tool.domain.references import ReferenceKind, references
from adr_tool.domain.status import Status
from adr_tool.workflow.grounds import MARK, Grounds
from adr_tool.workflow.texts import each_object
from tests.evaluation.cases import UNDECIDED
from tests.evaluation.drafts import Made
from tests.evaluation.rubric import found

CONTENT = frozenset(f"ADR5{n:02}" for n in range(2, 23))
"""The checks of content, of which a good record raises none."""
_PLACEHOLDER = "ADR501"
_SHOWN = {Source.GIVEN, Source.FILE, Source.RECORD, Source.CATALOGUE}
_DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        """Both together."""
        return Share(self.part + other.part, self.whole + other.whole)

    def __str__(self) -> str:
        return f"{self.part / self.whole:.0%} ({self.part}/{self.whole})" if self.whole else "–"

    @property
    def rate(self) -> float:
        """The share; 0 of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """What was counted. A share of nothing says nothing, so sums are reported, not means.

    Attributes:
        fits: Answers that had the shape that was asked for.
        checks: Checks of content that a record passes; one with a placeholder passes none.
        whole: References inside an answer (option, driver) that lead somewhere.
        traceable: Statements with a source that was told, or is in the catalogue.
        assumed: Statements that are assumptions or a model's general knowledge, by their label.
        figures: Numbers with a unit that nobody gave.
        links: Addresses that nobody gave.
        records: Records of the log that do not exist.
        others: Paths, commits, requests and names that nobody gave and that do not exist.
        unmarked: Of all these the ones that a reader is not warned of.
        recall: Decisive topics that were asked for.
        precision: Questions about something that the person knows and that matters.
        mention: Risks that have to be mentioned and are.
        forbidden: Claims that no sound record makes and this one does.
        disciplined: Records that are proposed today by nobody.
        acceptable: Choices that a sound record may make.
        undecided: Records that choose nothing.
        words: Words of the body.
    """

    fits: Share
    checks: Share
    whole: Share
    traceable: Share
    assumed: Share
    figures: Share
    links: Share
    records: Share
    others: Share
    unmarked: Share
    recall: Share
    precision: Share
    mention: Share
    forbidden: Share
    disciplined: Share
    acceptable: Share
    undecided: Share
    words: Share

    def __add__(self, other: Scores) -> Scores:
        """The sum of both, figure by figure."""
        return Scores(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Scores)))


def total(scores: Iterable[Scores]) -> Scores:
    """The sum of all."""
    first, *rest = scores
    return sum(rest, start=first)


def judged(made: Made, today: str) -> Scores:
    """Count everything about one draft."""
    lines, choice = body(made.text), choice_of(made)
    words = "\n".join(line.text for line in lines if not _DEFINITION.match(line.text))
    counted = _References(Grounds(_grounds_of(made)), lines)
    traceable, assumed = _sources(made, counted)
    return Scores(
        fits=Share(int(bool(made.fits)), int(made.fits is not None)),
        checks=_checks(made.text),
        whole=_whole(made.said.advice) if made.said else Share(),
        traceable=traceable,
        assumed=assumed,
        figures=counted.invented(ReferenceKind.FIGURE),
        links=counted.invented(ReferenceKind.ADDRESS),
        records=counted.invented(ReferenceKind.RECORD),
        others=counted.invented(*_OTHERS),
        unmarked=counted.unmarked,
        recall=_recall(made),
        precision=Share(sum(bool(made.case.topic(q)) for q in made.asked), len(made.asked)),
        mention=Share(
            sum(_says(words, risk) for risk in made.case.mention), len(made.case.mention)
        ),
        forbidden=Share(
            sum(bool(re.search(c, words, re.IGNORECASE)) for c in made.case.forbidden),
            len(made.case.forbidden),
        ),
        disciplined=Share(int(_is_disciplined(made.text, today)), 1),
        acceptable=Share(int(bool(choice) and made.case.accepts(choice)), 1),
        undecided=Share(int(choice == UNDECIDED), 1),
        words=Share(len(words.split()), 1),
    )


def body(text: str) -> tuple[Line, ...]:
    """The lines below the title, without code, diagrams, and our own note on the making."""
    outline = Outline(text)
    below = outline.headings[0].body if outline.headings else 0
    return tuple(
        line for line in outline.lines[below:] if line.prose and not line.text.startswith(">")
    )


def choice_of(made: Made) -> str:
    """The option that a record chooses, `undecided`, or empty where it cannot be told."""
    if made.draft:
        return made.draft.advice.outcome.option if made.draft.advice else ""
    said = re.search(r"chosen option:\s*[\"“*_]*([^\"”*_,.\n]+)", made.text, re.IGNORECASE)
    return said[1].strip() if said else ""


def _grounds_of(made: Made) -> Brief:
    """What was told; a draft without a model was also told the catalogue."""
    offline = made.said is not None and made.said.model is None
    return replace(made.told, evidence=_catalogue()) if offline else made.told


@cache
def _catalogue() -> tuple[Evidence, ...]:
    catalogue = load_catalogue()
    entries = [asdict(entry) for entry in catalogue.kinds.values()]
    entries += [asdict(entry) for entry in catalogue.technologies.values()]
    return tuple(Evidence("", text) for text in _strings(entries))


def _strings(node: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a dataclass holds
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for item in node.values():
            yield from _strings(item)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _strings(item)


_OTHERS = (
    ReferenceKind.PATH, ReferenceKind.COMMIT, ReferenceKind.REQUEST, ReferenceKind.PERSON,
)  # fmt: skip


@dataclass(frozen=True)
class _References:
    """What lines refer to, held against grounds."""

    grounds: Grounds
    lines: tuple[Line, ...]

    def invented(self, *kinds: ReferenceKind) -> Share:
        """How many references of some kinds nothing bears out, and how many there are."""
        there = [r for line in self.lines for r in references(line.text) if r.kind in kinds]
        return Share(sum(not self.grounds.holds(r) for r in there), len(there))

    @property
    def unmarked(self) -> Share:
        """How many of what nothing bears out stand there without a warning."""
        bare = failing = 0
        for line in self.lines:
            assumed = "*(assumption" in line.text
            marked, these = self.grounds.marked(
                line.text, (ReferenceKind.FIGURE,) if assumed else ()
            )
            failing += len(these)
            bare += marked.count(MARK) - line.text.count(MARK)
        return Share(bare, failing)

    def traceable(self) -> Share:
        """Statements of a free text that refer to something, all of which holds."""
        said = [line.text for line in self.lines if line.text.strip()]
        said = [text for text in said if not re.match(r"\s*(?:#|\||\[[^\]]+\]:)", text)]
        held = 0
        for text in said:
            these = references(text)
            held += bool(these) and all(map(self.grounds.holds, these))
        return Share(held, len(said))


def _sources(made: Made, counted: _References) -> tuple[Share, Share]:
    """Traceable and assumed statements; a free text has no labels."""
    advice = made.draft.advice if made.draft else None
    if advice is None:
        return counted.traceable(), Share()
    stated: list[tuple[bool, bool]] = []

    def look(item: Any) -> Any:  # noqa: ANN401 - any object of an advice
        if not isinstance(item, Option) and hasattr(item, "source") and hasattr(item, "ref"):
            words = "".join(_own_words(item))
            if words:
                shown = item.source in _SHOWN and bool(item.ref) and MARK not in words
                stated.append((shown, item.source not in _SHOWN))
        return item

    each_object(advice, look)
    whole = len(stated)
    return Share(sum(s for s, _ in stated), whole), Share(sum(a for _, a in stated), whole)


def _own_words(item: Any) -> Iterator[str]:  # noqa: ANN401 - any object of an advice
    if is_dataclass(item):
        names = {f.name for f in fields(item)} - {"source", "ref", "id", "attribute", "direction"}
        yield from (v for name in sorted(names) if isinstance(v := getattr(item, name), str))


def _checks(text: str) -> Share:
    raised = found([text])[0] if text else frozenset({_PLACEHOLDER})
    passed = 0 if _PLACEHOLDER in raised else len(CONTENT - raised)
    return Share(passed, len(CONTENT))


def _whole(advice: Advice) -> Share:
    """The references that an answer makes to its own options and drivers."""
    options = {option.name for option in advice.options} | {"", UNDECIDED}
    drivers = {driver.id for driver in advice.drivers}
    resolved = [advice.outcome.option in options]
    resolved += [cell.option in options and cell.driver in drivers for cell in advice.comparison]
    resolved += [rule.option in options for rule in advice.rules]
    resolved += [consequence.option in options for consequence in advice.consequences]
    boxes = {component.id for component in advice.components}
    resolved += [flow.source in boxes and flow.target in boxes for flow in advice.flows]
    return Share(sum(resolved), len(resolved))


def _recall(made: Made) -> Share:
    topics = {made.case.topic(question) for question in made.asked}
    return Share(len(topics & set(made.case.decisive)), len(made.case.decisive))


def _mention(made: Made, words: str) -> Share:
    risks = made.case.mention
    return Share(sum(_says(words, risk) for risk in risks), len(risks))


def _says(words: str, risk: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", words, re.IGNORECASE) for word in risk)


def _is_disciplined(text: str, today: str) -> bool:
    """Whether status, date and deciders are what only we may write."""
    if not text:
        return False
    record = read(text, "adr/0002-x.md").record
    return (record.status, record.date, record.decision_makers) == (Status.PROPOSED, today, ())
