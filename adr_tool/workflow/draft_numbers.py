"""Give drafts their numbers as a part of the act that accepts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from adr_tool.document.reader import read
from adr_tool.domain.ids import Names, numbered_path
from adr_tool.domain.log import DecisionLog
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.workflow.renumber import Move, Spot
from adr_tool.workflow.save import Change


def seen_from(log: DecisionLog, folder: Folder, other: Folder) -> DecisionLog:
    """The same records, with paths as another base of the same folders shows them."""
    return DecisionLog(
        tuple(replace(r, path=other.shown(folder.place(r.path))) for r in log.records)
    )


@dataclass
class DraftNumbers:
    """Drafts on their way to numbers; nothing is written yet.

    Attributes:
        log: The log; paths are relative to the repository's root.
        folder: The log folders, with the same paths.
        history: Git, or None outside a repository.
        changes: What is to be written, by the place where it is written.
        left: What names a draft and cannot be attributed.
    """

    log: DecisionLog
    folder: Folder
    history: History | None
    changes: dict[Path, Change] = field(default_factory=dict)
    left: list[Spot] = field(default_factory=list)

    def give(self, path: str, number: int, names: Names, today: str) -> str:
        """Give a draft its number; returns its new path.

        Args:
            path: The draft, from the repository's root.
            number: Its number.
            names: How numbered records are named.
            today: The ISO day, for names that have one.

        Raises:
            EditError: A file that would be rewritten has changes that are not committed.
        """
        record = self.log.at(path)
        to = numbered_path(path, number, names, record.date or today)
        move = Move(self.log, self.folder, record, number, to, self.history, self.changes)
        for change in move.changes():
            begun = self.changes.pop(change.path, change)
            end = change.to or begun.to
            self.changes[end or change.path] = replace(begun, after=change.after, to=end)
        self.left += move.left
        self.log = self._read_again({path: to})
        return to

    def _read_again(self, moved: Mapping[str, str]) -> DecisionLog:
        """The log as the texts tell it now."""
        records = []
        for record in self.log.records:
            path = moved.get(record.path, record.path)
            change = self.changes.get(self.folder.place(path))
            if change:
                records.append(read(change.after, path, self.folder.notation).record)
            else:
                records.append(record)
        return DecisionLog(tuple(records))
