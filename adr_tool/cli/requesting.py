"""Read the options of `adr new` into a request."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from unicodedata import category

from adr_tool.cli.session import Session
from adr_tool.document.visible import visible
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import is_markdown
from adr_tool.domain.record import Record
from adr_tool.domain.secrets import find_secrets
from adr_tool.domain.status import Status
from adr_tool.domain.status_words import parse_status
from adr_tool.errors import NoTitleError, UsageError
from adr_tool.store.context_files import holds_keys

if TYPE_CHECKING:
    from adr_tool.store.answers import Typed
    from adr_tool.workflow.gather import Request

_LINK_PARTS = 3
_FIRST_STATUSES = (Status.DRAFT, Status.PROPOSED, Status.ACCEPTED, Status.REJECTED)


_KEPT_FLAGS = ("supersedes", "links", "tags", "personas", "template", "status", "model")
"""Options that a resumed draft needs again: without them it would be another question."""


@dataclass
class Requesting:
    """What was typed after `adr new`, by the option's name."""

    session: Session
    stated: Mapping[str, Any]

    @cached_property
    def typed(self) -> Mapping[str, Any]:
        """What was typed now, and where that is silent, what was typed for the kept answers."""
        kept = self.resumed.flags if self.resumed else {}
        again = {
            name: tuple(kept[name]) if isinstance(self.stated[name], tuple) else kept[name][0]
            for name in _KEPT_FLAGS
            if not self.stated[name] and kept.get(name)
        }
        return {**self.stated, **again}

    @property
    def only_prints(self) -> bool:
        """Whether nothing is to be written."""
        return bool(self.stated["dry_run"] or self.stated["show_prompt"])

    @property
    def from_draft(self) -> str:
        """The draft that was made elsewhere, as it came."""
        return self._text(self.stated["from_draft"], f"--from-draft {self.stated['from_draft']}")

    @property
    def flags(self) -> dict[str, list[str]]:
        """The options to keep beside the answers."""
        stated = {name: self.typed[name] for name in _KEPT_FLAGS if self.typed[name]}
        return {n: list(v) if isinstance(v, tuple) else [str(v)] for n, v in stated.items()}

    @property
    def mode(self) -> str:
        """Who is to draft, as a flag or the settings have it."""
        return str(self.typed["architect"] or self.session.workspace.settings.architect)

    @cached_property
    def title(self) -> str:
        """The title as typed, or of the draft that is resumed.

        Raises:
            UsageError: There is none, or it holds a secret.
        """
        words = self._words or (self.resumed.title if self.resumed else "")
        if not any(not char.isspace() and category(char)[0] != "P" for char in words):
            raise NoTitleError(
                "A title is missing", hint='for example: adr new "Postgres vs Mongo"'
            )
        if secrets := find_secrets(words):
            kind = secrets[0].kind
            hint = "a title names the file, the record and the commit: leave the secret out"
            raise UsageError(f"The title holds what looks like a secret ({kind})", hint=hint)
        return words

    @property
    def _words(self) -> str:
        return " ".join(" ".join(self.stated["title"]).split())

    @cached_property
    def resumed(self) -> Typed | None:
        """The answers that were kept, for the title if there is one, else the last ones."""
        from adr_tool.store.answers import read_answers

        if not self.stated["resume"]:
            return None
        book = self.session.workspace.answers
        path = book.path(self._words)
        kept = read_answers(path) if self._words and path.is_file() else None
        kept = kept or (None if self._words else book.latest())
        if kept is None:
            of = f" for {self._words!r}" if self._words else ""
            raise UsageError(
                f"There are no kept answers{of} to resume", hint='adr new "TITLE" starts anew'
            )
        return kept

    def _found(self, ref: str) -> Record:
        space = self.session.workspace
        return (space.log if space.has_log else DecisionLog(())).find(ref)

    @cached_property
    def request(self) -> Request:
        """What was asked for.

        Raises:
            AdrError: An option does not say what it has to.
        """
        from adr_tool.workflow.gather import Request

        kept = self.resumed
        return Request(
            title=self.title,
            options=(*(kept.options if kept else ()), *self.options),
            context=(
                *(kept.context if kept else ()),
                *map(self._context, self.typed["context"]),
            ),
            tags=self.typed["tags"],
            status=self.status,
            supersedes=tuple(map(self._found, self.typed["supersedes"])),
            links=tuple(self._link(text) for text in self.typed["links"]),
            answers={**(kept.answers if kept else {}), **self._answers()},
        )

    @property
    def options(self) -> tuple[str, ...]:
        """The options of `--option`, each with a name."""
        stated: tuple[str, ...] = self.typed["options"]
        if not all(option.strip() for option in stated):
            raise UsageError("--option: an option needs a name")
        return stated

    @property
    def status(self) -> Status:
        """The status of the new record."""
        stated = self.typed["status"] or self.session.workspace.settings.status
        status, _ = parse_status(stated)
        if status not in _FIRST_STATUSES:
            hint = "draft, proposed, accepted or rejected"
            raise UsageError(f"--status {stated!r}: a new record cannot be that", hint=hint)
        return status

    def _context(self, stated: str) -> str:
        """A context as text: `-` is standard input, `@FILE` a file, anything else itself."""
        if stated != "-" and not stated.startswith("@"):
            return stated
        name = stated.removeprefix("@")
        if holds_keys(self.session.cwd / name):
            hint = "copy what matters into a text without keys: --context 'TEXT'"
            raise UsageError(f"--context {stated}: files of that name hold keys", hint=hint)
        text = self._text(name, f"--context {stated}")
        seen = visible(text) if is_markdown(name) else text
        if hidden := len(text) - len(seen):
            self.session.say(f"--context {stated}: {hidden} hidden characters left out")
        return seen

    def _text(self, name: str, stated: str) -> str:
        """What stands in a file; `-` is standard input."""
        if name == "-":
            return sys.stdin.read()
        try:
            path = self.session.cwd / name
            return path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError as error:
            raise UsageError(f"{stated}: {error.strerror}") from error

    def _link(self, stated: str) -> tuple[Record, str, str]:
        """Read `TARGET:LINK:REVERSE`, as adr-tools takes it."""
        parts = [part.strip() for part in stated.split(":")]
        if len(parts) < _LINK_PARTS or not all(parts[:2]):
            hint = "for example: -l '3:Amends:Amended by'"
            raise UsageError(f"-l {stated!r} is not TARGET:LINK:REVERSE", hint=hint)
        target, words, reverse = parts[:_LINK_PARTS]
        return self._found(target), words, reverse

    def _answers(self) -> dict[str, str]:
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
