"""The steps of `adr accept` at the terminal: who, which records, their numbers, one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adr_tool.cli.acting import finish
from adr_tool.cli.numbering import Numbering
from adr_tool.cli.output import printable
from adr_tool.cli.session import Session
from adr_tool.cli.starting import place_for
from adr_tool.domain.naming import is_draft
from adr_tool.domain.status import Status
from adr_tool.errors import UsageError
from adr_tool.workflow import decide

if TYPE_CHECKING:
    from adr_tool.domain.record import Record
    from adr_tool.workflow.act import Act
    from adr_tool.workflow.draft_numbers import DraftNumbers


@dataclass
class Accepting:
    """One run of `adr accept`."""

    session: Session
    typed: Mapping[str, Any]

    def run(self) -> None:
        """Accept the records, in one commit."""
        with self.session.writing(commit=self.typed["commit"]) as history, self.act() as act:
            trailers = decide.trailers(act, self.who)
            message = decide.message(act, Status.ACCEPTED, trailers=trailers)
            finish(self.session, act, message, history)

    @cached_property
    def who(self) -> decide.Acceptance:
        """Who accepted, and on what ground."""
        typed, session = self.typed, self.session
        return decide.Acceptance(
            typed["by"], session.identity(), typed["evidence"], typed["force"], session.today
        )

    @contextmanager
    def act(self) -> Iterator[Act]:
        """The whole act, with the numbers that drafts get; nothing is written yet."""
        space, refs = self.session.workspace, self.typed["refs"]
        # What refuses a record refuses it before a number is claimed for it.
        act = decide.accept(space.log, space.folder, refs, self.who)
        drafts = self.drafts()
        if not drafts:
            if self.typed["reserve"]:
                message = "--reserve: none of these is a draft that waits for its number"
                raise UsageError(message, hint="leave it out")
            yield act
            return
        with self.numbered(drafts) as numbers:
            yield self.renamed(drafts, numbers)

    def drafts(self) -> tuple[Record, ...]:
        """The records that get their number now."""
        if self.session.workspace.settings.ids != "draft":
            return ()
        log = self.session.workspace.log
        found = {r.path: r for r in map(log.find, self.typed["refs"]) if is_draft(r.path)}
        return tuple(found.values())

    @contextmanager
    def numbered(self, drafts: Sequence[Record]) -> Iterator[dict[str, int]]:
        """The numbers of drafts, by path."""
        numbering = Numbering(self.session, self.typed["reserve"])
        numbers: dict[str, int] = {}
        with ExitStack() as stack:
            for home in dict.fromkeys(map(self.home, drafts)):
                own = [record for record in drafts if self.home(record) == home]
                place = place_for(self.session, home, template=None, accepted=True)
                numbering.reach_remote(place)
                got = stack.enter_context(numbering.each(place, [r.title for r in own]))
                numbers |= {record.path: number for record, number in zip(own, got, strict=True)}
            yield numbers

    def home(self, record: Record) -> Path:
        """The log folder that a record is in."""
        folder = self.session.workspace.folder
        above = folder.place(record.path).resolve().parents
        return next(home for home in folder.folders if home.resolve() in above)

    def renamed(self, drafts: Sequence[Record], numbers: Mapping[str, int]) -> Act:
        """The act in the log as it is with the new names."""
        from adr_tool.workflow.draft_numbers import DraftNumbers, seen_from

        space, session = self.session.workspace, self.session
        folder, root = space.folder, space.folder_from_root
        naming = DraftNumbers(seen_from(space.log, folder, root), root, space.history)
        now = {r.path: r.path for r in map(space.log.find, self.typed["refs"])}
        for record in drafts:
            place = place_for(session, self.home(record), template=None, accepted=True)
            path = root.shown(folder.place(record.path))
            to = naming.give(path, numbers[record.path], place.names, session.today)
            now[record.path] = folder.shown(root.place(to))
        self.tell_left(naming)
        log = seen_from(naming.log, root, folder)
        begun = {place.resolve(): change for place, change in naming.changes.items()}
        return decide.accept(log, folder, now.values(), self.who, begun)

    def tell_left(self, naming: DraftNumbers) -> None:
        """Say what names a draft and cannot be attributed."""
        for spot in naming.left:
            place = f"{self.session.shown(naming.folder.place(spot.path))}:{spot.line}"
            words = f"{place}: cannot be attributed: {spot.words[:160]}"
            self.session.say(printable(words))
