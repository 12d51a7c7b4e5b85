"""A new record before it has a file: header, advice, and where it all comes from."""

from __future__ import annotations

from dataclasses import dataclass

from adr_tool.domain.advice import Advice
from adr_tool.domain.link import LinkKind
from adr_tool.domain.status import Status


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A public source that statements refer to by its URL."""

    url: str
    title: str
    checked: str
    """ISO date on which its text was read."""


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A relation that the new record states.

    Attributes:
        kind: The relation.
        words: The phrase, for example `Supersedes` or a person's own words.
        id: The other record's id.
        link: A Markdown link to it.
    """

    kind: LinkKind
    words: str
    id: str
    link: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """Something that a model refers to, and nothing that was told or exists bears out.

    Attributes:
        kind: For example `path`, `commit` or `figure`.
        text: The words.
        field: The field of the advice in which they stand.
    """

    kind: str
    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a draft came to be; written by code, never by a model.

    Attributes:
        tool: Name and version of this program.
        architect: `offline` or `claude`.
        model: The model that was asked, or empty.
        persona: Name and short hash of the persona.
        answered: How many questions a person answered.
        unanswered: How many were left open.
        prompt: Short hash of what the model was sent, or empty.
        unverified: How much of what the model refers to is marked as unverified.
    """

    tool: str
    architect: str
    model: str
    persona: str
    answered: int
    unanswered: int
    prompt: str = ""
    unverified: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a template needs.

    Attributes:
        number: The record's number; None before it has one, and where files have dates instead.
        advice: What the architect said; None when nobody was consulted.
        unverified: What is marked in it.
        notes: What else our code changed in it.
    """

    number: int | None
    title: str
    status: Status
    date: str
    tags: tuple[str, ...] = ()
    links: tuple[DraftLink, ...] = ()
    advice: Advice | None = None
    provenance: Provenance | None = None
    sources: tuple[PublicSource, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    notes: tuple[str, ...] = ()
