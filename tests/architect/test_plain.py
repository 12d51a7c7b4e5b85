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
    words = in_words(advice_schema())
    assert json.loads(words[words.index("{") :]) == advice_schema()
