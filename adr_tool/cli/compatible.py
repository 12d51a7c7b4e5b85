"""What users of adr-tools see instead, where the setting `compat` asks for it."""

from __future__ import annotations

import os

import click

from adr_tool.cli.session import Session
from adr_tool.errors import AdrError, NothingToReadError, NoTitleError

# Its output and error lines are its interface; they were measured: docs/explanation/adr-tools.md.


def line_of(error: AdrError, session: Session) -> str | None:
    """What adr-tools prints on stdout for an error; None where it has no line of its own."""
    if isinstance(error, NoTitleError):
        return "ERROR: no title given"
    folders = session.workspace.found.folders
    if isinstance(error, NothingToReadError) and not folders[0].is_dir():
        return f"The {os.path.relpath(folders[0], session.cwd)} directory does not exist"
    return None


def tell(error: AdrError, session: Session) -> bool:
    """Say an error as adr-tools does; False where everything is to be as ever."""
    try:
        line = line_of(error, session) if session.compatible else None
    except AdrError:
        return False
    if line is not None:
        click.echo(line)
    return line is not None
