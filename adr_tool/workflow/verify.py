"""Hold what records name against what exists: files, commits, records, days."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adr_tool.domain.digest import Digest
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record

if TYPE_CHECKING:
    from adr_tool.store.folder import Folder
    from adr_tool.store.history import History

Doubts = Iterator[tuple[int, str, str]]

CODES = {"link": "ADR701", "path": "ADR702", "commit": "ADR703"}
"""Sort of what is outside of the log → the code where it does not exist."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something outside of the log that a record names: a finding, if it does not exist.

    Attributes:
        sort: `link`, `path` or `commit`.
        name: As the record has it.
    """

    finding: Finding
    sort: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a log stands.

    Attributes:
        base: The folder that the paths of records are relative to.
        root: The project's root, to which paths in prose are relative.
        history: Opens git, or None; called only where a record names a commit.
    """

    base: Path
    root: Path
    history: Callable[[], History | None] = lambda: None
    _there: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def exists(self, path: str) -> bool:
        """Whether a file or folder is there; each is looked for once."""
        if path not in self._there:
            self._there[path] = os.path.lexists(path)
        return self._there[path]


def unknown_to_log(
    log: DecisionLog, digests: Mapping[str, Digest], *, folder: Folder, today: str
) -> dict[str, list[tuple[int, str, str]]]:
    """Find what the log itself belies: records that it does not have, days to come."""
    numbers = {record.number for record in log.records} - {None}
    latest = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    found: dict[str, list[tuple[int, str, str]]] = {}
    for record in log.records:
        got = list(_dated(record, latest, folder))
        for line, sort, name in digests[record.path].mentions:
            if sort == "record" and numbers and int(name) not in numbers:
                got.append((line, "ADR704", f"ADR-{int(name):04d}"))
        if got:
            found[record.path] = got
    return found


def outside(log: DecisionLog, digests: Mapping[str, Digest]) -> Iterator[tuple[str, int, str, str]]:
    """What records name outside of the log: path of the record, 1-based line, sort, name.

    A path in a proposal may be a plan, and is passed over.
    """
    paths = {record.path for record in log.records}
    for record in log.records:
        beside = record.path[: record.path.rfind("/") + 1]
        stated = {link.target.partition("#")[0] for link in record.links}
        for link in record.links:
            if link.is_to_document and log.resolve(record, link).target is None:
                yield record.path, link.line, "link", link.target
        for line, sort, name in digests[record.path].mentions:
            within = sort == "link" and (name in stated or f"{beside}{name}" in paths)
            if sort in CODES and not within and (sort != "path" or record.in_force):
                yield record.path, line, sort, name


def gone(named: Iterable[Named], place: Place) -> Iterator[Finding]:
    """The findings about what does not exist."""
    named = tuple(named)
    known = _commits({one.name for one in named if one.sort == "commit"}, place)
    for one in named:
        if one.sort == "commit":
            there = known is None or one.name in known
        elif one.sort == "path":
            there = not _is_gone(place, one.name)
        else:
            there = _is_there(place, one.finding.path, one.name)
        if not there:
            yield one.finding


def _dated(record: Record, latest: str, folder: Folder) -> Doubts:
    # A day of grace: where the author lives it may be tomorrow already.
    stated = record.date or ""
    if stated > latest and stated[:1].isdigit() and stated[4:5] == "-":
        from adr_tool.document.reader import read
        from adr_tool.store.writing import read_text

        reading = read(read_text(folder.place(record.path)), record.path)
        yield reading.date.place.line if reading.date else 1, "ADR705", stated


def _is_there(place: Place, record: str, target: str) -> bool:
    """Whether a link leads somewhere: seen from the record, or from the project's root."""
    base, root = str(place.base), posixpath.normpath(str(place.root))
    if not target.startswith("/"):
        seen = posixpath.normpath(posixpath.join(base, posixpath.dirname(record), target))
        if not seen.startswith(f"{root}/") or place.exists(seen):
            return True
    return place.exists(posixpath.join(root, target.lstrip("/")))


def _is_gone(place: Place, path: str) -> bool:
    """Whether a path that begins at a folder of ours leads nowhere; others may be of anybody."""
    root = str(place.root)
    here = place.exists(posixpath.join(root, path.partition("/")[0]))
    return here and not place.exists(posixpath.join(root, posixpath.normpath(path)))


def _commits(named: set[str], place: Place) -> frozenset[str] | None:
    """Which of the named commits exist; None where that cannot be told."""
    history = place.history() if named else None
    return history.commits_among(named) if history else None
