"""The words under which the dialects of this field keep status, date and relations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from adr_tool.domain.link import LinkKind
from adr_tool.domain.naming import FilePattern
from adr_tool.domain.record import Record
from adr_tool.domain.register import Entry, Register
from adr_tool.domain.status_words import SHIPPED, StatusWords

LABELS: dict[str, tuple[str, ...]] = {
    "status": (
        "status",
        "state",
        "stage",
        "adr status",
        "decision status",
        "statut",
        "estado",
        "situação",
        "状态",
        "狀態",
        "ステータス",
        "статус",
    ),
    "date": (
        "date",
        "decision date",
        "creation-date",
        "creation_date",
        "created",
        "last updated",
        "last-updated",
        "datum",
        "fecha",
        "data",
        "日期",
        "日付",
        "дата",
    ),
    "decision-makers": (
        "decision-makers",
        "decision makers",
        "deciders",
        "decider",
        "decided by",
        "entscheider",
        "décideurs",
        "decisores",
        "决策者",
        "決定者",
    ),
    "tags": ("tags", "tag", "categories", "labels"),
}
"""Our name of a field → the labels, keys and headings that mean it, lower case."""

STATED_BY = (*LABELS["status"], "creation-date", "creation_date", *LABELS["decision-makers"])
"""Labels that hardly a text has that is no record."""

_BY_LABEL = {label: field for field, labels in LABELS.items() for label in labels}

SECTION_NAMES = frozenset(
    [
        "summary",
        "meta",
        "metadata",
        "context",
        "decision",
        "consequences",
        "status",
        "abstract",
        "overview",
        "introduction",
        "background",
        "motivation",
        "changelog",
        "links",
        "table-of-contents",
        "problem",
        "proposal",
    ]
)
"""First headings that are a section's name, not a record's title."""

KEYS_OF_LINKS = {
    "supersedes": "supersedes",
    "superseded-by": "superseded-by",
    "superseded_by": "superseded-by",
    "supersededby": "superseded-by",
    "superseded by": "superseded-by",
    "replaces": "supersedes",
    "replaced-by": "superseded-by",
    "amends": "amends",
    "amended-by": "amended-by",
    "amended_by": "amended-by",
    "amendedby": "amended-by",
    "relates-to": "relates-to",
    "related": "relates-to",
}
"""Front-matter keys that state a relation → the relation."""


_RELATIONS = frozenset(kind.value for kind in LinkKind)


@dataclass(frozen=True)
class Notation:
    """The words and names in which a log is kept: those of this field, and a project's own.

    Attributes:
        statuses: The words that mean a status.
        labels: A project's own labels, keys and headings, in any case → what they mean: a
            field of `LABELS` or a relation.
        names: How the project says it names its files, or None.
        superceded: Whether the log spells `Superceded`, as adr-tools does.
    """

    statuses: StatusWords = SHIPPED
    labels: Mapping[str, str] = field(default_factory=dict)
    names: FilePattern | None = None
    superceded: bool = False

    def of(self, log: Register[Record | Entry]) -> Notation:
        """The same, spelled as most lines of a log are."""
        superceded = log.spells_superceded(otherwise=self.superceded)
        return self if superceded == self.superceded else replace(self, superceded=superceded)

    def spelled(self, words: str) -> str:
        """Write words about supersession as the log spells them."""
        return re.sub("(?<=[Uu]per)s(?=ed)", "c", words) if self.superceded else words

    @property
    def identity(self) -> str:
        """The same for two notations of the same words; empty where there are none of one's own."""
        words = [self.names.text] if self.names else []
        words += [f"{label}={meaning}" for label, meaning in self.labels.items()]
        words += [f"{word}={status}" for word, status in self.statuses.own.items()]
        return "\n".join(words)

    @cached_property
    def _own(self) -> dict[str, str]:
        return {_plain(label): meaning for label, meaning in self.labels.items()}

    def field_of(self, label: str) -> str | None:
        """Tell which of our fields a label, key or heading means, or None."""
        plain = _plain(label)
        own = self._own.get(plain)
        return _BY_LABEL.get(plain) if own is None or own in _RELATIONS else own

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The front-matter keys under which a field is kept, the project's own first."""
        own = tuple(label for label, meaning in self.labels.items() if meaning == name)
        return (*own, *LABELS[name])

    def relation_of(self, label: str) -> LinkKind | None:
        """Tell which relation a key of the front matter states, or None."""
        own = self.own_relation(label)
        known = KEYS_OF_LINKS.get(label.lower())
        return own or (LinkKind(known) if known else None)

    def own_relation(self, label: str) -> LinkKind | None:
        """Tell which relation a label of the project's own states, or None."""
        own = self._own.get(_plain(label))
        return LinkKind(own) if own in _RELATIONS else None


@lru_cache(maxsize=1024)
def _plain(label: str) -> str:
    return " ".join(re.sub(r"[*_`:]", " ", label).lower().split())


STANDARD = Notation()


def field_of(label: str) -> str | None:
    """Tell which of our fields a label, key or heading means, or None."""
    return STANDARD.field_of(label)
