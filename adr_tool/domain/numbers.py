"""Which numbers of a log folder are taken, and the one that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """What has a number outside of the work tree.

    Attributes:
        number: The number.
        what: The file's path from the repository's root, or who reserved the number.
        where: The branch; empty for a reservation.
    """

    number: int
    what: str
    where: str = ""

    @property
    def told(self) -> str:
        """One sentence for a person."""
        place = f"{self.what} on {self.where}" if self.where else f"a reservation of {self.what}"
        return f"{self.number:04d} is taken by {place}"


@dataclass(frozen=True, slots=True)
class Taken:
    """The numbers of a log folder that are taken.

    Attributes:
        here: The highest number of a file in the work tree; 0 where there is none.
        elsewhere: What has numbers on branches, and the reservations that are known.
    """

    here: int
    elsewhere: tuple[Holder, ...] = ()

    @property
    def following(self) -> int:
        """The number of the next record: one more than the highest that is taken anywhere."""
        return max((self.here, *(holder.number for holder in self.elsewhere))) + 1

    @property
    def above(self) -> tuple[Holder, ...]:
        """What has the numbers above those of the work tree; one holder for each number."""
        found: dict[int, Holder] = {}
        for holder in self.elsewhere:
            if holder.number > self.here:
                found.setdefault(holder.number, holder)
        return tuple(found[number] for number in sorted(found))

    def with_more(self, holders: Iterable[Holder]) -> Taken:
        """The same with more that is taken."""
        return Taken(self.here, (*self.elsewhere, *holders))
