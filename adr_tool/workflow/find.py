"""Pick records of a log: by status, tag and date."""

from __future__ import annotations

from collections.abc import Callable

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.domain.status_words import SHIPPED, StatusWords, find_status_word, parse_status
from adr_tool.errors import UsageError


def listed(
    log: DecisionLog,
    *,
    statuses: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    since: str | None = None,
    words: StatusWords = SHIPPED,
) -> tuple[Record, ...]:
    """The records that have one of the statuses and all of the tags, dated since a day.

    Raises:
        UsageError: A status is not known, or the date is no ISO date.
    """
    picks = picker(statuses=statuses, tags=tags, words=words)
    start = _day(since) if since else ""
    return tuple(r for r in log.records if picks(r) and (r.date or "") >= start)


def picker(
    *, statuses: tuple[str, ...] = (), tags: tuple[str, ...] = (), words: StatusWords = SHIPPED
) -> Callable[[Record], bool]:
    """Tells whether a record has one of the statuses and all of the tags.

    A project's own word for a status (`trial`) picks the records that say just that.

    Raises:
        UsageError: A status is not known.
    """
    own = {word.lower() for word in statuses if word.lower() in words.own}
    wanted = {_status(word) for word in statuses if word.lower() not in own}
    labels = {tag.lower() for tag in tags}

    def picks(record: Record) -> bool:
        said = not statuses or record.status in wanted or _said(record, words) in own
        return said and labels <= {tag.lower() for tag in record.tags}

    return picks


def _said(record: Record, words: StatusWords) -> str:
    found = find_status_word(record.status_raw, words)
    return record.status_raw[slice(*found)].lower() if found else ""


def _status(word: str) -> Status:
    if word.lower() == Status.UNKNOWN:
        return Status.UNKNOWN
    status, _ = parse_status(word)
    if status is Status.UNKNOWN:
        allowed = ", ".join(s.value for s in Status)
        raise UsageError(f"{word!r} is no status", hint=f"there are: {allowed}")
    return status


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(
            f"--since: {text!r} is no ISO date", hint="for example 2026-11-22"
        ) from None


def last_words(log: DecisionLog, record: Record) -> tuple[Record, ...]:
    """The records at the end of the line of successors, each once; empty without one."""
    found: dict[str, Record] = {}
    seen = {record.path}
    waiting = list(log.successors(record))
    while waiting:
        one = waiting.pop(0)
        if one.path in seen:
            continue
        seen.add(one.path)
        after = () if one.in_force else log.successors(one)
        waiting += after
        if not after:
            found[one.path] = one
    return tuple(found.values())


def banner(log: DecisionLog, record: Record) -> str:
    """One line about a record that is not in force: why, and what to read instead."""
    if record.in_force:
        return ""
    successors = log.successors(record)
    if successors:
        named = ", ".join(f"{log.id_of(s)} {s.title} ({s.path})" for s in successors)
        return f"Not in force: superseded by {named}"
    if record.status is Status.UNKNOWN:
        return "Not in force: the record states no status"
    return f"Not in force: {record.status}"
