"""The lines of tracked text files that match a pattern, found by git itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from adr_tool.errors import HistoryError
from adr_tool.store import refusals
from adr_tool.store.git_command import git_in, run
from adr_tool.store.history import History

_VENDORED = ("node_modules", "vendor", "third_party", "third-party", "dist")
_GENERATED = ("*.min.js", "*.min.css", "*.map", "*.svg", "*.lock", "*-lock.json", "*.ipynb")
_ROW = re.compile(rb"(?P<name>[^\0]+)\0(?P<line>\d+)[:\0](?P<text>.*)")
_LONGEST = 4000
_NOTHING_FOUND = 1


def lines_with(
    history: History, pattern: str, without: Iterable[Path]
) -> Iterator[tuple[str, int, str]]:
    """Find lines in one pass of `git grep`, in the work tree.

    Binary and untracked files, what others wrote (`vendor`, `node_modules`), what is generated,
    and lines that nobody wrote by hand are passed over.

    Args:
        history: The repository.
        pattern: An extended regular expression of POSIX.
        without: Folders to leave out.

    Yields:
        Path from the root, 1-based line, the line's text.
    """
    out = [f":(top,exclude,glob)**/{name}/**" for name in _VENDORED]
    out += [f":(top,exclude,glob)**/{name}" for name in _GENERATED]
    for folder in without:
        resolved = folder.resolve()
        if resolved.is_relative_to(history.root) and resolved != history.root:
            out.append(f":(top,exclude,literal){resolved.relative_to(history.root).as_posix()}")
    options = ("-z", "-n", "-I", "-E", "--no-color", "--full-name", "--no-recurse-submodules")
    answer = run(git_in(history.root), "grep", *options, "-e", pattern, "--", ":(top)", *out)
    if answer.failed and answer.status != _NOTHING_FOUND:
        raise _refused(answer.err)
    for row in answer.out.split(b"\n"):
        found = _ROW.match(row)
        if found and len(found["text"]) <= _LONGEST:
            name = os.fsdecode(found["name"])
            yield name, int(found["line"]), found["text"].decode("utf-8", "replace")


def _refused(said: str) -> HistoryError:
    return refusals.failed("grep", said)
