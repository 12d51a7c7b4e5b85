from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.document.outline import Outline

FENCE = "```"


def _headings(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in Outline(text).headings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n", [(1, "T")]),
        ("   ### T ###\n", [(3, "T")]),
        ("# Use C#\n", [(1, "Use C#")]),
        ("# Use C# #\n", [(1, "Use C#")]),
        ("#25. T\n", [(1, "25. T")]),
        ("#tag\n", []),
        ("####### seven\n", []),
        ("    # code\n", []),
        ("\ufeff# T\n", [(1, "T")]),
        ("T\n=\n\nS\n---\n", [(1, "T"), (2, "S")]),
        ("\ufeffT\n====\n", [(1, "T")]),
        ("T\r\n===\r\n", [(1, "T")]),
        ("words\n\n---\n\nwords\n", []),
        ("- item\n---\n", []),
        ("| a |\n|---|\n", []),
        ("a | b\n---\n", []),
        ("# T\n---\nwords\n", [(1, "T")]),
        ("one\ntwo\n---\n", []),
        (f"{FENCE}\n# T\n{FENCE}\n# U", [(1, "U")]),
        (f"{FENCE}{FENCE}\n# T\n{FENCE}\n# U\n{FENCE}{FENCE}\n# V", [(1, "V")]),
        ("~~~\n# T\n```\n# U\n~~~\n# V", [(1, "V")]),
        ("- item\n  ```\n  # T\n  ```\n# U", [(1, "U")]),
        (f"{FENCE}a `b`\n# T", [(1, "T")]),
        ("<!-- a -->\n# T", [(1, "T")]),
        ("<!--\n# T\n-->\n# U", [(1, "U")]),
        ("<!-- ```\n-->\n# U", [(1, "U")]),
        ("# T <!-- really -->", [(1, "T <!-- really -->")]),
        ("---\n# comment\n---\n# T", [(1, "T")]),
    ],
)
def test_headings_are_those_that_a_reader_sees(text: str, expected: list[tuple[int, str]]) -> None:
    assert _headings(text) == expected


def test_a_section_ends_at_the_next_heading_of_any_level() -> None:
    outline = Outline("# T\n\na\n\n## S\nb\n### U\nc\n")
    assert [[line.text for line in s.lines] for s in outline.sections] == [
        ["", "a", ""],
        ["b"],
        ["c"],
    ]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("---\na: b\n---\n# T\n", "a: b\n"),
        ("\ufeff---\r\na: b\r\n---\r\n", "a: b\r\n"),
        ("--- \na: b\n----\n", "a: b\n"),
        ("---\n---\n", ""),
        ("---\na: b\n---", "a: b\n"),
        ("---\na: b\n# T\n", None),
        ("# T\n\n---\na: b\n---\n", None),
        ("\n---\na: b\n---\n", None),
        ("", None),
    ],
)
def test_front_matter_stands_between_two_lines_at_the_top(text: str, block: str | None) -> None:
    assert Outline(text).block == block


@pytest.mark.parametrize(
    ("text", "newline"), [("a\r\nb\n", "\r\n"), ("a\nb", "\n"), ("a\rb", "\r"), ("a", "\n")]
)
def test_the_line_ending_is_the_one_that_the_text_uses(text: str, newline: str) -> None:
    assert Outline(text).newline == newline


_PIECES = [
    "a",
    "# ",
    "```",
    "~~~",
    "<!--",
    "-->",
    "---",
    "===",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\ufeff",
    "|",
    "- ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_the_lines_of_any_text_put_together_are_the_text(text: str) -> None:
    lines = Outline(text).lines
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert text[line.start : line.stop] == line.text
        assert not re.search(r"[\r\n]", line.text)


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_every_heading_of_any_text_stands_on_a_line_of_prose(text: str) -> None:
    outline = Outline(text)
    for heading, section in zip(outline.headings, outline.sections, strict=True):
        assert outline.lines[heading.line].prose
        assert heading.body - heading.line in (1, 2)
        assert section.heading is heading


def test_the_marks_that_close_a_heading_are_none_of_its_words() -> None:
    text = "# One ##\n# C#\n# #\n## Two # three \t##  \n"
    assert [heading.text for heading in Outline(text).headings] == ["One", "C#", "#", "Two # three"]
