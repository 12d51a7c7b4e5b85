"""Servers that speak the Messages API, each with what it is known to do otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.architect.loopback import Behaviour, Handler, body, error, reply

PROSE = "The sky is blue, and {who} am I to say more?"


@dataclass(frozen=True, slots=True)
class Character:
    """What a server does with a request that asks for a shape.

    Attributes:
        answer: What its model says when it is held to the shape, or asked for it in words.
        keeps: The fields that hold its model to a shape; it ignores the others.
        refuses: The fields that it answers with 400.
    """

    answer: str
    keeps: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()

    def __call__(self, handler: Handler) -> None:
        self._behaviour(handler.server.last.body)(handler)

    def _behaviour(self, asked: dict[str, Any]) -> Behaviour:
        if unknown := self.refuses & asked.keys():
            return error(400, "invalid_request_error", f"{min(unknown)}: unknown field")
        if "output_config" in self.keeps & asked.keys():
            return reply(self._within(asked["output_config"]["format"]["schema"]))
        if "tool_choice" in self.keeps & asked.keys():
            text = self._within(asked["tools"][0]["input_schema"])
            return reply(text, tool=True, stop_reason="tool_use")
        if "type Answer = " in asked["system"]:
            return reply(f"Sure!\n```json\n{self.answer}\n```\nAnything else?")
        return reply(PROSE)

    def _within(self, schema: dict[str, Any]) -> str:
        words = schema["properties"].get("answer", {}).get("enum")
        return json.dumps({"answer": words[0]}) if words else self.answer


def not_there(_answer: str) -> Behaviour:
    """A web server at an address where there is no Messages API."""
    return body(404, "text/html", "<html><h1>Not here</h1></html>")


SCHEMA, TOOL = "output_config", "tool_choice"
CHARACTERS: dict[str, Callable[[str], Behaviour]] = {
    "vLLM": lambda answer: Character(answer, keeps=frozenset({SCHEMA, TOOL})),
    "llama.cpp": lambda answer: Character(answer, keeps=frozenset({TOOL})),
    "Ollama": Character,
    "strict": lambda answer: Character(answer, refuses=frozenset({SCHEMA, TOOL, "tools"})),
}
