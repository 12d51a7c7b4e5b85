"""The two sides of a change: the files of a commit, and those of the work tree or another one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from adr_tool.store.git_command import ask, git_in
from adr_tool.store.revisions import files_of, texts_of

MOST_BYTES = 1_000_000
"""More than this of a file is not read: nobody wrote it."""

Wanted = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Sides:
    """A change.

    Attributes:
        root: The repository: a work tree's top folder, or a bare one.
        old: The id of the commit before.
        new: The id of the commit after; empty for the work tree with what is not committed.
    """

    root: Path
    old: str
    new: str = ""

    def changed(self) -> tuple[str, ...]:
        """The files that differ, from the root; with the work tree also those not added yet."""
        told = ("--name-only", "--no-renames", "--no-ext-diff", "-z", self.old, self.new)
        found = _names(ask(git_in(self.root), "diff", *filter(None, told)).out)
        if not self.new:
            untracked = ("--others", "--exclude-standard", "--full-name", "-z")
            found += _names(ask(git_in(self.root), "ls_files", *untracked).out)
        return tuple(dict.fromkeys(found))

    def before(self, wanted: Wanted) -> dict[str, str]:
        """The texts of wanted files of the commit before."""
        return self._at(self.old, wanted)

    def after(self, wanted: Wanted) -> dict[str, str]:
        """The texts of wanted files as they are after the change."""
        if self.new:
            return self._at(self.new, wanted)
        git = git_in(self.root)
        listed = _names(ask(git, "ls_files", "--cached", "--full-name", "-z").out)
        listed += _names(ask(git, "ls_files", "--others", "--exclude-standard", "-z").out)
        return dict(_in_work_tree(self.root, filter(wanted, listed)))

    def _at(self, commit: str, wanted: Wanted) -> dict[str, str]:
        blobs = [b for b in files_of(self.root, commit, ("",)) if not b.is_link and wanted(b.name)]
        raws = texts_of(self.root, (blob.id for blob in blobs))
        found = {b.name: raws[b.id] for b in blobs if b.id in raws}
        return {name: _text(raw) for name, raw in found.items() if len(raw) <= MOST_BYTES}


def _in_work_tree(root: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        path = root / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MOST_BYTES:
            yield name, _text(path.read_bytes())


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def _names(out: bytes) -> list[str]:
    return [os.fsdecode(name) for name in out.split(b"\0") if name]
