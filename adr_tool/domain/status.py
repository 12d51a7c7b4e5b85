"""The statuses of a decision, and the moves between them."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a decision stands; `UNKNOWN` when the record does not say."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


MOVES: dict[Status, frozenset[Status]] = {
    Status.UNKNOWN: frozenset(
        {Status.PROPOSED, Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED}
    ),
    Status.DRAFT: frozenset({Status.PROPOSED, Status.ACCEPTED, Status.REJECTED}),
    Status.PROPOSED: frozenset({Status.ACCEPTED, Status.REJECTED}),
    Status.ACCEPTED: frozenset({Status.DEPRECATED, Status.SUPERSEDED}),
    Status.REJECTED: frozenset({Status.PROPOSED}),
    Status.DEPRECATED: frozenset({Status.SUPERSEDED, Status.ACCEPTED}),
    Status.SUPERSEDED: frozenset({Status.ACCEPTED}),
}
"""Which status may follow which; staying where one is is no move."""

REOPENED: dict[Status, Status] = {
    Status.ACCEPTED: Status.PROPOSED,
    Status.REJECTED: Status.PROPOSED,
    Status.DEPRECATED: Status.ACCEPTED,
    Status.SUPERSEDED: Status.ACCEPTED,
}
"""Where reopening leads: one step back."""


def may_move(old: Status, new: Status) -> bool:
    """Tell whether a record may go from one status to another."""
    return new in MOVES[old]


IN_FORCE = frozenset({Status.ACCEPTED})
"""The statuses whose records are guidance."""
