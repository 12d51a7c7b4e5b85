"""Tell which decisions changed between two revisions: a changelog for release notes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adr_tool.domain.changes import Change, Group, changes
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.revisions import renames_between
from adr_tool.store.snapshot import Snapshot, shown_as

_WORDS = {
    Group.ACCEPTED: "supersedes",
    Group.SUPERSEDED: "by",
    Group.AMENDED: "by",
    Group.PROPOSED: "would supersede",
}


@dataclass(frozen=True, slots=True)
class Changelog:
    """The decisions that changed, and the revisions between which they did."""

    old: Snapshot
    new: Snapshot
    changes: tuple[Change, ...]

    def markdown(self) -> str:
        """One section a group, one line a decision, with links to the records of the end."""
        span = f"{_plain(self.old.rev)} and {_plain(self.new.rev)}"
        if not self.changes:
            return f"No decision changed between {span}.\n"
        lines = [f"# Decisions between {span}"]
        for group in Group:
            found = [change for change in self.changes if change.group is group]
            if found:
                lines += ["", f"## {group.capitalize()}", ""]
                lines += [self._line(change) for change in found]
        return "\n".join(lines) + "\n"

    def data(self) -> dict[str, Any]:
        """The same as data."""
        return {
            "from": {"rev": self.old.rev, "commit": self.old.commit},
            "to": {"rev": self.new.rev, "commit": self.new.commit},
            "changes": [self._data(change) for change in self.changes],
        }

    def _log_of(self, change: Change) -> DecisionLog:
        return self.old.log if change.group is Group.REMOVED else self.new.log

    def _line(self, change: Change) -> str:
        words = [self._named(change)]
        others = ", ".join(_link(other) for other in change.others)
        if others:
            words.append(f"{_WORDS.get(change.group, 'see')} {others}")
        former = change.former
        if change.group is Group.RENAMED and former:
            if former.title != change.record.title:
                words.append(f"was “{_plain(former.title)}”")
            if former.path != change.record.path:
                words.append(f"was `{former.path}`")
        elif former and former.status is not change.record.status:
            words.append(f"was {former.status}")
        return f"* {'; '.join(words)}"

    def _named(self, change: Change) -> str:
        """A link, or, as what was removed leads nowhere, the name alone."""
        record = change.record
        return _name(record) if change.group is Group.REMOVED else _link(record)

    def _data(self, change: Change) -> dict[str, Any]:
        log, record, former = self._log_of(change), change.record, change.former
        return {
            "change": change.group.value,
            "id": log.id_of(record),
            "title": record.title,
            "status": record.status.value,
            "path": record.path,
            "was": former
            and {
                "title": former.title, "status": former.status.value, "path": former.path,
            },
            "others": [{"id": log.id_of(one), "path": one.path} for one in change.others],
        }  # fmt: skip


def changelog(folder: Folder, root: Path, old: Snapshot, new: Snapshot) -> Changelog:
    """Compare the log at two revisions; renames are followed as git finds them."""
    places = tuple(dict.fromkeys((*old.folders, *new.folders)))
    renames = renames_between(root, old.commit, new.commit, places)
    renamed = {shown_as(folder, root, n): shown_as(folder, root, o) for n, o in renames.items()}
    found = changes(old.log, new.log, renamed)
    before = {record.path: record for record in old.log.records}
    told = {change.record.path for change in found}
    reworded = tuple(
        Change(Group.REWORDED, record, former)
        for record in new.log.records
        if record.path not in told
        and (former := before.get(record.path))
        and old.texts[former.path] != new.texts[record.path]
    )
    return Changelog(old, new, found + reworded)


def _name(record: Record) -> str:
    number = f"{record.label}: " if record.number is not None else ""
    return _plain(number + record.title)


def _link(record: Record) -> str:
    target = f"<{record.path}>" if " " in record.path else record.path
    return f"[{_name(record)}]({target})"


def _plain(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]")
