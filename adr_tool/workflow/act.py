"""The texts of one act: what was read, what will be written, what to say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from adr_tool.document.notation import Notation
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text
from adr_tool.workflow.save import Change


@dataclass
class Act:
    """The texts of one act, as they will be written.

    Attributes:
        notes: What the person should know, one sentence each.
        moved: Records whose status changed.
        also: What changed in other records, for the commit's message.
        forced: Whether placeholders were accepted knowingly.
        begun: What the same act writes already, by the place where it is written.
    """

    log: DecisionLog
    folder: Folder
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    moved: list[Record] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    forced: bool = False
    begun: Mapping[Path, Change] = field(default_factory=dict)

    @property
    def notation(self) -> Notation:
        """The words and names that the log is kept in."""
        return self.folder.notation.of(self.log)

    def text(self, record: Record) -> str:
        """The record's text as the act has it by now."""
        if record.path not in self.after:
            place = self.folder.place(record.path)
            begun = self.begun.get(place.resolve())
            text = begun.after if begun else read_text(place)
            self.before[record.path] = self.after[record.path] = text
        return self.after[record.path]

    def write(self, record: Record, text: str) -> None:
        """Set the record's text."""
        self.text(record)
        self.after[record.path] = text

    def changes(self) -> list[Change]:
        """What has to be written."""
        left, found = dict(self.begun), []
        for path, text in self.after.items():
            place = self.folder.place(path)
            begun = left.pop(place.resolve(), None)
            own = Change(place, self.before[path], text)
            found.append(replace(begun, after=text) if begun else own)
        return [*left.values(), *found]
