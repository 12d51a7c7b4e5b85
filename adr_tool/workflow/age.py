"""Tell when each record was changed last, from git in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from adr_tool.store.folder import Folder
from adr_tool.store.revisions import all_changes, uncommitted
from adr_tool.store.snapshot import names_today, shown_as


def last_changes(folder: Folder, root: Path, today: str) -> Mapping[str, str]:
    """By path, the ISO day of the last change; today for what is not committed yet.

    A file that git does not know has no day here.
    """
    folders = names_today(folder, root)
    found: dict[str, str] = {}
    for version in all_changes(root, folders):
        if version.former != version.name:
            found.pop(shown_as(folder, root, version.former), None)
        found[shown_as(folder, root, version.name)] = version.date
    for name in uncommitted(root, folders):
        found[shown_as(folder, root, name)] = today
    return found
