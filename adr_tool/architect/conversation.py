"""The requests of one consultation: retries, repairs, and what an answer's end means."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from adr_tool.architect.architect import Progress, Usage
from adr_tool.architect.budget import Budget, budgeted
from adr_tool.architect.deadline import Report, run_within
from adr_tool.architect.exchange import MAX_TOKENS, Form, Receive, Reply, Request, Turn
from adr_tool.architect.faults import Fault, FaultError, duration, explain
from adr_tool.architect.journal import Journal, journaled
from adr_tool.architect.ladder import IN_WORDS, Ladder
from adr_tool.architect.plain import json_object
from adr_tool.architect.prompt import Prompt, repair_request
from adr_tool.errors import ArchitectError, ReplyError

if TYPE_CHECKING:
    from adr_tool.architect.reply import Schema

TRY_AGAIN = "Try again, or go without a model: `--architect offline`."

_PAUSES = (0.5, 2.0)
"""Seconds before the second and third try, unless the server asks for something else."""

_SERVER_FAILED = 500

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Server:
    """Who is asked, and how patient we are.

    Attributes:
        receive: How a request is sent.
        host: The server's name, or the program's, for messages.
        model: The model's full id, or the program's name where only that is known.
        timeout: Seconds that the consultation may take in all, waits included.
        ladder: The forms in which it may be asked.
        max_wait: Seconds that the server may ask to wait before another try.
        room: Tokens that thinking and answer may take together.
    """

    receive: Receive
    host: str
    model: str
    timeout: float
    ladder: Ladder
    max_wait: float = 0
    room: int = MAX_TOKENS

    def __str__(self) -> str:
        return self.model if self.model == self.host else f"{self.model} at {self.host}"


@dataclass(frozen=True, slots=True)
class Means:
    """What an act may spend on its consultations, and what it remembers of them.

    Attributes:
        budget: What it may cost, and has cost so far.
        journal: Where answers are kept until their record is written; None keeps none.
    """

    budget: Budget = field(default_factory=Budget)
    journal: Journal | None = None


class _FailedError(ArchitectError):
    """A request failed for good."""

    def __init__(
        self, message: str, *, hint: str | None = None, fault: Fault | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.of_form = fault is not None and fault.of_form
        self.server_failed = fault is not None and fault.status == _SERVER_FAILED


class Conversation:
    """All requests of one consultation, within one limit of time.

    Attributes:
        usage: What it has cost so far.
        asides: What was said beside the answers, for the person.
    """

    def __init__(
        self,
        server: Server,
        *,
        progress: Progress,
        sleep: Callable[[float], None] = time.sleep,
        means: Means | None = None,
    ) -> None:
        self.usage = Usage()
        self.asides: list[str] = []
        self._server = server
        self._progress = progress
        self._sleep = sleep
        self._until = time.monotonic() + server.timeout
        self._receive = self._means(means or Means())

    def _means(self, means: Means) -> Receive:
        """How a request is sent: what the journal has is not asked, and costs nothing."""
        receive = budgeted(self._asking, means.budget, self._server.model)
        return journaled(receive, means.journal, str(self._server)) if means.journal else receive

    def _asking(self, request: Request, report: Report) -> Reply:
        report(f"Asking {self._server}")
        return self._server.receive(request, report)

    def settle(self, prompt: Prompt, schema: Schema, parse: Callable[[str], _T]) -> _T:
        """Ask, in each form that is worth trying, until a reply fits.

        A reply in the last form that does not fit is asked for once more.

        Args:
            prompt: What is asked.
            schema: The shape of the answer.
            parse: Reads an answer, or raises `ReplyError`.

        Raises:
            ArchitectError: The server could not be reached or refused.
            ReplyError: No reply fits.
        """
        return self.go_on(opening(prompt, schema), parse)

    def go_on(self, request: Request, parse: Callable[[str], _T]) -> _T:
        """Ask a request as `settle` does; its own room and form are the server's."""
        forms = self._server.ladder.worth_trying(self._probe, self._progress)
        return self._step_down(replace(request, max_tokens=self._server.room), parse, forms)

    def _step_down(self, asked: Request, parse: Callable[[str], _T], forms: tuple[Form, ...]) -> _T:
        """Ask in the first form, and where that is the trouble in those below."""
        form, *lower = forms
        ladder = self._server.ladder
        last = not lower or not ladder.doubtful
        try:
            found = self._ask(replace(asked, form=form), parse, repair=last)
        except ArchitectError as error:
            of_form = isinstance(error, _FailedError) and error.of_form
            if not lower or not (of_form or (ladder.doubtful and isinstance(error, ReplyError))):
                raise
            self._progress(f"{error.message}; asking for {IN_WORDS[lower[0]]} instead")
            return self._step_down(asked, parse, tuple(lower))
        ladder.keep(form)
        return found

    def _ask(self, request: Request, parse: Callable[[str], _T], *, repair: bool) -> _T:
        """Ask in one form, and perhaps once more when the reply does not fit."""
        text = self._complete(request)
        try:
            return parse(json_object(text))
        except ReplyError as error:
            if not repair:
                raise
            problem = error.message
        self._progress(f"{problem}; asking once more")
        # The API takes no empty turn; then the same question is put again.
        if text.strip():
            request = request.after(text, repair_request(problem))
        return parse(json_object(self._complete(request)))

    def _probe(self, request: Request) -> Reply | None:
        """Send a request that a server may refuse or fail at, as it does not know the form."""
        try:
            return self._send(request)
        except _FailedError as error:
            if error.of_form or error.server_failed:
                return None
            raise
        except ReplyError:
            return None

    def _complete(self, request: Request) -> str:
        """The text of one whole answer."""
        reply = self._send(request)
        if not reply.stop_reason:
            self._progress("The answer broke off; asking again")
            reply = self._send(request)
        if reply.stop_reason == "max_tokens":
            self._progress("The answer did not fit; asking again with twice the room")
            request = replace(request, max_tokens=2 * request.max_tokens)
            reply = self._send(request)
        if problem := self._problem(reply, request.max_tokens):
            raise problem
        return reply.text

    def _problem(self, reply: Reply, room: int) -> ArchitectError | None:
        host, model = self._server.host, self._server.model
        match reply.stop_reason:
            case "":
                what = f"The answer of {host} broke off before it was complete"
                return ArchitectError(what, hint=TRY_AGAIN)
            case "refusal":
                why = f" (category {reply.category})" if reply.category else ""
                hint = "Say what the system is for, or use `--architect offline`."
                return ArchitectError(f"{model} declined to answer{why}", hint=hint)
            case "max_tokens":
                return ReplyError(f"The answer was cut off, with room for {room} tokens")
            case "model_context_window_exceeded":
                return explain(Fault(413), host=host, model=model)
            case _:
                return None

    def _send(self, request: Request) -> Reply:
        """Send a request, and again where the fault may pass."""
        pauses = [*_PAUSES]
        while True:
            try:
                reply = self._receive_in_time(request)
            except FaultError as error:
                self._wait(error.fault, pauses)
            else:
                self.usage = self.usage + reply.usage
                self.asides += [reply.aside] if reply.aside else []
                return reply

    def _wait(self, fault: Fault, pauses: list[float]) -> None:
        """Wait until a fault may have passed, or say that it will not."""
        host = self._server.host
        pause = pauses.pop(0) if pauses and fault.may_pass else float("inf")
        wait = max(pause, fault.retry_after or 0)
        if wait > min(self._server.max_wait, self._left()):
            explained = explain(fault, host=host, model=self._server.model)
            raise _FailedError(explained.message, hint=explained.hint, fault=fault) from None
        told = f"answered {fault.status}" if fault.status else "could not be reached"
        self._progress(f"{host} {told}; trying again in {duration(wait)}")
        self._sleep(wait)

    def _receive_in_time(self, request: Request) -> Reply:
        receive = partial(self._receive, request)
        try:
            return run_within(self._left(), receive, self._progress)
        except TimeoutError:
            limit = duration(self._server.timeout)
            what = f"{self._server.host} did not finish within {limit}"
            raise ArchitectError(what, hint=TRY_AGAIN) from None

    def _left(self) -> float:
        return max(0.0, self._until - time.monotonic())


def opening(prompt: Prompt, schema: Schema) -> Request:
    """The first request of a conversation about a prompt."""
    return Request(
        prompt.system,
        (Turn("user", prompt.user),),
        schema,
        answer_tokens=prompt.answer_tokens,
    )
