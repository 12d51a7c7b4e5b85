"""Write changed records and commit them as one act, or leave everything as it was."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from adr_tool.errors import AdrError, FolderError
from adr_tool.store.writing import create_text, replace_text


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
    """One file before and after an act; `to` is where it is moved, if it is."""

    path: Path
    before: str
    after: str
    to: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that it concerns; the last one is where the text is afterwards."""
        return (self.path,) if self.to is None else (self.path, self.to)


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
    real = [change for change in changes if change.to or change.before != change.after]
    done: list[Change] = []
    try:
        for change in real:
            _write(change)
            done.append(change)
    except AdrError:
        for change in done:
            with suppress(AdrError):
                replace_text(change.path, change.before)
                if change.to:
                    change.to.unlink(missing_ok=True)
        raise
    paths = tuple(path for change in real for path in change.paths)
    if history is None or not paths:
        return Saved(paths, None)
    history.commit(paths, message)
    return Saved(paths, history.branch())


def _write(change: Change) -> None:
    if change.to is None:
        replace_text(change.path, change.after)
        return
    try:
        change.to.parent.mkdir(parents=True, exist_ok=True)
        create_text(change.to, change.after)
        change.path.unlink()
        with suppress(OSError):  # the folder of a record that had one of its own
            change.path.parent.rmdir()
    except OSError as error:
        raise FolderError(f"{change.path} cannot be moved to {change.to}: {error}") from error
