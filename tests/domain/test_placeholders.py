from __future__ import annotations

import pytest

from adr_tool.domain.placeholders import placeholders


@pytest.mark.parametrize(
    "words",
    [
        "{title of an option}",
        "{What is the situation, and what question does it raise? Two or three sentences.}",
        "{short title of solved problem and solution}",
        "{Deprecated|Proposed|Accepted|Declined}",
        "{decision driver 1, e.g., a force, facing concern, …}",
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
        "## Compatibility {#user-benefit-of-it}",
        "{.note .wide}",
        "each of {anonymous, author, other-member}",
        "labels in {0, 1,..., n_classes-1} for",
        "src/{one of them,two of them}/x.ts",
        "secret-{*for each operator*}",
        "the free number = max(base) ∪ {numbers of open requests}",
        "{ [name: string]: string }",
        "{ “deviceType”: “vfio-pci” of it }",
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


def test_a_code_span_may_go_on_to_the_next_line() -> None:
    lines = [(1, "it is `{ at: the time,"), (2, "  and {some more words} of it }` there"), (3, "")]
    assert placeholders([*lines, (4, "{now in prose} ` x")]) == [(4, "{now in prose}")]


@pytest.mark.parametrize("line", ["", "- ", "| ", "2. ", "## "])
def test_a_tick_that_opens_nothing_hides_nothing_of_the_next_item(line: str) -> None:
    lines = [(1, "- 5` tall"), (2, f"{line}{{the first one}} and 6` more")]
    assert placeholders(lines) == ([(2, "{the first one}")] if line else [])
