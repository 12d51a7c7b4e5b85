"""Consults a model, whichever door leads to it."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from adr_tool.architect.architect import Consultation, Progress
from adr_tool.architect.brief import Brief, Question
from adr_tool.architect.conversation import Conversation, Server
from adr_tool.architect.prompt import Prompt, draft_prompt, questions_prompt
from adr_tool.architect.reply import (
    advice_schema,
    parse_advice,
    parse_questions,
    questions_schema,
)


class ModelArchitect(ABC):
    """An architect that a model speaks for; its subclasses say how the model is reached.

    Args:
        sleep: How to wait.
    """

    def __init__(self, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    @abstractmethod
    def server(self, effort: str) -> AbstractContextManager[Server]:
        """Open the way to the model, for one consultation.

        Args:
            effort: How hard the persona would have it think; empty leaves it to the model.

        Raises:
            ArchitectError: There is no way.
        """

    def questions(self, brief: Brief) -> tuple[Question, ...]:
        """The questions whose answers would change the decision, at most five.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable questions in it.
        """
        with self.server(brief.persona.effort) as server:
            talk = Conversation(server, progress=_unheard, sleep=self._sleep)
            return talk.settle(questions_prompt(brief), questions_schema(), parse_questions)

    def advise(self, brief: Brief, progress: Progress) -> Consultation:
        """Answer a brief.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable draft in it.
        """
        prompt = draft_prompt(brief)
        with self.server(brief.persona.effort) as server:
            talk = Conversation(server, progress=progress, sleep=self._sleep)
            advice = talk.settle(prompt, advice_schema(), parse_advice)
            notice = _notice(prompt, talk.asides)
            return Consultation(advice, model=server.model, usage=talk.usage, notice=notice)


def _notice(prompt: Prompt, asides: Iterable[str]) -> str:
    """What the person should know about what was sent, and what was said beside the answer."""
    notes = []
    if prompt.hidden_removed:
        notes.append(f"{prompt.hidden_removed} hidden characters were left out of what was sent")
    if prompt.truncated:
        notes.append(f"{prompt.truncated} texts were too long to be sent whole")
    return "; ".join((*notes, *dict.fromkeys(asides)))


def _unheard(_line: str) -> None:
    """Progress that nobody listens to."""
