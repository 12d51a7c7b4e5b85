"""The log as a revision has it, read from git's objects."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from adr_tool.document.kind import is_record_name, reading_of
from adr_tool.domain.log import DecisionLog, OtherFile, Unreadable
from adr_tool.domain.naming import is_markdown
from adr_tool.domain.record import Record
from adr_tool.store import refusals
from adr_tool.store.discovery import is_passed_over
from adr_tool.store.folder import Folder, files
from adr_tool.store.revisions import Blob, commit_of, files_of, texts_of
from adr_tool.store.writing import read_text

Got = Record | Unreadable | None
"""What became of a file; None for one that is no record."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A log at a revision.

    Attributes:
        rev: The revision as it was typed.
        commit: The id of its commit.
        log: The records, with the paths that they had then.
        texts: Each record's text, by the path as it is shown.
        names: The same paths, by name from the repository's root.
        folders: Where the log was, from the repository's root.
        moved: The folders of today that stood elsewhere then: where they were.
    """

    rev: str
    commit: str
    log: DecisionLog
    texts: Mapping[str, str]
    names: Mapping[str, str]
    folders: tuple[str, ...]
    moved: Mapping[str, str]


def snapshot(folder: Folder, root: Path, rev: str) -> Snapshot:
    """Read the log as it was at a revision, with the reader and the notation of today.

    The folders are those of today; one that a revision does not have is looked for under
    its former name, by the names of the records in it.

    Raises:
        HistoryError: There is no such revision here, or no log in it.
    """
    commit = commit_of(root, rev)
    folders, moved = folders_then(folder, root, commit)
    if not folders:
        raise refusals.log_was_elsewhere(rev, [folder.shown(place) for place in folder.folders])
    blobs = logged(files_of(root, commit, folders), folders)
    got, texts = read_blobs(folder, root, blobs)
    return Snapshot(
        rev,
        commit,
        log_of(got),
        texts,
        {blob.name: shown_as(folder, root, blob.name) for blob in blobs},
        folders,
        moved,
    )


def work_tree(folder: Folder, root: Path, log: DecisionLog) -> Snapshot:
    """The log as it stands in the files now; its commit is the one that is checked out.

    Raises:
        HistoryError: There is no commit yet.
        FolderError: A record cannot be read any more.
    """
    texts = {record.path: read_text(folder.place(record.path)) for record in log.records}
    head = commit_of(root, "HEAD")
    return Snapshot("now", head, log, texts, {}, names_today(folder, root), {})


def log_of(got: Mapping[str, Got]) -> DecisionLog:
    """The log of what became of files, by the path as it is shown."""
    return DecisionLog(
        tuple(one for one in got.values() if isinstance(one, Record)),
        others=tuple(OtherFile(path) for path, one in got.items() if one is None),
        unreadable=tuple(one for one in got.values() if isinstance(one, Unreadable)),
    )


def read_blobs(
    folder: Folder, root: Path, blobs: Iterable[Blob]
) -> tuple[dict[str, Got], dict[str, str]]:
    """Read files of a commit: what became of each, and the texts of the records."""
    listed = {shown_as(folder, root, blob.name): blob for blob in blobs}
    own = folder.notation.names
    named = {p: b for p, b in listed.items() if is_record_name(p, own) is not False}
    raws = texts_of(root, (blob.id for blob in named.values()))
    got: dict[str, Got] = {}
    texts: dict[str, str] = {}
    for path, blob in listed.items():
        got[path] = _read(path, blob, raws, folder) if path in named else None
        if isinstance(got[path], Record):
            texts[path] = raws[blob.id].decode()
    return got, texts


def _read(path: str, blob: Blob, raws: Mapping[str, bytes], folder: Folder) -> Got:
    if blob.is_link:
        return Unreadable(path, 1, "is a symbolic link, which is not followed at a revision")
    if blob.id not in raws:
        return Unreadable(path, 1, "is not in this clone (git does not have its content)")
    raw = raws[blob.id]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Unreadable(path, line, "is not UTF-8 text")
    reading = reading_of(text, path, folder.notation)
    if reading and not text.strip():
        return Unreadable(path, 1, "is empty")
    return reading.record if reading else None


def names_today(folder: Folder, root: Path) -> tuple[str, ...]:
    """The log folders from the repository's root; the root itself has the empty name.

    Raises:
        HistoryError: A folder is not in the work tree.
    """
    return tuple(_name(place, root) for place in folder.folders)


def _name(place: Path, root: Path) -> str:
    try:
        name = place.resolve().relative_to(root).as_posix()
    except ValueError as error:
        raise refusals.outside(place, root) from error
    return "" if name == "." else name


def shown_as(folder: Folder, root: Path, name: str) -> str:
    """A name from the repository's root, as paths are shown to the person."""
    return os.path.relpath(root / name, folder.base.resolve()).replace(os.sep, "/")


def logged(blobs: Iterable[Blob], folders: tuple[str, ...]) -> tuple[Blob, ...]:
    """The Markdown files in log folders; what hidden folders hold is passed over."""
    return tuple(blob for blob in blobs if _is_logged(blob.name, folders))


def _is_logged(name: str, folders: tuple[str, ...]) -> bool:
    if not is_markdown(name):
        return False
    below = (name[len(f) :].lstrip("/") for f in folders if not f or name.startswith(f"{f}/"))
    return any(not any(map(is_passed_over, rest.split("/")[:-1])) for rest in below)


def folders_then(folder: Folder, root: Path, commit: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Where the log folders of today were in a commit, and which of them stood elsewhere."""
    today = names_today(folder, root)
    there = {name for name in today if logged(files_of(root, commit, (name,)), (name,))}
    found: dict[str, None] = {}
    moved: dict[str, str] = {}
    for place, name in zip(folder.folders, today, strict=True):
        former = name if name in there else _former(place, folder, root, commit)
        if former is not None:
            found[former] = None
            if former != name:
                moved[name] = former
    return tuple(found), moved


def _former(place: Path, folder: Folder, root: Path, commit: str) -> str | None:
    """The folder that held, in a commit, the most files named as records of today's folder."""
    below = [name for name, _ in files(place) if is_record_name(name, folder.notation.names)]
    ends: dict[str, list[str]] = {}
    for tail in below:
        ends.setdefault(posixpath.basename(tail), []).append(tail)
    every = [blob.name for blob in files_of(root, commit, ("",)) if is_markdown(blob.name)]
    counted: Counter[str] = Counter()
    for name in every:
        for tail in ends.get(posixpath.basename(name), ()):
            if f"/{name}".endswith(f"/{tail}"):
                counted[name[: -len(tail)].rstrip("/")] += 1
    # What stands there today as well is another folder of files that are named alike.
    gone = {where: n for where, n in counted.items() if not _still_there(root, where, below)}
    return max(sorted(gone), key=lambda where: gone[where], default=None)


def _still_there(root: Path, where: str, below: list[str]) -> bool:
    return any((root / where / tail).exists() for tail in below)
