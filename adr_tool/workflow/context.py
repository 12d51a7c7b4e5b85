"""Gather the decisions that bear on a task, within a budget of tokens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from adr_tool.document.excerpt import excerpt
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.errors import AdrError
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text
from adr_tool.workflow.concern import Concerns
from adr_tool.workflow.finder import Finder

BYTES_OF_TOKEN = 4
_MOST_OF = {"in_force": 12, "proposed": 4, "rejected": 4}
"""Records of each group that only the query finds."""

_MOST_RANKED = 200
_LEAST_SHARE = 0.3
"""Of the best score: what is not in force has to be nearer than just anything."""

_LENGTHS = (3_000, 1_500, 700, 300, 0)
"""Characters of each record's text: the longest that fits counts."""

_OPEN = (Status.PROPOSED, Status.DRAFT)
_HEADS = {
    "in_force": "## In force",
    "proposed": "## Proposed, not decided",
    "rejected": "## Rejected",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One record of the answer.

    Attributes:
        group: `in_force`, `proposed` or `rejected`.
        name: Its id.
        why: Each reason for which it is here.
        text: Its prose; empty for one that was rejected.
    """

    group: str
    name: str
    record: Record
    why: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that bears on a task: the reliable first, and of that what is nearest first."""

    pieces: tuple[Piece, ...]

    def within(self, budget: int, *, as_json: bool) -> tuple[str, int]:
        """The answer within a budget of tokens, and how many records did not fit."""
        form = _as_json if as_json else _as_markdown
        most = budget * BYTES_OF_TOKEN
        lengths = [0] * len(self.pieces)
        left_out = 0

        def told() -> str:
            return form(self.pieces, lengths, left_out)

        while lengths and len(told().encode()) > most:
            lengths.pop()
            left_out += 1
        # The first get as much of their text as there is room for.
        for place in range(len(lengths)):
            for length in _LENGTHS:
                lengths[place] = length
                if len(told().encode()) <= most:
                    break
        text = told()
        return (text if len(text.encode()) <= most else ""), left_out


def bundle(finder: Finder, folder: Folder, files: Concerns | None, query: str) -> Bundle:
    """Gather what bears on files and on a query; what is superseded or deprecated never does."""
    found: dict[str, tuple[Record, str, list[str]]] = {}
    for one in files.records if files else ():
        found[one.record.path] = (one.record, _name(files, one.record), list(one.reasons))
    if query.strip():
        answer = finder.related(query, limit=_MOST_RANKED)
        best = max((hit.score for hit in answer.hits), default=0.0)
        left = dict(_MOST_OF)
        for hit in answer.hits:
            record = hit.record
            group = _group(record)
            near = record.in_force or hit.score >= _LEAST_SHARE * best
            if not near or left.get(group, 0) == 0:
                continue
            left[group] -= 1
            known = found.setdefault(record.path, (record, answer.log.id_of(record), []))
            known[2].append("bears on the query")
    pieces = [
        Piece(
            group, name, record, tuple(why), "" if group == "rejected" else _prose(folder, record)
        )
        for record, name, why in found.values()
        if (group := _group(record))
    ]
    pieces.sort(key=lambda piece: list(_HEADS).index(piece.group))
    return Bundle(tuple(pieces))


def _name(files: Concerns | None, record: Record) -> str:
    log = files.log if files else DecisionLog((record,))
    return log.id_of(record)


def _group(record: Record) -> str:
    if record.in_force:
        return "in_force"
    if record.status in _OPEN:
        return "proposed"
    return "rejected" if record.status is Status.REJECTED else ""


def _prose(folder: Folder, record: Record) -> str:
    with suppress(AdrError):
        return excerpt(read_text(folder.place(record.path)), below=record.body_line)
    return ""


def _short(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[:length].rpartition("\n")[0] or text[:length].rpartition(" ")[0]
    return f"{cut}\n…" if cut else ""


def _as_markdown(pieces: Sequence[Piece], lengths: Sequence[int], left_out: int) -> str:
    lines: list[str] = []
    group = ""
    for piece, length in zip(pieces, lengths, strict=False):
        if piece.group != group:
            group = piece.group
            lines += ["", _HEADS[group], ""] if lines else [_HEADS[group], ""]
        title, why = " ".join(piece.record.title.split()), "; ".join(piece.why)
        if group == "rejected":
            lines.append(f"* {piece.name} {title} ({piece.record.path}): {why}")
            continue
        lines += [f"### {piece.name} {title}", "", f"{piece.record.path}: {why}", ""]
        text = _short(piece.text, length)
        lines += [_below(text), ""] if text else []
    if left_out:
        lines += ["", f"{left_out} more did not fit into the budget."]
    text = "\n".join(lines).strip()
    return f"{text}\n" if text else ""


def _below(text: str) -> str:
    """Prose with its headings below ours."""
    rows = text.split("\n")
    return "\n".join(f"###{row}" if row.startswith("#") else row for row in rows)


def _as_json(pieces: Sequence[Piece], lengths: Sequence[int], left_out: int) -> str:
    told = tuple(zip(pieces, lengths, strict=False))
    data = {group: [_data(p, n) for p, n in told if p.group == group] for group in _HEADS}
    return json.dumps({**data, "left_out": left_out}, ensure_ascii=False, indent=1) + "\n"


def _data(piece: Piece, length: int) -> dict[str, object]:
    record = piece.record
    data: dict[str, object] = {
        "id": piece.name,
        "title": record.title,
        "status": record.status.value,
        "path": record.path,
        "why": list(piece.why),
    }
    return data if piece.group == "rejected" else data | {"text": _short(piece.text, length)}
