"""Take records from elsewhere into the log: what is copied where, and what is not."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from adr_tool.document.pieces import at_level, pieces, rest
from adr_tool.document.reader import read
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import (
    NamePattern,
    is_markdown,
    parse_file_name,
    pattern_of,
    without_suffix,
)
from adr_tool.errors import AdrError, EditError, FolderError, NothingToReadError
from adr_tool.store.folder import Folder
from adr_tool.store.writing import create_text, read_text
from adr_tool.workflow.carry import Loss, Passenger, Route, carried
from adr_tool.workflow.save import Committer, Saved

_SECTION_LEVELS = (2, 1)
_OWN_NUMBER = re.compile(r"#\s*(?:ADR[-_ #]*)?#?0*(\d{1,6})[.:)\s-]", re.IGNORECASE)


class Form(StrEnum):
    """How the decisions of a source are kept."""

    RECORDS = "records"
    SECTIONS = "sections"


@dataclass(frozen=True, slots=True)
class Copy:
    """One record: where it comes from, where it goes, its text there, what was lost."""

    record: Passenger
    text: str
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does.

    Attributes:
        copies: The records that are written.
        there: Files of the source that stand in the log already, byte for byte.
        left: Files of the source that are not imported: path, line and why.
    """

    copies: tuple[Copy, ...]
    there: tuple[Path, ...]
    left: tuple[tuple[Path, int, str], ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The log that takes the records: its folder, what is in it, and the project's root."""

    folder: Path
    paths: tuple[str, ...]
    root: Path

    @property
    def numbers(self) -> set[int]:
        """The numbers that are taken, by any file."""
        found = {parse_file_name(path).number for path in self.paths}
        return {number for number in found if number is not None}


def plan(source: Path, form: Form | None, log: Log) -> Plan:
    """Tell what an import would do.

    Raises:
        NothingToReadError: The source holds no record.
        EditError: A record would read differently in its new place.
    """
    left: list[tuple[Path, int, str]] = []
    one_file = source.is_file()
    may_split = one_file and form is not Form.RECORDS
    found = list(_sections(source, form, log, left)) if may_split else []
    keyed = found or list(_records(source, log, left))
    if form is Form.SECTIONS and not found:
        keyed = []
    if not keyed:
        hint = "name the folder of a log, or a file of decisions with --from sections"
        raise NothingToReadError(f"{source} holds no record", hint=hint)
    there = [k for k in keyed if _is_there(k[1])]
    coming = [k for k in keyed if k not in there]
    placed = _placed(coming, log)
    route = Route(
        {key: record.place for key, record in (*placed, *there)},
        _changed_numbers(placed),
        log.root,
    )
    copies = tuple(Copy(record, *carried(record, route)) for _, record in placed)
    for copy in copies:
        _require_same(copy)
    if not found:
        copies = tuple(_with_lost_relations(copies))
    return Plan(copies, tuple(record.source for _, record in there), tuple(left))


def write(done: Plan, message: str, history: Committer | None) -> Saved:
    """Write every record and commit them, or write none.

    Raises:
        AdrError: A file cannot be written; those that were are gone again.
    """
    made: list[Path] = []
    try:
        for copy in done.copies:
            place = copy.record.place
            place.parent.mkdir(parents=True, exist_ok=True)
            create_text(place, copy.text)
            made.append(place)
    except (AdrError, OSError) as error:
        for path in made:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, AdrError):
            raise
        raise FolderError(f"{error.filename}: {error.strerror}") from error
    if history is None or not made:
        return Saved(tuple(made), None)
    history.commit(made, message)
    return Saved(tuple(made), history.branch())


def _records(
    source: Path, log: Log, left: list[tuple[Path, int, str]]
) -> Iterator[tuple[str, Passenger]]:
    """The records of a folder, or of one file, under the names they have there."""
    base = source.parent if source.is_file() else source
    read_log, _ = Folder((base,), base).read_all()
    only = source.name if source.is_file() else None
    wanted = [r.path for r in read_log.records if only in (None, r.path)]
    for path in wanted:
        text = read_text(base / path)
        yield str(base / path), Passenger(text, base / path, 1, log.folder / path)
    if only is None:
        broken = {u.path: u for u in read_log.unreadable}
        for name in _all_files(base):
            if name in broken:
                left.append((base / name, broken[name].line, broken[name].message))
            elif name not in wanted:
                left.append((base / name, 1, "is no record"))


def _all_files(folder: Path) -> Iterator[str]:
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != ".git")
        for name in sorted(names):
            yield os.path.relpath(Path(current, name), folder).replace(os.sep, "/")


