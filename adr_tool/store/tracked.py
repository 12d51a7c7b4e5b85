"""The files that a repository tracks, and those among them that hold some text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from adr_tool.store import refusals
from adr_tool.store.git_command import Answer, ask, git_in, run

MOST_BYTES = 5_000_000
"""A larger file is data, not a text that somebody wrote."""


def tracked_files(root: Path) -> frozenset[str]:
    """The paths of all tracked files, from the root."""
    return frozenset(_names(ask(git_in(root), "ls_files", "-z")))


def files_with(root: Path, pattern: str) -> tuple[str, ...]:
    """The tracked text files that match an extended expression of ASCII, whatever its case."""
    options = ("--name-only", "-z", "-I", "--ignore-case", "--extended-regexp", "--full-name")
    answer = run(git_in(root), "grep", *options, "-e", pattern)
    # Without a match git ends with 1 and says nothing.
    if answer.failed and answer.err:
        raise refusals.failed("grep", answer.err)
    return tuple(_names(answer))


def uncommitted(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Those of some tracked files that differ from the last commit."""
    if not names:
        return ()
    places = [f":(top,literal){name}" for name in names]
    return tuple(_names(ask(git_in(root), "diff", "--name-only", "-z", "HEAD", "--", *places)))


def _names(answer: Answer) -> list[str]:
    return [os.fsdecode(name) for name in answer.out.split(b"\0") if name]
