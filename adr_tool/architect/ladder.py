"""Finds the strictest form in which a server keeps to the shape of an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_tool.architect.architect import Progress
from adr_tool.architect.exchange import Form, Reply, Request, Turn
from adr_tool.architect.known_forms import KnownForms
from adr_tool.architect.plain import json_object

if TYPE_CHECKING:
    from adr_tool.architect.reply import Schema

Send = Callable[[Request], Reply | None]
"""Sends a request; None where the server refuses what is asked in this form."""

IN_WORDS = {Form.SCHEMA: "a JSON schema", Form.TOOL: "a tool call", Form.PLAIN: "plain words"}
"""The forms as people are told of them."""

PROBE_TOKENS = 100
"""More than the answer of a server that keeps to the form, and little of any other."""

# Nobody answers with these words of their own accord, and one of them has to come.
_WORDS = ("quartz", "walrus")
_SCHEMA: Schema = {
    "type": "object",
    "properties": {"answer": {"type": "string", "enum": list(_WORDS)}},
    "required": ["answer"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Ladder:
    """The forms in which one model may be asked.

    Attributes:
        forms: All of them, the strictest first. Without an address the first one is
            known to work, and another is tried only where the server refuses it.
        base_url: The address of a server that may ignore what it does not know; empty
            where there is nothing to find out.
        model: The model there.
        known: What was found out before.
    """

    forms: tuple[Form, ...]
    base_url: str = ""
    model: str = ""
    known: KnownForms | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a reply that does not fit may be the fault of the form."""
        return bool(self.base_url)

    def worth_trying(self, send: Send, progress: Progress) -> tuple[Form, ...]:
        """The forms from the strictest one that works on down; found out once by asking."""
        if not self.doubtful:
            return self.forms
        first = self.known.recall(self.base_url, self.model) if self.known else None
        if first is None:
            first = self._find_out(send, progress)
            self.keep(first)
        return self.forms[self.forms.index(first) :]

    def keep(self, form: Form) -> None:
        """Remember the form that worked."""
        if self.known and self.doubtful:
            self.known.keep(self.base_url, self.model, form)

    def _find_out(self, send: Send, progress: Progress) -> Form:
        *stricter, last = self.forms
        for form in stricter:
            progress(f"Trying whether {self.model} keeps to {IN_WORDS[form]}")
            reply = send(_probe(form))
            if reply and _keeps(reply):
                progress("It does")
                return form
            progress("It does not")
        return last


def _probe(form: Form) -> Request:
    """A request whose own answer and whose form contradict each other."""
    asked = Turn("user", "What colour is a clear sky at noon?")
    return Request("Answer in one short sentence.", (asked,), _SCHEMA, PROBE_TOKENS, form)


def _keeps(reply: Reply) -> bool:
    try:
        answer = json.loads(json_object(reply.text))
    except (ValueError, RecursionError):
        return False
    return isinstance(answer, dict) and answer.get("answer") in _WORDS
