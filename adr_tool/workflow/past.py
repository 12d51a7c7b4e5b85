"""The history of one decision, told from git."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from adr_tool.document.reader import read
from adr_tool.domain.events import events
from adr_tool.domain.record import Record
from adr_tool.errors import FolderError
from adr_tool.store.folder import Folder
from adr_tool.store.versions import Version
from adr_tool.store.writing import read_text


class Past(Protocol):
    """What is asked of git."""

    @property
    def root(self) -> Path:
        """The work tree's top folder."""
        ...

    def versions(self, path: Path) -> Sequence[Version]:
        """Every committed state of a file, the oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a record.

    Attributes:
        commit: The commit's id; None for what is not committed yet.
        date: ISO day; None for what is not committed yet.
        author: Who committed it; empty for what is not committed yet.
        path: The record's path at that time, as paths are shown.
        status: The status that it had then.
        events: What happened, a few words each.
    """

    commit: str | None
    date: str | None
    author: str
    subject: str
    path: str
    status: str
    events: tuple[str, ...]


def past(folder: Folder, history: Past, record: Record) -> tuple[Entry, ...]:
    """Tell what happened to a record, the oldest first; the last may not be committed yet.

    Raises:
        FolderError: The record cannot be read any more.
    """
    found: list[Entry] = []
    before: Record | None = None
    text: str | None = None
    for version in history.versions(folder.place(record.path)):
        shown = os.path.relpath(history.root / version.name, folder.base).replace(os.sep, "/")
        if version.text is None:
            found.append(_entry(version, shown, before, ("deleted",)))
            before = text = None
            continue
        now = read(version.text, shown, folder.notation).record
        happened = events(before, now) or ("text changed",)
        if text != version.text or before is None or before.path != now.path:
            found.append(_entry(version, shown, now, happened))
        before, text = now, version.text
    here = read_text(folder.place(record.path))
    if here != text:
        now = read(here, record.path, folder.notation).record
        happened = events(before, now) or ("text changed",)
        found.append(Entry(None, None, "", "", record.path, now.status.value, happened))
    if not found:
        raise FolderError(f"{record.path} has no history")
    return tuple(found)


def _entry(version: Version, shown: str, record: Record | None, happened: tuple[str, ...]) -> Entry:
    status = record.status.value if record else ""
    return Entry(
        version.commit, version.date, version.author, version.subject, shown, status, happened
    )
