from __future__ import annotations

import pytest

from adr_tool.domain.placeholders import placeholders


@pytest.mark.parametrize(
    "words",
    [
        "{title of an option}",
        "{What is the situation, and what question does it raise? Two or three sentences.}",
        "{short title of solved problem and solution}",
        "TODO(adr)",
        "TBD(adr)",
        "{Название варианта решения}",
    ],
)
def test_what_a_template_leaves_is_a_placeholder(words: str) -> None:
    assert placeholders([(3, f"* {words}, see below")]) == [(3, words)]


@pytest.mark.parametrize(
    "text",
    [
        "`{title of an option}`",
        "``{a b} ` {c d}``",
        "{name}",
        "/users/{user_id}/orders",
        "${HOME of mine}",
        "{{ template variable }}",
        "#{ruby words here}",
        '{"a key": "b"}',
        "{int x = 1;}",
        "{a.b.c}",
        "x{2 of them}y",
        "TODO later",
        "",
    ],
)
def test_code_and_single_words_are_none(text: str) -> None:
    assert placeholders([(1, text)]) == []


def test_each_placeholder_of_a_line_is_told_with_its_line() -> None:
    lines = [(7, "{the first one} and {the second one}"), (9, "TODO(adr)")]
    assert placeholders(lines) == [
        (7, "{the first one}"),
        (7, "{the second one}"),
        (9, "TODO(adr)"),
    ]
