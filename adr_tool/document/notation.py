"""The words under which the dialects of this field keep status, date and relations."""

from __future__ import annotations

import re

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


def field_of(label: str) -> str | None:
    """Tell which of our fields a label, key or heading means, or None."""
    plain = re.sub(r"[*_`:]", " ", label.replace("_", " ")).strip().lower()
    return _BY_LABEL.get(" ".join(plain.split()))
