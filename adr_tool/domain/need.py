"""What in a change deserves a decision, and which records say something about it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from enum import StrEnum

from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_IN_THE_MAKING = (Status.DRAFT, Status.PROPOSED)
_MATTERS = frozenset(
    {
        "authentication",
        "authorization",
        "autoscaling",
        "certificates",
        "content delivery",
        "data processing",
        "e-mail",
        "error tracking",
        "feature flags",
        "malware scanning",
        "observability",
        "product analytics",
        "service discovery",
        "state management",
    }
)
"""Roles in which several technologies work together more often than they compete."""


class Happened(StrEnum):
    """What the change does."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Bearing:
    """A record that bears on a matter.

    Attributes:
        where: In which part it does: `title`, `decision`, `options` or `affects`.
    """

    record: Record
    where: str

    @property
    def governs(self) -> bool:
        """Whether the decision is in force, or being made."""
        return self.record.in_force or self.record.status in _IN_THE_MAKING


@dataclass(frozen=True, slots=True)
class Need:
    """One matter of a change.

    Attributes:
        role: What a decision about it is called, `datastore`.
        name: The technology, or the setting.
        happened: What the change does with it.
        path: The file that shows it, from the repository's root.
        line: 1-based; of what was removed, the line that it had.
        reason: What was seen there, a few words.
        beside: Other technologies of that role that the project uses already.
        bearings: The records that bear on it, those that govern first.
    """

    role: str
    name: str
    happened: Happened
    path: str
    line: int
    reason: str
    beside: tuple[str, ...] = ()
    bearings: tuple[Bearing, ...] = ()

    @property
    def governing(self) -> tuple[Bearing, ...]:
        """The records that govern it, or will."""
        return tuple(one for one in self.bearings if one.governs)

    @property
    def is_open(self) -> bool:
        """Whether no record governs what is new, or one still demands what is gone."""
        return not self.governing or self.happened is Happened.REMOVED

    @property
    def title(self) -> str:
        """What is to be decided, as the title of a record."""
        if self.happened is Happened.REMOVED:
            return f"Remove {self.name}"
        if self.happened is Happened.CHANGED:
            return f"Change {self.name}"
        if self.role in _MATTERS:
            return f"Use {self.name} for {self.role}"
        if len(self.beside) == 1:
            return f"{self.name} vs {self.beside[0]}"
        return f"Use {self.name} as {self.role}"

    @property
    def command(self) -> str:
        """The command line that drafts the record; what is gone supersedes what demanded it."""
        accepted = [one.record for one in self.governing if one.record.in_force]
        replaces = self.happened is Happened.REMOVED and len(accepted) == 1
        number = accepted[0].number if replaces else None
        old = f"-s {number} " if number is not None else ""
        return f"adr new {old}{shlex.quote(self.title)}"
