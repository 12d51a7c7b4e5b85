"""Asks for a shape in plain words, and finds the JSON in a reply that also chatters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adr_tool.architect.reply import Schema

_THINKING = re.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE)
"""Models that think aloud do it first; some chat templates leave the opening tag out."""

_MOST_BRACES = 200
"""A reply with more braces than this in its chatter is none that we can read."""


def in_words(schema: Schema) -> str:
    """What asks for a shape where no format can be set.

    The notation is TypeScript's: models know it, and it takes a third of the room of a
    JSON schema, which matters to a server with a small context.
    """
    types = [f"type {name} = {_type(part)}" for name, part in schema.get("$defs", {}).items()]
    asked = (
        "# The format of your answer\n\n"
        "Answer with one JSON object of the type `Answer`, every property in it, and with "
        "nothing before or after it: no prose, no code fence.\n"
    )
    return "\n".join([asked, *types, f"type Answer = {_type(schema)}"])


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(map(json.dumps, schema["enum"]))
    if "items" in schema:
        return f"{_type(schema['items'])}[]"
    if "properties" in schema:
        inside = (f"{name}: {_type(part)}" for name, part in schema["properties"].items())
        return f"{{{', '.join(inside)}}}"
    return str(schema["type"])


def json_object(text: str) -> str:
    """The one JSON object in a reply, as it stands there; the whole reply where there is none.

    Thinking aloud, chatter and fences around the object are passed over. Nothing in it
    is repaired, and where there are several objects none is picked.
    """
    if _is_json(text):
        return text
    said = _THINKING.sub("", text)
    found = [said[begin:end] for begin, end in _objects(said)]
    return found[0] if len(found) == 1 else text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Where the JSON objects of a text begin and end, one after another."""
    decoder = json.JSONDecoder()
    end = 0
    for _ in range(_MOST_BRACES):
        begin = text.find("{", end)
        if begin < 0:
            return
        try:
            _, end = decoder.raw_decode(text, begin)
        except (ValueError, RecursionError):
            end = begin + 1
        else:
            yield begin, end
