"""What each merge brought to the branch that is checked out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adr_tool.store.git_command import ask, git_in
from adr_tool.store.revisions import commit_of

_FORM = "--format=%x01%H%x02%P%x02%cs%x02%an <%ae>%x02"


@dataclass(frozen=True, slots=True)
class Merge:
    """A commit of the branch itself: a merge, or one into which a branch was squashed.

    Attributes:
        commit: Its id.
        day: When it was made, ISO.
        author: Who merged; empty for a single commit, whose author is who wrote it.
        added: The files that it brought, from the repository's root.
    """

    commit: str
    day: str
    author: str
    added: tuple[str, ...]


def merges_since(root: Path, base: str, folders: Sequence[str]) -> tuple[Merge, ...]:
    """The commits of the branch since a revision that brought files below folders.

    Raises:
        HistoryError: There is no such revision here.
    """
    commit = commit_of(root, base)
    told = ("--first-parent", "-m", "--reverse", "--name-only", "--no-renames", "--diff-filter=A")
    shown = ("-z", "--no-show-signature", _FORM, f"{commit}..HEAD")
    places = [f":(top,literal){folder}" for folder in folders]
    out = ask(git_in(root), "log", *told, *shown, "--", *places).out
    return tuple(_merge(os.fsdecode(part)) for part in out.split(b"\x01")[1:])


def last_message(root: Path) -> str:
    """The message of the last commit."""
    return ask(git_in(root), "log", "-1", "--no-show-signature", "--format=%B").text


def _merge(told: str) -> Merge:
    commit, parents, day, author, names = told.split("\x02", 4)
    added = tuple(name.strip("\n") for name in names.split("\0") if name.strip("\n"))
    return Merge(commit, day, author if " " in parents else "", added)
