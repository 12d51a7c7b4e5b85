"""Reserve the number of a new record on the remote, and give it back where nothing came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adr_tool.domain.numbers import Holder
from adr_tool.errors import AdrError, UsageError
from adr_tool.store import refusals
from adr_tool.store.reservations import (
    Reservation,
    Reservations,
    known_reservations,
    remote_of,
)

if TYPE_CHECKING:
    from adr_tool.store.history import History
    from adr_tool.workflow.propose import Place


def reservations_of(history: History | None) -> Reservations:
    """The reservations of the project's remote.

    Raises:
        UsageError: There is no repository.
        HistoryError: There is no remote.
    """
    if history is None:
        message = "There is no git repository, so no number can be reserved"
        raise UsageError(message, hint="leave --reserve out, or git init and git remote add")
    remote = remote_of(history.root)
    if remote is None:
        raise refusals.no_remote(history.root)
    return Reservations(history.root, remote)


@contextmanager
def reserved(place: Place, reservations: Reservations, title: str) -> Iterator[Place]:
    """Reserve the next number for a place; free it again where no record was written.

    Raises:
        HistoryError: The remote cannot be reached, or refuses; nothing is written yet.
    """

    def following(numbers: frozenset[int]) -> int:
        others = (Holder(number, "somebody") for number in numbers)
        return place.taken.with_more(others).following

    number = reservations.claim(title, following)
    try:
        yield replace(place, reserved=number)
    except BaseException:
        after = replace(place)
        if after.taken.here < number:
            with suppress(AdrError):
                reservations.release(number)
        raise


@dataclass(frozen=True, slots=True)
class Use:
    """A reservation, and the record that has its number; empty where none has."""

    held: Reservation
    record: str


def uses(reservations: Reservations, place: Place) -> tuple[Use, ...]:
    """All reservations of the remote as they are now, with what came of them.

    Raises:
        HistoryError: The remote cannot be reached.
    """
    reservations.fetch()
    reservations.refresh()
    records = {record.number: record.path for record in reversed(place.log.records)}
    for holder in place.taken.elsewhere:
        if holder.where and holder.number not in records:
            records[holder.number] = f"{holder.what} on {holder.where}"
    known = known_reservations(reservations.root)
    return tuple(Use(held, records.get(held.number, "")) for held in known)
