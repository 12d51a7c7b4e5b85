"""What one run of a command shares: the workspace, and how to talk to the person."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adr_tool.cli.output import printable
from adr_tool.errors import UsageError
from adr_tool.workspace import Workspace

if TYPE_CHECKING:
    from adr_tool.store.history import History
    from adr_tool.workflow.check import Terms
    from adr_tool.workflow.save import Saved
    from adr_tool.workflow.verify import Place


@dataclass(frozen=True)
class Session:
    """One run."""

    cwd: Path
    dirs: tuple[str, ...]
    quiet: bool
    verbose: bool
    environ: Mapping[str, str]
    _before: dict[str, Workspace | None] = field(default_factory=dict, repr=False, compare=False)
    _told: set[str] = field(default_factory=set, repr=False, compare=False)

    @cached_property
    def workspace(self) -> Workspace:
        """The opened project; warnings about its settings are said once."""
        opened = Workspace(self.cwd, self.dirs, self.environ, self._before.get("workspace"))
        for warning in opened.loaded.warnings:
            self.say_once(f"Warning: {warning}")
        return opened

    @property
    def today(self) -> str:
        """The date of what is written now: `ADR_DATE` where it is set, as adr-tools has it.

        Raises:
            UsageError: `ADR_DATE` is no ISO date; compatible to adr-tools any text is one.
        """
        stated = self.environ.get("ADR_DATE", "")
        if not stated:
            # The date on the wall of the person who decides.
            return date.today().isoformat()  # noqa: DTZ011
        try:
            return date.fromisoformat(stated).isoformat()
        except ValueError:
            if self.compatible:
                return stated
            hint = "for example ADR_DATE=2026-11-22"
            raise UsageError(f"ADR_DATE: {stated!r} is no ISO date", hint=hint) from None

    @property
    def compatible(self) -> bool:
        """Whether everything is to be as with adr-tools."""
        return self.workspace.settings.compat == "adr-tools"

    def say(self, words: str) -> None:
        """Tell the person something on stderr, unless they want quiet."""
        if not self.quiet:
            click.echo(printable(words), err=True)

    def say_once(self, words: str) -> None:
        """Tell the person something that is as true a second time and need not be repeated."""
        if words not in self._told:
            self._told.add(words)
            self.say(words)

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
            self.say_once("Not in a git repository: nothing is versioned.")
        if history:
            history.require_ready()
        with locked(space.lock_place):
            yield history

    @property
    def place(self) -> Place:
        """Where the log stands, for looking after what its records name."""
        from adr_tool.workflow.verify import Place

        space = self.workspace
        return Place(self.cwd, space.found.root, lambda: space.history)

    def terms(self, *, full: bool = False) -> Terms:
        """On what a check depends beside the texts of the log."""
        from adr_tool.workflow.check import Terms

        space = self.workspace
        unknown = ((self.shown(u.path), u.line, u.message) for u in space.loaded.unknown)
        # `ADR_DATE` may be any text in compatible mode, and is the date of what is written.
        today = date.today().isoformat()  # noqa: DTZ011
        return Terms(today, full or space.settings.rubric == "full", tuple(unknown))

    def identity(self) -> str:
        """Who acts, as git knows them; empty outside git and where git knows nobody."""
        from adr_tool.errors import HistoryError

        try:
            return self.workspace.history.identity() if self.workspace.history else ""
        except HistoryError:
            return ""

    def make_repository(self) -> None:
        """Make a git repository in the working directory, and open it."""
        from adr_tool.store.history import init_repository

        if self.workspace.history is None:
            init_repository(self.cwd)
            self.say("Made a git repository.")
            self.reopen()

    def reopen(self) -> None:
        """Read the project anew, after it was changed."""
        self._before["workspace"] = self.__dict__.pop("workspace", None)

    def announce(self, saved: Saved) -> None:
        """Say which branch an act was committed on."""
        if saved.branch:
            self.say(f"Committed on {saved.branch}.")

    def shown(self, path: Path) -> str:
        """A path relative to the working directory."""
        return os.path.relpath(path, self.cwd).replace(os.sep, "/")

    def rooted(self, path: str) -> str:
        """A path that is relative to the working directory, from the root of the repository."""
        place = self.cwd.resolve() / path
        return os.path.relpath(place, self.workspace.root).replace(os.sep, "/")


def open_session(
    directory: Path | None, dirs: tuple[str, ...], *, quiet: bool = False, verbose: bool = False
) -> Session:
    """Begin a run in a folder (`-C`), or in the process's own; reads the environment."""
    cwd = Path.cwd() if directory is None else Path(os.path.abspath(directory))  # noqa: PTH100
    if not cwd.is_dir():
        raise click.BadParameter(f"{directory} is no folder", param_hint="-C")
    return Session(cwd, dirs, quiet, verbose, os.environ)


pass_session = click.make_pass_decorator(Session)
