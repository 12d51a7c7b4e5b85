"""The steps of `adr new` at the terminal: read options, ask, consult, write, say so."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.asking import ask, leave_open
from adr_tool.cli.output import print_json
from adr_tool.cli.session import Session
from adr_tool.cli.starting import place_for, start_log
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status, parse_status
from adr_tool.errors import AdrError, ArchitectError, ReplyError, UsageError

if TYPE_CHECKING:
    from adr_tool.architect.architect import Consultation
    from adr_tool.architect.brief import Brief
    from adr_tool.store.answers import Typed
    from adr_tool.workflow.propose import Request

_LINK_PARTS = 3


@dataclass
class Drafting:
    """One run of `adr new`."""

    session: Session
    typed: Mapping[str, Any]

    def run(self) -> None:
        """Go from the title to the commit."""
        from adr_tool.workflow import propose

        self.check_first()
        request = self.request
        told, consultation, name = self.consult(request)
        if self.typed["show_prompt"]:
            return
        today = self.session.today.isoformat()
        prepared = propose.draft(request, told, consultation, architect=name, today=today)
        if self.typed["dry_run"]:
            self.print_draft(prepared, request)
            return
        self.write(prepared, request)

    def check_first(self) -> None:
        """Refuse what cannot end well before anybody is asked anything."""
        space = self.session.workspace
        if not self.title:
            raise UsageError("A title is missing", hint='for example: adr new "Postgres vs Mongo"')
        if (
            not (self.typed["dry_run"] or self.typed["show_prompt"])
            and self.commits
            and space.history
        ):
            space.history.require_ready()
        if space.found.folders and space.found.folders[0].is_dir():
            place_for(self.session, space.found.folders[0], template=self.typed["template"])

    @property
    def commits(self) -> bool:
        """Whether this act is to be committed."""
        stated = self.typed["commit"]
        return self.session.workspace.settings.commit if stated is None else stated

    @cached_property
    def resumed(self) -> Typed | None:
        """The answers that were kept, when they are to be taken up again."""
        if not self.typed["resume"]:
            return None
        kept = self.session.workspace.answers.latest()
        if kept is None:
            raise UsageError(
                "There are no kept answers to resume", hint='adr new "TITLE" starts anew'
            )
        return kept

    @cached_property
    def title(self) -> str:
        """The title as typed, or of the draft that is resumed."""
        words = " ".join(" ".join(self.typed["title"]).split())
        return words or (self.resumed.title if self.resumed else "")

    @cached_property
    def log(self) -> DecisionLog:
        """The log, empty where there is none yet."""
        space = self.session.workspace
        there = bool(space.found.folders) and all(f.is_dir() for f in space.found.folders)
        return space.log if there else DecisionLog(())

    @cached_property
    def request(self) -> Request:
        """What was asked for."""
        from adr_tool.workflow.propose import Request

        kept = self.resumed
        return Request(
            title=self.title,
            options=(*(kept.options if kept else ()), *self.typed["options"]),
            context=(
                *(kept.context if kept else ()),
                *map(self.context_text, self.typed["context"]),
            ),
            tags=self.typed["tags"],
            status=self.status,
            supersedes=tuple(self.log.find(ref) for ref in self.typed["supersedes"]),
            links=tuple(self.link(text) for text in self.typed["links"]),
            answers={**(kept.answers if kept else {}), **self.given_answers()},
        )

    @property
    def status(self) -> Status:
        """The status of the new record."""
        status, _ = parse_status(self.typed["status"])
        if status not in (Status.DRAFT, Status.PROPOSED, Status.ACCEPTED, Status.REJECTED):
            hint = "draft, proposed, accepted or rejected"
            raise UsageError(
                f"--status {self.typed['status']!r}: a new record cannot be that", hint=hint
            )
        return status

    def context_text(self, stated: str) -> str:
        """A context as text: `-` is standard input, `@FILE` a file, anything else itself."""
        if stated == "-":
            return sys.stdin.read()
        if not stated.startswith("@"):
            return stated
        path = self.session.cwd / stated[1:]
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise UsageError(f"--context {stated}: {error.strerror}") from error

    def link(self, stated: str) -> tuple[Record, str, str]:
        """Read `TARGET:LINK:REVERSE`, as adr-tools takes it."""
        parts = stated.split(":")
        if len(parts) != _LINK_PARTS:
            hint = "for example: -l '3:Amends:Amended by'"
            raise UsageError(f"-l {stated!r} is not TARGET:LINK:REVERSE", hint=hint)
        target, words, reverse = (part.strip() for part in parts)
        return self.log.find(target), words, reverse

    def given_answers(self) -> dict[str, str]:
        """The answers of `--answers` and `--answer`."""
        from adr_tool.store.answers import read_answers

        stated = self.typed["answers_file"]
        found = dict(read_answers(self.session.cwd / stated).answers) if stated else {}
        for pair in self.typed["answers"]:
            key, equals, text = pair.partition("=")
            if not equals or not key.strip():
                raise UsageError(f"--answer {pair!r} is not KEY=TEXT", hint="--answer load='200/s'")
            found[key.strip()] = text.strip()
        return found

    def consult(self, request: Request) -> tuple[Brief, Consultation | None, str]:
        """Gather, ask, and consult the architect; falls back to offline where that is allowed."""
        from adr_tool.catalogue.catalogue import load_catalogue
        from adr_tool.workflow import propose

        space = self.session.workspace
        persona = space.persona(self.typed["persona"])
        catalogue = load_catalogue()
        told = propose.brief(
            request, persona, log=self.log, root=space.found.root, catalogue=catalogue
        )
        mode = self.typed["architect"] or space.settings.architect
        if mode == "none":
            return told, None, "none"
        if self.typed["show_prompt"]:
            return self.show_prompt(told), None, mode
        name = space.architect_name(mode)
        told = self.interview(told)
        self.keep(request, told)
        if name == "offline":
            return told, self.offline(told), name
        return told, self.ask_claude(told, strict=mode == "claude"), name

    def interview(self, told: Brief) -> Brief:
        """Ask the questions that would change the decision, where there is somebody to ask."""
        from adr_tool.architect.offline import OfflineArchitect
        from adr_tool.workflow import propose

        questions = OfflineArchitect().questions(told)
        told = propose.with_questions(told, OfflineArchitect().all_questions(told))
        silent = self.typed["yes"] or not self.session.asks
        if not silent and questions:
            self.session.say(
                f"{len(questions)} questions that would change the answer; Enter = don't know."
            )
        return propose.interview(told, questions, leave_open if silent else ask)

    def keep(self, request: Request, told: Brief) -> None:
        """Write down what was typed before anything can go wrong."""
        from adr_tool.store.answers import Typed

        if self.typed["dry_run"]:
            return
        answers = {a.key: a.text for a in told.answers if a.text}
        kept = Typed(request.title, answers, request.options, request.context)
        self.session.workspace.answers.keep(kept)

    def offline(self, told: Brief) -> Consultation:
        """Consult the offline architect."""
        from adr_tool.architect.offline import OfflineArchitect

        consultation = OfflineArchitect().advise(told, self.progress)
        self.session.say(consultation.notice)
        return consultation

    def ask_claude(self, told: Brief, *, strict: bool) -> Consultation:
        """Ask a model; with `auto`, or after a reply that breaks the schema, draft offline."""
        space = self.session.workspace
        model = self.typed["model"] or space.settings.model
        try:
            self.session.say(f"Consulting {model} as {told.persona.name} …")
            consultation = space.claude(model).advise(told, self.progress)
        except ArchitectError as error:
            if strict and not isinstance(error, ReplyError):
                kept = self.session.shown(space.answers.path(self.title))
                again = "your answers are kept in " + kept + "; adr new --resume goes on with them"
                hint = f"{error.hint}; {again}" if error.hint else again
                raise type(error)(error.message, hint=hint) from error
            self.session.say(f"Notice: {error.message}")
            self.session.say("The offline architect drafts instead.")
            return self.offline(told)
        if consultation.notice:
            self.session.say(consultation.notice)
        used = consultation.usage
        self.session.say(f"Used {used.input_tokens} tokens in, {used.output_tokens} out.")
        return consultation

    def progress(self, words: str) -> None:
        """Say what really happened, when the person wants to hear it."""
        if self.session.verbose or self.session.asks:
            self.session.say(f"  {words}")

    def show_prompt(self, told: Brief) -> Brief:
        """Print exactly what a model would be sent."""
        from adr_tool.architect.prompt import draft_prompt

        prompt = draft_prompt(told)
        click.echo(
            json.dumps({"system": prompt.system, "user": prompt.user}, ensure_ascii=False, indent=2)
        )
        return told

    def print_draft(self, prepared: Any, request: Request) -> None:  # noqa: ANN401 - a Draft
        """Print the record as it would be written."""
        from adr_tool.workflow import propose

        folder = self.folder()
        place = place_for(self.session, folder, template=self.typed["template"])
        number = propose.next_number(folder)
        path, text = propose.render(prepared, request, number, place)
        self.session.say(f"Would write {self.session.shown(path)}")
        click.echo(text, nl=False)

    def folder(self) -> Path:
        """The folder that takes the new record."""
        space = self.session.workspace
        return space.found.folders[0] if space.found.folders else space.root / space.settings.folder

    def write(self, prepared: Any, request: Request) -> None:  # noqa: ANN401 - a Draft
        """Write, commit and name the new record."""
        from adr_tool.workflow import propose

        session = self.session
        if not session.workspace.found.folders or not session.workspace.found.folders[0].is_dir():
            first = start_log(
                session, None, template=self.typed["template"], commit=self.typed["commit"]
            )
            session.say(f"Made a log; its first record is {session.shown(first)}.")
            session.reopen()
        with session.writing(commit=self.typed["commit"]) as history:
            place = place_for(session, self.folder(), template=self.typed["template"])
            if self.typed["branch"] and history:
                number = propose.next_number(place.folder)
                session.say(f"Switched to {history.start_branch(number, self.title)}.")
            edit = self.edited if self.typed["edit"] and session.asks else None
            path, saved = propose.write(prepared, request, place, history, edit=edit)
        session.workspace.answers.drop(self.title)
        session.announce(saved)
        self.print_result(path)

    def edited(self, path: Path) -> None:
        """Open the record in the person's editor."""
        click.edit(filename=str(path))

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
