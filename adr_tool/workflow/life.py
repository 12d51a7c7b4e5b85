"""Tell when each record began, and when it was proposed and accepted, from git in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from adr_tool.document.reader import read
from adr_tool.domain.figures import Life
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.status import Status
from adr_tool.store.folder import Folder
from adr_tool.store.revisions import all_changes, texts_of
from adr_tool.store.snapshot import names_today, shown_as
from adr_tool.store.versions import Version

_WAITING = (Status.DRAFT, Status.PROPOSED)


def lives(folder: Folder, root: Path, log: DecisionLog) -> Mapping[str, Life]:
    """By path, what git knows of the records of today; texts are read of those that changed."""
    versions = _versions(folder, root)
    wanted = {r.path: versions[r.path] for r in log.records if r.path in versions}
    blobs = (v.blob for found in wanted.values() if len(found) > 1 for v in found)
    raws = texts_of(root, blobs)
    return {path: _life(found, path, raws, folder) for path, found in wanted.items()}


def _versions(folder: Folder, root: Path) -> dict[str, list[Version]]:
    """The versions of each file under its name of today, the oldest first."""
    found: dict[str, list[Version]] = {}
    for version in all_changes(root, names_today(folder, root)):
        before = found.pop(shown_as(folder, root, version.former), [])
        found[shown_as(folder, root, version.name)] = [*before, version]
    return found


def _life(versions: list[Version], path: str, raws: Mapping[str, bytes], folder: Folder) -> Life:
    first = versions[0].date
    days: dict[bool, str] = {}
    for day, status in _statuses(versions, path, raws, folder):
        if status in _WAITING and True not in days:
            days.setdefault(False, day)
        if status is Status.ACCEPTED:
            days.setdefault(True, day)
    return Life(first, days.get(False), days.get(True) if False in days else None)


def _statuses(
    versions: list[Version], path: str, raws: Mapping[str, bytes], folder: Folder
) -> Iterator[tuple[str, Status]]:
    for version in versions:
        raw = raws.get(version.blob)
        if raw is not None:
            text = raw.decode("utf-8", "replace")
            yield version.date, read(text, path, folder.notation).record.status
