"""Keep what was read of a log, so that an unchanged file is not read again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from adr_tool import __version__
from adr_tool.domain.digest import Digest
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_FORMAT = 2
_RACY_NS = 2_000_000_000
_BUSY_SECONDS = 2.0
_TABLE = """
CREATE TABLE IF NOT EXISTS digests (
  name TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, data TEXT NOT NULL
) WITHOUT ROWID
"""
_FIELDS = tuple(f.name for f in fields(Record) if f.name != "path")
_TUPLES = frozenset({"tags", "decision_makers", "affects"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is known to be the same: its size in bytes, its time of change in ns."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A cache entry: the stamp of the file, and its packed digest; None for no record."""

    stamp: Stamp
    data: Any


class Cache:
    """The cache of one log folder, a small SQLite database outside the work tree.

    The files stay the only truth: an entry counts only while its file's size and time of
    change are the same, and a cache that is missing, broken, of another version or not
    writable is the same as an empty one.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def load(self) -> dict[str, Kept]:
        """All entries by the file's path below the log folder; empty where there is none."""
        if self._path is None or not self._path.is_file():
            return {}
        try:
            with closing(self._open(self._path)) as base:
                rows = base.execute("SELECT name, size, changed, data FROM digests").fetchall()
            parsed = json.loads("[" + ",".join(row[3] for row in rows) + "]")
        except (sqlite3.Error, OSError, ValueError):
            return {}
        return {
            row[0]: Kept(Stamp(row[1], row[2]), data)
            for row, data in zip(rows, parsed, strict=True)
        }

    def save(self, fresh: Mapping[str, tuple[Stamp, Digest | None]], gone: Iterable[str]) -> None:
        """Keep what was read anew and forget what is gone; failing that, do nothing.

        A file that changed within the last two seconds is not kept: it could change once
        more without a new time of change.
        """
        newest = time.time_ns() - _RACY_NS
        rows = [
            (name, stamp.size, stamp.changed, _packed(digest))
            for name, (stamp, digest) in fresh.items()
            if stamp.changed < newest
        ]
        old = [(name,) for name in gone]
        if self._path is None or not (rows or old):
            return
        with suppress(sqlite3.Error, OSError):
            self._write(self._path, rows, old)

    def _write(
        self, path: Path, rows: list[tuple[str, int, int, str]], old: list[tuple[str]]
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            base = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            base = self._open(path)
        with closing(base), base:
            base.execute(_TABLE)
            base.executemany("DELETE FROM digests WHERE name = ?", old)
            base.executemany("INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?)", rows)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=_BUSY_SECONDS)
        try:
            version = _version()
            if base.execute("PRAGMA user_version").fetchone()[0] != version:
                base.execute("DROP TABLE IF EXISTS digests")
                base.execute(f"PRAGMA user_version = {version}")
                base.execute(_TABLE)
                base.commit()
        except sqlite3.Error:
            base.close()
            raise
        return base


def cache_of(folder: Path, home: Path | None, notation: str = "") -> Cache:
    """The cache of a log folder; one that keeps nothing where there is no cache folder.

    Args:
        folder: The log folder; its real path names the cache.
        home: The person's cache folder (`$XDG_CACHE_HOME`, else `~/.cache`), or None.
        notation: What tells one project's own words and names from another's.
    """
    if home is None:
        return Cache(None)
    told = f"{folder.resolve()}\n{notation}".rstrip("\n")
    name = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()
    return Cache(home / "adr" / f"{name[:24]}.sqlite")


def unpacked(kept: Kept | None, path: str, stamp: Stamp) -> Digest | None:
    """Turn an entry into the digest of the file at a path; None for a file that is no record.

    Raises:
        ValueError: There is no entry, it is of an older file, or it makes no sense.
    """
    if kept is None or kept.stamp != stamp:
        raise ValueError("nothing kept of this file")
    if kept.data is None:
        return None
    try:
        values, problems, placeholders = kept.data
        return Digest(_record(path, values), _tuples(problems), _tuples(placeholders))
    except (TypeError, IndexError) as error:
        raise ValueError("not what we kept") from error


def _tuples(raw: list[list[Any]]) -> tuple[Any, ...]:
    return tuple(map(tuple, raw))


def _packed(digest: Digest | None) -> str:
    if digest is None:
        return "null"
    record = digest.record
    values = [getattr(record, name) for name in _FIELDS]
    links = [[k.kind, k.words, k.target, k.section, k.line, k.label] for k in record.links]
    values[_LINKS] = links
    return json.dumps(
        [values, digest.problems, digest.placeholders], ensure_ascii=False, separators=(",", ":")
    )


def _record(path: str, values: Any) -> Record:  # noqa: ANN401 - what JSON holds
    values[_LINKS] = tuple(Link(LinkKind(kind), *rest) for kind, *rest in values[_LINKS])
    values[_STATUS] = Status(values[_STATUS])
    for index in _TUPLE_PLACES:
        values[index] = tuple(values[index])
    return Record(path, *values)


def _version() -> int:
    """A number that changes with what a record holds and with the code that reads it."""
    code = sorted(
        (path.name, path.stat().st_size, path.stat().st_mtime_ns)
        for package in ("document", "domain")
        for path in (Path(__file__).parents[1] / package).glob("*.py")
    )
    told = f"{_FORMAT} {__version__} {_FIELDS} {code}"
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:3], "big") + 1


_LINKS = _FIELDS.index("links")
_STATUS = _FIELDS.index("status")
_TUPLE_PLACES = tuple(_FIELDS.index(name) for name in sorted(_TUPLES))
