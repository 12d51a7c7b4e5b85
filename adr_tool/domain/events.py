"""What happened to a decision between two states of its record."""

from __future__ import annotations

from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status


def events(before: Record | None, after: Record) -> tuple[str, ...]:
    """Name what changed about a decision, in a few words each; empty where only prose did.

    Args:
        before: The record as it was; None where it was new.
        after: The record as it became.
    """
    if before is None:
        stated = "" if after.status is Status.UNKNOWN else f", {after.status}"
        return (f"created{stated}", *_relations((), after.links))
    found: list[str] = []
    if before.path != after.path:
        found.append(f"moved from {before.path}")
    if before.status is not after.status:
        found.append(f"{before.status} → {after.status}")
    if before.title != after.title:
        found.append(f"was titled {before.title!r}")
    return (*found, *_relations(before.links, after.links))


def _relations(before: tuple[Link, ...], after: tuple[Link, ...]) -> list[str]:
    old, new = _said(before), _said(after)
    gone = [f"no longer {words}" for words in old if words not in new]
    return [*(words for words in new if words not in old), *gone]


def _said(links: tuple[Link, ...]) -> list[str]:
    """Each relation in words; free words stay as they are."""
    return [
        f"{link.words if link.kind is LinkKind.RELATES_TO else link.kind.phrase.lower()} "
        f"{link.label or link.target}" + (f"#{link.section}" if link.section else "")
        for link in links
    ]
