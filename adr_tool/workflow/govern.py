"""Find the records that bear on a matter: by title, decision, options, or the paths they affect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adr_tool.catalogue.signs import Known, load_signs
from adr_tool.document.outline import outline_of
from adr_tool.document.rubric.anatomy import Anatomy
from adr_tool.document.rubric.parts import Part
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.need import Bearing, Need
from adr_tool.domain.record import Record
from adr_tool.domain.scope import covers
from adr_tool.store.folder import Folder
from adr_tool.store.snapshot import names_today
from adr_tool.store.writing import read_text

_PLACES = {"title": 0, "decision": 1, "options": 2, "affects": 3}
_PARTS = {"decision": (Part.OUTCOME,), "options": (Part.OPTIONS, Part.ARGUMENTS)}


@dataclass(frozen=True)
class Governing:
    """The log, asked for what governs.

    Attributes:
        log: All records.
        text: Reads a record's file.
        folders: The log folders, from the repository's root.
    """

    log: DecisionLog
    text: Callable[[Record], str]
    folders: tuple[str, ...] = ()

    def of(self, need: Need) -> tuple[Bearing, ...]:
        """The records that bear on a matter, those that govern first, the strongest place first."""
        known = _known(need)
        found = [Bearing(r, where) for r in self.log.records if (where := self._where(r, known))]
        named = {one.record.path for one in found}
        found += [one for one in self.affecting(need.path) if one.record.path not in named]
        found.sort(key=lambda one: (not one.governs, _PLACES[one.where]))
        return tuple(found)

    def affecting(self, path: str) -> Iterator[Bearing]:
        """The records in force that say that they affect a path."""
        for record in self.log.records:
            if record.in_force and covers(record.affects, path):
                yield Bearing(record, "affects")

    def _where(self, record: Record, known: Known) -> str:
        if known.is_named_in(record.title):
            return "title"
        text = self.text(record)
        if not known.is_told_of_in(text):
            return ""
        anatomy = Anatomy(outline_of(text))
        for where, parts in _PARTS.items():
            if any(known.is_told_of_in(line.text) for line in anatomy.argued(*parts)):
                return where
        return ""


def governing(log: DecisionLog, folder: Folder, root: Path) -> Governing:
    """A log in a work tree, asked for what governs."""

    @cache
    def text(record: Record) -> str:
        return read_text(folder.place(record.path))

    return Governing(log, text, names_today(folder, root))


def nothing_governs() -> Governing:
    """What a project without a log has."""
    return Governing(DecisionLog(()), lambda _record: "")


def _known(need: Need) -> Known:
    """The technology, or a role by its own name."""
    every = load_signs().known.values()
    found = (one for one in every if (one.name, one.role) == (need.name, need.role))
    return next(found, Known(need.role, need.role, need.role))
