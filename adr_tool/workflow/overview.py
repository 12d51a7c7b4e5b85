"""Tell a reviewer what a change does to decisions: most important first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adr_tool.document.decision import Decision
from adr_tool.domain.changes import Change, Group, changes
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.revision import merge_base
from adr_tool.store.revisions import Blob, renames_between
from adr_tool.store.snapshot import log_of, names_today, read_blobs, shown_as
from adr_tool.store.writing import read_text
from adr_tool.workflow.appraise import Appraisal

_OPEN = frozenset({Status.DRAFT, Status.PROPOSED})
_DRIFTED = ("ADR401", "ADR402", "ADR403", "ADR405")
_WEIGHT = (
    Group.REMOVED,
    Group.SUPERSEDED,
    Group.DEPRECATED,
    Group.AMENDED,
    Group.ACCEPTED,
    Group.REJECTED,
    Group.UNKNOWN,
    Group.PROPOSED,
    Group.RENAMED,
    Group.REWORDED,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a change does to one decision.

    Attributes:
        record: As it became; where it is gone, as it was.
        changes: What happened to it, at least one thing.
        drifted: What was found about its accepted text and its moves.
    """

    record: Record
    changes: tuple[Change, ...]
    drifted: tuple[Finding, ...]

    @property
    def former(self) -> Record | None:
        """The record as it was; None where it is new."""
        return self.changes[0].former

    @property
    def is_new(self) -> bool:
        """Whether there was no such record."""
        return self.former is None

    @property
    def is_removal(self) -> bool:
        """Whether there is no such record any more."""
        return self.changes[0].group is Group.REMOVED

    @property
    def is_renaming(self) -> bool:
        """Whether nothing but its name or number is another one."""
        return all(change.group is Group.RENAMED for change in self.changes)

    @property
    def rewritten(self) -> int:
        """In how many places an accepted text changed without a word about it."""
        return sum(f.code == "ADR401" for f in self.drifted)

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """Sorts what a reviewer should look at first before the rest."""
        failed = any(f.severity is Severity.ERROR for f in self.drifted)
        return not failed, not self.drifted, min(_WEIGHT.index(c.group) for c in self.changes)

    @property
    def touches_guidance(self) -> bool:
        """Whether what is in force becomes another: accepted, ended, or told in other words."""
        was = self.former is not None and self.former.in_force
        return was or self.record.in_force


@dataclass(frozen=True, slots=True)
class Overview:
    """What a change does to a log.

    Attributes:
        rev: What it is held against, as it was typed.
        commit: The commit where this branch left it.
        before: How many records there were.
        now: How many there are.
        turns: The decisions that the change is about, the most important first.
        findings: What was found in the files of the log that differ.
        elsewhere: What was found in all others.
        appraisals: The questions of a review, for each decision that is open.
    """

    rev: str
    commit: str
    before: int
    now: int
    turns: tuple[Turn, ...]
    findings: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]
    appraisals: tuple[Appraisal, ...] = ()

    @property
    def open(self) -> tuple[Record, ...]:
        """The decisions of this change that are still to be made."""
        left = (t.record for t in self.turns if not (t.is_removal or t.is_renaming))
        return tuple(record for record in left if record.status in _OPEN)


def overview(
    log: DecisionLog, folder: Folder, history: History, rev: str, found: Iterable[Finding]
) -> Overview:
    """Compare the log with that of the commit at which this branch left a revision.

    Only files that differ are read: all others are what the log has.

    Args:
        log: The log of the work tree.
        folder: Where it is.
        history: Git.
        rev: The revision.
        found: What the checks found.

    Raises:
        HistoryError: There is no such revision, or it has nothing in common with HEAD.
    """
    root = history.root
    base = merge_base(history, rev)
    there = base.files(folder.folders)
    changed = base.changed(folder.folders)
    blobs = [Blob(name, blob) for name, blob in there.items() if name in changed]
    got, texts = read_blobs(folder, root, blobs)
    same = {shown_as(folder, root, name) for name in there if name not in changed}
    old = log_of({**{r.path: r for r in log.records if r.path in same}, **got})
    moves = renames_between(root, base.commit, None, names_today(folder, root))
    renamed = {shown_as(folder, root, n): shown_as(folder, root, o) for n, o in moves.items()}
    told = changes(old, log, renamed)
    told += _reworded(log, folder, texts, {change.record.path for change in told})
    findings = tuple(found)
    turns = _turns(told, findings)
    touched = {shown_as(folder, root, name) for name in changed}
    touched |= {turn.record.path for turn in turns}
    return Overview(
        rev,
        base.commit,
        len(old.records),
        len(log.records),
        turns,
        tuple(f for f in findings if f.path in touched),
        tuple(f for f in findings if f.path not in touched),
    )


def _reworded(
    log: DecisionLog, folder: Folder, texts: Mapping[str, str], told: set[str]
) -> tuple[Change, ...]:
    """The decisions whose text differs, where nothing else is told of them."""
    found = []
    for record in log.records:
        if record.path in texts and record.path not in told:
            was = Decision(texts[record.path], record.path, folder.notation)
            text = read_text(folder.place(record.path))
            if was.hash != Decision(text, record.path, folder.notation).hash:
                found.append(Change(Group.REWORDED, record, was.reading.record))
    return tuple(found)


def _turns(told: Iterable[Change], findings: tuple[Finding, ...]) -> tuple[Turn, ...]:
    by_path: dict[str, list[Change]] = {}
    for change in told:
        by_path.setdefault(change.record.path, []).append(change)
    turns = [
        Turn(
            every[0].record,
            tuple(every),
            tuple(f for f in findings if f.path == path and f.code in _DRIFTED),
        )
        for path, every in by_path.items()
    ]
    return tuple(sorted(turns, key=lambda turn: turn.weight))
