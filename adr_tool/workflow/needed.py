"""Tell what in a change deserves a decision, and which record governs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adr_tool.catalogue.signs import Known, Signs, load_signs
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.need import Happened, Need
from adr_tool.project.files import is_infrastructure, reader_of, traces
from adr_tool.project.owners import PLACES
from adr_tool.project.retention import Kept, retentions
from adr_tool.project.trace import WORDS, Sort, Trace
from adr_tool.store.history import History
from adr_tool.store.revision import merge_base
from adr_tool.store.sides import Sides
from adr_tool.workflow.govern import Governing
from adr_tool.workflow.ownership import new_owners

Traces = Mapping[str, tuple[Trace, ...] | None]
"""By path what a file shows; None where it is broken."""

Seen = dict[str, tuple[str, Trace]]
"""The first place of each technology: its id → path and trace."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What a change asks for.

    Attributes:
        needs: Its matters, by path and line.
        changed: How many files it changes.
        read: How many of them can tell what a project is built with.
        broken: Those among them that are broken, so that nothing is known about them.
    """

    needs: tuple[Need, ...]
    changed: int
    read: int
    broken: tuple[str, ...] = ()


def needed_since(history: History, rev: str, governing: Governing) -> Needed:
    """What the work tree asks for since this branch left a revision.

    Raises:
        HistoryError: There is no such revision, or it has nothing in common with HEAD.
    """
    return needed(Sides(history.root, merge_base(history, rev).commit), governing)


def needed(sides: Sides, governing: Governing) -> Needed:
    """Find the matters of a change, one for each technology, and the records that bear on them.

    A technology is new where no file of the old side shows it, and gone where none of the new
    side does: bumps, moves and second packages of the same thing ask for nothing. One that is
    gone is told of only where a record in force is about it.

    Raises:
        HistoryError: Git refuses.
    """
    changed = sides.changed()
    telling = {path for path in changed if reader_of(path) or path in PLACES}
    if not telling:
        return Needed((), len(changed), 0)
    old, new = sides.before(telling.__contains__), sides.after(telling.__contains__)
    read = _all_traces(new)
    found = [*_technologies(sides, _all_traces(old), read), *_kept(old, new)]
    told = [replace(need, bearings=governing.of(need)) for need in found]
    told += new_owners(old, new, governing)
    told = [n for n in told if n.happened is not Happened.REMOVED or n.governing]
    told.sort(key=lambda need: (need.path, need.line, need.name))
    broken = tuple(path for path, told in read.items() if told is None)
    return Needed(tuple(told), len(changed), len(telling), broken)


def as_data(found: Needed, log: DecisionLog) -> list[dict[str, Any]]:
    """Every matter as the JSON that each face shows."""
    return [
        {
            "change": need.happened.value,
            "role": need.role,
            "name": need.name,
            "path": need.path,
            "line": need.line,
            "reason": need.reason,
            "beside": list(need.beside),
            "records": [
                {
                    "id": log.id_of(one.record),
                    "title": one.record.title,
                    "status": one.record.status.value,
                    "path": one.record.path,
                    "where": one.where,
                    "governs": one.governs,
                }
                for one in need.bearings
            ],
            "command": need.command if need.is_open else None,
        }
        for need in found.needs
    ]


def _technologies(sides: Sides, old: Traces, new: Traces) -> Iterator[Need]:
    signs = load_signs()
    before, after = _seen(signs, old), _seen(signs, new)
    if before.keys() == after.keys():
        return
    whole = _seen(signs, _all_traces(sides.before(_is_read)))
    for key in _asked_for(after, whole, signs):
        one = signs.known[key]
        yield _need(one, after[key], Happened.ADDED, _beside(one, whole, signs))
    # Of a broken file nothing is known, so nothing in it is known to be gone.
    gone = [
        key
        for key, (path, _) in before.items()
        if key not in after and new.get(path, ()) is not None
    ]
    still = _seen(signs, _all_traces(sides.after(_is_read))) if gone else {}
    brought = {other for key in still for other in signs.known[key].brings}
    for key in gone:
        if key not in still and key not in brought:
            yield _need(signs.known[key], before[key], Happened.REMOVED, ())


def _asked_for(after: Seen, whole: Seen, signs: Signs) -> Iterator[str]:
    """What is new, without what comes along with something else."""
    brought = {other for key in (*after, *whole) for other in signs.known[key].brings}
    new = [key for key in after if key not in whole and key not in brought]
    languages = {key for key, (_, trace) in after.items() if trace.sort is Sort.LANGUAGE}
    shown = {after[key][0] for key in new if key not in languages}
    for key in new:
        # A framework says more than its language, and the first manifest is how a project begins.
        if key not in languages or (whole and after[key][0] not in shown):
            yield key


def _is_read(path: str) -> bool:
    return reader_of(path) is not None


def _seen(signs: Signs, read: Traces) -> Seen:
    found: Seen = {}
    for path in sorted(read, key=lambda path: (path.count("/"), path)):
        for trace in read[path] or ():
            known = signs.find(trace.sort, trace.name)
            if known:
                found.setdefault(known.id, (path, trace))
    return found


def _all_traces(texts: Mapping[str, str]) -> Traces:
    return {path: _read(path, text) for path, text in texts.items()}


def _read(path: str, text: str) -> tuple[Trace, ...] | None:
    try:
        return tuple(traces(path, text))
    except ValueError:
        return None


def _beside(one: Known, whole: Seen, signs: Signs) -> tuple[str, ...]:
    return tuple(signs.known[key].name for key in whole if signs.known[key].role == one.role)


def _need(
    one: Known, place: tuple[str, Trace], happened: Happened, beside: tuple[str, ...]
) -> Need:
    path, trace = place
    shown = WORDS[trace.sort]
    if trace.sort is not Sort.LANGUAGE:
        shown += f" {trace.name}"
    return Need(one.role, one.name, happened, path, trace.line, shown, beside)


def _kept(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Need]:
    """The first retention that has another figure than before; the others are only counted."""
    differ = [
        (path, was, now)
        for path in sorted(new)
        if path in old and is_infrastructure(path)
        for was, now in _changed_figures(retentions(old[path]), retentions(new[path]))
    ]
    if differ:
        path, was, now = differ[0]
        more = f" and {len(differ) - 1} more" if len(differ) > 1 else ""
        reason = f"{now.key} {was.value} → {now.value}{more}"
        name = f"the retention ({now.key})"
        yield Need("retention", name, Happened.CHANGED, path, now.line, reason)


def _changed_figures(old: Iterable[Kept], new: Iterable[Kept]) -> Iterator[tuple[Kept, Kept]]:
    before, after = list(old), list(new)
    # What stands twice under one name cannot be told apart.
    counted = Counter((one.where, one.key) for one in before)
    known = {(one.where, one.key): one for one in before}
    for now in after:
        was = known.get((now.where, now.key))
        if was and counted[now.where, now.key] == 1 and was.value != now.value:
            yield was, now
