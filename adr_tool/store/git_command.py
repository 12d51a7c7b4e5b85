"""Call git: the only module that knows GitPython."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from adr_tool.errors import HistoryError
from adr_tool.store import refusals

# Without it the import itself fails where no git is installed; `git_available` tells that better.
os.environ["GIT_PYTHON_REFRESH"] = "quiet"

from git import Git as Git  # noqa: PLC0414 - the door gives it on
from git.exc import GitCommandNotFound


def git_available() -> bool:
    """Tell whether there is a git executable to call."""
    return shutil.which(Git.GIT_PYTHON_GIT_EXECUTABLE or "git") is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said: exit status, its output as bytes, its complaints."""

    status: int
    out: bytes
    err: str

    @property
    def failed(self) -> bool:
        """Whether git refused."""
        return self.status != 0

    @property
    def text(self) -> str:
        """The output as text, without its last line ends."""
        return self.out.decode("utf-8", "surrogateescape").rstrip("\n")


def git_in(folder: Path) -> Git:
    """Git, asked from a folder."""
    git = Git()
    # GitPython's own working folder falls back to the process's when it cannot be entered.
    git.set_persistent_git_options(C=str(folder))
    # Set to 1 it would reach hooks and break their patterns; paths carry `:(literal)` instead.
    git.update_environment(GIT_LITERAL_PATHSPECS="0")
    return git


def run(
    git: Git,
    command: str,
    *arguments: str,
    environment: dict[str, str] | None = None,
    told: bytes | None = None,
) -> Answer:
    """Run a command of git to its end, whatever comes of it.

    Args:
        git: Git, as of `git_in`.
        command: The command with `_` for `-`.
        arguments: Its arguments.
        environment: Variables for this call.
        told: What it reads on standard input.

    Raises:
        HistoryError: Git is not installed, or cannot be started.
    """
    try:
        with tempfile.TemporaryFile() as file:
            file.write(told or b"")
            file.seek(0)
            status, out, err = getattr(git, command)(
                *arguments,
                env=environment,
                istream=None if told is None else file,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
    except GitCommandNotFound as error:
        raise HistoryError("Git is not installed", hint="Install git") from error
    except (OSError, ValueError) as error:
        raise refusals.failed(command, str(error)) from error
    return Answer(status, out, err)


def ask(git: Git, command: str, *arguments: str, told: bytes | None = None) -> Answer:
    """Run a command that has to succeed.

    Raises:
        HistoryError: Git refuses.
    """
    answer = run(git, command, *arguments, told=told)
    if answer.failed:
        raise refusals.failed(command, answer.err)
    return answer
