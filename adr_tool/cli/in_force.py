"""The settings that are in force: what no source states, a log that exists shows."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from adr_tool.settings import Origin
from adr_tool.workspace import Workspace

_KEPT = ("nygard", "y-statement")
"""Formats in which a log goes on without being told; each is the name of its template."""

_THE_LOG = "the log"


def template_in_force(space: Workspace) -> Origin:
    """The template of a new record: the setting, else the notation that the log is in.

    One that is a file is named by its place.
    """
    stated = next(origin for origin in space.loaded.origins if origin.name == "template")
    if stated.source != "default":
        base = space.cwd if stated.source.startswith("ADR_") else space.loaded.root
        return replace(stated, value=template_place(base, space.settings.template))
    if not space.has_log:
        return stated
    formats = [record.format for record in space.register.records]
    made_by_adr_tools = space.found.how == ".adr-dir" and not formats
    most = [form for form in _KEPT if formats.count(form) > len(formats) / 2]
    kept = most[0] if most else "nygard" if made_by_adr_tools else ""
    return Origin("template", kept, _THE_LOG) if kept else stated


def origins_in_force(space: Workspace) -> tuple[Origin, ...]:
    """Each setting as it is in force: of a log that exists, its folder and notation win."""
    found = {origin.name: origin for origin in space.loaded.origins}
    template = template_in_force(space)
    if template.source == _THE_LOG:
        found["template"] = template
    if space.has_log:
        root = space.loaded.root or space.found.root
        own = os.path.relpath(space.found.folders[0], root).replace(os.sep, "/")
        if own != found["folder"].value:
            found["folder"] = Origin("folder", own, _THE_LOG)
    return tuple(found.values())


def template_place(base: Path | None, name: str) -> str:
    """A template's file where the name is that of one, seen from a folder; else the name."""
    path = base / name if base else Path(name)
    return str(path) if path.suffix and path.is_file() else name
