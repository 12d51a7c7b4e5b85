"""Consult the architect at the terminal, and say what it costs and how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import click

from adr_tool.cli.interviewing import Interviewing
from adr_tool.cli.output import print_json, prompt_data
from adr_tool.cli.requesting import Requesting
from adr_tool.cli.session import Session
from adr_tool.errors import ArchitectError, ReplyError

if TYPE_CHECKING:
    from adr_tool.architect.architect import Consultation
    from adr_tool.architect.brief import Brief, Question
    from adr_tool.architect.model import ModelArchitect
    from adr_tool.architect.prompt import Prompt

MODELS = ("claude", "command")
"""The architects behind which there is a model."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a consultation.

    Attributes:
        told: What the architect was told, the person's answers included.
        said: What it answered; None where nobody was asked.
        name: Who was asked.
    """

    told: Brief
    said: Consultation | None
    name: str


@dataclass
class Consulting:
    """One consultation.

    Attributes:
        session: The run.
        asked: What was typed.
        preview: The record that would come of what was heard.
    """

    session: Session
    asked: Requesting
    preview: Callable[[Heard], str]

    @cached_property
    def person(self) -> Interviewing:
        """The person's side."""
        return Interviewing(self.session, self.asked)

    def run(self) -> Heard:
        """Ask the person and the architect; falls back to offline where that is allowed."""
        try:
            return self._run()
        except (KeyboardInterrupt, click.Abort):
            if self.person.kept_in:
                self.session.say(f"\n{self.person.kept_in.capitalize()}.")
            raise

    def _run(self) -> Heard:
        if self.asked.typed["from_draft"]:
            return self._made_elsewhere()
        if self.asked.mode == "none":
            return Heard(self.person.brief, None, "none")
        name = self.session.workspace.architect_name(self.asked.mode)
        if name == "offline":
            return self._offline()
        try:
            return self._consulted(name)
        except ArchitectError as error:
            if self.asked.mode == name and not isinstance(error, ReplyError):
                hints = ((error.hint or "").rstrip("."), self.person.kept_in)
                raise type(error)(error.message, hint="; ".join(filter(None, hints))) from error
            self.session.say(f"Notice: {error.message}")
            self.session.say("The offline architect drafts instead.")
            return self._offline()

    def _offline(self) -> Heard:
        from adr_tool.architect.offline import OfflineArchitect

        told = self.person.answered()
        consultation = OfflineArchitect(self.session.workspace.catalogue).advise(
            told, self._progress
        )
        self.session.say(consultation.notice)
        return Heard(told, consultation, "offline")

    def _consulted(self, name: str) -> Heard:
        """Ask a model: for questions where somebody answers them, a draft, and a review."""
        from adr_tool.workflow.consult import Panel

        model = self._model_name
        whom = "your command" if name == "command" else model
        who = ", ".join(persona.name for persona in self.person.personas)
        self.session.say(f"Consulting {whom} as {who} …")
        architect = self._model(name, model)
        told = self.person.answered(self._questions(architect))
        if name == "claude":
            self._tell_estimate(self._prompts(told))
        panel = Panel(architect, told, self.person.personas, self._progress)
        draft = panel.draft()
        if self._reviews:
            draft = panel.reviewed(draft, lambda said: self.preview(Heard(told, said, name)))
        if draft.notice:
            self.session.say(draft.notice)
        self._tell_cost(architect, draft)
        return Heard(told, draft, name)

    @property
    def _model_name(self) -> str:
        return str(self.asked.typed["model"] or self.session.workspace.settings.model)

    @property
    def _reviews(self) -> bool:
        stated = self.asked.typed["review"]
        return bool(self.session.workspace.settings.self_review if stated is None else stated)

    def _model(self, name: str, model: str) -> ModelArchitect:
        from adr_tool.architect.budget import Budget
        from adr_tool.architect.conversation import Means

        space = self.session.workspace
        architect = space.architect(name, model)
        title = self.asked.request.title
        journal = None if self.asked.only_prints else space.answers.replies(title)
        architect.means = Means(Budget(self.asked.typed["max_cost"]), journal)
        return architect

    def _questions(self, architect: ModelArchitect) -> tuple[Question, ...] | None:
        """The model's questions, or those it asked before; None where nobody answers them."""
        from adr_tool.workflow.gather import question_of

        if self.asked.resumed and self.asked.resumed.questions:
            return tuple(map(question_of, self.asked.resumed.questions))
        if not self.person.asks:
            return None
        try:
            return architect.questions(self.person.brief, self._progress)
        except ReplyError as error:
            self.session.say(f"Notice: {error.message}; the usual questions are asked instead.")
            return None

    def _tell_cost(self, architect: ModelArchitect, draft: Consultation) -> None:
        from adr_tool.architect.budget import told

        spent = architect.means.budget.spent
        if spent.input_tokens or spent.output_tokens:
            self.session.say(f"Used {told(spent, draft.model or '')}.")

    def _progress(self, words: str) -> None:
        """Say what really happened, when the person wants to hear it."""
        if self.session.verbose or self.session.asks:
            self.session.say(f"  {words}")

    def _made_elsewhere(self) -> Heard:
        """Take a draft that an agent made, as if a model of ours had answered."""
        from adr_tool.workflow.consult import made_elsewhere

        maker, consultation = made_elsewhere(self.asked.from_draft)
        return Heard(self.person.answered(), consultation, maker)

    def show_prompt(self) -> None:
        """Print exactly what a model would be sent, and say what that would cost."""
        from adr_tool.architect.reply import advice_schema

        prompts = self._prompts(self.person.answered())
        for notice in dict.fromkeys(n for prompt in prompts for n in prompt.notices):
            self.session.say(f"Notice: {notice}")
        self._tell_estimate(prompts)
        sent = [prompt_data(prompt, advice_schema()) for prompt in prompts]
        print_json(sent[0] if len(sent) == 1 else sent)

    def _prompts(self, told: Brief) -> list[Prompt]:
        """What each persona is asked for a draft."""
        from adr_tool.architect.prompt import draft_prompt

        return [draft_prompt(replace(told, persona=p)) for p in self.person.personas]

    def _tell_estimate(self, prompts: list[Prompt]) -> None:
        from adr_tool.architect.architect import Usage
        from adr_tool.architect.budget import expected, told
        from adr_tool.architect.conversation import opening
        from adr_tool.architect.models import ALIASES
        from adr_tool.architect.reply import advice_schema

        schema = advice_schema()
        need = sum((expected(opening(prompt, schema)) for prompt in prompts), start=Usage())
        model = ALIASES.get(self._model_name.lower(), self._model_name)
        self.session.say(f"A draft takes about {told(need, model)}.")
