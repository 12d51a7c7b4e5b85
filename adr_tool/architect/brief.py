"""What an architect is told: the question, what was given, what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from adr_tool.architect.persona import Persona
from adr_tool.domain.advice import Component, Flow


@dataclass(frozen=True, slots=True)
class Subject:
    """A title, understood.

    Attributes:
        title: As typed.
        heading: The record's first heading: the title, or for `X vs Y` the question it asks.
        options: The options that the title names, in its order.
        chosen: The option that the title settles on (`Use X`, `X over Y`), or empty.
        purpose: What it is for (`for order events`), without the preposition; or empty.
        problem: Whether the title is a problem or a wish rather than a choice.
    """

    title: str
    heading: str
    options: tuple[str, ...] = ()
    chosen: str = ""
    purpose: str = ""
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One thing worth asking, because the answer would change the decision."""

    key: str
    ask: str
    why: str
    choices: tuple[str, ...] = ()
    """Labels of the answers that matter; free text is always welcome too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to a question; `text` is empty for "don't know"."""

    key: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class ContextText:
    """A text the architect may read.

    Attributes:
        kind: `given` (typed), `file` (its words), `found` (what a file says, in ours).
        ref: A path or a record's id; `--context` for typed text.
        text: The text itself, untrusted.
    """

    kind: str
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class RelatedText:
    """A record of the log that bears on the question."""

    id: str
    title: str
    status: str
    path: str
    """Relative to the folder of the new record."""
    excerpt: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim of the catalogue that an architect may lean on."""

    ref: str
    """The address of its public source."""
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything an architect is told about one decision."""

    subject: Subject
    persona: Persona
    context: tuple[ContextText, ...] = ()
    answers: tuple[Answer, ...] = ()
    related: tuple[RelatedText, ...] = ()
    components: tuple[Component, ...] = ()
    flows: tuple[Flow, ...] = ()
    supersedes: tuple[str, ...] = field(default=())
    """Ids and titles of records that this decision would replace."""
    evidence: tuple[Evidence, ...] = ()
    recent: tuple[RelatedText, ...] = ()
    """The records that would be replaced, and the last ones of the log: its house style."""

    voices: tuple[str, ...] = ()
    """The labels of all personas, where several are asked."""

    def answer(self, key: str) -> str:
        """What was said to a question; empty where nothing was."""
        return next((a.text for a in self.answers if a.key == key), "")
