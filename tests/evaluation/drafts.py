"""Drafts of a brief, each made by one of the baselines, through the pipeline that people use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from adr_tool.architect.architect import Consultation, Usage
from adr_tool.architect.brief import Answer, Brief, Question
from adr_tool.architect.conversation import Conversation
from adr_tool.architect.model import ModelArchitect
from adr_tool.architect.offline import OfflineArchitect
from adr_tool.architect.prompt import Prompt
from adr_tool.architect.reply import parse_as, schema_of
from adr_tool.architect.roster import find_persona
from adr_tool.catalogue.catalogue import load_catalogue
from adr_tool.domain.draft import Draft
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.errors import ReplyError
from adr_tool.store.folder import Folder
from adr_tool.store.shapes import find, parts
from adr_tool.workflow import gather, propose
from adr_tool.workflow.consult import Panel, made_elsewhere
from adr_tool.workflow.existing import existing
from adr_tool.workflow.finder import Finder
from tests.evaluation.cases import Case
from tests.evaluation.recordings import Recording

PERSONA = "backend-architect"


class Baseline(StrEnum):
    """Ways to come to a record, from nothing to everything."""

    EMPTY = "B0"
    """The empty template."""
    OFFLINE = "B1"
    """No model; the person answers what is asked."""
    ONE_SHOT = "B2"
    """A model is told "write a MADR", with all that the person knows."""
    PERSONA = "B3"
    """The same with the persona as system text."""
    FULL = "B5"
    """Questions, draft, guards, review, at most one repair."""


@dataclass(frozen=True, slots=True)
class Made:
    """A record, and all that is known of its making.

    Attributes:
        text: The record; empty where no usable draft came back.
        draft: What the record was rendered from; None where a model wrote the Markdown.
        said: What came back of a consultation, before the guards.
        told: What the architect was told, answers included.
        fits: Whether the answer had the shape; None where no shape was asked for.
        usage: Tokens of all requests.
    """

    case: Case
    text: str
    told: Brief
    asked: tuple[Question, ...] = ()
    draft: Draft | None = None
    said: Consultation | None = None
    fits: bool | None = None
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True)
class Room:
    """A project of its own, in which a brief is worked on."""

    case: Case
    root: Path
    today: str

    @cached_property
    def log(self) -> DecisionLog:
        """The records that the brief brings with it."""
        folder = self.root / "adr"
        return Folder((folder,), self.root).read_all()[0] if folder.is_dir() else DecisionLog(())

    @property
    def request(self) -> gather.Request:
        """What the person types."""
        case = self.case
        return gather.Request(title=case.title, options=case.options, context=case.context)

    def _near(self, title: str) -> tuple[Record, ...]:
        """The records that bear on a title."""
        place = self.root / "adr"
        if not place.is_dir():
            return ()
        folder = Folder((place,), self.root)
        return Finder(folder, folder.listing(), None).akin(title)

    @cached_property
    def told(self) -> Brief:
        """What the architect is told at first."""
        here = gather.Surroundings(self.log, self.root, self.root, load_catalogue(), self._near)
        return gather.brief(self.request, find_persona(PERSONA, self.root, None), here)

    def asked(self, questions: Sequence[Question]) -> Brief:
        """What the architect is told when the person has answered."""
        return gather.interview(self.told, questions, lambda q, _place, _of: self.case.reply(q))

    def drafted(self, said: Consultation | None, told: Brief, name: str) -> tuple[Draft, str]:
        """The draft and the record that come of a consultation."""
        known = existing(self.root, self.log, load_catalogue(), versioned=False)
        now = propose.Circumstances(name, self.today, known)
        draft = propose.draft(self.request, told, said, now)
        place = propose.Place(
            self.root / "adr", self.root, find("madr", None, chosen=True), parts(), self.log
        )
        return draft, propose.render(draft, self.request, place.number, place)[1]


@contextmanager
def room(case: Case, today: str) -> Iterator[Room]:
    """Set a brief's project up for as long as it is worked on."""
    with TemporaryDirectory(prefix="adr-evaluation-") as folder:
        for name, text in case.files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield Room(case, Path(folder), today)


