"""What an architect sends back, held against the shape that was asked for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from adr_tool.architect.brief import Question
from adr_tool.domain.advice import Advice
from adr_tool.errors import ReplyError

Schema = dict[str, Any]
"""A JSON schema: plain dicts, lists and strings."""

MOST_QUESTIONS = 5
"""More than this many questions nobody answers."""

_T = TypeVar("_T")

_PROBLEMS = {
    "missing": "is missing",
    "string_type": "is not a text",
    "enum": "is not one of the allowed values",
    "tuple_type": "is not a list",
    "dataclass_type": "is not an object",
}


@dataclass(frozen=True, slots=True)
class _Questions:
    """The questions whose answers would change the decision, most important first."""

    questions: tuple[Question, ...]


def advice_schema() -> Schema:
    """The JSON schema of an `Advice`, fit for structured output.

    Every object is closed and every property required; there are no unions and no
    limits of length, because servers that compile a grammar refuse those
    (https://platform.claude.com/docs/en/build-with-claude/structured-outputs).
    """
    return schema_of(Advice)


def questions_schema() -> Schema:
    """The JSON schema of the questions: an object with the list `questions`."""
    return schema_of(_Questions)


def parse_advice(text: str) -> Advice:
    """Read a reply that should be an `Advice` in JSON.

    Values of closed sets are compared without regard to case. Keys that nobody asked
    for are left out.

    Raises:
        ReplyError: The text is no JSON, or not of that shape. The message names the
            first path that is wrong, and never quotes the reply.
    """
    return parse_as(text, Advice)


def parse_questions(text: str) -> tuple[Question, ...]:
    """Read a reply that should be a list of questions; the first five are kept.

    Raises:
        ReplyError: The text is no JSON, or not of that shape.
    """
    return parse_as(text, _Questions).questions[:MOST_QUESTIONS]


def schema_of(shape: type[object]) -> Schema:
    """The JSON schema of a dataclass, in the form that `advice_schema` describes."""
    return _closed(TypeAdapter(shape).json_schema())


def _closed(node: Schema) -> Schema:
    """A schema node whose objects are closed, complete and without titles."""
    # `title` beside `type` is noise of the generator; inside `properties` it is a name.
    kept = {key: value for key, value in node.items() if key not in {"title", "default"}}
    for names in ("properties", "$defs"):
        if names in kept:
            kept[names] = {name: _closed(part) for name, part in kept[names].items()}
    if "items" in kept:
        kept["items"] = _closed(kept["items"])
    if "properties" in kept:
        kept |= {"required": list(kept["properties"]), "additionalProperties": False}
    return kept


def parse_as(text: str, shape: type[_T]) -> _T:
    """Read a reply that should be a dataclass in JSON.

    Raises:
        ReplyError: The text is no JSON, or not of that shape.
    """
    try:
        value = json.loads(text)
    except ValueError:
        raise ReplyError(_no_json(text)) from None
    except RecursionError:
        raise ReplyError("The reply is nested too deeply to be read") from None
    adapter = TypeAdapter(shape)
    schema = _closed(adapter.json_schema())
    try:
        return adapter.validate_python(_folded(value, schema, schema.get("$defs", {})))
    except ValidationError as error:
        raise ReplyError(_problem(error)) from None


def _no_json(text: str) -> str:
    if not text.strip():
        return "The reply is empty"
    return "The reply is no JSON"


def _folded(value: object, schema: Schema, defs: Schema) -> object:
    """The value with the words of closed sets written as we write them.

    JSON can spell half a surrogate pair, which no file can hold; it becomes `?`.
    """
    if "$ref" in schema:
        return _folded(value, defs[schema["$ref"].rpartition("/")[2]], defs)
    if isinstance(value, str):
        text = value.encode(errors="replace").decode()
        return re.sub(r"[ -]", "_", text.strip().lower()) if "enum" in schema else text
    if "items" in schema and isinstance(value, list):
        return [_folded(item, schema["items"], defs) for item in value]
    if "properties" in schema and isinstance(value, dict):
        known = schema["properties"]
        return {key: _folded(item, known[key], defs) for key, item in value.items() if key in known}
    return value


def _problem(error: ValidationError) -> str:
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    path = ""
    for step in first["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    what = _PROBLEMS.get(first["type"], "is not what was asked for")
    where = f"`{path[1:]}`" if path else "The whole"
    more = f", and {len(others)} more" if others else ""
    return f"The reply does not fit: {where} {what}{more}"
