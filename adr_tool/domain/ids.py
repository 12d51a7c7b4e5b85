"""How new records are named, by what a project says of their ids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from adr_tool.domain.naming import (
    DRAFT,
    FilePattern,
    NamePattern,
    parse_file_name,
    pattern_of,
    slug,
    target_of,
)

IDS = ("", "sequential", "date", "draft")
"""In sequence, by date, or in sequence once they are accepted; empty: as the log's files are."""

_DAY = "%Y-%m-%d"


class Names(Protocol):
    """How new files are named."""

    @property
    def is_numbered(self) -> bool:
        """Whether the files have numbers."""
        ...

    def file_name(self, number: int | None, title: str, date: str) -> str:
        """Make the file name of a new record; `date` is ISO."""
        ...


@dataclass(frozen=True, slots=True)
class DraftPattern:
    """How proposals are named that get their number when they are accepted.

    Attributes:
        suffix: What stands behind the slug: `.md`, or `/README.md` where each record has a
            folder.
    """

    suffix: str = ".md"

    @property
    def is_numbered(self) -> bool:
        """Whether the files have numbers."""
        return False

    def file_name(self, number: int | None, title: str, date: str) -> str:  # noqa: ARG002 - as Names
        """Make the file name of a new record; zeros in front would read as a number."""
        return f"{DRAFT}{re.sub(r'^0+(?=[0-9])', '', slug(title))}{self.suffix}"


def names_for(ids: str, paths: Sequence[str], own: FilePattern | None) -> Names:
    """How new files are named.

    Args:
        ids: One of `IDS`.
        paths: The log's last records, which tell how it is done there.
        own: How the project says that it names its files.
    """
    usual = pattern_of(paths)
    if ids == "draft":
        return DraftPattern(usual.suffix)
    if own:
        return own.as_in(paths)
    if not ids:
        return usual
    numbered = ids == "sequential"
    alike = [path for path in paths if _is_numbered(path) is numbered]
    if alike:
        return pattern_of(alike)
    return (
        NamePattern(suffix=usual.suffix)
        if numbered
        else NamePattern("", 0, "-", usual.suffix, _DAY)
    )


def numbered_path(path: str, number: int, names: Names, date: str) -> str:
    """The path that a draft gets with its number; in its own folder, if it has one.

    Args:
        path: The draft's path.
        number: Its number.
        names: How numbered records are named.
        date: The ISO day, where names have one.
    """
    target = target_of(path)
    folder, _, name = target.rpartition("/")
    if isinstance(names, NamePattern):
        names = replace(names, suffix=path[len(target) :])
    new = names.file_name(number, name.removeprefix(DRAFT), date)
    return f"{folder}/{new}" if folder else new


def _is_numbered(path: str) -> bool | None:
    """Whether a file is named by a number; False where by its date, None where by neither."""
    name = parse_file_name(path)
    return True if name.digits else False if name.date else None
