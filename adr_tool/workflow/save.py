"""Write changed records and commit them as one act, or leave everything as it was."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from adr_tool.errors import AdrError
from adr_tool.store.writing import replace_text


class Committer(Protocol):
    """What an act needs of git."""

    def commit(self, paths: Sequence[Path], message: str) -> str:
        """Commit exactly these paths and return the commit's id."""
        ...

    def branch(self) -> str | None:
        """The checked-out branch."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after an act."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What an act left behind: the changed files, and the branch it was committed on."""

    paths: tuple[Path, ...]
    branch: str | None


def save(changes: Sequence[Change], message: str, *, history: Committer | None) -> Saved:
    """Write all changes, then commit them.

    Raises:
        AdrError: A file could not be written; the others are as they were before.
    """
    real = [change for change in changes if change.before != change.after]
    done: list[Change] = []
    try:
        for change in real:
            replace_text(change.path, change.after)
            done.append(change)
    except AdrError:
        for change in done:
            with suppress(AdrError):
                replace_text(change.path, change.before)
        raise
    paths = tuple(change.path for change in real)
    if history is None or not paths:
        return Saved(paths, None)
    history.commit(paths, message)
    return Saved(paths, history.branch())
