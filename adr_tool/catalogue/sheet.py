"""A file of the catalogue: one kind or one technology, parsed no further than it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from adr_tool.errors import CatalogueError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BODY = re.compile(r"^(?:identity|questions):", re.MULTILINE)
"""Where the names of an entry end and its claims begin; most claims are never asked for."""

Raw = Mapping[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file.

    Attributes:
        path: As it is shown in an error.
        text: All of it.
        own: Whether it is the project's own, not ours.
    """

    path: str
    text: str
    own: bool = False

    @property
    def raw(self) -> Raw:
        """All that it says.

        Raises:
            CatalogueError: It is no YAML mapping.
        """
        return self._parsed(self.text)

    @property
    def head(self) -> Raw:
        """What stands above its claims: id, name and the words by which it is found.

        Raises:
            CatalogueError: It is no YAML mapping.
        """
        body = None if self.own else _BODY.search(self.text)
        return self._parsed(self.text[: body.start()] if body else self.text)

    def _parsed(self, text: str) -> Raw:
        try:
            loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C if there
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CatalogueError(f"{self.path}:{line}: {error.problem}") from error
        except (yaml.YAMLError, ValueError) as error:  # a date such as month 13 is a ValueError
            raise CatalogueError(f"{self.path}:1: {error}") from error
        if not isinstance(loaded, dict) or not isinstance(loaded.get("id"), str):
            raise CatalogueError(f"{self.path}:1: an entry is a mapping with an id")
        return loaded

    def line(self, place: Place) -> int:
        """The line, from 1, on which a value stands, or the nearest one around it."""
        node = yaml.compose(self.text, Loader=_LOADER)
        line = 1
        for step in place:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
            line = mark.start_mark.line + 1
        return line

    def repeated(self) -> tuple[tuple[str, int], ...]:
        """The keys that one mapping has twice, each with its second line: YAML keeps the last."""
        return tuple(_repeated(yaml.compose(self.text, Loader=_LOADER)))


def _child(node: Any, step: str | int) -> Any:  # noqa: ANN401 - PyYAML has no types for nodes
    """The node one step further down, with the one that marks its line."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _repeated(node: Any) -> Any:  # noqa: ANN401 - PyYAML has no types for nodes
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)
