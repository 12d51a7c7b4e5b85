"""The person's editor: which one, and what became of it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from adr_tool.errors import UsageError


def editor_of(environ: Mapping[str, str]) -> list[str]:
    """The words of `$VISUAL`, else `$EDITOR`; empty where neither says anything.

    Raises:
        UsageError: Its quotes do not match.
    """
    stated = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        return shlex.split(stated)
    except ValueError as error:
        raise UsageError(f"The editor {stated!r}: {error}", hint="mend VISUAL or EDITOR") from error


def run_editor(words: list[str], path: Path, folder: Path) -> int:
    """Open a file and wait for the end; gives the editor's exit code.

    Args:
        words: The editor's command.
        path: The file; the editor is told its path from the working folder.
        folder: The working folder.

    Raises:
        UsageError: The editor cannot be started.
    """
    try:
        # It is the person's own command, run as they would type it.
        done = subprocess.run([*words, os.path.relpath(path, folder)], cwd=folder, check=False)  # noqa: S603
    except OSError as error:
        message = f"The editor {words[0]!r} cannot be started: {error.strerror}"
        raise UsageError(message, hint="set VISUAL or EDITOR") from error
    return done.returncode
