"""Tell a technology by its signs: names of packages, images and resources, words in prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from adr_tool.errors import CatalogueError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ASIDE = ("words", "brings")
_PLAIN_WORD = re.compile(r"[A-Z][a-z]+")


@dataclass(frozen=True)
class Known:
    """A technology as far as its identity goes.

    Attributes:
        id: As in the catalogue, where that has it.
        name: What people call it.
        role: What a decision about it is called.
        words: Further names in prose.
        brings: The ids of what comes with it.
    """

    id: str
    name: str
    role: str
    words: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()

    def is_named_in(self, title: str) -> bool:
        """Whether a title names it, in any case."""
        return bool(self._any_case.search(title))

    def is_told_of_in(self, text: str) -> bool:
        """Whether a longer text names it: `Go` and `Echo` only as they are written."""
        found = self._as_written.search(text)
        return bool(found or (self._other and self._other.search(text)))

    @cached_property
    def _any_case(self) -> re.Pattern[str]:
        return _pattern((self.name, *self.words), re.IGNORECASE)

    @cached_property
    def _as_written(self) -> re.Pattern[str]:
        plain = bool(_PLAIN_WORD.fullmatch(self.name))
        return _pattern((self.name,), 0 if plain else re.IGNORECASE)

    @cached_property
    def _other(self) -> re.Pattern[str] | None:
        return _pattern(self.words, re.IGNORECASE) if self.words else None


class Signs:
    """All technologies, by what they are known by."""

    def __init__(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        self.known: dict[str, Known] = {}
        self._exact: dict[tuple[str, str], Known] = {}
        self._starts: dict[str, list[tuple[str, Known]]] = {}
        for key, entry in entries.items():
            words, brings = (tuple(entry.get(name, ())) for name in _ASIDE)
            one = self.known[key] = Known(key, entry["name"], entry["role"], words, brings)
            for sort, names in entry.items():
                if isinstance(names, list) and sort not in _ASIDE:
                    self._keep(sort, names, one)

    def _keep(self, sort: str, names: list[str], one: Known) -> None:
        for name in names:
            if name.endswith("*"):
                self._starts.setdefault(sort, []).append((name[:-1].lower(), one))
            else:
                self._exact[sort, name.lower()] = one

    @property
    def sorts(self) -> frozenset[str]:
        """The sorts of names that any technology is known by."""
        return frozenset(sort for sort, _ in self._exact) | frozenset(self._starts)

    def find(self, sort: str, name: str) -> Known | None:
        """The technology that a name of some sort means; of a Go module also by its root."""
        plain = name.lower()
        found = self._exact.get((sort, plain))
        if found is None and sort == "go":
            found = self._go(plain)
        starts = self._starts.get(sort, ())
        return found or next((one for start, one in starts if plain.startswith(start)), None)

    def _go(self, name: str) -> Known | None:
        """A package of a module, by the longest path that is known."""
        while "/" in name:
            name = re.sub(r"/v\d+$", "", name.rpartition("/")[0])
            if ("go", name) in self._exact:
                return self._exact["go", name]
        return None


@cache
def load_signs() -> Signs:
    """Read the packaged signs.

    Raises:
        CatalogueError: An entry breaks the schema.
    """
    text = (files("adr_tool.catalogue") / "signs.yaml").read_text(encoding="utf-8")
    try:
        return Signs(yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader, in C if there
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise CatalogueError(f"catalogue signs.yaml: {error!r}") from error


def _pattern(names: tuple[str, ...], flags: int) -> re.Pattern[str]:
    spelled = "|".join(re.escape(name).replace(r"\ ", r"[\s_-]+") for name in names)
    return re.compile(rf"(?<![\w@/.-])(?:{spelled})(?![\w]|[+#])", flags)
