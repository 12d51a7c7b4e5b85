"""Asks Claude, or another server that speaks the Messages API."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Literal, Required, TypeAlias, TypedDict, cast

import anthropic
import httpx2  # the SDK lets this transport's errors through once a stream has begun

from adr_tool.architect.architect import Usage
from adr_tool.architect.conversation import Server
from adr_tool.architect.deadline import Report
from adr_tool.architect.exchange import MAX_TOKENS, Form, Reply, Request
from adr_tool.architect.faults import (
    NO_CREDENTIALS_HINT,
    Fault,
    FaultError,
    readable,
    seconds_to_wait,
    status_of,
)
from adr_tool.architect.known_forms import KnownForms
from adr_tool.architect.ladder import Ladder
from adr_tool.architect.model import ModelArchitect
from adr_tool.architect.models import is_foreign, model_id
from adr_tool.architect.plain import in_words
from adr_tool.architect.sections import SectionWatch
from adr_tool.errors import ArchitectError, ReplyError

if TYPE_CHECKING:
    from anthropic.types import (
        MessageParam,
        OutputConfigParam,
        ToolChoiceAnyParam,
        ToolParam,
    )

    _Effort: TypeAlias = Literal["low", "medium", "high", "xhigh", "max"]

    class _Form(TypedDict, total=False):
        system: Required[str]
        output_config: OutputConfigParam
        tools: list[ToolParam]
        tool_choice: ToolChoiceAnyParam

    _Event: TypeAlias = anthropic.ParsedMessageStreamEvent[None]

SMALL_ROOM = 8_000
"""Room for the answer of a server that may have a small context; some hold it back at once."""

_LONGEST_WAIT = 60
"""Seconds; a server that asks to wait longer is not waited for."""

# A forced tool is refused by Anthropic's own always-thinking models.
_ANTHROPIC = Ladder((Form.SCHEMA, Form.PLAIN))

# What the SDK lets slip when a server answers with something else than it promises.
_STRANGE = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)


class ClaudeArchitect(ModelArchitect):
    """An architect behind the Messages API.

    Credentials are found by the SDK, in its own order; none are taken or kept here.

    Args:
        model: A full model id, or an alias where the server is Anthropic's own.
        base_url: The server, without `/v1`; None leaves it to the SDK.
        known: What is known of servers that are not Anthropic's, which are asked what form
            they keep to; without it, all are taken to be like Anthropic's.
        timeout: Seconds that one consultation may take in all, waits included.
        sleep: How to wait.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        known: KnownForms | None = None,
        timeout: float = 180,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(sleep=sleep)
        self._model = model
        self._base_url = base_url
        self._known = known
        self._timeout = timeout

    @contextmanager
    def server(self, effort: str) -> Iterator[Server]:
        """Open the server, with the credentials that the SDK finds."""
        with self._client() as client:
            address = str(client.base_url)
            model = model_id(self._model, base_url=address)
            like_anthropic = self._known is None or not is_foreign(address)
            yield Server(
                receive=_Door(client, model, effort).receive,
                host=client.base_url.host or address,
                model=model,
                timeout=self._timeout,
                max_wait=_LONGEST_WAIT,
                ladder=_ANTHROPIC
                if like_anthropic
                else Ladder(tuple(Form), address, model, self._known),
                room=MAX_TOKENS if like_anthropic else SMALL_ROOM,
            )

    def _client(self) -> anthropic.Anthropic:
        limit = anthropic.Timeout(self._timeout, connect=min(10, self._timeout))
        try:
            # The SDK would obey a `retry-after` of 49 days; we do the retrying.
            client = anthropic.Anthropic(base_url=self._base_url, max_retries=0, timeout=limit)
        except (anthropic.AnthropicError, httpx2.InvalidURL, ValueError) as error:
            raise _unusable_credentials(error) from error
        if client.base_url.scheme in {"http", "https"} and client.base_url.host:
            return client
        raise ArchitectError(
            "The server's address is no http or https URL",
            hint="Write it with its scheme, for example `http://localhost:11434`.",
        )


