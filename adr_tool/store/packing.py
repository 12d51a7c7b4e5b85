"""How what was read of a file is packed for the cache, and unpacked."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from adr_tool.domain.digest import Digest
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.register import Entry, entry_of
from adr_tool.domain.status import Status

FIELDS = tuple(f.name for f in fields(Record) if f.name != "path")
_TUPLES = ("tags", "decision_makers", "affects")
_LINKS = FIELDS.index("links")
_STATUS = FIELDS.index("status")
_TUPLE_PLACES = tuple(map(FIELDS.index, _TUPLES))
_STATUSES = {status.value: status for status in Status}


def packed(digest: Digest | None) -> tuple[str, str]:
    """What is kept of a file, each as JSON: its line in the register, and all of it."""
    if digest is None:
        return "null", "null"
    record = digest.record
    values = [getattr(record, name) for name in FIELDS]
    links = [[k.kind, k.words, k.target, k.section, k.line, k.label] for k in record.links]
    values[_LINKS] = links
    lists = (digest.problems, digest.placeholders, digest.doubts, digest.mentions)
    return _json(entry_of(record)[1:]), _json([values, *lists, digest.drafted])


def unpacked_entry(path: str, kept: Any) -> Entry | None:  # noqa: ANN401 - what JSON holds
    """The line of the record at a path; None for a file that is no record.

    Raises:
        ValueError: It makes no sense.
    """
    if kept is None:
        return None
    try:
        number, title, status, form, summary, line, words = kept
        return Entry(path, number, title, _STATUSES[status], form, summary, line, tuple(words))
    except (TypeError, KeyError) as error:
        raise ValueError("not what we kept") from error


def unpacked_digest(path: str, kept: Any) -> Digest | None:  # noqa: ANN401 - what JSON holds
    """The digest of the file at a path; None for a file that is no record.

    Raises:
        ValueError: It makes no sense.
    """
    if kept is None:
        return None
    try:
        values, problems, placeholders, doubts, mentions, drafted = kept
        return Digest(
            _record(path, values),
            _tuples(problems),
            _tuples(placeholders),
            _tuples(doubts),
            _tuples(mentions),
            drafted=drafted,
        )
    except (TypeError, IndexError) as error:
        raise ValueError("not what we kept") from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tuples(raw: list[list[Any]]) -> tuple[Any, ...]:
    return tuple(map(tuple, raw))


def _record(path: str, values: Any) -> Record:  # noqa: ANN401 - what JSON holds
    values[_LINKS] = tuple(Link(LinkKind(kind), *rest) for kind, *rest in values[_LINKS])
    values[_STATUS] = Status(values[_STATUS])
    for index in _TUPLE_PLACES:
        values[index] = tuple(values[index])
    return Record(path, *values)
