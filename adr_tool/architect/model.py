"""Consults a model, whichever door leads to it."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict

from adr_tool.architect.architect import Consultation, Progress
from adr_tool.architect.brief import Brief, Question
from adr_tool.architect.conversation import Conversation, Means, Server, opening
from adr_tool.architect.exchange import Request
from adr_tool.architect.prompt import draft_prompt, questions_prompt, revise_request
from adr_tool.architect.reply import (
    advice_schema,
    parse_advice,
    parse_questions,
    questions_schema,
)
from adr_tool.architect.review import (
    Remark,
    Review,
    parse_review,
    quoted,
    review_prompt,
    review_schema,
)


def _unheard(_line: str) -> None:
    """Progress that nobody listens to."""


class ModelArchitect(ABC):
    """An architect that a model speaks for; its subclasses say how the model is reached.

    Args:
        sleep: How to wait.

    Attributes:
        means: What all consultations together may cost, and where their answers are kept.
    """

    def __init__(self, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self.means = Means()

    @abstractmethod
    def server(self, effort: str) -> AbstractContextManager[Server]:
        """Open the way to the model, for one consultation.

        Args:
            effort: How hard the persona would have it think; empty leaves it to the model.

        Raises:
            ArchitectError: There is no way.
        """

    def questions(self, brief: Brief, progress: Progress = _unheard) -> tuple[Question, ...]:
        """The questions whose answers would change the decision, at most five.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable questions in it.
        """
        with self.server(brief.persona.effort) as server:
            talk = self._talk(server, progress)
            return talk.settle(questions_prompt(brief), questions_schema(), parse_questions)

    def advise(self, brief: Brief, progress: Progress) -> Consultation:
        """Answer a brief.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable draft in it.
        """
        return self._drafted(brief, progress, opening(draft_prompt(brief), advice_schema()))

    def revise(
        self, brief: Brief, draft: Consultation, remarks: Iterable[Remark], progress: Progress
    ) -> Consultation:
        """Answer a brief once more, knowing what a review found about the first answer.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable draft in it.
        """
        said = revise_request(asdict(remark) for remark in remarks)
        asked = opening(draft_prompt(brief), advice_schema())
        return self._drafted(brief, progress, asked.after(draft.reply, said))

    def review(self, text: str, brief: Brief, progress: Progress) -> Review:
        """Judge a finished record, in a conversation that knows nothing of its making.

        Returns:
            The review, with only those findings whose quote stands in the text.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable review in it.
        """
        prompt = review_prompt(text, brief.answers, brief.related)
        with self.server("") as server:
            talk = self._talk(server, progress)
            return quoted(talk.settle(prompt, review_schema(), parse_review), text)

    def _drafted(self, brief: Brief, progress: Progress, request: Request) -> Consultation:
        prompt = draft_prompt(brief)
        with self.server(brief.persona.effort) as server:
            talk = self._talk(server, progress)
            advice, reply = talk.go_on(request, lambda text: (parse_advice(text), text))
            return Consultation(
                advice,
                model=server.model,
                usage=talk.usage,
                notice="; ".join((*prompt.notices, *dict.fromkeys(talk.asides))),
                reply=reply,
                prompt=prompt.sha256,
            )

    def _talk(self, server: Server, progress: Progress) -> Conversation:
        return Conversation(server, progress=progress, sleep=self._sleep, means=self.means)
