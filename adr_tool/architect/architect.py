"""The one protocol behind every architect: a brief in, advice out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from adr_tool.architect.brief import Brief, Question
from adr_tool.domain.advice import Advice
from adr_tool.domain.draft import PublicSource

Progress = Callable[[str], None]
"""Called with one short line whenever something really happened."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a consultation cost, in tokens; zero where no model was asked."""

    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        """The sum of both."""
        return Usage(
            self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens
        )


@dataclass(frozen=True, slots=True)
class Consultation:
    """What came of asking an architect.

    Attributes:
        advice: The answer.
        model: The model that wrote it, or None when none was asked.
        usage: What it cost.
        sources: The public sources behind statements of the catalogue.
        notice: What the person should know about how it came to be, or empty.
        reply: The model's own words, as they came; empty where no model was asked.
        prompt: Hex digest of exactly what was sent, or empty.
    """

    advice: Advice
    model: str | None = None
    usage: Usage = Usage()
    sources: tuple[PublicSource, ...] = ()
    notice: str = ""
    reply: str = ""
    prompt: str = ""


class Architect(Protocol):
    """Anyone who can be consulted."""

    def questions(self, brief: Brief) -> tuple[Question, ...]:
        """The questions whose answers would change the decision, at most five."""
        ...

    def advise(self, brief: Brief, progress: Progress) -> Consultation:
        """Answer a brief.

        Raises:
            ArchitectError: The architect could not be reached or refused.
            ReplyError: There was a reply, but no usable draft in it.
        """
        ...
