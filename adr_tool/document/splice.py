"""Replace spans of a text and leave every other byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """New text for the span from `start` up to `end`."""

    start: int
    end: int
    text: str


def splice(text: str, splices: Iterable[Splice]) -> str:
    """Apply splices; those at the same place stand in the order given."""
    parts: list[str] = []
    last = 0
    for change in sorted(splices, key=lambda s: (s.start, s.end)):
        parts += [text[last : change.start], change.text]
        last = change.end
    return "".join([*parts, text[last:]])
