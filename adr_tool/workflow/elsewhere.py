"""Find the records that only other branches have: drafts, and proposals that were never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.refs import branches
from adr_tool.store.revisions import Blob, added_on, all_changes, files_of
from adr_tool.store.snapshot import log_of, logged, names_today, read_blobs, shown_as


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The log of today together with what only other branches have.

    Attributes:
        log: All of these records.
        refs: The branch of each record that is not here, by its path.
    """

    log: DecisionLog
    refs: Mapping[str, str]


def everywhere(folder: Folder, root: Path, log: DecisionLog) -> Everywhere:
    """Add to a log the records that branches have added and that HEAD never had.

    What several branches have is told of a local one before one of a remote. A record that
    was merged and renamed or deleted later is not of another branch, even where that branch
    is still there.
    """
    folders = names_today(folder, root)
    known = {version.name for version in all_changes(root, folders)}
    here = {record.path for record in log.records}
    found: dict[str, Blob] = {}
    refs: dict[str, str] = {}
    for branch in branches(root):
        for blob in _added(root, branch.commit, folders):
            path = shown_as(folder, root, blob.name)
            if blob.name not in known and path not in here and path not in refs:
                found[path] = blob
                refs[path] = branch.name
    got, _ = read_blobs(folder, root, found.values())
    other = log_of(got)
    records: tuple[Record, ...] = (*log.records, *other.records)
    whole = DecisionLog(records, others=log.others, unreadable=(*log.unreadable, *other.unreadable))
    return Everywhere(whole, {r.path: refs[r.path] for r in other.records})


def _added(root: Path, commit: str, folders: tuple[str, ...]) -> tuple[Blob, ...]:
    added = added_on(root, commit, folders)
    blobs = files_of(root, commit, folders) if added else ()
    return tuple(blob for blob in logged(blobs, folders) if blob.name in added)