def _sections(
    source: Path, form: Form | None, log: Log, left: list[tuple[Path, int, str]]
) -> Iterator[tuple[str, Passenger]]:
    """The decisions of one file; those without a status only where a person says so."""
    if not is_markdown(source.name):
        return
    text = read_text(source)
    found = pieces(text)
    if not found and form is Form.SECTIONS:
        levels = (at_level(text, level) for level in _SECTION_LEVELS)
        found = next((parts for parts in levels if len(parts) > 1), ())
    left += [(source, line, words) for line, words in rest(text, found)] if found else []
    names = pattern_of(log.paths)
    for order, piece in enumerate(found, start=1):
        record = read(piece.text, source.name).record
        stated = re.match(
            r"(?:#\s*)(?:ADR[-_ #]*)?0*(\d{1,6})\b[.:)\s-]", piece.text, re.IGNORECASE
        )
        number = int(stated[1]) if stated else order
        way = names if names.is_numbered or record.date else NamePattern()
        name = way.file_name(number, record.title, record.date or "")
        passenger = Passenger(piece.text, source, piece.line, log.folder / name)
        yield f"{source}#{piece.anchor}", passenger


def _is_there(record: Passenger) -> bool:
    place = record.place
    return place.is_file() and read_text(place) == record.text


def _placed(coming: list[tuple[str, Passenger]], log: Log) -> list[tuple[str, Passenger]]:
    """Give every record a number and a name that nobody has; those that are free stay."""
    taken = log.numbers
    theirs = {_number(record.place) or 0 for _, record in coming}
    following = max(taken | theirs, default=0) + 1
    names: set[Path] = set()
    placed = []
    for key, record in coming:
        number = _number(record.place)
        if number is not None and number in taken:
            place = _renamed(record.place, following)
            moved = replace(record, place=place, number=(following, number))
            number, following = following, following + 1
        else:
            moved = record
        if number is not None:
            taken.add(number)
        moved = replace(moved, place=_free(moved.place, names))
        names.add(moved.place)
        placed.append((key, moved))
    return placed


def _number(place: Path) -> int | None:
    return parse_file_name(place.as_posix()).number


def _renamed(place: Path, number: int) -> Path:
    """The same name with another number, in the file's name or in that of its folder."""
    digits = parse_file_name(place.as_posix()).digits
    alone = re.compile(rf"(?<!\d){digits}(?!\d)")
    new = f"{number:0{len(digits)}d}"
    if without_suffix(place.name).lower() in ("readme", "index"):
        return place.parent.with_name(alone.sub(new, place.parent.name, count=1)) / place.name
    return place.with_name(alone.sub(new, place.name, count=1))


def _free(place: Path, names: set[Path]) -> Path:
    stem, suffix = posixpath.splitext(place.name)
    found, count = place, 2
    while found.exists() or found in names:
        found, count = place.with_name(f"{stem}-{count}{suffix}"), count + 1
    return found


def _changed_numbers(placed: Iterable[tuple[str, Passenger]]) -> dict[int, int]:
    """The numbers that change, old to new; one that two records had names neither.

    A section without a number of its own had none that others could name it by.
    """
    pairs = [
        r.number for key, r in placed if r.number and ("#" not in key or _OWN_NUMBER.match(r.text))
    ]
    old = [number for _, number in pairs]
    return {number: new for new, number in pairs if old.count(number) == 1}


def _with_lost_relations(copies: tuple[Copy, ...]) -> Iterator[Copy]:
    """Name the relations between copies that no longer lead from one to the other."""
    before = DecisionLog(
        tuple(read(c.record.text, c.record.source.as_posix()).record for c in copies)
    )
    after = DecisionLog(tuple(read(c.text, c.record.place.as_posix()).record for c in copies))
    old = {record.path: record for record in before.records}
    new = {record.path: record for record in after.records}
    places = {c.record.source.as_posix(): c.record.place.as_posix() for c in copies}
    for copy in copies:
        now = after.relations(new[copy.record.place.as_posix()])
        there = {r.target.path for r in now if r.target}
        lost = [
            Loss(
                r.link.line, f"{r.link.words} {r.link.target} no longer leads to {Path(place).name}"
            )
            for r in before.relations(old[copy.record.source.as_posix()])
            if r.target and (place := places[r.target.path]) not in there
        ]
        yield replace(copy, losses=(*copy.losses, *lost))


def _require_same(copy: Copy) -> None:
    """A copy reads as its source does, or it is none."""
    source = copy.record.source.as_posix()
    before = read(copy.record.text, source).record
    after = read(copy.text, copy.record.place.as_posix()).record
    for name in ("title", "status", "date", "tags", "decision_makers"):
        dated = name == "date" and not (before.date and after.date)
        was, now = getattr(before, name), getattr(after, name)
        if name == "title" and copy.record.number:
            was, now = (re.sub(r"\d", "", words) for words in (was, now))
        if was != now and not dated:
            where = f"{source}:{copy.record.line}"
            raise EditError(f"{where}: its {name.replace('_', ' ')} would read differently")
