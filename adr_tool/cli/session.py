"""What one run of a command shares: the workspace, and how to talk to the person."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adr_tool.workspace import Workspace

if TYPE_CHECKING:
    from adr_tool.store.history import History
    from adr_tool.workflow.save import Saved


@dataclass(frozen=True)
class Session:
    """One run."""

    cwd: Path
    dirs: tuple[str, ...]
    today: date
    quiet: bool
    verbose: bool
    environ: Mapping[str, str]

    @cached_property
    def workspace(self) -> Workspace:
        """The opened project; warnings about its settings are said once."""
        opened = Workspace(self.cwd, self.dirs, self.environ, self.today)
        for warning in opened.loaded.warnings:
            self.say(f"Warning: {warning}")
        return opened

    def say(self, words: str) -> None:
        """Tell the person something on stderr, unless they want quiet."""
        if not self.quiet:
            click.echo(words, err=True)

    @property
    def asks(self) -> bool:
        """Whether there is a person at a terminal to ask."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @contextmanager
    def writing(self, *, commit: bool | None) -> Iterator[History | None]:
        """Hold the log's lock; yields git where the act is to be committed.

        Raises:
            HistoryError: A commit could not be made; nothing has been written yet.
        """
        from adr_tool.store.writing import locked

        space = self.workspace
        wanted = space.settings.commit if commit is None else commit
        history = space.history if wanted else None
        if wanted and history is None:
            self.say("Not in a git repository: nothing is versioned.")
        if history:
            history.require_ready()
        with locked(space.lock_place):
            yield history

    def make_repository(self) -> None:
        """Make a git repository in the working directory, and open it."""
        from adr_tool.store.history import init_repository

        if self.workspace.history is None:
            init_repository(self.cwd)
            self.say("Made a git repository.")
            self.reopen()

    def reopen(self) -> None:
        """Read the project anew, after it was changed."""
        self.__dict__.pop("workspace", None)

    def announce(self, saved: Saved) -> None:
        """Say which branch an act was committed on."""
        if saved.branch:
            self.say(f"Committed on {saved.branch}.")

    def shown(self, path: Path) -> str:
        """A path relative to the working directory."""
        import os

        return os.path.relpath(path, self.cwd).replace(os.sep, "/")


pass_session = click.make_pass_decorator(Session)
