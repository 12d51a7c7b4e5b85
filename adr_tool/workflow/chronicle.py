"""The history of every decision of a log, told from git in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adr_tool.document.notation import Notation
from adr_tool.document.reader import read
from adr_tool.domain.events import events
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.revisions import all_changes, texts_of
from adr_tool.store.snapshot import names_today, shown_as
from adr_tool.store.versions import Version
from adr_tool.workflow.past import Entry


def chronicle(
    folder: Folder, root: Path, log: DecisionLog, texts: Mapping[str, str]
) -> dict[str, tuple[Entry, ...]]:
    """By path, what happened to each record, the oldest first.

    As `past` tells it of one record; the last entry has no commit where the file differs
    from what is committed.

    Args:
        folder: The log folders.
        root: The repository's work tree.
        log: The records as they are now.
        texts: Their texts, by path.
    """
    changes = all_changes(root, names_today(folder, root))
    blobs = texts_of(root, (change.blob for change in changes))
    now = {record.path: (texts[record.path], record) for record in log.records}
    teller = _Teller(folder.notation, now)
    for change in changes:
        names = (shown_as(folder, root, change.former), shown_as(folder, root, change.name))
        teller.take(change, names, blobs.get(change.blob))
    return {path: teller.story(path) for path in now}


@dataclass(slots=True)
class _Trail:
    """What is known of one file: its last state, and what led to it."""

    text: str
    record: Record
    entries: list[Entry] = field(default_factory=list)


class _Teller:
    def __init__(self, notation: Notation, now: Mapping[str, tuple[str, Record]]) -> None:
        self._notation = notation
        self._now = now
        self._trails: dict[str, _Trail] = {}

    def take(self, change: Version, names: tuple[str, str], raw: bytes | None) -> None:
        former, name = names
        before = self._trails.pop(former, None)
        if raw is None:
            return
        text = raw.decode("utf-8", "surrogateescape")
        record = self._read(text, name)
        if before and former != name and not _is_same(before.record, record):
            before = None
        if before and before.text == text and former == name:
            self._trails[name] = before
            return
        happened = events(before.record if before else None, record) or ("text changed",)
        told = (change.commit, change.date, change.author, change.subject, name)
        entry = Entry(*told, record.status.value, happened)
        self._trails[name] = _Trail(text, record, [*(before.entries if before else ()), entry])

    def story(self, path: str) -> tuple[Entry, ...]:
        text, record = self._now[path]
        trail = self._trails.get(path)
        if trail is None:
            return ()
        if trail.text == text:
            return tuple(trail.entries)
        happened = events(trail.record, record) or ("text changed",)
        here = Entry(None, None, "", "", path, record.status.value, happened)
        return (*trail.entries, here)

    def _read(self, text: str, path: str) -> Record:
        """Most files have the text of today, which has been read already."""
        known = self._now.get(path)
        return known[1] if known and known[0] == text else read(text, path, self._notation).record


def _is_same(old: Record, new: Record) -> bool:
    """Records of one template look moved, and are other decisions."""
    return old.title == new.title or old.number == new.number is not None
