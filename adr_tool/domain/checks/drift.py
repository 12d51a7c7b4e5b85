"""What may not happen to records between a base and now: rewritten, moved back, gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.record import Record
from adr_tool.domain.status import MOVES, REOPENED, Status
from adr_tool.domain.text_change import Hunk

_OPEN = frozenset({Status.DRAFT, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class Change:
    """A record of the base, and what became of it.

    Attributes:
        before: As it was.
        after: As it is; None where it is gone.
        hunks: How its text differs.
        respaced: Whether nothing but blanks and line breaks of its text differ.
        added: The dated entries that are new.
        removed: The dated entries that are gone.
        approved: The ISO day of an approval that had the hash of its text; empty without one.
        is_file: Whether a file is there that is no record any more.
    """

    before: Record
    after: Record | None
    hunks: tuple[Hunk, ...] = ()
    respaced: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    approved: str = ""
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many records there were, and how many there are."""

    before: int
    now: int


def findings(changes: Iterable[Change], count: Count) -> Iterator[Finding]:
    """Find what no entry sanctions, moves that do not exist, and records that are gone."""
    for change in changes:
        if change.after is None:
            yield _gone(change, count)
            continue
        yield from _moved(change.before, change.after)
        if change.before.in_force and change.after.status not in _OPEN:
            yield from _rewritten(change, change.after)


def _gone(change: Change, count: Count) -> Finding:
    path = change.before.path
    what = "is no record any more" if change.is_file else "is gone"
    message = f"base had {count.before} records, now {count.now}: {path} {what}"
    hint = "bring it back, and adr reject, deprecate or supersede it"
    return Finding("ADR403", Severity.ERROR, path, 1, message, hint)


def _moved(before: Record, after: Record) -> Iterator[Finding]:
    if after.status is before.status or before.status is Status.UNKNOWN:
        return
    allowed = reachable(before.status)
    if after.status not in allowed:
        message = f"was {before.status} and is {after.status} now, which is no move"
        named = ", ".join(sorted(status.value for status in allowed))
        hint = f"from {before.status} it may become: {named}"
        yield Finding("ADR402", Severity.ERROR, after.path, after.body_line, message, hint)


def reachable(start: Status) -> frozenset[Status]:
    """The statuses to which moves lead, several in a row and one act of reopening first."""
    found = set(MOVES[start]) | ({REOPENED[start]} if start in REOPENED else set())
    while more := {after for status in found for after in MOVES[status]} - found:
        found |= more
    return frozenset(found)


def _rewritten(change: Change, record: Record) -> Iterator[Finding]:
    hint = "supersede it, or add `- DATE correction: what and why` below a heading `## Changes`"
    for words in change.removed:
        message = f"an entry of its history is gone: {words!r}"
        yield Finding("ADR401", Severity.ERROR, record.path, record.body_line, message)
    for hunk in () if change.added else change.hunks:
        message = f"accepted text was changed: {hunk.told()}"
        yield Finding("ADR401", Severity.ERROR, record.path, hunk.line, message, hint)
    if change.hunks and change.added:
        day = change.approved or change.before.date
        message = f"text no longer covered by the approval{f' of {day}' if day else ''}"
        message += f": {change.added[-1]}"
        yield Finding("ADR405", Severity.INFO, record.path, change.hunks[0].line, message)
    elif change.respaced:
        message = "blanks or line breaks of an accepted text were changed, no word"
        yield Finding("ADR406", Severity.INFO, record.path, record.body_line, message)
