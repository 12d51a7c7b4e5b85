"""How one decision refers to another, and the inverse of each relation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from adr_tool.domain.naming import parse_file_name


class LinkKind(StrEnum):
    """A relation between two records; every one has an inverse."""

    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded-by"
    AMENDS = "amends"
    AMENDED_BY = "amended-by"
    RELATES_TO = "relates-to"

    @property
    def inverse(self) -> LinkKind:
        """The relation seen from the other end."""
        return _INVERSE[self]

    @property
    def phrase(self) -> str:
        """The words that state it in prose, as adr-tools and MADR users write them."""
        return self.value.replace("-", " ").capitalize()


_INVERSE = {
    LinkKind.SUPERSEDES: LinkKind.SUPERSEDED_BY,
    LinkKind.SUPERSEDED_BY: LinkKind.SUPERSEDES,
    LinkKind.AMENDS: LinkKind.AMENDED_BY,
    LinkKind.AMENDED_BY: LinkKind.AMENDS,
    LinkKind.RELATES_TO: LinkKind.RELATES_TO,
}

PHRASES: dict[LinkKind, tuple[str, ...]] = {
    LinkKind.SUPERSEDED_BY: (
        "superseded by",
        "superceded by",
        "superseeded by",
        "replaced by",
        "invalidated by",
        "retired by",
        "obsoleted by",
        "ersetzt durch",
        "abgelöst durch",
        "remplacé par",
        "remplacée par",
        "reemplazado por",
        "reemplazada por",
        "sustituido por",
        "substituído por",
        "substituída por",
        "被取代",
        "被替代",
        "заменено на",
        "заменено",
    ),
    LinkKind.SUPERSEDES: (
        "supersedes",
        "supercedes",
        "superseeds",
        "supersede",
        "replaces",
        "obsoletes",
        "ersetzt",
        "remplace",
        "reemplaza",
        "sustituye a",
        "substitui",
        "取代",
        "替代",
        "заменяет",
    ),
    LinkKind.AMENDED_BY: (
        "amended by",
        "amended in part by",
        "extended by",
        "extended in part by",
        "superseded in part by",
        "partially superseded by",
        "partly superseded by",
        "ergänzt durch",
        "modifié par",
        "enmendado por",
    ),
    LinkKind.AMENDS: (
        "amends",
        "supersedes in part",
        "partially supersedes",
        "partly supersedes",
        "ergänzt",
        "modifie",
        "enmienda",
    ),
    LinkKind.RELATES_TO: ("relates to", "related to"),
}
"""The words that open a statement of a relation, lower case."""

_KIND = {phrase: kind for kind, phrases in PHRASES.items() for phrase in phrases}
_OPENING = re.compile("|".join(map(re.escape, sorted(_KIND, key=len, reverse=True))))
_IN_LINKS = re.compile(r"[\[\]]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?])")


def stated_kind(words: str) -> LinkKind | None:
    """Tell which relation words state by a phrase that we know, or None."""
    plain = re.sub(r"[*_`:]", "", words.replace("-", " ").replace("_", " ")).strip().lower()
    found = _OPENING.match(plain)
    return _KIND[found.group()] if found else None


def kind_of(words: str) -> LinkKind:
    """Tell which relation free words state; `RELATES_TO` for words of one's own."""
    return stated_kind(words) or LinkKind.RELATES_TO


def link_text(words: str) -> str:
    """Words as the text of a Markdown link: no bracket ends it, nothing is read as HTML."""
    return _IN_LINKS.sub(r"\\\g<0>", words)


@dataclass(frozen=True, slots=True)
class Link:
    """A statement in one record that refers to another.

    Attributes:
        kind: The relation.
        words: The words as written, for example `Clarifies`.
        target: What is referred to, as written: a relative path, a number, an id.
        section: The anchor of a section of the target, or None for the whole record.
        line: 1-based line of the statement.
        label: The text of the Markdown link, where it is one.
    """

    kind: LinkKind
    words: str
    target: str
    section: str | None
    line: int
    label: str = ""

    @property
    def is_to_document(self) -> bool:
        """Whether it leads to a file that is named unlike any record: a guide, a diagram."""
        if self.kind is not LinkKind.RELATES_TO or not re.search(r"/|\.\w+$", self.target):
            return False
        name = parse_file_name(self.target)
        return name.number is None and name.date is None