class _Door:
    """Sends one request through the SDK and reads the answer."""

    def __init__(self, client: anthropic.Anthropic, model: str, effort: str) -> None:
        self._client = client
        self._model = model
        self._effort = effort

    def receive(self, request: Request, report: Report) -> Reply:
        """Send a request; `ReplyError` if what comes back is no Messages API."""
        try:
            return self._stream(request, report)
        except anthropic.APIStatusError as error:
            raise FaultError(_fault(error)) from error
        except anthropic.APIConnectionError as error:
            if isinstance(error.__cause__, httpx2.LocalProtocolError):
                raise ArchitectError(
                    "The credentials hold a line break or another character that cannot be sent",
                    hint="Set ANTHROPIC_API_KEY again, without the line break.",
                ) from error
            raise FaultError(Fault(0)) from error
        except (anthropic.APIError, *_STRANGE) as error:
            raise self._strange(error) from error
        except anthropic.AnthropicError as error:
            raise _unusable_credentials(error) from error

    def _stream(self, request: Request, report: Report) -> Reply:
        turns = [cast("MessageParam", asdict(turn)) for turn in request.turns]
        with self._client.messages.stream(
            model=self._model,
            max_tokens=request.max_tokens,
            messages=turns,
            **_in_form(request, self._effort),
        ) as stream:
            return _read(stream, request, report)

    def _strange(self, error: Exception) -> ArchitectError:
        """What an error means that is none of the SDK's own."""
        client = self._client
        # Without credentials the SDK raises a bare TypeError at the first request.
        known = client.api_key or client.auth_token or client.credentials
        if isinstance(error, TypeError) and not known:
            return ArchitectError("There are no credentials for Claude", hint=NO_CREDENTIALS_HINT)
        return ReplyError(
            f"{client.base_url.host} answered, but not as the Messages API does",
            hint="Check the server's address, or go without a model: `--architect offline`.",
        )


def _in_form(request: Request, effort: str) -> _Form:
    """How the shape of the answer is asked for."""
    match request.form:
        case Form.SCHEMA:
            schema = anthropic.transform_schema(request.schema)
            config: OutputConfigParam = {"format": {"type": "json_schema", "schema": schema}}
            if effort:
                config["effort"] = cast("_Effort", effort)
            return {"system": request.system, "output_config": config}
        case Form.TOOL:
            tool: ToolParam = {
                "name": "answer",
                "description": "Takes your whole answer.",
                "input_schema": request.schema,
            }
            return {"system": request.system, "tools": [tool], "tool_choice": {"type": "any"}}
        case Form.PLAIN:
            return {"system": f"{request.system}\n\n{in_words(request.schema)}"}


def _read(stream: anthropic.MessageStream[None], request: Request, report: Report) -> Reply:
    """Read a stream to its end, reporting the sections as they begin."""
    watch = SectionWatch(request.schema["properties"].keys())
    message = None
    called_with = ""
    try:
        for event in stream:
            if event.type == "message_start":
                message = stream.current_message_snapshot
            elif event.type == "input_json":
                called_with += event.partial_json
            _tell(event, watch, report)
            if event.type == "text":
                request.heard(event.text)
    except httpx2.TransportError:
        return Reply(usage=_usage(message) if message else Usage())
    if message is None:
        if "event-stream" not in stream.response.headers.get("content-type", ""):
            raise ValueError(stream.response.status_code)
        return Reply()
    return _reply(stream.current_message_snapshot, called_with)


def _tell(event: _Event, watch: SectionWatch, report: Report) -> None:
    """Report what an event shows to have really happened."""
    if event.type == "content_block_start" and event.content_block.type == "thinking":
        report("Thinking")
    elif event.type in {"text", "input_json"}:
        text = event.text if event.type == "text" else event.partial_json
        for section in watch.feed(text):
            report(f"Writing: {section.replace('_', ' ')}")


def _reply(message: anthropic.types.ParsedMessage[None], called_with: str) -> Reply:
    # Thinking blocks come first, and a foreign server may send blocks of its own.
    text = "".join(block.text for block in message.content if block.type == "text")
    calls = [block.input for block in message.content if block.type == "tool_use"]
    if calls:
        # As it was sent: the SDK closes what was left open. Some servers send it in one piece.
        text = called_with or "".join(map(json.dumps, calls))
    category = message.stop_details.category if message.stop_details else None
    return Reply(text, message.stop_reason or "", readable(category or ""), _usage(message))


def _usage(message: anthropic.types.Message) -> Usage:
    spent = message.usage
    cached = (spent.cache_creation_input_tokens or 0) + (spent.cache_read_input_tokens or 0)
    return Usage((spent.input_tokens or 0) + cached, spent.output_tokens or 0)


def _fault(error: anthropic.APIStatusError) -> Fault:
    return Fault(
        status=status_of(error.status_code, error.type),
        code=error.error_code or "",
        detail=_own_words(error.api_message, error.body),
        retry_after=seconds_to_wait(error.response.headers),
    )


def _own_words(message: object, body: object) -> str:
    """What the server says; some that are not Anthropic's put it elsewhere."""
    places = [body.get("message"), body.get("detail")] if isinstance(body, dict) else []
    return next((words for words in (message, *places) if isinstance(words, str)), "")


def _unusable_credentials(error: Exception) -> ArchitectError:
    what = f"The credentials for Claude cannot be used: {readable(str(error)) or 'no reason given'}"
    return ArchitectError(what, hint=NO_CREDENTIALS_HINT)
