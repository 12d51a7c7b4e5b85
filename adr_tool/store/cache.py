"""Keep what was read of a log, so that an unchanged file is not read again."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from adr_tool import __version__
from adr_tool.domain.digest import Digest
from adr_tool.store.packing import FIELDS, packed

_FORMAT = 5
RACY_NS = 2_000_000_000
"""How long after a change a file may change once more without another time of change."""

_BUSY_SECONDS = 2.0
_MOST_NAMES = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS conclusions (
  question TEXT PRIMARY KEY, state TEXT NOT NULL, data TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS digests (
  name TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL,
  moved INTEGER NOT NULL, entry TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
"""
CODE = (
    ".", "cli", "document", "document/rubric", "domain", "domain/checks", "index", "store",
    "workflow",
)  # fmt: skip
"""The packages on whose code it depends what is read of a file and concluded of a log."""


Stamp = tuple[int, int, int]
"""By what a file is known to be the same: size in bytes, times of change of text and inode in ns.

The time of the inode is there for files whose own time is set, by `cp -p` or in an image.
"""


Kept = tuple[Stamp, Any]
"""What is kept of a file: its stamp, and its packed digest or entry; None for no record."""


class Form(StrEnum):
    """How much is kept of a file: its line in the register, or all that was read."""

    ENTRY = "entry"
    DIGEST = "digest"


class Cache:
    """The cache of one log folder, a small SQLite database outside the work tree.

    The files stay the only truth: an entry counts only while its file's size and time of
    change are the same, and a cache that is missing, broken, of another version or not
    writable is the same as an empty one.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def load(self, form: Form, only: Collection[str] | None = None) -> dict[str, Kept]:
        """What is kept in one form, by the file's path below the log folder; empty if nothing.

        Args:
            form: How much of each file.
            only: The files that are wanted, where that is not all.
        """
        asked = f"SELECT name, size, changed, moved, {form} FROM digests"  # noqa: S608
        names = () if only is None or len(only) > _MOST_NAMES else tuple(only)
        if names:
            asked += f" WHERE name IN ({','.join('?' * len(names))})"
        rows = self._rows(asked, *names)
        try:
            # One long text is parsed in half the time of ten thousand short ones.
            parsed = json.loads(f"[{','.join([row[-1] for row in rows])}]")
            return {row[0]: (row[1:4], data) for row, data in zip(rows, parsed, strict=True)}
        except (ValueError, TypeError) as error:
            self._discard(error)
            return {}

    def save(
        self, fresh: Mapping[str, tuple[Stamp, Digest | None]], gone: Iterable[str], *, since: int
    ) -> None:
        """Keep what was read anew and forget what is gone; failing that, do nothing.

        Args:
            fresh: By name, the stamp that a file had before it was read, and what was read.
            gone: Names that are no longer there.
            since: When reading began (ns). A file that changed in the two seconds before is
                not kept: it could have changed once more, after it was read, without another
                time of change. Git calls such a file racily clean.
        """
        rows = [
            (name, *stamp, *packed(digest))
            for name, (stamp, digest) in fresh.items()
            if stamp[1] < since - RACY_NS
        ]
        old = [(name,) for name in gone]
        if rows or old:
            self._write(
                ("DELETE FROM digests WHERE name = ?", old),
                ("INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?, ?, ?)", rows),
            )

    def recall(self, question: str, state: str) -> Any:  # noqa: ANN401 - what JSON holds
        """What was concluded of the log in this state; None where nothing was."""
        wanted = "SELECT data FROM conclusions WHERE question = ? AND state = ?"
        try:
            return next((json.loads(data) for (data,) in self._rows(wanted, question, state)), None)
        except (ValueError, TypeError) as error:
            self._discard(error)
            return None

    def remember(self, question: str, state: str, conclusion: Any) -> None:  # noqa: ANN401
        """Keep a conclusion, and drop those of other states; failing that, do nothing."""
        data = json.dumps(conclusion, ensure_ascii=False, separators=(",", ":"))
        self._write(
            ("DELETE FROM conclusions WHERE state != ?", [(state,)]),
            ("INSERT OR REPLACE INTO conclusions VALUES (?, ?, ?)", [(question, state, data)]),
        )

    def _rows(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        if self._path is None or not self._path.is_file():
            return []
        try:
            with closing(self._open(self._path)) as base:
                return base.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._discard(error)
            return []

    def _write(self, *changes: tuple[str, Iterable[tuple[Any, ...]]]) -> None:
        if self._path is None:
            return
        with suppress(sqlite3.Error, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._change(self._path, changes)
            except sqlite3.DatabaseError as error:
                self._discard(error)
                self._change(self._path, changes)

    def _discard(self, error: Exception) -> None:
        """Remove a database that is broken; one that another process works on is not."""
        busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if self._path is not None and getattr(error, "sqlite_errorcode", None) not in busy:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _change(self, path: Path, changes: Iterable[tuple[str, Iterable[tuple[Any, ...]]]]) -> None:
        with closing(self._open(path)) as base:
            # What a loss of power breaks is made anew: nothing is worth waiting for the disk.
            base.execute("PRAGMA synchronous = OFF")
            with base:
                for statement, rows in changes:
                    base.executemany(statement, rows)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=_BUSY_SECONDS)
        try:
            version = code_version()
            if base.execute("PRAGMA user_version").fetchone()[0] != version:
                base.executescript(
                    "BEGIN IMMEDIATE; DROP TABLE IF EXISTS digests; "
                    f"DROP TABLE IF EXISTS conclusions; {_TABLES}"
                    f"PRAGMA user_version = {version}; COMMIT"
                )
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
    return Cache(_place((folder,), home, notation))


def index_place(folders: Sequence[Path], home: Path | None, notation: str = "") -> Path | None:
    """Where the index of some log folders is kept, beside their caches; None keeps nothing."""
    place = _place(folders, home, notation)
    return place and place.with_suffix(".index")


def _place(folders: Sequence[Path], home: Path | None, notation: str) -> Path | None:
    if home is None:
        return None
    told = "\n".join([*(str(folder.resolve()) for folder in folders), notation]).rstrip("\n")
    name = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()
    return home / "adr" / f"{name[:24]}.sqlite"


def code_version() -> int:
    """A number that changes with what a record holds and with the code that reads and tells it."""
    code = [
        (entry.name, entry.stat().st_mtime_ns)
        for package in CODE
        for entry in os.scandir(Path(__file__).parents[1] / package)
        if entry.name.endswith(".py")
    ]
    code.sort()
    told = f"{_FORMAT} {__version__} {FIELDS} {code}"
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:3], "big") + 1
