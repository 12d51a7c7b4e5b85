"""Which records bear on files: by their globs, by markers in the files, by paths they name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from adr_tool.domain.citation import Citing
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.scope import covers
from adr_tool.workflow.finder import Finder

_WILD = re.compile(r"[*?\[]")
_MOST_FILES = 2_000
"""Below a folder that is asked about; the rest would be the whole repository."""


@dataclass(frozen=True, slots=True)
class Concern:
    """A record that bears on files, and each reason why."""

    record: Record
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concerns:
    """The records that bear on some files, those in force first.

    Attributes:
        log: The part of the log that they are of.
    """

    records: tuple[Concern, ...]
    log: DecisionLog


def concerning(
    finder: Finder, root: Path, paths: Iterable[str], folders: Iterable[str]
) -> Concerns:
    """Find what bears on files.

    Args:
        finder: Answers from the index.
        root: The project's root.
        paths: Files and folders, from the root, `/` between folders; they need not exist.
        folders: The folders of the log, from the root.
    """
    asked = tuple(dict.fromkeys(paths))
    reasons: dict[str, dict[str, None]] = {}
    for key, sort, place in finder.places():
        for path in asked:
            if sort == "affects" and _is_meant(place, path):
                reasons.setdefault(key, {})[f"affects {place}"] = None
            elif sort == "path" and _is_below(place, path):
                reasons.setdefault(key, {})[f"names {place}"] = None
    citing = Citing(folders)
    marked = [
        (one.number, one.target, f"cited in {one.path}:{one.line}")
        for path in asked
        for name, text in _texts(root, path)
        if not any(f"{name}".startswith(f"{folder}/") for folder in citing.folders)
        for number, line in enumerate(text.splitlines(), start=1)
        if "adr" in line.lower() or any(folder in line for folder in citing.folders)
        for one in citing.in_line(name, number, line)
    ]
    for number, target, reason in marked:
        for key in finder.cited(number, target):
            reasons.setdefault(key, {})[reason] = None
    log, records = finder.records(reasons)
    told = [Concern(record, tuple(reasons[key])) for key, record in records.items()]
    order = {record.path: place for place, record in enumerate(log.records)}
    told.sort(key=lambda one: (not one.record.in_force, order[one.record.path]))
    return Concerns(tuple(told), log)


def _is_meant(glob: str, path: str) -> bool:
    """Whether a glob means a path, or can only mean files below it."""
    fixed = _WILD.split(glob.strip().removeprefix("./"), maxsplit=1)[0]
    return covers((glob,), path) or fixed.startswith(f"{path}/")


def _is_below(place: str, path: str) -> bool:
    return place == path or f"{place}/".startswith(f"{path}/")


def _texts(root: Path, path: str) -> Iterator[tuple[str, str]]:
    """The text of a file, or of the files right in a folder and below, as far as they are texts."""
    from adr_tool.store.tracked import MOST_BYTES

    top = root / path
    found = [top] if top.is_file() else sorted(_below(top)) if top.is_dir() else []
    for file in found:
        try:
            raw = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
        except OSError:
            continue
        if b"\0" not in raw[:8_000]:
            yield (
                posixpath.relpath(file.as_posix(), root.as_posix()),
                raw.decode("utf-8", "replace"),
            )


def _below(top: Path) -> list[Path]:
    found: list[Path] = []
    waiting = [top]
    while waiting and len(found) < _MOST_FILES:
        try:
            entries = sorted(waiting.pop(0).iterdir())
        except OSError:
            continue
        seen = [one for one in entries if one.name[:1] != "." and not one.is_symlink()]
        found += [one for one in seen if one.is_file()]
        waiting += [one for one in seen if one.is_dir() and one.name != "node_modules"]
    return found[:_MOST_FILES]
