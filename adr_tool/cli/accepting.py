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
from adr_tool.workflow.decide import Acceptance

if TYPE_CHECKING:
    from adr_tool.domain.approvals import Approvals
    from adr_tool.domain.record import Record
    from adr_tool.workflow.act import Act
    from adr_tool.workflow.draft_numbers import DraftNumbers
    from adr_tool.workflow.merged import Brought


@dataclass
class Accepting:
    """One run of `adr accept`."""

    session: Session
    typed: Mapping[str, Any]

    def run(self) -> None:
        """Accept the records in one commit; those that merges brought in one for each merge."""
        self.check_first()
        who = self.who
        if not self.typed["merged"]:
            self.accept(self.typed["refs"], who)
            return
        every = tuple(self.brought())
        for one in every:
            self.session.say(f"{one.merge.commit[:10]} merged {', '.join(one.records)}.")
            self.accept(one.records, one.acceptance(who))
            self.session.reopen()
        if not every:
            self.session.say("No merge brought a proposal.")

    def check_first(self) -> None:
        """Refuse what contradicts itself."""
        refs, merged = self.typed["refs"], self.typed["merged"]
        if merged and refs:
            raise UsageError("--merged finds the records itself", hint="leave REF out")
        if not merged and not refs:
            raise UsageError("Which records?", hint="adr accept 7; adr accept --help")
        if self.typed["base"] and not merged:
            raise UsageError("--base belongs to --merged", hint="leave it out")
        if merged and self.session.workspace.settings.acceptance != "on-merge":
            message = "--merged: in this project a merge accepts nothing"
            raise UsageError(message, hint='acceptance = "on-merge" in the settings says it does')
        if (merged or self.typed["from_pr"] is not None) and not self.session.workspace.history:
            raise UsageError("--merged, --from-pr: there is no git repository")

    def brought(self) -> Iterator[Brought]:
        """The merges that brought proposals."""
        from adr_tool.workflow.merged import brought

        space = self.session.workspace
        if space.history:
            yield from brought(
                space.log, space.folder, space.history, self.typed["base"] or "HEAD^1"
            )

    @property
    def who(self) -> Acceptance:
        """Who accepted, and on what ground."""
        from adr_tool.workflow.approved import approved

        typed, session = self.typed, self.session
        by = decide.Acceptance(
            typed["by"], session.identity(), typed["evidence"], typed["force"], session.today
        )
        return approved(self.approvals, by) if self.approvals else by

    @cached_property
    def approvals(self) -> Approvals | None:
        """Who approves the pull request, as its forge tells; None where nobody asks."""
        from adr_tool.store.forge_address import pull_request, remotes
        from adr_tool.store.merges import last_message

        history, wanted = self.session.workspace.history, self.typed["from_pr"]
        if history is None or wanted is None:
            return None
        message = last_message(history.root) if history.head() else ""
        asked = pull_request(wanted, remotes(history.root), message, self.session.environ)
        said = asked.approvals()
        for note in said.notes:
            self.session.say(f"Note: {note}")
        return said

    def accept(self, refs: Sequence[str], who: Acceptance) -> None:
        """Accept records in one commit."""
        with (
            self.session.writing(commit=self.typed["commit"]) as history,
            self.act(refs, who) as act,
        ):
            trailers = decide.trailers(act, who)
            message = decide.message(act, Status.ACCEPTED, trailers=trailers)
            finish(self.session, act, message, history)

    @contextmanager
    def act(self, refs: Sequence[str], who: Acceptance) -> Iterator[Act]:
        """The whole act, with the numbers that drafts get; nothing is written yet."""
        space = self.session.workspace
        # What refuses a record refuses it before a number is claimed for it.
        act = decide.accept(space.log, space.folder, refs, who)
        if self.approvals and space.history:
            from adr_tool.workflow.approved import require_approved_text

            require_approved_text(self.approvals, act.moved, space.folder, space.history)
        drafts = self.drafts(refs)
        if not drafts:
            if self.typed["reserve"] and not self.typed["merged"]:
                message = "--reserve: none of these is a draft that waits for its number"
                raise UsageError(message, hint="leave it out")
            yield act
            return
        with self.numbered(drafts) as numbers:
            yield self.renamed(refs, who, drafts, numbers)

    def drafts(self, refs: Sequence[str]) -> tuple[Record, ...]:
        """The records that get their number now."""
        if self.session.workspace.settings.ids != "draft":
            return ()
        log = self.session.workspace.log
        found = {r.path: r for r in map(log.find, refs) if is_draft(r.path)}
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

    def renamed(
        self,
        refs: Sequence[str],
        who: Acceptance,
        drafts: Sequence[Record],
        numbers: Mapping[str, int],
    ) -> Act:
        """The act in the log as it is with the new names."""
        from adr_tool.workflow.draft_numbers import DraftNumbers, seen_from

        space, today = self.session.workspace, who.today
        folder, root = space.folder, space.folder_from_root
        naming = DraftNumbers(seen_from(space.log, folder, root), root, space.history)
        now = {r.path: r.path for r in map(space.log.find, refs)}
        for record in drafts:
            place = place_for(self.session, self.home(record), template=None, accepted=True)
            path = root.shown(folder.place(record.path))
            to = naming.give(path, numbers[record.path], place.names, today)
            now[record.path] = folder.shown(root.place(to))
        self.tell_left(naming)
        log = seen_from(naming.log, root, folder)
        begun = {place.resolve(): change for place, change in naming.changes.items()}
        return decide.accept(log, folder, now.values(), who, begun)

    def tell_left(self, naming: DraftNumbers) -> None:
        """Say what names a draft and cannot be attributed."""
        for spot in naming.left:
            place = f"{self.session.shown(naming.folder.place(spot.path))}:{spot.line}"
            words = f"{place}: cannot be attributed: {spot.words[:160]}"
            self.session.say(printable(words))
