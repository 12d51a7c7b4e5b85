"""The steps of `adr new` at the terminal: ask, consult, write, say so."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.consulting import MODELS, Consulting, Heard
from adr_tool.cli.editing import editor_of, run_editor
from adr_tool.cli.numbering import Numbering
from adr_tool.cli.output import print_json
from adr_tool.cli.requesting import Requesting
from adr_tool.cli.session import Session
from adr_tool.cli.starting import folder_for, make_folder, place_for, start_log
from adr_tool.domain.status import Status
from adr_tool.errors import AdrError, MoveError, UsageError

if TYPE_CHECKING:
    from adr_tool.domain.draft import Draft
    from adr_tool.workflow.gather import Request
    from adr_tool.workflow.grounds import Known
    from adr_tool.workflow.propose import Place


@dataclass
class Drafting:
    """One run of `adr new`."""

    session: Session
    asked: Requesting

    def run(self) -> None:
        """Go from the title to the commit."""
        self.check_first()
        request = self.asked.request
        consulting = Consulting(self.session, self.asked, self.preview)
        if self.typed["show_prompt"]:
            consulting.show_prompt()
            return
        prepared = self.prepared(consulting.run())
        self.warn(prepared)
        if self.typed["dry_run"]:
            self.print_draft(prepared, request)
            return
        self.write(prepared, request)

    @property
    def typed(self) -> Mapping[str, Any]:
        """What was typed, by the option's name."""
        return self.asked.typed

    def prepared(self, heard: Heard) -> Draft:
        """The draft that comes of what the architect said."""
        from adr_tool.workflow import propose

        request = self.asked.request
        now = propose.Circumstances(heard.name, self.session.today, self.known)
        draft = propose.draft(request, heard.told, heard.said, now)
        return replace(draft, title=request.title) if self.session.compatible else draft

    @cached_property
    def known(self) -> Known:
        """What the words of a model are held against."""
        from adr_tool.workflow.existing import existing

        space = self.session.workspace
        return existing(
            space.root, space.register, space.catalogue, versioned=space.history is not None
        )

    def warn(self, prepared: Draft) -> None:
        """Say what of a model's words nothing bears out, and what was changed in them."""
        if prepared.unverified:
            said = dict.fromkeys(f"{one.kind} {one.text}" for one in prepared.unverified)
            self.session.say("Marked [unverified], because nobody gave it and it is not here:")
            for words in said:
                self.session.say(f"  {words}")
        for note in prepared.notes:
            self.session.say(f"Notice: {note}")

    def preview(self, heard: Heard) -> str:
        """The record that would come of what the architect said, as a reader would see it."""
        from adr_tool.workflow import propose

        place, request = self.place(), self.asked.request
        return propose.render(self.prepared(heard), request, place.number, place)[1]

    def check_first(self) -> None:
        """Refuse what cannot end well before anybody is asked anything."""
        space = self.session.workspace
        title, status = self.asked.title, self.asked.status
        if status is Status.ACCEPTED and space.architect_name(self.asked.mode) in MODELS:
            message = f"{title}: what a model drafts has to be read before it is accepted"
            raise MoveError(
                message, hint="leave --status out, then adr accept REF --by 'Your Name'"
            )
        if self.typed["branch"] and not space.history:
            raise UsageError("--branch: there is no git repository", hint="git init makes one")
        if not self.asked.only_prints and self.commits and space.history:
            space.history.require_ready()
        place = self.place()
        if not self.asked.only_prints:
            self.numbering.reach_remote(place)

    def place(self) -> Place:
        """Where the record goes; one that is accepted at once does not wait for its number."""
        accepted = self.asked.status is Status.ACCEPTED
        folder, template = folder_for(self.session), self.typed["template"]
        return place_for(self.session, folder, template=template, accepted=accepted)

    @property
    def numbering(self) -> Numbering:
        """How the record gets its number."""
        return Numbering(self.session, self.typed["reserve"])

    @property
    def commits(self) -> bool:
        """Whether this act is to be committed."""
        stated = self.typed["commit"]
        return self.session.workspace.settings.commit if stated is None else bool(stated)

    def print_draft(self, prepared: Draft, request: Request) -> None:
        """Print the record as it would be written."""
        from adr_tool.workflow import propose

        place = self.place()
        number = place.number
        if number and not (self.session.workspace.has_log or self.session.compatible):
            number += 1  # the log's own first record takes the first one
        self.numbering.tell_taken(place)
        path, text = propose.render(prepared, request, number, place)
        self.session.say(f"Would write {self.session.shown(path)}")
        click.echo(text, nl=False)

    def write(self, prepared: Draft, request: Request) -> None:
        """Write, commit and name the new record."""
        from adr_tool.workflow import propose

        session = self.session
        with session.writing(commit=self.typed["commit"]) as history:
            # Another process may have made the log while this one was asking.
            session.reopen()
            if not session.workspace.has_log and session.compatible:
                make_folder(session)
            elif not session.workspace.has_log:
                first = start_log(
                    session, None, template=self.typed["template"], commit=self.typed["commit"]
                )
                session.say(f"Made a log; its first record is {session.shown(first)}.")
                session.reopen()
            edit = self.edited if self.typed["edit"] and session.asks else None
            with self.numbering.numbered(self.place(), self.asked.title) as numbered:
                self.switch(numbered)
                path, saved = propose.write(prepared, request, numbered, history, edit=edit)
        if session.compatible:
            self.open_as_adr_tools(path)
        else:
            session.workspace.answers.drop(self.asked.title)
        session.announce(saved)
        self.print_result(path)

    def switch(self, place: Place) -> None:
        """Make the branch of the record, where it is to have one."""
        repository = self.session.workspace.history
        if self.typed["branch"] and repository:
            branch = repository.start_branch(place.number, self.asked.title)
            self.session.say(f"Switched to {branch}.")

    def edited(self, path: Path) -> None:
        """Open the record in the person's editor."""
        click.edit(filename=str(path))

    def open_as_adr_tools(self, path: Path) -> None:
        """Open the record in the editor that is set, even without a terminal, as adr-tools does."""
        editor = editor_of(self.session.environ)
        code = run_editor(editor, path, self.session.cwd) if editor else 0
        if code:
            sys.exit(code)

    def print_result(self, path: Path) -> None:
        """Print the path, or the record as JSON."""
        shown = self.session.shown(path)
        if not self.typed["as_json"]:
            click.echo(shown)
            return
        from adr_tool.workflow.describe import as_data

        self.session.reopen()
        log = self.session.workspace.log
        record = next((r for r in log.records if r.path == shown), None)
        if record is None:
            raise AdrError(f"{shown} was written, but cannot be read back")
        print_json(as_data(log, record))
