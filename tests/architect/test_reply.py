from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from adr_tool.architect.reply import (
    advice_schema,
    parse_advice,
    parse_questions,
    questions_schema,
)
from adr_tool.domain.advice import Advice, Attribute, Confidence, Source
from adr_tool.errors import ReplyError


def nodes(schema: object) -> Iterator[dict[str, Any]]:
    """Every object of a schema that is itself a schema."""
    if isinstance(schema, dict):
        yield schema
        for key, part in schema.items():
            named = key in {"properties", "$defs"}
            for child in part.values() if named else [part]:
                yield from nodes(child)


@pytest.mark.parametrize("schema", [advice_schema(), questions_schema()])
def test_every_object_is_closed_and_complete(schema: dict[str, Any]) -> None:
    objects = [node for node in nodes(schema) if node.get("type") == "object"]
    assert objects
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("schema", [advice_schema(), questions_schema()])
def test_the_schema_has_only_what_servers_compile(schema: dict[str, Any]) -> None:
    allowed = {
        "$defs",
        "$ref",
        "additionalProperties",
        "description",
        "enum",
        "items",
        "properties",
        "required",
        "type",
    }
    assert {key for node in nodes(schema) for key in node} <= allowed


def test_the_schema_keeps_a_property_that_is_called_title() -> None:
    assert "title" in advice_schema()["$defs"]["RelatedRecord"]["properties"]


def test_evidence_stands_before_the_outcome() -> None:
    names = list(advice_schema()["properties"])
    assert names == [field.name for field in fields(Advice)]
    assert names.index("facts") < names.index("comparison") < names.index("outcome")


def test_a_reply_becomes_advice(advice: dict[str, Any]) -> None:
    advice["drivers"][0]["attribute"] = "cost"
    advice["options"][0]["arguments"][0]["text"] = "it has transactions"
    advice["revisit"] = []
    read = parse_advice(json.dumps(advice))
    assert read.drivers[0].attribute is Attribute.COST
    assert read.options[0].arguments[0].text == "it has transactions"
    assert read.outcome.confidence is Confidence.LOW
    assert read.revisit == ()


@pytest.mark.parametrize("word", ["General_Knowledge", "GENERAL KNOWLEDGE", " general-knowledge"])
def test_words_of_closed_sets_are_read_in_any_case(advice: dict[str, Any], word: str) -> None:
    advice["drivers"][0]["source"] = word
    assert parse_advice(json.dumps(advice)).drivers[0].source is Source.GENERAL_KNOWLEDGE


def test_a_key_that_nobody_asked_for_is_left_out(advice: dict[str, Any], advice_text: str) -> None:
    assert parse_advice(json.dumps({**advice, "status": "accepted"})) == parse_advice(advice_text)


def test_a_wrong_value_is_named_by_its_path(advice: dict[str, Any]) -> None:
    advice["options"][0]["arguments"][0]["direction"] = "sideways"
    with pytest.raises(ReplyError) as caught:
        parse_advice(json.dumps(advice))
    path = "options[0].arguments[0].direction"
    problem = f"The reply does not fit: `{path}` is not one of the allowed values"
    assert caught.value.message == problem


def test_a_missing_field_is_named_and_the_others_are_counted(advice: dict[str, Any]) -> None:
    del advice["outcome"]["because"], advice["question"], advice["costs"]
    with pytest.raises(ReplyError, match=r"`question` is missing, and 2 more$"):
        parse_advice(json.dumps(advice))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("Here is your advice: {}", "is no JSON"),
        ('{"question": "Which', "is no JSON"),
        ("[]", "The whole is not an object"),
        ("null", "The whole is not an object"),
        ('{"choices": [{"message": {}}]}', "`question` is missing"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_advice_is_a_reply_error(text: str, problem: str) -> None:
    with pytest.raises(ReplyError, match=problem):
        parse_advice(text)


@pytest.mark.parametrize("value", [7, None, {"a": 1}])
def test_a_text_has_to_be_a_text(advice: dict[str, Any], value: object) -> None:
    advice["question"] = value
    with pytest.raises(ReplyError, match=r"`question` is not"):
        parse_advice(json.dumps(advice))


def test_half_a_surrogate_pair_cannot_reach_a_file(advice: dict[str, Any]) -> None:
    advice["question"] = "a\ud800b 🙂"
    assert parse_advice(json.dumps(advice)).question == "a?b 🙂"


def test_an_error_never_quotes_the_reply(advice: dict[str, Any]) -> None:
    advice["outcome"]["confidence"] = "<script>\x1b[31m"
    with pytest.raises(ReplyError) as caught:
        parse_advice(json.dumps(advice))
    assert "script" not in str(caught.value)
    assert "pydantic" not in str(caught.value)


def test_questions_are_read_and_the_first_five_kept() -> None:
    asked = [{"key": f"k{n}", "ask": "How?", "why": "It matters.", "choices": []} for n in range(7)]
    read = parse_questions(json.dumps({"questions": asked}))
    assert [question.key for question in read] == ["k0", "k1", "k2", "k3", "k4"]


def test_no_question_is_an_answer_too() -> None:
    assert parse_questions('{"questions": []}') == ()


def test_a_question_without_a_reason_is_a_reply_error() -> None:
    with pytest.raises(ReplyError, match=r"`questions\[0\]\.why` is missing"):
        parse_questions('{"questions": [{"key": "load", "ask": "How?"}]}')
