"""Give a record its number at the terminal: what is taken is told, and claimed where wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_tool.cli.output import printable
from adr_tool.cli.session import Session
from adr_tool.errors import UsageError

if TYPE_CHECKING:
    from adr_tool.workflow.propose import Place

_MOST_HOLDERS = 5


@dataclass(frozen=True, slots=True)
class Numbering:
    """One number, or several, for new or newly accepted records.

    Attributes:
        session: The run.
        stated: Whether the person wants them reserved; None where they did not say.
    """

    session: Session
    stated: bool | None

    @property
    def reserves(self) -> bool:
        """Whether numbers are to be reserved on the remote."""
        return self.session.workspace.settings.reserve if self.stated is None else self.stated

    def reach_remote(self, place: Place) -> None:
        """Make sure, before anything else is done, that a number can be reserved.

        Raises:
            UsageError: The records get no numbers now.
            HistoryError: The remote cannot be reached.
        """
        from adr_tool.workflow.reserve import reservations_of

        if not self.reserves:
            return
        if place.names.is_numbered:
            reservations_of(self.session.workspace.history).fetch()
        elif self.stated:
            message = "--reserve: the records of this log have no numbers when they are made"
            hint = "leave it out: a name with a date or title is its own"
            if place.ids == "draft":
                hint = "leave it out: a draft gets its number at adr accept --reserve"
            raise UsageError(message, hint=hint)

    @contextmanager
    def numbered(self, place: Place, title: str) -> Iterator[Place]:
        """The place with the number that the record gets, reserved where that is wanted."""
        self.tell_taken(place)
        self._tell_narrow(place)
        if not self.reserves or not place.names.is_numbered:
            self._tell_unfetched(place)
            yield place
            return
        from adr_tool.workflow.reserve import reservations_of, reserved

        reservations = reservations_of(self.session.workspace.history)
        with reserved(place, reservations, title) as numbered:
            self.session.say(f"Reserved {numbered.number:04d} on {reservations.remote}.")
            yield numbered

    @contextmanager
    def each(self, place: Place, titles: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """The numbers for several records of one folder, as `numbered` gives one."""
        with ExitStack() as stack:
            places = [stack.enter_context(self.numbered(place, title)) for title in titles]
            first = place.taken.following
            yield tuple(one.reserved or first + n for n, one in enumerate(places))

    def tell_taken(self, place: Place) -> None:
        """Say what has the numbers above those of the work tree."""
        above = place.taken.above if place.names.is_numbered else ()
        for holder in above[-_MOST_HOLDERS:]:
            self.session.say_once(printable(f"{holder.told}."))
        if len(above) > _MOST_HOLDERS:
            self.session.say_once(f"{len(above) - _MOST_HOLDERS} more numbers are taken.")

    def _tell_narrow(self, place: Place) -> None:
        """Say that other branches may have the number, where the clone has only one of them."""
        from adr_tool.store.refs import fetched_alone

        history = self.session.workspace.history
        alone = fetched_alone(history.root) if history and place.names.is_numbered else ""
        if alone:
            self.session.say_once(
                f"This clone has only {printable(alone)}: numbers on other branches are not seen "
                f"(git remote set-branches {printable(alone.partition('/')[0])} '*', git fetch)."
            )

    def _tell_unfetched(self, place: Place) -> None:
        """Say that the number is free only as far as this clone knows, where there is a remote."""
        from adr_tool.store.reservations import remote_of

        history = self.session.workspace.history
        remote = remote_of(history.root) if history and place.names.is_numbered else None
        if remote:
            self.session.say_once(
                f"Nothing was fetched from {remote}: {place.number:04d} is free as far as this "
                "clone knows; --reserve makes sure."
            )
