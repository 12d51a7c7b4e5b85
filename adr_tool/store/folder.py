"""Read all records of the log folders; a file is never dropped in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adr_tool.document.notation import STANDARD, Notation
from adr_tool.domain.digest import Digest
from adr_tool.domain.log import DecisionLog, OtherFile, Unreadable
from adr_tool.domain.naming import is_markdown
from adr_tool.store.cache import Stamp, cache_of, unpacked
from adr_tool.store.discovery import is_passed_over

_MOST_BYTES = 20_000_000

_Got = Digest | Unreadable | None
"""What became of a file; None for one that is no record."""


@dataclass(frozen=True, slots=True)
class File:
    """A Markdown file of a log folder, as the folder lists it.

    Attributes:
        name: Its path below the log folder, `/` between folders.
        path: Where it is.
        identity: The same for two names of one file.
        stamp: By what it is known to be unchanged.
    """

    name: str
    path: str
    identity: tuple[int, int]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Folder:
    """The log folders of a project, and the folder that paths are written against.

    Attributes:
        folders: Where records are; the first one takes new records.
        base: Paths of records are relative to this folder.
        caches: Where the person keeps caches; None keeps nothing.
        notation: The words and names that the log is kept in.
    """

    folders: tuple[Path, ...]
    base: Path
    caches: Path | None = None
    notation: Notation = STANDARD

    def read_all(self) -> tuple[DecisionLog, dict[str, Digest]]:
        """Read every Markdown file of the folders; unchanged ones come from the cache.

        Returns:
            The log, with the files that are no records and those that cannot be read,
            and each record's digest by path.
        """
        found: dict[str, _Got] = {}
        seen: set[tuple[int, int]] = set()
        for folder in self.folders:
            found.update(self._read(folder, seen))
        digests = {path: got for path, got in found.items() if isinstance(got, Digest)}
        log = DecisionLog(
            tuple(digest.record for digest in digests.values()),
            others=tuple(OtherFile(path) for path, got in found.items() if got is None),
            unreadable=tuple(got for got in found.values() if isinstance(got, Unreadable)),
        )
        return log, digests

    def _read(self, folder: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[str, _Got]]:
        cache = cache_of(folder, self.caches, self.notation.identity)
        kept = cache.load()
        fresh: dict[str, tuple[Stamp, Digest | None]] = {}
        shown = self.shown(folder)
        prefix = "" if shown == "." else f"{shown}/"
        for file in files(folder):
            entry = kept.pop(file.name, None)
            if file.identity in seen:
                continue
            seen.add(file.identity)
            path = prefix + file.name
            got: _Got
            try:
                got = unpacked(entry, path, file.stamp)
            except ValueError:
                got = _read_one(file, path, self.notation)
                if not isinstance(got, Unreadable):
                    fresh[file.name] = (file.stamp, got)
            yield path, got
        cache.save(fresh, kept)

    def shown(self, path: Path) -> str:
        """A path as it is written to people: relative to the base, `/` between folders."""
        return os.path.relpath(path, self.base).replace(os.sep, "/")

    def place(self, shown: str) -> Path:
        """The file behind a path that was shown."""
        return self.base / shown


def files(folder: Path, below: str = "") -> Iterator[File]:
    """Every Markdown file below a folder, in a stable order; hidden folders are passed over."""
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            if not is_passed_over(entry.name):
                yield from files(Path(entry.path), f"{name}/")
        elif is_markdown(name):
            try:
                known = entry.stat()
            except OSError:
                # A link to nowhere is still a name in the log: reading it says what is wrong.
                known = entry.stat(follow_symlinks=False)
            identity = (known.st_dev, known.st_ino)
            yield File(name, entry.path, identity, Stamp(known.st_size, known.st_mtime_ns))


def _read_one(file: File, shown: str, notation: Notation) -> _Got:
    """Read one file: its digest, None for a file that is no record, or why not."""
    from adr_tool.document.kind import is_record_name

    if is_record_name(shown, notation.names) is False:
        return None
    if file.stamp.size > _MOST_BYTES:
        return Unreadable(shown, 1, f"is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        raw = Path(file.path).read_bytes()
    except OSError as error:
        return Unreadable(shown, 1, error.strerror or "cannot be read")
    return _decoded(raw, shown, notation)


def _decoded(raw: bytes, shown: str, notation: Notation) -> _Got:
    from adr_tool.document.digest import digest

    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Unreadable(shown, line, "is not UTF-8 text")
    got = digest(text, shown, notation)
    return Unreadable(shown, 1, "is empty") if got and not text.strip() else got
