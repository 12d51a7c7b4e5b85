"""Read all records of the log folders; a file is never dropped in silence."""

from __future__ import annotations

import hashlib
import marshal
import os
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from adr_tool.document.notation import STANDARD, Notation
from adr_tool.domain.digest import Digest
from adr_tool.domain.log import DecisionLog, OtherFile, Unreadable
from adr_tool.domain.naming import is_markdown
from adr_tool.domain.register import Entry, Register, entry_of
from adr_tool.store.cache import RACY_NS, Cache, Form, Kept, Stamp, cache_of
from adr_tool.store.discovery import is_passed_over
from adr_tool.store.packing import unpacked_digest, unpacked_entry

_MOST_BYTES = 20_000_000
_MOST_LINES = 100_000
"""Each line is looked at; a megabyte of empty ones is no record, and would take seconds."""

_T = TypeVar("_T")
_Got = Digest | Unreadable | None
"""What became of a file; None for one that is no record."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The Markdown files of the log folders as they stood at one time.

    Attributes:
        since: When the listing was begun, in ns.
        files: For each folder its files: the path below it, and by what it is known.
        places: Every folder that was looked into, and its time of change in ns.
    """

    since: int
    files: tuple[tuple[tuple[str, Stamp], ...], ...]
    places: tuple[tuple[Path, int], ...] = field(default=(), compare=False)

    @property
    def is_settled(self) -> bool:
        """Whether no file changed just now, so that a change would show as a new stamp."""
        return all(self.holds(stamp) for files in self.files for _, stamp in files)

    def holds(self, stamp: Stamp) -> bool:
        """Whether a file with this stamp cannot change any more without another one."""
        return stamp[1] < self.since - RACY_NS

    def has_same_names(self) -> bool:
        """Whether no file came, went or was replaced since; one may have been written in place.

        A folder's time changes with its names, so this costs a look at each folder, not file.
        """
        try:
            return all(
                changed < self.since - RACY_NS and place.stat().st_mtime_ns == changed
                for place, changed in self.places
            )
        except OSError:
            return False


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

    def listing(self) -> Listing:
        """List the Markdown files of the folders; a file with two names is listed once."""
        since = time.time_ns()
        seen: set[tuple[int, int]] = set()
        places: list[tuple[Path, int]] = []
        found = tuple(tuple(_unseen(folder, seen, places)) for folder in self.folders)
        return Listing(since, found, tuple(places))

    def read_all(self, listing: Listing | None = None) -> tuple[DecisionLog, dict[str, Digest]]:
        """Read every Markdown file of the folders; unchanged ones come from the cache.

        Args:
            listing: The files, where they have been listed already.

        Returns:
            The log, with the files that are no records and those that cannot be read,
            and each record's digest by path.
        """
        listing = listing or self.listing()
        found = {path: got for path, _, got in self._read(listing, Form.DIGEST, unpacked_digest)}
        digests = {path: got for path, got in found.items() if isinstance(got, Digest)}
        log = DecisionLog(
            tuple(digest.record for digest in digests.values()),
            others=tuple(OtherFile(path) for path, got in found.items() if got is None),
            unreadable=tuple(got for got in found.values() if isinstance(got, Unreadable)),
        )
        return log, digests

    def register(self, listing: Listing | None = None) -> Register[Entry]:
        """The records at a glance, of unchanged files without reading all that is kept."""
        found = self._read(listing or self.listing(), Form.ENTRY, unpacked_entry)
        told = (entry_of(got.record) if isinstance(got, Digest) else got for _, _, got in found)
        return Register(tuple(one for one in told if isinstance(one, Entry)))

    def read_some(
        self, listing: Listing, keys: Collection[str]
    ) -> Iterator[tuple[str, str, Digest | Unreadable | None]]:
        """Read some files: key, path, and what became of it; unchanged ones are in the cache."""
        for path, key, got in self._read(listing, Form.DIGEST, unpacked_digest, keys):
            yield key, path, got

    def keyed(self, listing: Listing) -> dict[str, Stamp]:
        """All files by keys that do not depend on where the person works."""
        return {
            f"{place}:{name}": stamp
            for place, listed in enumerate(listing.files)
            for name, stamp in listed
        }

    def path_of(self, key: str) -> str:
        """The path of the file of a key."""
        place, _, name = key.partition(":")
        return self._prefix(self.folders[int(place)]) + name

    def _prefix(self, folder: Path) -> str:
        shown = self.shown(folder)
        return "" if shown == "." else f"{shown}/"

    def _read(
        self,
        listing: Listing,
        form: Form,
        unpacked: Callable[[str, Any], _T | None],
        only: Collection[str] | None = None,
    ) -> Iterator[tuple[str, str, _T | _Got]]:
        """Each file's path and key, and what is kept of it in a form; else what it reads as."""
        wanted = None if only is None else frozenset(only)
        for place, (folder, listed) in enumerate(zip(self.folders, listing.files, strict=True)):
            names = None if wanted is None else _names(wanted, place)
            if names is not None and not names:
                continue
            cache = self._cache(folder)
            kept = cache.load(form, names)
            fresh: dict[str, tuple[Stamp, Digest | None]] = {}
            prefix = self._prefix(folder)
            for name, stamp in listed:
                if names is not None and name not in names:
                    continue
                path = prefix + name
                got: _T | _Got
                try:
                    got = unpacked(path, _unchanged(kept.pop(name, None), stamp))
                except ValueError:
                    got = read = _read_one(folder / name, path, self.notation)
                    if not isinstance(read, Unreadable):
                        fresh[name] = (stamp, read)
                yield path, f"{place}:{name}", got
            cache.save(fresh, kept if names is None else (), since=listing.since)

    def _cache(self, folder: Path) -> Cache:
        return cache_of(folder, self.caches, self.notation.identity)

    def recall(self, question: str, listing: Listing) -> Any:  # noqa: ANN401 - what JSON holds
        """What was concluded while the folders stood just as they are listed; else None."""
        if not listing.is_settled:
            return None
        return self._cache(self.folders[0]).recall(question, self._state(listing))

    def remember(self, question: str, listing: Listing, conclusion: Any) -> None:  # noqa: ANN401
        """Keep what follows from all that is listed, as long as not a file of it changes."""
        if listing.is_settled:
            self._cache(self.folders[0]).remember(question, self._state(listing), conclusion)

    def _state(self, listing: Listing) -> str:
        places = [self.shown(folder) for folder in self.folders]
        # The second format says the same of the same values; `repr` takes ten times as long.
        return hashlib.sha256(marshal.dumps((places, listing.files), 2)).hexdigest()

    def state(self, listing: Listing) -> str | None:
        """Names how the files stand; None where one may yet change without its stamp telling."""
        if not listing.is_settled:
            return None
        return hashlib.sha256(marshal.dumps(listing.files, 2)).hexdigest()

    def shown(self, path: Path) -> str:
        """A path as it is written to people: relative to the base, `/` between folders."""
        return os.path.relpath(path, self.base).replace(os.sep, "/")

    def place(self, shown: str) -> Path:
        """The file behind a path that was shown."""
        return self.base / shown


