"""One request to a model and what comes back, the same through every door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from adr_tool.architect.architect import Usage
from adr_tool.architect.deadline import Report
from adr_tool.domain.secrets import redact

if TYPE_CHECKING:
    from adr_tool.architect.reply import Schema

MAX_TOKENS = 32_000
"""Room for the thinking and the answer together; the API counts both."""


def _unheard(_piece: str) -> None:
    """A piece of an answer that nobody listens to."""


class Form(StrEnum):
    """How an answer of a given shape is asked for, the strictest first."""

    SCHEMA = "schema"
    """The server is told the schema and holds the model to it."""
    TOOL = "tool"
    """The model has one tool and must call it; the answer is what it is called with."""
    PLAIN = "plain"
    """The model is told the shape in words."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request to a model.

    Attributes:
        system: Who is asked, the rules and the task.
        turns: What was said so far; the last one is the user's.
        schema: The shape of the answer.
        max_tokens: Room for thinking and answer.
        answer_tokens: How long an answer is usual, in tokens; for estimates.
        heard: Called with each piece of the answer as it comes in, where the door hears pieces.
        form: How the shape is asked for.
    """

    system: str
    turns: tuple[Turn, ...]
    schema: Schema
    max_tokens: int = MAX_TOKENS
    form: Form = Form.SCHEMA
    answer_tokens: int = 0
    heard: Callable[[str], None] = _unheard

    def after(self, answer: str, said: str) -> Request:
        """The request that goes on from an answer with what the user says next.

        A secret that the answer holds is not sent a second time.
        """
        own = Turn("assistant", redact(answer)[0])
        return replace(self, turns=(*self.turns, own, Turn("user", said)))


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from one request.

    Attributes:
        text: The answer, without the thinking; of a tool what it was called with.
        stop_reason: The API's word for why it ends here; empty when it broke off.
        category: Of a refusal, where one is given.
        usage: What it cost.
        aside: What was said beside the answer, for the person; or empty.
    """

    text: str = ""
    stop_reason: str = ""
    category: str = ""
    usage: Usage = field(default_factory=Usage)
    aside: str = ""


Receive = Callable[[Request, Report], Reply]
"""Sends one request and reads its answer; raises `FaultError` when it failed."""