By = ModelArchitect | Recording | None
"""Who drafts: a model, an answer that was kept, or nobody."""


def make(case: Case, baseline: Baseline, by: By, today: str) -> Made:
    """Draft one brief in one way.

    Raises:
        ArchitectError: The model could not be reached or refused.
    """
    with room(case, today) as here:
        match baseline, by:
            case (Baseline.EMPTY, _):
                draft, text = here.drafted(None, here.told, "none")
                return Made(here.case, text, here.told, draft=draft)
            case (Baseline.OFFLINE, _):
                return _offline(here)
            case (Baseline.FULL, Recording() as kept):
                return _recorded(here, kept)
            case (Baseline.FULL, ModelArchitect() as model):
                return _full(here, model)
            case (_, ModelArchitect() as model):
                return _plain(here, model, persona=baseline is Baseline.PERSONA)
            case _:
                raise ValueError(f"{baseline} needs a model")


def _offline(here: Room) -> Made:
    architect = OfflineArchitect()
    asked = architect.questions(here.told)
    told = here.asked(asked)
    said = architect.advise(told, _unheard)
    draft, text = here.drafted(said, told, "offline")
    return Made(here.case, text, told, asked, draft, said, fits=True)


def _recorded(here: Room, kept: Recording) -> Made:
    told = here.asked(kept.questions)
    try:
        name, said = made_elsewhere(json.dumps({"model": kept.model, "advice": kept.advice}))
    except ReplyError:
        return Made(here.case, "", told, kept.questions, fits=False)
    draft, text = here.drafted(said, told, name)
    return Made(here.case, text, told, kept.questions, draft, said, fits=True)


def _full(here: Room, model: ModelArchitect) -> Made:
    before = model.means.budget.spent
    try:
        asked = model.questions(here.told)
    except ReplyError:
        asked = OfflineArchitect().questions(here.told)
    told = here.asked(asked)
    panel = Panel(model, told, (told.persona,), _unheard)
    try:
        said = panel.draft()
    except ReplyError:
        return Made(here.case, "", told, asked, fits=False, usage=_since(before, model))
    said = panel.reviewed(said, lambda one: here.drafted(one, told, "model")[1])
    draft, text = here.drafted(said, told, "model")
    return Made(here.case, text, told, asked, draft, said, fits=True, usage=_since(before, model))


@dataclass(frozen=True, slots=True)
class _Markdown:
    """A record as a model writes it when it is asked for nothing else."""

    record: str


def _plain(here: Room, model: ModelArchitect, *, persona: bool) -> Made:
    """Ask for Markdown with everything that the person knows, so that no baseline knows less."""
    before, case = model.means.budget.spent, here.case
    answers = tuple(Answer(key, key, text) for key, text in case.answers.items())
    told = replace(here.told, answers=answers)
    known = [*case.context, *case.files.values(), *(f"{a.key}: {a.text}" for a in answers)]
    user = "\n\n".join((f"Write a MADR about: {case.title}", *known))
    system = told.persona.body if persona else "You write architecture decision records."
    prompt = Prompt(system, user, 0, answer_tokens=3_000)
    try:
        with model.server("") as server:
            talk = Conversation(server, progress=_unheard, means=model.means)
            text = talk.settle(prompt, schema_of(_Markdown), _record)
    except ReplyError:
        text = ""
    return Made(case, text, told, usage=_since(before, model))


def _record(reply: str) -> str:
    return parse_as(reply, _Markdown).record


def _since(before: Usage, model: ModelArchitect) -> Usage:
    spent = model.means.budget.spent
    return Usage(
        spent.input_tokens - before.input_tokens, spent.output_tokens - before.output_tokens
    )


def _unheard(_line: str) -> None:
    """Progress that nobody listens to."""


Maker = Callable[[Case, Baseline], Made]
"""Drafts one brief in one way; who drafts, and the date, are settled."""
