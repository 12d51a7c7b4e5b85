"""Cut an advice to what a person reads."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from adr_tool.domain.advice import Advice

MOST_CHARACTERS = 60_000
"""All texts of an advice together; a long record has 20,000."""

STEPS = ((16, 1_200), (8, 600), (4, 200), (2, 100))
"""Items of a list, and characters of a text: the first that stays within the limit counts."""


def trim(advice: Advice) -> tuple[Advice, str]:
    """Cut long lists and texts; also says so, or nothing where all is as it was."""
    shorter: Advice = advice
    for items, characters in STEPS:
        shorter = _cut(advice, items, characters)
        if _size(shorter) <= MOST_CHARACTERS:
            break
    if shorter == advice:
        return advice, ""
    lost = _size(advice) - _size(shorter)
    return shorter, f"the answer was too long: {lost} of its characters were left out"


def _cut(value: Any, items: int, characters: int) -> Any:  # noqa: ANN401 - any part of an advice
    found = value
    if isinstance(value, str) and not isinstance(value, Enum) and len(value) > characters:
        found = f"{value[:characters].rpartition(' ')[0] or value[:characters]} …"
    elif isinstance(value, tuple):
        found = tuple(_cut(item, items, characters) for item in value[:items])
    elif is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value)]
        found = type(value)(**{n: _cut(getattr(value, n), items, characters) for n in names})
    return found


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(_size, value))
    if is_dataclass(value) and not isinstance(value, type):
        return sum(_size(getattr(value, f.name)) for f in fields(value))
    return 0
