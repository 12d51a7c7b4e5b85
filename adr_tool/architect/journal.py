"""Write down what a model answers as it comes in, so that nothing is paid for twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Protocol

from adr_tool.architect.architect import Usage
from adr_tool.architect.deadline import Report
from adr_tool.architect.exchange import Receive, Reply, Request

_UNANSWERED = ("", "refusal")
"""Why a reply ends that is not worth keeping: it broke off, or says nothing."""


class Journal(Protocol):
    """Where answers are kept until their record is written."""

    def recall(self, key: str) -> str | None:
        """The whole answer that was kept under a key, or None."""
        ...

    def keep(self, key: str, text: str) -> None:
        """Keep a whole answer, in place of the pieces that were heard of it."""
        ...

    def hear(self, key: str, piece: str) -> None:
        """Keep a piece of an answer that is still coming in."""
        ...


def journaled(receive: Receive, journal: Journal, who: str) -> Receive:
    """Ask only what has no answer in the journal, and write down every answer.

    An answer belongs to exactly what was asked: another word in the prompt, another
    schema, model or server is another question.

    Args:
        receive: How a request is sent.
        journal: Where answers are kept.
        who: Server and model.
    """

    def ask(request: Request, report: Report) -> Reply:
        key = _key(request, who)
        kept = _reply(journal.recall(key))
        if kept:
            report("This was answered before and is not paid for again")
            return kept
        reply = receive(replace(request, heard=_writer(journal, key)), report)
        if reply.stop_reason not in _UNANSWERED:
            journal.keep(key, json.dumps(asdict(reply), ensure_ascii=False))
        return reply

    return ask


def _writer(journal: Journal, key: str) -> Callable[[str], None]:
    return lambda piece: journal.hear(key, piece)


def _key(request: Request, who: str) -> str:
    asked = {
        "who": who,
        "system": request.system,
        "turns": [asdict(turn) for turn in request.turns],
        "schema": request.schema,
        "room": request.max_tokens,
        "form": request.form,
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def _reply(kept: str | None) -> Reply | None:
    """A kept answer as it was, at no cost; None where there is none that can be read."""
    try:
        said = json.loads(kept or "")
        return Reply(str(said["text"]), str(said["stop_reason"]), str(said["category"]), Usage())
    except (ValueError, KeyError, TypeError):
        return None
