"""The catalogue: its entries by id, and its names in a person's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, TypeVar

from adr_tool.catalogue.build import kind_of_sheet, laid_over, technology_of_sheet
from adr_tool.catalogue.entries import AnswerClass, Kind, KindQuestion, Technology
from adr_tool.catalogue.names import Names
from adr_tool.catalogue.sheet import Raw, Sheet
from adr_tool.errors import CatalogueError

_T = TypeVar("_T", bound="Kind | Technology")
FOLDER = "catalogue"
"""The folder beside a project's records in which its own entries are."""


class Shelf(Mapping[str, _T], Generic[_T]):
    """The entries of one sort by id; each is made when it is asked for."""

    def __init__(self, sheets: Iterable[Sheet], build: Callable[[Sheet], _T]) -> None:
        self._build = build
        self._made: dict[str, _T] = {}
        self.sheets: dict[str, tuple[Sheet, ...]] = {}
        """The files about each id, ours first and the project's own ones behind it."""
        self.heads: dict[str, list[Raw]] = {}
        """What stands above the claims in each of these files."""
        for sheet in sheets:
            head = sheet.head
            beside = self.sheets.get(head["id"], ())
            self.sheets[head["id"]] = (*beside, sheet)
            self.heads.setdefault(head["id"], []).append(head)

    def __getitem__(self, key: str) -> _T:
        if key not in self._made:
            first, *more = self.sheets[key]
            entry = self._build(first)
            for sheet in more:
                entry = laid_over(entry, self._build(sheet))
            self._made[key] = entry
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.sheets)

    def __len__(self) -> int:
        return len(self.sheets)

    def said(self, key: str, part: str) -> list[Any]:
        """What the heads of an entry say under a list's name, the project's own first."""
        return [item for head in reversed(self.heads[key]) for item in head.get(part, ())]


def _no_kinds() -> Shelf[Kind]:
    return Shelf((), kind_of_sheet)


def _no_technologies() -> Shelf[Technology]:
    return Shelf((), technology_of_sheet)


@dataclass(frozen=True)
class Catalogue:
    """All kinds and technologies, by id."""

    kinds: Shelf[Kind] = field(default_factory=_no_kinds)
    technologies: Shelf[Technology] = field(default_factory=_no_technologies)

    @cached_property
    def names(self) -> Names:
        """Every name of every technology, with its id."""
        names = Names()
        for key, heads in self.technologies.heads.items():
            cased = self.technologies.said(key, "cased")
            for name in cased:
                names.add(str(name), key, cased=True)
            plain = (key, *(h["name"] for h in heads if "name" in h))
            for name in (*plain, *self.technologies.said(key, "aliases")):
                if str(name).lower() not in {str(c).lower() for c in cased}:
                    names.add(str(name), key)
        return names

    @cached_property
    def words(self) -> Names:
        """The words that point to a kind, with its id."""
        words = Names()
        for key in self.kinds:
            for word in self.kinds.said(key, "words"):
                words.add(str(word), key)
        return words

    def technology(self, name: str) -> Technology | None:
        """The technology that a name means: its id, its name or an alias, in any case."""
        known = self.names.meanings(name)
        return self.technologies[known[0]] if known else None

    def mentioned(self, text: str) -> tuple[Technology, ...]:
        """The technologies that a text names, in the order of the text."""
        found = (f.meanings[0] for f in self.names.found(text))
        return tuple(self.technologies[key] for key in dict.fromkeys(found))

    def kind_of(self, technologies: Iterable[Technology], words: str) -> Kind | None:
        """The kind of decision, or None where nothing tells it.

        It is one of those that the technologies belong to: the one that the words name, else
        the one that most of them share. Where no technology is known the longest phrase
        tells it, and of phrases that are as long the last: in English the head comes last.
        """
        said = {m: (f.length, f.start) for f in self.words.found(words) for m in f.meanings}
        votes = Counter(name for t in technologies for name in t.kinds if name in self.kinds)
        if votes:
            # A counter keeps the order of the first mention, and max the first of equals.
            return self.kinds[max(votes, key=lambda name: (name in said, votes[name]))]
        return self.kinds[max(said, key=lambda name: said[name])] if said else None

    def kinds_said(self, kind: str) -> tuple[str, ...]:
        """The ids of the technologies of a kind."""
        heads = self.technologies
        return tuple(key for key in heads if kind in heads.said(key, "kinds"))


def names_of(technology: Technology) -> tuple[str, ...]:
    """Every name under which people know a technology."""
    names = (technology.name, technology.id, *technology.aliases, *technology.cased)
    return tuple(dict.fromkeys(name.lower() for name in names))


def answer_class(question: KindQuestion, text: str) -> AnswerClass | None:
    """Tell which of the answers that matter a free text gives; None where none or several fit."""
    plain = " ".join(text.lower().split())
    exact = [c for c in question.answers if plain in (c.id, " ".join(c.label.lower().split()))]
    if exact:
        return exact[0]
    if plain.isdigit() and 0 < int(plain) <= len(question.answers):
        return question.answers[int(plain) - 1]
    words = Names()
    for answer in question.answers:
        for word in answer.words:
            words.add(word, answer.id)
    said = {m for f in words.found(text) for m in f.meanings}
    return next(c for c in question.answers if c.id in said) if len(said) == 1 else None


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that is part of the package; its entries are parsed when asked for.

    Raises:
        CatalogueError: A file is no entry; the message names file and line.
    """
    root = files("adr_tool.catalogue")
    return Catalogue(
        Shelf(_sheets(root / "kinds"), kind_of_sheet),
        Shelf(_sheets(root / "technologies"), technology_of_sheet),
    )


def with_own(packaged: Catalogue, folders: Iterable[tuple[Path, str]]) -> Catalogue:
    """A catalogue with a project's own entries on top of it.

    Args:
        packaged: What the entries are laid over.
        folders: Where they are, each with its path as it is to be shown.

    Raises:
        CatalogueError: A file is no entry; the message names file and line.
    """
    own = [s for folder, shown in folders for s in _sheets(folder, shown, own=True)]
    if not own:
        return packaged
    kinds = [sheet for sheet in own if _is_kind(sheet, packaged)]
    rest = [sheet for sheet in own if sheet not in kinds]
    return Catalogue(
        Shelf((*_all(packaged.kinds), *kinds), kind_of_sheet),
        Shelf((*_all(packaged.technologies), *rest), technology_of_sheet),
    )


def _is_kind(sheet: Sheet, packaged: Catalogue) -> bool:
    raw = sheet.raw
    return raw["id"] in packaged.kinds or "questions" in raw


def _all(shelf: Shelf[Any]) -> Iterator[Sheet]:
    return (sheet for sheets in shelf.sheets.values() for sheet in sheets)


def _sheets(folder: Any, shown: str = "", *, own: bool = False) -> Iterator[Sheet]:  # noqa: ANN401
    """The YAML files of a folder, which may be inside a zipped package."""
    shown = shown or str(folder)
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith((".yaml", ".yml")):
            path = f"{shown}/{entry.name}"
            try:
                yield Sheet(path, entry.read_text(encoding="utf-8"), own)
            except (OSError, UnicodeDecodeError) as error:
                raise CatalogueError(f"{path}: cannot be read: {error}") from error