def _names(keys: Collection[str], place: int) -> frozenset[str]:
    """The names below one folder among some keys."""
    start = f"{place}:"
    return frozenset(key.removeprefix(start) for key in keys if key.startswith(start))


def _unchanged(kept: Kept | None, stamp: Stamp) -> Any:  # noqa: ANN401 - what JSON holds
    """What is kept of a file that stands as it stood then.

    Raises:
        ValueError: There is nothing, or it is of an older file.
    """
    if kept is None or kept[0] != stamp:
        raise ValueError("nothing kept of this file")
    return kept[1]


def _unseen(
    folder: Path, seen: set[tuple[int, int]], places: list[tuple[Path, int]]
) -> Iterator[tuple[str, Stamp]]:
    for name, known in files(folder, places=places):
        identity = (known.st_dev, known.st_ino)
        if identity not in seen:
            seen.add(identity)
            yield name, (known.st_size, known.st_mtime_ns, known.st_ctime_ns)


def files(
    folder: Path, below: str = "", *, places: list[tuple[Path, int]] | None = None
) -> Iterator[tuple[str, os.stat_result]]:
    """Every Markdown file below a folder, in a stable order; hidden folders are passed over.

    Args:
        folder: Where to look.
        below: What the names start with.
        places: Takes each folder that is looked into, with its time of change (ns) before that.

    Yields:
        Its path below the folder, `/` between folders, and what is known of it.
    """
    if places is not None:
        places.append((folder, folder.stat().st_mtime_ns))
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            if not is_passed_over(entry.name):
                yield from files(Path(entry.path), f"{name}/", places=places)
        elif is_markdown(name):
            try:
                yield name, entry.stat()
            except OSError:
                # A link to nowhere is still a name in the log: reading it says what is wrong.
                yield name, entry.stat(follow_symlinks=False)


def _read_one(path: Path, shown: str, notation: Notation) -> _Got:
    """Read one file: its digest, None for a file that is no record, or why not."""
    from adr_tool.document.kind import is_record_name

    if is_record_name(shown, notation.names) is False:
        return None
    try:
        if path.stat().st_size > _MOST_BYTES:
            return Unreadable(shown, 1, f"is larger than {_MOST_BYTES // 1_000_000} MB")
        raw = path.read_bytes()
    except OSError as error:
        return Unreadable(shown, 1, error.strerror or "cannot be read")
    return _decoded(raw, shown, notation)


def _decoded(raw: bytes, shown: str, notation: Notation) -> _Got:
    from adr_tool.document.digest import digest

    if max(raw.count(b"\n"), raw.count(b"\r")) > _MOST_LINES:
        return Unreadable(shown, 1, f"has more than {_MOST_LINES:,} lines")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Unreadable(shown, line, "is not UTF-8 text")
    got = digest(text, shown, notation)
    return Unreadable(shown, 1, "is empty") if got and not text.strip() else got
