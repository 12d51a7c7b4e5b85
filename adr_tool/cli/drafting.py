"""The steps of `adr new` at the terminal: ask, consult, write, say so."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.asking import ask, leave_open
from adr_tool.cli.editing import editor_of, run_editor
from adr_tool.cli.output import print_json
from adr_tool.cli.requesting import Requesting
from adr_tool.cli.session import Session
from adr_tool.cli.starting import folder_for, make_folder, place_for, start_log
from adr_tool.domain.status import Status
from adr_tool.errors import AdrError, ArchitectError, FolderError, MoveError, ReplyError, UsageError

if TYPE_CHECKING:
    from adr_tool.architect.architect import Consultation
    from adr_tool.architect.brief import Brief, Question
    from adr_tool.domain.draft import Draft
    from adr_tool.workflow.gather import Request

_MODELS = ("claude", "command")
_RESUME = "adr new --resume goes on with them"


@dataclass
class Drafting:
    """One run of `adr new`."""

    session: Session
    typed: Mapping[str, Any]
    kept: Path | None = None

    def run(self) -> None:
        """Go from the title to the commit."""
        try:
            self._run()
        except (KeyboardInterrupt, click.Abort):
            if self.kept:
                self.session.say(f"\nYour answers are kept in {self._kept}; {_RESUME}.")
            raise

    def _run(self) -> None:
        from adr_tool.workflow import propose

        self.check_first()
        request = self.asked.request
        told, consultation, name = self.consult(request)
        if self.typed["show_prompt"]:
            return
        today = self.session.today
        prepared = propose.draft(request, told, consultation, architect=name, today=today)
        if self.session.compatible:
            prepared = replace(prepared, title=request.title)
        if self.typed["dry_run"]:
            self.print_draft(prepared, request)
            return
        self.write(prepared, request)

    @cached_property
    def asked(self) -> Requesting:
        """What was typed."""
        return Requesting(self.session, self.typed)

    def check_first(self) -> None:
        """Refuse what cannot end well before anybody is asked anything."""
        space = self.session.workspace
        title, status = self.asked.title, self.asked.status
        if status is Status.ACCEPTED and space.architect_name(self.mode) in _MODELS:
            message = f"{title}: what a model drafts has to be read before it is accepted"
            raise MoveError(
                message, hint="leave --status out, then adr accept REF --by 'Your Name'"
            )
        if self.typed["branch"] and not space.history:
            raise UsageError("--branch: there is no git repository", hint="git init makes one")
        if not self.only_prints and self.commits and space.history:
            space.history.require_ready()
        place_for(self.session, folder_for(self.session), template=self.typed["template"])

    @property
    def only_prints(self) -> bool:
        """Whether nothing is to be written."""
        return bool(self.typed["dry_run"] or self.typed["show_prompt"])

    @property
    def commits(self) -> bool:
        """Whether this act is to be committed."""
        stated = self.typed["commit"]
        return self.session.workspace.settings.commit if stated is None else bool(stated)

    @property
    def mode(self) -> str:
        """Who is to draft, as a flag or the settings have it."""
        return str(self.typed["architect"] or self.session.workspace.settings.architect)

    def consult(self, request: Request) -> tuple[Brief, Consultation | None, str]:
        """Gather, ask, and consult the architect; falls back to offline where that is allowed."""
        from adr_tool.catalogue.catalogue import load_catalogue
        from adr_tool.workflow import gather

        space = self.session.workspace
        persona = space.persona(self.typed["persona"])
        surroundings = gather.Surroundings(
            self.asked.log, space.found.root, space.cwd, load_catalogue()
        )
        told = gather.brief(request, persona, surroundings)
        if self.typed["show_prompt"]:
            self.show_prompt(self.interview(told, request))
            return told, None, self.mode
        if self.mode == "none":
            return told, None, "none"
        name = space.architect_name(self.mode)
        told = self.interview(told, request)
        self.keep(request, {a.key: a.text for a in told.answers})
        if name == "offline":
            return told, self.offline(told), name
        return told, self.ask_model(told, name), name

    def interview(self, told: Brief, request: Request) -> Brief:
        """Ask the questions that would change the decision, where there is somebody to ask."""
        from adr_tool.architect.offline import OfflineArchitect
        from adr_tool.workflow import gather

        questions = OfflineArchitect().questions(told)
        known = OfflineArchitect().all_questions(told)
        self.doubt(told, {question.key for question in known})
        told = gather.with_questions(told, known)
        if self.typed["yes"] or self.typed["show_prompt"] or not self.session.asks:
            return gather.interview(told, questions, leave_open)
        if questions:
            self.session.say(
                f"{len(questions)} questions that would change the answer; Enter = don't know."
            )
        heard = {a.key: a.text for a in told.answers}

        def ask_and_keep(question: Question, place: int, count: int) -> str:
            heard[question.key] = ask(question, place, count).strip()
            self.keep(request, heard)
            return heard[question.key]

        return gather.interview(told, questions, ask_and_keep)

    def doubt(self, told: Brief, keys: set[str]) -> None:
        """Say what may have been mistyped: keys that no question has, names near to known ones."""
        from adr_tool.architect.matter import near_names

        for answer in told.answers:
            if answer.key not in keys:
                named = ", ".join(sorted(keys))
                self.session.say(
                    f"Notice: no question is called {answer.key!r}; there are: {named}"
                )
        for typed, near in near_names(told):
            self.session.say(f"Notice: the catalogue does not know {typed!r}; did you mean {near}?")

    def keep(self, request: Request, heard: Mapping[str, str]) -> None:
        """Write down what was typed before anything can go wrong."""
        from adr_tool.store.answers import Typed

        if self.only_prints:
            return
        answers = {key: text for key, text in heard.items() if text}
        typed = Typed(request.title, answers, request.options, request.context)
        book = self.session.workspace.answers
        try:
            self.kept = book.keep(typed)
        except OSError as error:
            message = f"{book.folder} cannot be written: {error.strerror}"
            raise FolderError(
                message, hint="your answers are kept there: make it writable"
            ) from error

    @property
    def _kept(self) -> str:
        return self.session.shown(self.kept) if self.kept else ""

    def offline(self, told: Brief) -> Consultation:
        """Consult the offline architect."""
        from adr_tool.architect.offline import OfflineArchitect

        consultation = OfflineArchitect().advise(told, self.progress)
        self.session.say(consultation.notice)
        return consultation

    def ask_model(self, told: Brief, name: str) -> Consultation:
        """Ask a model; with `auto`, or after a reply that breaks the schema, draft offline."""
        space = self.session.workspace
        model = self.typed["model"] or space.settings.model
        whom = "your command" if name == "command" else model
        try:
            self.session.say(f"Consulting {whom} as {told.persona.name} …")
            consultation = space.architect(name, model).advise(told, self.progress)
        except ArchitectError as error:
            if self.mode == name and not isinstance(error, ReplyError):
                raise type(error)(error.message, hint=self._again(error.hint)) from error
            self.session.say(f"Notice: {error.message}")
            self.session.say("The offline architect drafts instead.")
            return self.offline(told)
        if consultation.notice:
            self.session.say(consultation.notice)
        used = consultation.usage
        if name == "claude":
            self.session.say(f"Used {used.input_tokens} tokens in, {used.output_tokens} out.")
        return consultation

    def _again(self, hint: str | None) -> str:
        """A hint, and how to go on with the answers that are kept."""
        kept = f"your answers are kept in {self._kept}; {_RESUME}" if self.kept else ""
        return "; ".join(words for words in ((hint or "").rstrip("."), kept) if words)

    def progress(self, words: str) -> None:
        """Say what really happened, when the person wants to hear it."""
        if self.session.verbose or self.session.asks:
            self.session.say(f"  {words}")

    def show_prompt(self, told: Brief) -> None:
        """Print exactly what a model would be sent."""
        from adr_tool.architect.prompt import draft_prompt

        prompt = draft_prompt(told)
        print_json({"system": prompt.system, "user": prompt.user})

    def print_draft(self, prepared: Draft, request: Request) -> None:
        """Print the record as it would be written."""
        from adr_tool.workflow import propose

        folder = folder_for(self.session)
        place = place_for(self.session, folder, template=self.typed["template"])
        number = place.next_number()
        if number and not self.session.workspace.has_log:
            number = max(number, 2)  # the log's own first record takes the first one
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
            place = place_for(session, folder_for(session), template=self.typed["template"])
            repository = session.workspace.history
            if self.typed["branch"] and repository:
                branch = repository.start_branch(place.next_number(), self.asked.title)
                session.say(f"Switched to {branch}.")
            edit = self.edited if self.typed["edit"] and session.asks else None
            path, saved = propose.write(prepared, request, place, history, edit=edit)
        if session.compatible:
            self.open_as_adr_tools(path)
        else:
            session.workspace.answers.drop(self.asked.title)
        session.announce(saved)
        self.print_result(path)

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
