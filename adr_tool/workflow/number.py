"""Find out which numbers are taken: in the work tree, on branches, by reservations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from adr_tool.domain.naming import FilePattern, parse_file_name
from adr_tool.domain.numbers import Holder, Taken

if TYPE_CHECKING:
    from adr_tool.store.folder import Folder
    from adr_tool.store.history import History


def taken(
    folder: Path,
    known: Mapping[str, int],
    *,
    own: FilePattern | None = None,
    history: History | None = None,
) -> Taken:
    """The numbers of a log folder that are taken; nothing is fetched for it.

    Args:
        folder: The log folder.
        known: Number by path below the folder, of what has been read already.
        own: How the project says that it names its files.
        history: Git; without it only the work tree is looked at.
    """
    here = dict(_in_work_tree(folder, known, own))
    highest = max(here.values(), default=0)
    if history is None or not folder.resolve().is_relative_to(history.root):
        return Taken(highest)
    return Taken(highest, tuple(_elsewhere(folder, here, own, history)))


def taken_in_all(folder: Folder, history: History | None) -> Taken:
    """The numbers that any log folder of a project has taken."""
    own = folder.notation.names
    each = [taken(one, {}, own=own, history=history) for one in folder.folders]
    return Taken(max(t.here for t in each), tuple(holder for t in each for holder in t.elsewhere))


def _in_work_tree(
    folder: Path, known: Mapping[str, int], own: FilePattern | None
) -> Iterator[tuple[str, int]]:
    for current, _, names in os.walk(folder):
        below = os.path.relpath(current, folder).replace(os.sep, "/")
        start = "" if below == "." else f"{below}/"
        for name in names:
            path = start + name
            number = known.get(path)
            # A record kept in a folder of its own is named by that folder.
            whole = path if start else f"{folder.name}/{name}"
            yield path, parse_file_name(whole, own).number or 0 if number is None else number


def _elsewhere(
    folder: Path, here: Mapping[str, int], own: FilePattern | None, history: History
) -> Iterator[Holder]:
    from adr_tool.store import refs
    from adr_tool.store.reservations import known_reservations

    inside = folder.resolve().relative_to(history.root).as_posix()
    inside = "" if inside == "." else inside
    start = len(inside) + 1 if inside else 0
    gone = (path for path in refs.files_of_head(history.root, inside) if path[start:] not in here)
    yield from _holders(((path, "HEAD") for path in gone), own)
    added = refs.files_added(history.root, inside, refs.branches(history.root))
    yield from _holders(((file.path, file.branch.name) for file in added), own)
    for held in known_reservations(history.root):
        yield Holder(held.number, held.by)


def _holders(files: Iterable[tuple[str, str]], own: FilePattern | None) -> Iterator[Holder]:
    for path, where in files:
        number = parse_file_name(path, own).number
        if number:
            yield Holder(number, path, where)
