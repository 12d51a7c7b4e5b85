"""Read all records of the log folders; a file is never dropped in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from adr_tool.document.kind import is_record, is_record_name
from adr_tool.document.reader import Reading, read
from adr_tool.domain.log import DecisionLog, OtherFile, Unreadable
from adr_tool.store.discovery import markdown_files

_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Folder:
    """The log folders of a project, and the folder that paths are written against.

    Attributes:
        folders: Where records are; the first one takes new records.
        base: Paths of records are relative to this folder.
    """

    folders: tuple[Path, ...]
    base: Path

    def read_all(self) -> tuple[DecisionLog, dict[str, Reading]]:
        """Read every Markdown file of the folders.

        Returns:
            The log, with the files that are no records and those that cannot be read,
            and each record's reading by path.
        """
        readings: dict[str, Reading] = {}
        others: list[OtherFile] = []
        unreadable: list[Unreadable] = []
        for path in self.files():
            shown = self.shown(path)
            got = _read_one(path, shown)
            if isinstance(got, Unreadable):
                unreadable.append(got)
            elif got is None:
                others.append(OtherFile(shown))
            else:
                readings[shown] = got
        log = DecisionLog(
            tuple(reading.record for reading in readings.values()),
            others=tuple(others),
            unreadable=tuple(unreadable),
        )
        return log, readings

    def files(self) -> Iterable[Path]:
        """Every Markdown file of the folders, once."""
        seen: set[str] = set()
        for folder in self.folders:
            for path in markdown_files(folder):
                real = os.path.realpath(path)
                if real not in seen:
                    seen.add(real)
                    yield path

    def shown(self, path: Path) -> str:
        """A path as it is written to people: relative to the base, `/` between folders."""
        return os.path.relpath(path, self.base).replace(os.sep, "/")

    def place(self, shown: str) -> Path:
        """The file behind a path that was shown."""
        return self.base / shown


def _read_one(path: Path, shown: str) -> Reading | Unreadable | None:
    """Read one file: its reading, None for a file that is no record, or why not."""
    named = is_record_name(shown)
    if named is False:
        return None
    try:
        if path.stat().st_size > _MOST_BYTES:
            return Unreadable(shown, 1, f"is larger than {_MOST_BYTES // 1_000_000} MB")
        raw = path.read_bytes()
    except OSError as error:
        return Unreadable(shown, 1, error.strerror or "cannot be read")
    return _decode(raw, shown)


def _decode(raw: bytes, shown: str) -> Reading | Unreadable | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Unreadable(shown, line, "is not UTF-8 text")
    reading = read(text, shown)
    if not is_record(reading):
        return None
    if not text.strip():
        return Unreadable(shown, 1, "is empty")
    if reading.fatal:
        return Unreadable(shown, reading.fatal.line, reading.fatal.message)
    return reading
