"""A real HTTP server on loopback that speaks the Messages API as it is told to."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from adr_tool.architect.ladder import PROBE_TOKENS

Events = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


class Handler(BaseHTTPRequestHandler):
    """One request; its server tells which behaviour is next."""

    protocol_version = "HTTP/1.1"
    server: Loopback

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        body = json.loads(self.rfile.read(length))
        behave = self.server.record(Request(self.path, dict(self.headers), body))
        try:
            behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean."""

    def send_body(self, status: int, kind: str, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def send_event(self, event: dict[str, Any]) -> None:
        self.send_chunk(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())

    def send_chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def end_stream(self) -> None:
        self.send_chunk(b"")


Behaviour = Callable[[Handler], None]


class Loopback(ThreadingHTTPServer):
    """Answers each request with the next behaviour, and the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[Request] = []
        self.released = threading.Event()
        """Set at the end of a test, so that a server which stalls lets go."""
        self.probes: list[Request] = []
        """Requests that only find out in which form this server keeps to a shape."""
        self._script: list[Behaviour] = []
        usage = {"input_tokens": 30, "output_tokens": 8}
        self._on_probe: Behaviour = reply('{"answer": "walrus"}', usage=usage)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves before the end is what some tests are about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def play(self, *script: Behaviour) -> None:
        self._script = list(script)

    def be(self, character: Behaviour) -> None:
        """Answer every request, probes too, in one way."""
        self._script, self._on_probe = [character], character

    @property
    def last(self) -> Request:
        """The request that is being answered; one is enough at a time."""
        return self._last

    def record(self, request: Request) -> Behaviour:
        self._last = request
        if request.body["max_tokens"] == PROBE_TOKENS:
            self.probes.append(request)
            return self._on_probe
        self.requests.append(request)
        return self._script.pop(0) if len(self._script) > 1 else self._script[0]


@dataclass(frozen=True)
class Message:
    """A message to be streamed."""

    text: str
    stop_reason: str = "end_turn"
    thinking: str = ""
    tool: bool = False
    category: str | None = None
    piece: int = 40
    usage: Mapping[str, int] = field(
        default_factory=lambda: {"input_tokens": 100, "output_tokens": 50}
    )

    def events(self) -> Events:
        usage = {"input_tokens": self.usage["input_tokens"], "output_tokens": 1}
        start = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-opus-5-5"}
        yield {"type": "message_start", "message": {**start, "content": [], "usage": usage}}
        index = 0
        if self.thinking:
            block = {"type": "thinking", "thinking": "", "signature": ""}
            delta = {"type": "thinking_delta", "thinking": self.thinking}
            yield {"type": "content_block_start", "index": 0, "content_block": block}
            yield {"type": "content_block_delta", "index": 0, "delta": delta}
            yield {"type": "content_block_stop", "index": 0}
            index = 1
        answer: dict[str, Any] = {"type": "text", "text": ""}
        if self.tool:
            answer = {"type": "tool_use", "id": "toolu_1", "name": "answer", "input": {}}
        yield {"type": "content_block_start", "index": index, "content_block": answer}
        yield {"type": "ping"}
        for at in range(0, len(self.text), self.piece):
            piece = self.text[at : at + self.piece]
            delta = {"type": "text_delta", "text": piece}
            if self.tool:
                delta = {"type": "input_json_delta", "partial_json": piece}
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
        details = {"type": "refusal", "category": self.category, "explanation": None}
        end = {"stop_reason": self.stop_reason, "stop_sequence": None}
        if self.stop_reason == "refusal":
            end["stop_details"] = details  # type: ignore[assignment]
        yield {"type": "message_delta", "delta": end, "usage": dict(self.usage)}
        yield {"type": "message_stop"}


def reply(text: str, **parts: Any) -> Behaviour:  # noqa: ANN401 -- a message has parts of many types
    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for event in Message(text, **parts).events():
            handler.send_event(event)
        handler.end_stream()

    return behave


def cut(text: str, *, rudely: bool) -> Behaviour:
    """Stop before the end; rudely is without the last chunk, as a broken line does it."""

    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for event in list(Message(text).events())[:-3]:
            handler.send_event(event)
        if rudely:
            handler.close_connection = True
        else:
            handler.end_stream()

    return behave


def stall(*, pings: bool) -> Behaviour:
    """Start to answer and never come to the end, in silence or with a ping now and then."""

    def behave(handler: Handler) -> None:
        handler.begin_stream()
        released = handler.server.released
        while not released.wait(0.05):
            if pings:
                handler.send_event({"type": "ping"})

    return behave


def error(
    status: int,
    kind: str,
    message: str = "",
    *,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Behaviour:
    fault: dict[str, Any] = {"type": kind, "message": message}
    if code:
        fault["details"] = {"error_code": code}
    body = json.dumps({"type": "error", "error": fault}).encode()

    def behave(handler: Handler) -> None:
        handler.send_body(status, "application/json", body, headers or {})

    return behave


def error_in_stream(kind: str, message: str = "") -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.begin_stream()
        handler.send_event({"type": "error", "error": {"type": kind, "message": message}})
        handler.end_stream()

    return behave


def body(status: int, kind: str, text: str) -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.send_body(status, kind, text.encode(), {})

    return behave


def events(*raw: bytes) -> Behaviour:
    """Server-sent events, byte for byte."""

    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for data in raw:
            handler.send_chunk(data)
        handler.end_stream()

    return behave
