"""Gather what an architect is told: title and context become a brief."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from adr_tool.architect.brief import Answer, Brief, ContextText, Question, RelatedText
from adr_tool.architect.persona import Persona
from adr_tool.architect.title import understand
from adr_tool.catalogue.catalogue import Catalogue
from adr_tool.document.excerpt import excerpt
from adr_tool.domain.advice import Component, Flow
from adr_tool.domain.record import Record
from adr_tool.domain.register import Entry, Register
from adr_tool.domain.status import Status
from adr_tool.errors import AdrError
from adr_tool.store.context_files import read_readme
from adr_tool.store.manifests import manifests
from adr_tool.store.writing import read_text

_FLOW = re.compile(
    r"^\s*(?P<source>[^\n:>]{1,60}?)\s*-+>\s*(?P<target>[^\n:>]{1,60}?)\s*(?::\s*(?P<what>.+))?$"
)

_MOST_NEAR = 3
_MOST_RECENT = 4
"""The last three to five records tell more than what a search finds
(arXiv 2604.03826, "Context Matters").
"""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for.

    Attributes:
        supersedes: Records that the new one would replace.
        links: Other relations: the record, the words here, the words there.
        answers: Answers given beforehand, by the question's key.
    """

    title: str
    options: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: Status = Status.PROPOSED
    supersedes: tuple[Record, ...] = ()
    links: tuple[tuple[Record, str, str], ...] = ()
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a decision is made.

    Attributes:
        log: All records, at a glance.
        root: The project's root, where its manifests are.
        base: Paths of records are relative to this folder.
        catalogue: By which the manifests are understood.
        near: Finds the records that bear on a title, those in force first.
    """

    log: Register[Record | Entry]
    root: Path
    base: Path
    catalogue: Catalogue
    near: Callable[[str], Sequence[Record]] = lambda _: ()


def brief(request: Request, persona: Persona, found: Surroundings) -> Brief:
    """Gather what the architect is told: title, context, other records, manifests."""
    log = found.log
    components, flows = _flows(request.context)
    prose = tuple(ContextText("given", "--context", words) for words in _prose(request.context))
    here = found.root.is_dir()
    built = (*_built_with(found), *_introduction(found.root)) if here else ()
    answers = tuple(Answer(key, key, text) for key, text in (request.answers or {}).items())
    replaced = {record.path for record in request.supersedes}
    near = [r for r in found.near(request.title) if r.path not in replaced][:_MOST_NEAR]
    told = replaced | {record.path for record in near}
    left = (r for r in reversed(log.records) if r.number is not None and r.path not in told)
    recent = islice(left, _MOST_RECENT)
    return Brief(
        subject=understand(request.title, request.options),
        persona=persona,
        context=(*prose, *built),
        answers=answers,
        related=tuple(_related(r, found) for r in near),
        components=components,
        flows=flows,
        supersedes=tuple(f"{log.id_of(r)}: {r.title}" for r in request.supersedes),
        recent=tuple(_related(r, found) for r in (*request.supersedes, *recent)),
    )


def _related(record: Record | Entry, found: Surroundings) -> RelatedText:
    """A record as the architect is told of it; one that cannot be read has only its title."""
    words = record.summary
    with suppress(AdrError):
        text = read_text(found.base / record.path)
        words = excerpt(text, below=record.body_line) or words
    return RelatedText(found.log.id_of(record), record.title, record.status, record.path, words)


Ask = Callable[[Question, int, int], str]
"""Asks a person one question (its place and how many there are); empty is "don't know"."""


def interview(told: Brief, questions: Sequence[Question], ask: Ask) -> Brief:
    """Ask the questions one at a time; what nobody answers stays open."""
    keys = [question.key for question in questions]
    heard = {answer.key: answer for answer in told.answers}
    left = [question for question in questions if not heard.get(question.key)]
    for place, question in enumerate(left, start=1):
        said = ask(question, place, len(left))
        heard[question.key] = Answer(question.key, question.ask, said.strip())
    # In the order of the questions, whoever answered when: a resumed draft is the same brief.
    asked = [heard.pop(key) for key in keys]
    return replace(told, answers=(*heard.values(), *asked))


def question_data(question: Question) -> dict[str, str]:
    """A question as texts that can be kept."""
    return {**asdict(question), "choices": "\n".join(question.choices)}


def question_of(data: Mapping[str, str]) -> Question:
    """A question that was kept; what is missing of it is empty."""
    choices = tuple(data.get("choices", "").splitlines())
    return Question(data.get("key", ""), data.get("ask", ""), data.get("why", ""), choices)


def with_questions(told: Brief, questions: Iterable[Question]) -> Brief:
    """Put the words of the questions to answers that were given by key alone."""
    words = {question.key: question.ask for question in questions}
    answers = tuple(replace(a, question=words.get(a.key, a.question)) for a in told.answers)
    return replace(told, answers=answers)


def _introduction(root: Path) -> Iterable[ContextText]:
    """The project's README, in its own words."""
    readme = read_readme(root)
    if readme:
        yield ContextText("file", *readme)


def _built_with(found: Surroundings) -> Iterable[ContextText]:
    """What the repository's manifests name of what the catalogue knows."""
    for name, text in manifests(found.root):
        named = [t.name for t in found.catalogue.mentioned(text)]
        if named:
            yield ContextText("found", name, f"`{name}` names {', '.join(named)}.")


def _prose(texts: Iterable[str]) -> Iterable[str]:
    """What is left of texts when the lines that draw the diagram are taken out."""
    for text in texts:
        words = "\n".join(line for line in text.splitlines() if not _FLOW.match(line)).strip()
        if words:
            yield words


def _flows(texts: Iterable[str]) -> tuple[tuple[Component, ...], tuple[Flow, ...]]:
    """Read components and flows typed as `api -> pg: orders`, one a line."""
    flows = []
    for line in (line for text in texts for line in text.splitlines()):
        found = _FLOW.match(line)
        if found:
            source, target = found["source"].strip(), found["target"].strip()
            flows.append(Flow(source, target, (found["what"] or "").strip(), "", ""))
    names = dict.fromkeys(name for flow in flows for name in (flow.source, flow.target))
    return tuple(Component(name, name) for name in names), tuple(flows)
