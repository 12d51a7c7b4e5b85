"""Hold what records name against what exists: files, commits, records, days."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from adr_tool.document.reader import read
from adr_tool.domain.digest import Digest
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.writing import read_text

Doubts = Iterator[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the records of a log can refer to.

    Attributes:
        log: All records.
        folder: Where they are.
        root: The project's root, to which paths in prose are relative.
        today: The day on which somebody looks, ISO.
        history: Opens git, or None; called only where a record names a commit.
    """

    log: DecisionLog
    folder: Folder
    root: Path
    today: str
    history: Callable[[], History | None] = lambda: None
    _there: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def exists(self, path: str) -> bool:
        """Whether a file or folder is there; each is looked for once."""
        if path not in self._there:
            self._there[path] = os.path.lexists(path)
        return self._there[path]


def missing(
    around: Surroundings, digests: Mapping[str, Digest]
) -> dict[str, list[tuple[int, str, str]]]:
    """Find what records name and what does not exist, by record path.

    A path in a proposal may be a plan; so may a record that is still to be written there.
    """
    numbers = {record.number for record in around.log.records}
    known = _commits(around, digests)
    latest = (date.fromisoformat(around.today) + timedelta(days=1)).isoformat()
    found: dict[str, list[tuple[int, str, str]]] = {}
    for record in around.log.records:
        got = list(_dated(around, record, latest))
        stated = {link.target.partition("#")[0] for link in record.links}
        for line, sort, name in digests[record.path].mentions:
            match sort:
                case "record" if int(name) not in numbers and numbers - {None}:
                    got.append((line, "ADR704", f"ADR-{int(name):04d}"))
                case "link" if name not in stated and not _is_there(around, record, name):
                    got.append((line, "ADR701", name))
                case "path" if record.in_force and _is_gone(around, name):
                    got.append((line, "ADR702", name))
                case "commit" if known is not None and name not in known:
                    got.append((line, "ADR703", name))
        if got:
            found[record.path] = got
    return found


def _dated(around: Surroundings, record: Record, latest: str) -> Doubts:
    # A day of grace: where the author lives it may be tomorrow already.
    stated = record.date or ""
    if stated > latest and stated[:1].isdigit() and stated[4:5] == "-":
        reading = read(read_text(around.folder.place(record.path)), record.path)
        yield reading.date.place.line if reading.date else 1, "ADR705", stated


def _is_there(around: Surroundings, record: Record, target: str) -> bool:
    """Whether a link leads somewhere: seen from the record, or from the project's root."""
    base = str(around.folder.base)
    root = str(around.root)
    below = target.lstrip("/")
    seen = posixpath.normpath(posixpath.join(base, posixpath.dirname(record.path), target))
    if not target.startswith("/"):
        if not f"{seen}/".startswith(f"{posixpath.normpath(root)}/"):
            return True
        if around.exists(seen):
            return True
    return around.exists(posixpath.join(root, below))


def _is_gone(around: Surroundings, path: str) -> bool:
    """Whether a path that begins at a folder of ours leads nowhere; others may be of anybody."""
    first = path.partition("/")[0]
    root = str(around.root)
    here = around.exists(posixpath.join(root, first))
    return here and not around.exists(posixpath.join(root, posixpath.normpath(path)))


def _commits(around: Surroundings, digests: Mapping[str, Digest]) -> frozenset[str] | None:
    """Which of the named commits exist; None where that cannot be told."""
    named = {
        name for digest in digests.values() for _, sort, name in digest.mentions if sort == "commit"
    }
    history = around.history() if named else None
    return history.commits_among(named) if history else None
