from __future__ import annotations

import json

import pytest

from adr_tool.architect.plain import in_words, json_object
from adr_tool.architect.reply import advice_schema

WANTED = '{"a": "b {c}", "d": [1, {"e": null}]}'


@pytest.mark.parametrize(
    "reply",
    [
        WANTED,
        f"\n {WANTED}\n",
        f"Here is it:\n\n```json\n{WANTED}\n```\nI hope that helps {{ever so}} much.",
        f'<think>Perhaps {{}} or {{"a": 1}}?</think>\n{WANTED}',
        f'it says {{"a": 2}} </thinking> {WANTED}',
        f"{{not json}} {{ {WANTED}",
    ],
)
def test_the_one_object_is_found_as_it_stands(reply: str) -> None:
    assert json_object(reply).strip() == WANTED


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Nothing here.",
        f"Either {WANTED} or {WANTED}",
        WANTED[:-1],
        "{'a': 1}",
        "{" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_what_holds_no_object_or_several_is_left_alone(reply: str) -> None:
    found = json_object(reply)
    assert found in {reply, '{"e": null}'}


def test_a_closing_tag_inside_a_json_text_is_a_text() -> None:
    reply = '{"a": "</think> {"}'
    assert json_object(reply) == reply


def test_the_whole_shape_is_told_in_words() -> None:
    schema = {
        "properties": {
            "name": {"type": "string"},
            "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        },
        "$defs": {
            "Part": {"properties": {"kind": {"$ref": "#/$defs/Kind"}}, "type": "object"},
            "Kind": {"enum": ["one", "two"], "type": "string"},
        },
    }
    assert in_words(schema).splitlines()[-3:] == [
        "type Part = {kind: Kind}",
        'type Kind = "one" | "two"',
        "type Answer = {name: string, parts: Part[]}",
    ]


def test_no_word_of_the_shape_of_advice_is_lost_and_most_of_its_size_is() -> None:
    schema = advice_schema()
    words = in_words(schema)
    for part in schema["$defs"].values():
        for name in (*part.get("properties", ()), *part.get("enum", ())):
            assert name in words
    assert all(name in words for name in (*schema["$defs"], *schema["properties"]))
    assert len(words) < len(json.dumps(schema)) / 2
