"""Gather what the architect is told, and ask the person; what is said is kept at every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adr_tool.cli.asking import ask, leave_open
from adr_tool.cli.requesting import Requesting
from adr_tool.cli.session import Session
from adr_tool.errors import FolderError, IndexUnavailableError

if TYPE_CHECKING:
    from adr_tool.architect.brief import Brief, Question
    from adr_tool.architect.persona import Persona
    from adr_tool.domain.record import Record

RESUME = "adr new --resume goes on with them"


@dataclass
class Interviewing:
    """The person's side of one consultation.

    Attributes:
        session: The run.
        asked: What was typed.
        kept: Where the answers are kept, once they are.
        told: The brief with the person's answers, once they were asked.
    """

    session: Session
    asked: Requesting
    kept: Path | None = None
    told: Brief | None = None

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """Whom the architect is to be; the first one leads."""
        named = dict.fromkeys(self.asked.typed["personas"]) or (None,)
        return tuple(self.session.workspace.persona(name) for name in named)

    @cached_property
    def brief(self) -> Brief:
        """What the architect is told before anybody was asked."""
        from adr_tool.architect.panel import together
        from adr_tool.workflow import gather

        space = self.session.workspace
        found = gather.Surroundings(
            space.register, space.found.root, space.cwd, space.catalogue, self._near
        )
        told = gather.brief(self.asked.request, together(self.personas), found)
        return replace(told, voices=tuple(persona.label for persona in self.personas))

    def _near(self, title: str) -> Sequence[Record]:
        """The records that bear on a title; none where nothing can be searched."""
        space = self.session.workspace
        if not space.has_log:
            return ()
        try:
            return space.finder.akin(title)
        except IndexUnavailableError as error:
            self.session.say_once(f"Notice: no related records are looked for: {error.message}")
            return ()

    @property
    def asks(self) -> bool:
        """Whether the person is asked questions."""
        silent = self.asked.typed["yes"] or self.asked.typed["show_prompt"]
        return self.session.asks and not silent

    def answered(self, questions: Sequence[Question] | None = None) -> Brief:
        """The brief with the person's answers; nobody is asked twice.

        Args:
            questions: What to ask; None for the questions that are known without a model.
        """
        from adr_tool.architect.offline import OfflineArchitect
        from adr_tool.workflow import gather

        if self.told:
            return self.told
        offline = OfflineArchitect(self.session.workspace.catalogue)
        asked = offline.questions(self.brief) if questions is None else questions
        known = (*asked, *offline.all_questions(self.brief))
        self._doubt({question.key for question in known})
        told = gather.with_questions(self.brief, known)
        self._keep({a.key: a.text for a in told.answers}, asked)
        if self.asks:
            told = self._interview(told, asked)
        else:
            told = gather.interview(told, asked, leave_open)
        self.told = told
        return told

    def _interview(self, told: Brief, questions: Sequence[Question]) -> Brief:
        from adr_tool.workflow import gather

        heard = {a.key: a.text for a in told.answers}
        left = sum(not heard.get(question.key) for question in questions)
        if left:
            self.session.say(f"{left} questions that would change the answer; Enter = don't know.")

        def ask_and_keep(question: Question, place: int, count: int) -> str:
            heard[question.key] = ask(question, place, count).strip()
            self._keep(heard, questions)
            return heard[question.key]

        return gather.interview(told, questions, ask_and_keep)

    def _doubt(self, keys: set[str]) -> None:
        """Say what may have been mistyped: keys that no question has, names near to known ones."""
        from adr_tool.architect.matter import near_names

        for answer in self.brief.answers:
            if answer.key not in keys:
                named = ", ".join(sorted(keys))
                self.session.say(
                    f"Notice: no question is called {answer.key!r}; there are: {named}"
                )
        for typed, near in near_names(self.session.workspace.catalogue, self.brief):
            self.session.say(f"Notice: the catalogue does not know {typed!r}; did you mean {near}?")

    def _keep(self, heard: Mapping[str, str], questions: Sequence[Question]) -> None:
        """Write down what was typed before anything can go wrong."""
        from adr_tool.store.answers import Typed
        from adr_tool.workflow.gather import question_data

        if self.asked.only_prints:
            return
        request = self.asked.request
        typed = Typed(
            request.title,
            {key: text for key, text in heard.items() if text},
            request.options,
            request.context,
            self.asked.flags,
            tuple(map(question_data, questions)),
        )
        book = self.session.workspace.answers
        try:
            if self.kept is None and not self.asked.resumed:
                self._tell_of(book.put_aside(request.title))
            self.kept = book.keep(typed)
        except OSError as error:
            message = f"{book.folder} cannot be written: {error.strerror}"
            raise FolderError(
                message, hint="your answers are kept there: make it writable"
            ) from error

    def _tell_of(self, aside: Path | None) -> None:
        if aside:
            shown = self.session.shown(aside)
            self.session.say(f"Notice: answers from an unfinished draft are now in {shown}.")

    @property
    def kept_in(self) -> str:
        """Where the answers are kept and how to go on with them; empty where they are not."""
        if self.kept is None:
            return ""
        return f"your answers are kept in {self.session.shown(self.kept)}; {RESUME}"
