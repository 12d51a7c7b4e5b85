"""Give a record another number, and let everything that names its file follow."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from adr_tool.document.namings import Naming, label_number, mentions, namings
from adr_tool.document.outline import Outline
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import parse_file_name, record_id, target_of, without_suffix
from adr_tool.domain.numbers import Taken
from adr_tool.domain.record import Record
from adr_tool.errors import EditError
from adr_tool.store import tracked
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.writing import read_text
from adr_tool.workflow.own_number import in_heading, with_number
from adr_tool.workflow.save import Change


@dataclass(frozen=True, slots=True)
class Spot:
    """A line that was rewritten, or that names a number and cannot be attributed."""

    path: str
    line: int
    words: str


@dataclass(frozen=True)
class Move:
    """A record on its way to another number, or a draft on its way to its first one.

    Attributes:
        log: The log; paths are relative to the repository's root.
        folder: The log folders, with the same paths.
        record: The record.
        number: Its new number.
        to: The path that it gets.
        history: Git, or None outside a repository.
        begun: What the same act writes already, by the place where it is written.
    """

    log: DecisionLog
    folder: Folder
    record: Record
    number: int
    to: str
    history: History | None
    begun: Mapping[Path, Change] = field(default_factory=dict)
    rewritten: list[Spot] = field(default_factory=list)
    left: list[Spot] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def message(self) -> str:
        """The commit's message."""
        was, now = self.record.number, record_id(self.number)
        act = f"Number {self._stem}" if was is None else f"Renumber {record_id(was)} to"
        return f"{act} {now}: {self.record.title}\n"

    def changes(self) -> list[Change]:
        """What has to be written: the record under its new name, and all that names it.

        Raises:
            EditError: A file that would be rewritten has changes that are not committed.
        """
        moved = [*self._beside(), self._own()]
        found = []
        for path in self._files():
            text = self._text(path)
            after = splice(text, self._splices(text, path))
            if after != text:
                found.append(Change(self.folder.place(path), text, after))
        if self.history:
            names = [self.folder.shown(change.path) for change in found]
            dirty = tracked.uncommitted(self.history.root, names)
            if dirty:
                message = f"{dirty[0]} would be rewritten and has changes that are not committed"
                raise EditError(message, hint="commit or stash them, then repeat the command")
        return [*moved, *found]

    def _text(self, path: str) -> str:
        """A text as the act has it by now."""
        place = self.folder.place(path)
        begun = self.begun.get(place)
        return begun.after if begun else read_text(place)

    def _beside(self) -> list[Change]:
        """What stands beside the record in a folder of its own moves with it, byte for byte."""
        folder, _, name = self.record.path.rpartition("/")
        if folder != self._target:
            return []
        to = self.folder.place(posixpath.dirname(self.to))
        place = self.folder.place(folder)
        files = sorted(place.rglob("*"), key=lambda file: -len(file.parts))
        return [
            Change(file, text, text, to / file.relative_to(place))
            for file in files
            if file.is_file() and file != place / name
            for text in [read_text(file)]
        ]

    def _own(self) -> Change:
        """The record: heading and id with the new number, and a note of the old one."""
        record, old = self.record, self.record.number
        before = self._text(record.path)
        text = splice(before, self._splices(before, record.path))
        if old is not None:
            text = with_number(text, self.to, (old, self.number), self.folder.notation.of(self.log))
        elif self.log.is_nygard:
            text = splice(text, in_heading(Outline(text), self.number))
        return Change(self.folder.place(record.path), before, text, self.folder.place(self.to))

    def _files(self) -> list[str]:
        """The other texts that may name the record: of the log, and all that git tracks."""
        own = {record.path for record in self.log.records}
        if self.history:
            found = tracked.files_with(self.history.root, self._pattern)
            gone = {change.path for change in self.begun.values() if change.to}
            own.update(path for path in found if self.folder.place(path) not in gone)
        kept = []
        within = f"{self._target}/"
        for path in sorted(p for p in own if p != self.record.path and not p.startswith(within)):
            place = self.folder.place(path)
            if place not in self.begun and place.stat().st_size > tracked.MOST_BYTES:
                self.skipped.append(path)
            else:
                kept.append(path)
        return kept

    @property
    def _pattern(self) -> str:
        """What every text has that may name the record: an extended expression of ASCII."""
        old = self.record.number
        start = re.match(r"[\x21-\x7e]*?\d+" if old is not None else r"[\x21-\x7e]+", self._stem)
        first = re.escape(start.group()) if start else str(old)
        return first if old is None else rf"{first}|adr[-_ #]*0*{old}([^0-9]|$)"

    @property
    def _target(self) -> str:
        return target_of(self.record.path)

    @property
    def _stem(self) -> str:
        return posixpath.basename(self._target)

    def _splices(self, text: str, path: str) -> list[Splice]:
        """What changes in a text; notes what is left alone."""
        changes: dict[tuple[int, int], str] = {}
        old = self.record.number
        spans: list[tuple[int, int]] = []
        inside = any(record.path == path for record in self.log.records)
        for naming in namings(text, path, self._stem):
            spans.append((naming.start, naming.end))
            ours = self._is_ours(naming, path)
            if ours is None:
                continue
            if not ours:
                self._note(self.left, text, path, naming.start)
                continue
            self._note(self.rewritten, text, path, naming.start)
            self._rename(changes, text, naming, inside=inside)
        alone = inside and sum(r.number == old for r in self.log.records) == 1
        for mention in mentions(text, old) if old is not None else ():
            span = mention.span("digits")
            if span in changes or any(start <= span[0] < end for start, end in spans):
                continue
            if alone:
                self._replace(changes, text, span)
            self._note(self.rewritten if alone else self.left, text, path, span[0])
        return [Splice(start, end, words) for (start, end), words in changes.items()]

    def _rename(
        self, changes: dict[tuple[int, int], str], text: str, naming: Naming, *, inside: bool
    ) -> None:
        """The name of the file; in a record also the number that a link to it is labelled with."""
        old, written = self.record.number, text[naming.start : naming.end]
        if old is None:
            name = posixpath.basename(target_of(self.to))
            changes[naming.start, naming.end] = quote(name) if "%" in written else name
            return
        self._replace(changes, text, self._digits_in(text, naming))
        label = label_number(text, _start_of_target(text, naming), old) if inside else None
        if label:
            self._replace(changes, text, label)

    def _is_ours(self, naming: Naming, path: str) -> bool | None:
        """Whether a path leads to the record; None where it leads to another file."""
        written = posixpath.normpath(naming.path.lstrip("/"))
        if "://" in naming.path:
            return False
        seen = posixpath.normpath(posixpath.join(posixpath.dirname(path), naming.path))
        if not naming.path.startswith("/") and seen in self._paths and seen != self._target:
            return None
        if not (naming.whole or naming.linked):
            return False
        if self._target in (seen, written):
            return True
        ends = [p for p in self._paths if f"/{p}".endswith(f"/{written}")]
        return ends == [self._target]

    @cached_property
    def _paths(self) -> frozenset[str]:
        """Everything of the record's name that a path may lead to, without suffix."""
        names = set(tracked.tracked_files(self.history.root)) if self.history else set()
        names |= {record.path for record in self.log.records}
        stems = {without_suffix(name) for name in names} | {posixpath.dirname(n) for n in names}
        return frozenset(stem for stem in stems if posixpath.basename(stem) == self._stem)

    def _digits_in(self, text: str, naming: Naming) -> tuple[int, int]:
        name = parse_file_name(self.record.path, self.folder.notation.names)
        new = posixpath.basename(self._target)
        at = text.find(name.digits, naming.start, naming.end)
        # A date may hold the same digits before the number.
        skipped = new.find(name.digits)
        while skipped >= 0 and not self._is_number_at(skipped, name.digits):
            at = text.find(name.digits, at + 1, naming.end)
            skipped = new.find(name.digits, skipped + 1)
        return at, at + len(name.digits)

    def _is_number_at(self, at: int, digits: str) -> bool:
        moved = posixpath.basename(target_of(self.to))
        new = f"{self.number:0{len(digits)}d}"
        return self._stem[:at] + new + self._stem[at + len(digits) :] == moved

    def _replace(
        self, changes: dict[tuple[int, int], str], text: str, span: tuple[int, int]
    ) -> None:
        written = text[slice(*span)]
        width = len(written) if written.startswith("0") else 0
        changes[span] = f"{self.number:0{width}d}"

    def _note(self, spots: list[Spot], text: str, path: str, at: int) -> None:
        line = text.count("\n", 0, at) + 1
        words = text.split("\n")[line - 1].strip()
        spot = Spot(self.to if path == self.record.path else path, line, words)
        if spot not in spots:
            spots.append(spot)


def require_free(number: int, taken: Taken, records: Mapping[int | None, str]) -> None:
    """Make sure that nothing else has a number; a reservation may be one's own.

    Raises:
        EditError: A record here or on a branch has it.
    """
    holders = [f"{h.what} on {h.where}" for h in taken.elsewhere if h.number == number and h.where]
    holder = records.get(number) or next(iter(holders), None)
    if holder:
        message = f"{number:04d} is taken by {holder}"
        raise EditError(message, hint=f"{taken.following} is free on every branch")


def _start_of_target(text: str, naming: Naming) -> int:
    """Where the path begins of which a file's name is the end, if it is a link's target."""
    opening = max(text.rfind("(", 0, naming.start), text.rfind("<", 0, naming.start))
    return opening + 1 if naming.linked else naming.start
