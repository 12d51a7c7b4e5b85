"""Whether a path, a commit or a pull request exists in a repository."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from pathlib import Path

from adr_tool.errors import HistoryError
from adr_tool.store.git_command import git_in, run

_COMMIT = re.compile(r"[0-9a-f]{7,40}")


def has_path(root: Path, stated: str, *, versioned: bool) -> bool:
    """Whether a file or folder below a project's root has a path, or a path that ends so.

    A line number behind it does not matter. Never looks outside the root.
    """
    path = posixpath.normpath(re.sub(r":\d+$", "", stated))
    if path.startswith(("..", "/", "~")) or path == ".":
        return False
    with suppress(OSError, ValueError):
        found = root / path
        if found.exists() and found.resolve().is_relative_to(root.resolve()):
            return True
    if not versioned:
        return False
    literal = re.sub(r"([*?\[\\])", r"[\1]", path)
    ending = f":(top,glob)**/{literal}"
    return _says(root, "ls_files", "--", ending, f"{ending}/**")


def has_commit(root: Path, stated: str) -> bool:
    """Whether a commit has an id that begins so."""
    if not _COMMIT.fullmatch(stated):
        return False
    return _says(root, "rev_parse", "--quiet", "--verify", f"{stated}^{{commit}}")


def names_request(root: Path, number: int) -> bool:
    """Whether the message of a commit names a pull request or issue by its number."""
    form = f"--grep=[#!]{number}([^0-9]|$)"
    return _says(root, "log", "-1", "--extended-regexp", form, "--format=%H")


def _says(root: Path, command: str, *arguments: str) -> bool:
    """Whether git has something to answer; not where it refuses."""
    with suppress(HistoryError):
        answer = run(git_in(root), command, *arguments)
        return not answer.failed and bool(answer.out.strip())
    return False
