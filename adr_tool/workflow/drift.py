"""Hold the records of the work tree against those of a base."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from adr_tool.document.decision import Decision
from adr_tool.document.kind import is_record, is_record_name
from adr_tool.domain.checks.drift import Change, Count, findings
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.text_change import Sentence, hunks, likeness
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.revision import Revision, merge_base
from adr_tool.store.snapshot import folders_then, names_today
from adr_tool.store.writing import read_text

_ALIKE = 0.5
"""From how much common text on a file under another name is the same record."""

_MENTION = re.compile(r"\b(?P<word>ADR[-_ ]?)(?P<number>\d{1,6})\b(?![.-]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of the records of a base.

    Attributes:
        commit: The base's id.
        count: How many records there were and are.
        findings: What may not have happened, or is worth a word.
        moved: The log folders of today that stood elsewhere: where they were, from the root.
    """

    commit: str
    count: Count
    findings: tuple[Finding, ...]
    moved: Mapping[str, str] = field(default_factory=dict)


def drift(log: DecisionLog, folder: Folder, history: History, rev: str) -> Drift:
    """Tell what became of records since this branch left a revision.

    Only files that differ are read: all others are what the log has.

    Raises:
        HistoryError: There is no such revision, or it has nothing in common with HEAD.
    """
    base = merge_base(history, rev)
    there = base.files(folder.folders)
    moved_log = _moved_log(folder, base, there)
    former = [base.root / name for name in moved_log.values()]
    there |= base.files(former)
    changed = base.changed((*folder.folders, *former))
    shown = _shown(folder, base.root, there, moved_log)
    texts = base.texts({name: blob for name, blob in there.items() if name in changed})
    before = dict(_decisions({shown[name]: text for name, text in texts.items()}, folder))
    records = {record.path for record in log.records}
    same = {shown[name] for name in there if name not in changed} & records
    after = {path: _now(folder, path) for path in sorted(records - same)}
    moved = _moved(
        {path: was for path, was in before.items() if path not in after},
        {path: now for path, now in after.items() if path not in before},
    )
    unreadable = {file.path for file in log.unreadable}
    pairs = [
        (was, moved.get(path) or after.get(path))
        for path, was in before.items()
        if path not in unreadable
    ]
    others = {file.path for file in log.others}
    count = Count(len(before) + len(same), len(log.records))
    found = tuple(findings(_changes(pairs, others), count))
    return Drift(base.commit, count, found, moved_log)


def _moved_log(folder: Folder, base: Revision, there: Iterable[str]) -> dict[str, str]:
    """The log folders of today that the base has under another name, by their names."""
    names = [name if name != "" else "." for name in names_today(folder, base.root)]
    if all(name == "." or any(f.startswith(f"{name}/") for f in there) for name in names):
        return {}
    return folders_then(folder, base.root, base.commit)[1]


def _shown(
    folder: Folder, root: Path, names: Iterable[str], moved: Mapping[str, str]
) -> dict[str, str]:
    """Files as the log names them: its folders may be reached through links, or have moved."""
    at_root = replace(folder, base=root)
    named = {at_root.shown(own.resolve()): _prefix(folder.shown(own)) for own in folder.folders}
    places = [(_prefix(name), to) for name, to in named.items()]
    places += [(_prefix(was or "."), named[now or "."]) for now, was in moved.items()]
    found: dict[str, str] = {}
    for name in names:
        inside = next(((own, to) for own, to in places if name.startswith(own)), ("", ""))
        found[name] = inside[1] + name[len(inside[0]) :]
    return found


def _prefix(shown: str) -> str:
    return "" if shown == "." else f"{shown}/"


def _decisions(texts: Mapping[str, str], folder: Folder) -> Iterator[tuple[str, Decision]]:
    names = folder.notation.names
    for path, text in texts.items():
        if text.strip() and is_record_name(path, names) is not False:
            decision = Decision(text, path, folder.notation)
            if is_record(decision.reading, names):
                yield path, decision


def _now(folder: Folder, path: str) -> Decision:
    return Decision(read_text(folder.place(path)), path, folder.notation)


def _moved(gone: Mapping[str, Decision], new: dict[str, Decision]) -> dict[str, Decision]:
    """Where records went: the file under a new name that has most of their text."""
    by_hash = {now.hash: path for path, now in new.items()}
    exact = {old: by_hash[was.hash] for old, was in gone.items() if was.hash in by_hash}
    found = {old: new[path] for old, path in exact.items()}
    taken = set(exact.values())
    pairs = [
        (likeness(was.sentences, now.sentences), old, path)
        for old, was in gone.items()
        for path, now in new.items()
        if old not in found and path not in taken
    ]
    for alike, old, path in sorted(pairs, reverse=True):
        if alike >= _ALIKE and old not in found and path not in taken:
            found[old] = new[path]
            taken.add(path)
    return found


def _changes(
    pairs: Iterable[tuple[Decision, Decision | None]], others: Container[str]
) -> Iterator[Change]:
    pairs = tuple(pairs)
    numbers = {
        was.reading.record.number: now.reading.record.number
        for was, now in pairs
        if now and now.path != was.path
    }
    for was, now in pairs:
        if now is None:
            yield Change(was.reading.record, None, is_file=was.path in others)
        else:
            yield _change(was, now, numbers)


def _change(was: Decision, now: Decision, numbers: Mapping[int | None, int | None]) -> Change:
    differ = tuple(hunks(_renumbered(was.sentences, numbers), now.sentences))
    old, new = (Counter(c.words for c in decision.corrections) for decision in (was, now))
    return Change(
        was.reading.record,
        now.reading.record,
        differ,
        respaced=not differ and was.words == now.words and was.spacing != now.spacing,
        added=tuple((new - old).elements()),
        removed=tuple((old - new).elements()),
        approved=was.approval.date if was.approval else "",
    )


def _renumbered(
    sentences: tuple[Sentence, ...], numbers: Mapping[int | None, int | None]
) -> list[Sentence]:
    """The sentences as they read once the records they mention have their new numbers."""

    def put(found: re.Match[str]) -> str:
        number = numbers.get(int(found["number"]))
        width = len(found["number"])
        return found.group() if number is None else f"{found['word']}{number:0{width}d}"

    if not numbers:
        return list(sentences)
    return [replace(one, words=_MENTION.sub(put, one.words)) for one in sentences]
