"""The database of the index: words, citations and data of each record, made from its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from adr_tool.errors import IndexUnavailableError
from adr_tool.index.document import Document, Stamp
from adr_tool.index.words import words

_BUSY_SECONDS = 2.0
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  key TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL,
  moved INTEGER NOT NULL, record INTEGER
) WITHOUT ROWID;
CREATE INDEX files_by_record ON files (record);
CREATE TABLE records (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, number INTEGER, stem TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX records_by_number ON records (number);
CREATE INDEX records_by_stem ON records (stem);
CREATE TABLE cites (
  source INTEGER NOT NULL, target TEXT NOT NULL, PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE INDEX cites_by_target ON cites (target);
CREATE TABLE places (
  source INTEGER NOT NULL, sort TEXT NOT NULL, place TEXT NOT NULL,
  PRIMARY KEY (source, sort, place)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
  title, tags, body, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
"""
_NEVER = (-1, -1, -1)
"""The stamp of a file that has to be read again."""

Files = Callable[[], Mapping[str, Stamp]]
Read = Callable[[list[str]], Iterable[tuple[str, Document | None, bool]]]
"""Reads some files: key, what is indexed of it (None for no record), whether that will hold."""


class Base:
    """One open index.

    The files stay the only truth: what is kept of one counts while its stamp is the same. A
    database that is broken is made anew, one that cannot be written is made in memory.

    Args:
        path: Where it is kept; None keeps it in memory.
        version: A number that changes with the code that fills it.
    """

    def __init__(self, path: Path | None, version: int) -> None:
        self._path = path
        self._version = version
        self._base = self._opened(path)
        self._again: Callable[[], None] = lambda: None

    def refresh(self, state: str | None, files: Files, read: Read) -> None:
        """Bring it up to date with the files; only those that changed are read.

        Args:
            state: Names the state of all files; None where they may yet change unseen.
            files: All files and their stamps.
            read: Reads some of them.

        Raises:
            IndexUnavailableError: SQLite has no full-text search.
        """
        self._again = lambda: self._refresh(None, files, read)
        try:
            self._refresh(state, files, read)
        except sqlite3.Error as error:
            self._leave(error)

    def ask(self, question: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of the database; where it turns out to be broken, of one made anew."""
        told = tuple(values)
        try:
            return self._base.execute(question, told).fetchall()
        except sqlite3.DatabaseError as error:
            self._leave(error)
            return self._base.execute(question, told).fetchall()

    def close(self) -> None:
        """Let go of the database."""
        self._base.close()

    def _leave(self, error: sqlite3.Error) -> None:
        """Make a new database: in place of a broken one, in memory where it cannot be had."""
        if "no such module" in str(error):
            message = "Searching needs SQLite with its full-text search, FTS5"
            raise IndexUnavailableError(message, hint="use a Python that has it") from error
        if self._path is None:
            raise error
        self._base.close()
        kept = (
            sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL,
        )  # fmt: skip
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        path = None if code in kept else self._path
        if path is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._path = path
        self._base = self._opened(path)
        self._again()

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        if path is not None:
            with suppress(OSError, sqlite3.Error):
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        self._path = None
        return sqlite3.connect(":memory:", isolation_level=None)

    def _refresh(self, state: str | None, files: Files, read: Read) -> None:
        base = self._base
        fresh = base.execute("PRAGMA user_version").fetchone()[0] != self._version
        if state and not fresh and self._state() == state:
            return
        now = files()
        kept = (
            {}
            if fresh
            else {
                row[0]: row[1:]
                for row in base.execute("SELECT key, size, changed, moved FROM files")
            }
        )
        gone = kept.keys() - now.keys()
        changed = [key for key, stamp in now.items() if kept.get(key) != stamp]
        if not (fresh or gone or changed or state):
            return
        # Reading takes long where much has changed: only what is written is locked.
        found = list(read(changed))
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN IMMEDIATE")
        with base:
            if fresh:
                _make_tables(base, self._version)
            for key in (*gone, *changed):
                _forget(base, key)
            settled = True
            for key, document, holds in found:
                settled &= holds
                _add(base, key, now[key] if holds else _NEVER, document)
            told = state if state and settled else ""
            base.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (told,))

    def _state(self) -> str:
        return next((v for (v,) in self.ask("SELECT value FROM meta WHERE name = 'state'")), "")


def _make_tables(base: sqlite3.Connection, version: int) -> None:
    names = [
        row[0]
        for row in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%'"
        )
    ]
    # The vocabulary reads the words, so it goes first.
    for name in sorted(names, key=lambda one: one != "vocabulary"):
        base.execute(f'DROP TABLE IF EXISTS "{name}"')
    for statement in filter(str.strip, _TABLES.split(";")):
        base.execute(statement)
    base.execute(f"PRAGMA user_version = {version}")


def _forget(base: sqlite3.Connection, key: str) -> None:
    row = base.execute("SELECT record FROM files WHERE key = ?", (key,)).fetchone()
    if row and row[0] is not None:
        base.execute("DELETE FROM words WHERE rowid = ?", row)
        base.execute("DELETE FROM cites WHERE source = ?", row)
        base.execute("DELETE FROM places WHERE source = ?", row)
        base.execute("DELETE FROM records WHERE id = ?", row)
    base.execute("DELETE FROM files WHERE key = ?", (key,))


def _add(base: sqlite3.Connection, key: str, stamp: Stamp, document: Document | None) -> None:
    record = None
    if document is not None:
        record = base.execute(
            "INSERT INTO records (key, number, stem, data) VALUES (?, ?, ?, ?)",
            (key, document.number, document.stem, document.data),
        ).lastrowid
        texts = (document.title, document.tags, document.body)
        values = (record, *(" ".join(words(text)) for text in texts))
        base.execute("INSERT INTO words (rowid, title, tags, body) VALUES (?, ?, ?, ?)", values)
        cited = [(record, target) for target in sorted(document.cites)]
        base.executemany("INSERT INTO cites VALUES (?, ?)", cited)
        places = [(record, *place) for place in dict.fromkeys(document.places)]
        base.executemany("INSERT INTO places VALUES (?, ?, ?)", places)
    base.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (key, *stamp, record))


def in_batches(values: Iterable[Any], most: int = 500) -> Iterator[list[Any]]:
    """Values in lists that SQLite takes as the parameters of one statement."""
    every = list(values)
    yield from (every[i : i + most] for i in range(0, len(every), most))
