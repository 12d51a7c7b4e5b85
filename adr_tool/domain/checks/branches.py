"""Numbers that a branch and the checked-out tree, or two branches, both have taken."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adr_tool.domain.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Side:
    """One of two files with one number.

    Attributes:
        path: The file, as a person would type it.
        where: The branch it is on.
        author: Who brought it in; empty where that is not known.
    """

    path: str
    where: str
    author: str = ""

    @property
    def told(self) -> str:
        """The file, its branch and its author."""
        return f"{self.path} on {self.where}{f' by {self.author}' if self.author else ''}"


@dataclass(frozen=True, slots=True)
class Collision:
    """Two files that would have one number after a merge.

    Attributes:
        ours: The file of the checked-out tree; of another branch where `foreign`.
        foreign: Whether both are on other branches, which is for their authors to solve.
    """

    number: int
    ours: Side
    theirs: Side
    foreign: bool = False


def findings(collisions: Iterable[Collision], following: int) -> Iterator[Finding]:
    """Name both files, both branches, both authors and a free number; none is named twice.

    Args:
        collisions: What was found.
        following: The next number that is free on every branch.
    """
    moved: dict[str, int] = {}
    for one in collisions:
        free = moved.setdefault(one.ours.path, following + len(moved))
        message = f"number {one.number} is taken twice: {one.ours.told}, {one.theirs.told}"
        hint = f"{free} is free: adr renumber {shlex.quote(one.ours.path)} --to {free}"
        severity = Severity.WARNING if one.foreign else Severity.ERROR
        if one.foreign:
            hint = f"{free} is free, for the one that is merged last"
        yield Finding("ADR103", severity, one.ours.path, 1, message, hint)
