"""Start a log: for `adr init`, and for `adr new` where there is none yet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from adr_tool.cli.in_force import template_in_force, template_place
from adr_tool.cli.session import Session
from adr_tool.errors import FolderError

if TYPE_CHECKING:
    from adr_tool.workflow.propose import Place


def start_log(
    session: Session, directory: str | None, *, template: str | None, commit: bool | None
) -> Path:
    """Make the log folder and its first record; returns the record's path.

    Raises:
        FolderError: The folder holds records already, or cannot be made.
    """
    from adr_tool.workflow.begin import begin

    space = session.workspace
    with session.writing(commit=commit) as history:
        folder = space.cwd / directory if directory is not None else folder_for(session)
        if folder.is_dir() and any(folder.glob("*.md")):
            message = f"{session.shown(folder)} holds Markdown files already"
            raise FolderError(message, hint=f"adr --dir {session.shown(folder)} list shows them")
        pointer = _pointer(session, folder, directory)
        first, saved = begin(
            folder,
            lambda f: place_for(session, f, template=template, accepted=True),
            today=session.today,
            history=history,
            pointer=pointer,
        )
        session.announce(saved)
    return first


def make_folder(session: Session) -> None:
    """Make the folder that takes new records, without a first one.

    Raises:
        FolderError: It cannot be made.
    """
    folder = folder_for(session)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "name another folder, or make this one writable"
        raise FolderError(f"{session.shown(folder)}: {error.strerror}", hint=hint) from error


def folder_for(session: Session) -> Path:
    """The folder that takes new records, whether it exists yet or not."""
    space = session.workspace
    if space.found.folders:
        return space.found.folders[0]
    return (space.loaded.root or space.found.root) / space.settings.folder


def _pointer(session: Session, folder: Path, typed: str | None) -> tuple[Path, str] | None:
    """The `.adr-dir` that lets a folder be found which would not be found by itself.

    adr-tools writes one whenever a folder is named, into the working folder.
    """
    from adr_tool.store.discovery import USUAL_FOLDERS

    space = session.workspace
    if typed is None or space.dirs:
        return None
    if session.compatible:
        return space.cwd / ".adr-dir", typed
    shown = os.path.relpath(folder, space.found.root).replace(os.sep, "/")
    stated = [(space.loaded.root or space.found.root) / name for name in space.settings.logs]
    if shown in USUAL_FOLDERS or folder in stated:
        return None
    if stated:
        session.say(f'Add "{shown}" to `logs` in the settings, so that this folder is found.')
        return None
    return space.found.root / ".adr-dir", shown


def place_for(
    session: Session, folder: Path, *, template: str | None, accepted: bool = False
) -> Place:
    """Where a new record goes, and the template it is written with.

    Args:
        session: The run.
        folder: The log folder.
        template: The template that was asked for, if any.
        accepted: Whether the record is accepted at once, so that no draft waits for a number.
    """
    from adr_tool.store.shapes import find, parts
    from adr_tool.workflow.propose import Place

    space = session.workspace
    name = template_place(space.cwd, template) if template else template_in_force(space).value
    shape = find(str(name), folder, chosen=template is not None)
    ids = space.settings.ids
    return Place(
        folder,
        space.cwd,
        shape,
        parts(),
        space.register,
        space.notation,
        lambda: space.history,
        ids="sequential" if accepted and ids == "draft" else ids,
    )
