"""The files of a log as they were where this branch left another one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from adr_tool.domain.naming import is_markdown
from adr_tool.errors import HistoryError
from adr_tool.store import refusals
from adr_tool.store.discovery import is_passed_over
from adr_tool.store.git_command import Git, ask, git_in, run
from adr_tool.store.history import History
from adr_tool.store.refs import revision
from adr_tool.store.versions import Version, with_texts

SHALLOW = "a shallow clone lacks it: git fetch --unshallow (in CI: fetch-depth: 0)"
"""What to do where a commit is missing because the beginning of the history is."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and the work tree it is held against.

    Attributes:
        root: The work tree's top folder.
        commit: The commit's id.
    """

    root: Path
    commit: str

    def files(self, folders: Iterable[Path]) -> dict[str, str]:
        """The Markdown files below some folders: path from the root → id of the content.

        Raises:
            HistoryError: A folder is outside of the work tree.
        """
        found: dict[str, str] = {}
        for name in map(self._name_of, folders):
            out = ask(self._git, "ls_tree", "-r", "-z", self.commit, "--", *_unless_root(name)).out
            for row in filter(None, out.split(b"\0")):
                mode, _, rest = os.fsdecode(row).partition(" ")
                path = rest.partition("\t")[2]
                below = path.removeprefix(f"{name}/").split("/")[:-1]
                if mode.startswith("100") and is_markdown(path) and not any(_hidden(below)):
                    found[path] = rest.split()[1]
        return found

    def changed(self, folders: Iterable[Path]) -> set[str]:
        """The paths below some folders that differ in the work tree, or are gone from it."""
        names = [f":(top,literal){'' if n == '.' else n}" for n in map(self._name_of, folders)]
        options = ("-z", "--name-only", "--no-renames", "--no-ext-diff", self.commit)
        out = ask(self._git, "diff", *options, "--", *names).out
        return {os.fsdecode(name) for name in out.split(b"\0") if name}

    def texts(self, files: dict[str, str]) -> dict[str, str]:
        """The contents of files, byte for byte as `writing.read_text` would; by path."""
        asked = [Version(self.commit, "", "", "", name, blob) for name, blob in files.items()]
        told = "".join(f"{blob}\n" for blob in files.values()).encode()
        found = with_texts(asked, ask(self._git, "cat_file", "--batch", told=told).out)
        return {version.name: version.text for version in found if version.text is not None}

    @property
    def _git(self) -> Git:
        return git_in(self.root)

    def _name_of(self, folder: Path) -> str:
        try:
            return folder.resolve().relative_to(self.root).as_posix()
        except ValueError as error:
            raise refusals.outside(folder, self.root) from error


def merge_base(history: History, rev: str) -> Revision:
    """Find the commit at which this branch left another revision.

    Raises:
        HistoryError: There is no such revision, or none that both have.
    """
    git = git_in(history.root)
    if revision(history.root, rev) is None:
        raise refusals.no_revision(rev, history.root)
    if history.head() is None:
        raise HistoryError("There is no commit yet to hold against another one")
    answer = run(git, "merge_base", rev, "HEAD")
    if answer.failed:
        shallow = run(git, "rev_parse", "--is-shallow-repository").text == "true"
        message = f"{refusals.printable(rev)} and HEAD have no commit in common"
        raise HistoryError(message, hint=SHALLOW if shallow else "name a branch of this history")
    return Revision(history.root, answer.text.split("\n")[0])


def _unless_root(name: str) -> list[str]:
    return [] if name == "." else [name]


def _hidden(folders: Iterable[str]) -> Iterable[bool]:
    return map(is_passed_over, folders)
