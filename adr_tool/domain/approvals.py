"""What the reviews of a pull request amount to: who approves the text as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a review says in the end."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes requested"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Review:
    """One review, as a forge tells it.

    Attributes:
        by: The account, as `@name`.
        verdict: What it says.
        is_current: Whether it was given for the last commit; None where nobody tells.
        is_person: Whether the account is a person's.
    """

    by: str
    verdict: Verdict
    is_current: bool | None = True
    is_person: bool = True


@dataclass(frozen=True, slots=True)
class Approvals:
    """Who approves a pull request.

    Attributes:
        address: Where it can be seen.
        head: The id of its last commit.
        by: The accounts that approve it as it is now.
        notes: What does not count and why, one sentence each.
    """

    address: str
    head: str
    by: tuple[str, ...]
    notes: tuple[str, ...] = ()


def approvals(address: str, head: str, reviews: Iterable[Review]) -> Approvals:
    """Sum up reviews, the oldest first: of each account the last one counts."""
    last = {review.by: review for review in reviews}
    by = tuple(r.by for r in last.values() if _counts(r))
    notes = [words for review in last.values() for words in _told(review)]
    return Approvals(address, head, by, tuple(notes))


def _counts(review: Review) -> bool:
    approves = review.verdict is Verdict.APPROVED
    return approves and review.is_person and review.is_current is not False


def _told(review: Review) -> Iterable[str]:
    if review.verdict is Verdict.CHANGES_REQUESTED:
        yield f"{review.by} requests changes"
    elif review.verdict is Verdict.DISMISSED:
        yield f"the review of {review.by} was dismissed"
    elif not review.is_person:
        yield f"{review.by} is no person"
    elif review.is_current is False:
        yield f"the approval of {review.by} is of an older commit and does not cover the last one"
    elif review.is_current is None:
        yield f"the forge does not tell for which commit {review.by} approved"
