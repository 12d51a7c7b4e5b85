"""Tell what changed in decisions: status, title and relations, and the text by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adr_tool.document.decision import Decision
from adr_tool.document.notation import Notation
from adr_tool.domain.events import events
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.text_change import Hunk, Sentence, hunks
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.snapshot import Snapshot
from adr_tool.workflow.changelog import changelog


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to one decision.

    Attributes:
        record: The record as it became; of a removed one, as it was.
        former: The record as it was; None where it is new.
        events: What happened to it as a whole, a few words each.
        sections: The heading of each section whose text changed, empty above the first, and how.
    """

    record: Record
    former: Record | None
    events: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Hunk, ...]], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether only blanks, line breaks or the targets of links differ."""
        return not self.events and not self.sections

    def data(self, log: DecisionLog) -> dict[str, Any]:
        """The same as JSON."""
        was = self.former
        return {
            "id": log.id_of(self.record),
            "title": self.record.title,
            "status": self.record.status.value,
            "path": self.record.path,
            "was": was and {"title": was.title, "status": was.status.value, "path": was.path},
            "events": list(self.events),
            "text": [
                {"section": heading, "line": hunk.line, "old": hunk.old, "new": hunk.new}
                for heading, found in self.sections
                for hunk in found
            ],
        }


def between(folder: Folder, root: Path, old: Snapshot, new: Snapshot) -> tuple[Difference, ...]:
    """Every decision that changed between two states of the log, by number."""
    found: dict[str, Difference] = {}
    removed: list[Difference] = []
    for change in changelog(folder, root, old, new).changes:
        record, was = change.record, change.former
        if record.path not in new.texts:
            removed.append(Difference(record, record, ("removed",)))
        elif was is None:
            found[record.path] = Difference(record, None, events(None, record))
        else:
            texts = (old.texts[was.path], new.texts[record.path])
            found[record.path] = _changed((was, record), texts, folder.notation)
    every = (*(one for one in found.values() if not one.is_empty), *removed)
    return tuple(sorted(every, key=lambda d: (d.record.number or 0, d.record.path)))


def last_change(folder: Folder, history: History, record: Record, text: str) -> Difference | None:
    """What the last change of a record did, committed or not; None where it never changed."""
    for version in reversed(history.versions(folder.place(record.path))):
        if version.text is None:
            break
        if version.text != text:
            shown = folder.shown(history.root / version.name)
            was = Decision(version.text, shown, folder.notation).reading.record
            found = _changed((was, record), (version.text, text), folder.notation)
            if not found.is_empty:
                return found
    return None


def _changed(
    records: tuple[Record, Record], texts: tuple[str, str], notation: Notation
) -> Difference:
    was, now = records
    old, new = (
        _by_section(Decision(text, record.path, notation).sentences)
        for record, text in zip(records, texts, strict=True)
    )
    return Difference(now, was, events(was, now), tuple(_differing(old, new)))


def _differing(
    old: Mapping[str, list[Sentence]], new: Mapping[str, list[Sentence]]
) -> Iterator[tuple[str, tuple[Hunk, ...]]]:
    for heading in dict.fromkeys((*new, *old)):
        found = tuple(hunks(old.get(heading, []), new.get(heading, [])))
        if found:
            yield heading, found


def _by_section(sentences: Iterable[Sentence]) -> dict[str, list[Sentence]]:
    """The sentences below each heading; the title is one of the events, and no section."""
    found: dict[str, list[Sentence]] = {}
    heading, titled = "", False
    for sentence in sentences:
        if sentence.words.startswith("#"):
            heading = sentence.words.lstrip("# ") if titled else ""
            titled = True
            found.setdefault(heading, [])
        else:
            found.setdefault(heading, []).append(sentence)
    return found
