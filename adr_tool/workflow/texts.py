"""Walk through all words of an advice: each text, with where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from adr_tool.domain.advice import Option

_T = TypeVar("_T")
_NOT_PROSE = frozenset({"ref", "path"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text of an advice stands.

    Attributes:
        field: Its path, for example `options[1].summary.text`.
        owner: The object whose field, or item of whose field, it is.
    """

    field: str
    owner: object

    @property
    def is_name(self) -> bool:
        """Whether others refer to it: it is the name of an option."""
        last = self.field.rpartition(".")[2]
        return last == "option" or (last == "name" and isinstance(self.owner, Option))


def each_text(value: _T, change: Callable[[str, Place], str]) -> _T:
    """Change every text that is prose: no closed set, no reference, no path."""
    return _texts(value, change, Place("", value))  # type: ignore[no-any-return]


def _texts(value: Any, change: Callable[[str, Place], str], place: Place) -> Any:  # noqa: ANN401
    if isinstance(value, str) and not isinstance(value, Enum):
        return change(value, place)
    if isinstance(value, tuple):
        places = [replace(place, field=f"{place.field}[{i}]") for i in range(len(value))]
        return tuple(map(_texts, value, [change] * len(value), places))
    if is_dataclass(value) and not isinstance(value, type):
        prefix = f"{place.field}." if place.field else ""
        names = [f.name for f in fields(value) if f.name not in _NOT_PROSE]
        return replace(
            value,
            **{n: _texts(getattr(value, n), change, Place(prefix + n, value)) for n in names},
        )
    return value


def each_object(value: _T, change: Callable[[Any], Any]) -> _T:
    """Change every object of an advice, the inner ones first; lists stay lists."""
    found: Any = value
    if isinstance(value, tuple):
        found = tuple(each_object(item, change) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: each_object(getattr(value, f.name), change) for f in fields(value)}
        found = change(replace(value, **parts))
    return found  # type: ignore[no-any-return]
