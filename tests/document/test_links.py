from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.document.links import links

FENCE = "```"


def _targets(text: str) -> list[str]:
    return [target.target for target in links(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ('[a](b.md "a title")', ["b.md"]),
        ("[a](b.md 'it''s')", []),
        ("[a]( b.md )", ["b.md"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("[a](b c.md)", []),
        ("[a]()", [""]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        (r"[a](b\).md)", [r"b\).md"]),
        (r"\[a](b.md)", []),
        (r"[a\](b.md)", []),
        ("[a\nb](c.md)", ["c.md"]),
        ("[a\n\nb](c.md)", []),
        ("![a](b.png)", ["b.png"]),
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
        ("[a [b] c](d.md)", ["d.md"]),
        ("[a [b](c.md) d](e.md)", ["c.md"]),
        ("[x]: a.md", ["a.md"]),
        ("[x]: <a b.md> 'title'", ["a b.md"]),
        ("[x]:\n  a.md\n[y]: b.md", ["a.md", "b.md"]),
        ("words\n[x]: a.md", []),
        ("[^1]: a.md", []),
        ("[x]: y.md[a](b.md)", ["y.md[a](b.md)"]),
        ('[x]: y.md "[a](b.md)"', ["y.md"]),
        ("> [a](b.md)\n> [c](d.md)", ["b.md", "d.md"]),
        ("- item\n\n    [a](b.md)", ["b.md"]),
        ("1. item\n   - [a](b.md)", ["b.md"]),
        ("- item\n\n      [a](b.md)", []),
        ("words\n    [a](b.md)", ["b.md"]),
        ("words\n\n    [a](b.md)", []),
        (f"{FENCE}\n[a](b.md)\n{FENCE}\n[c](d.md)", ["d.md"]),
        (f"- item\n  {FENCE}\n  [a](b.md)\n  {FENCE}\n- [c](d.md)", ["d.md"]),
        (f"> {FENCE}\n> [a](b.md)\n> {FENCE}\n\n[c](d.md)", ["d.md"]),
        (f"~~~\n{FENCE}\n[a](b.md)\n~~~\n[c](d.md)", ["d.md"]),
        (f"{FENCE}\n[a](b.md)", []),
        ("`[a](b.md)` [c](d.md)", ["d.md"]),
        ("``[a](b.md)` ``", []),
        ("`[a](b.md)", ["b.md"]),
        (r"\`[a](b.md)\`", ["b.md"]),
        ("| `a | [b](c.md) |\n| d` | [e](f.md) |", ["c.md", "f.md"]),
        ("<!-- [a](b.md) --> [c](d.md)", []),
        ("words <!-- [a](b.md) --> [c](d.md)", ["d.md"]),
        ("<!--\n[a](b.md)\n-->\n[c](d.md)", ["d.md"]),
        ("---\nsee: '[a](b.md)'\n---\n[c](d.md)", ["d.md"]),
        ("\ufeff[a](b.md)", ["b.md"]),
        ('<img src="a.png" alt="x"> and <a class=b href=c.md>c</a>', ["a.png", "c.md"]),
        ("<div>\n<a href='a.md'>[b](c.md)</a>\n</div>\n\n[d](e.md)", ["a.md", "e.md"]),
        ("<script>\nlink = '<a href=\"a.md\">'\n</script>", []),
        ("<https://example.org/a> [b](c.md)", ["c.md"]),
        ('<a title="[b](c.md)" href="d.md">', ["d.md"]),
    ],
)
def test_a_target_is_found_where_a_reader_sees_one(text: str, expected: list[str]) -> None:
    assert _targets(text) == expected


def test_a_target_tells_its_line_and_what_it_is() -> None:
    found = links('one\r\ntwo [a](b.md)\r\n\r\n![c](d.png)\r\n\r\n<img src="e.png">\r\n')
    assert [(t.line, t.image, t.html) for t in found] == [
        (2, False, False),
        (4, True, False),
        (6, True, True),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"a\_b\(1\).md", "a_b(1).md"),
        ("a&amp;b.md", "a&b.md"),
        ("a?b=1&gti=2", "a?b=1&gti=2"),
        (r"a\b.md", r"a\b.md"),
    ],
)
def test_a_destination_is_what_a_browser_gets(written: str, meant: str) -> None:
    assert links(f"[x]({written})")[0].destination == meant


_PIECES = [
    "[a](b.md)",
    "![c](<d e.png> 't')",
    "[x]: y.md",
    '<img src="z.png">',
    "`",
    "```",
    "<!--",
    "-->",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "- ",
    "> ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "---\n",
    "|",
    "# ",
    "é 日",
    "<div>",
    "1. ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_replacing_every_target_by_itself_changes_nothing(text: str) -> None:
    parts: list[str] = []
    at = 0
    for target in links(text):
        assert target.start >= at
        assert len(re.findall(r"\r\n|\r|\n", text[: target.start])) + 1 == target.line
        parts += [text[at : target.start], target.target]
        at = target.end
    assert "".join([*parts, text[at:]]) == text


def test_a_bracket_round_a_link_opens_none_and_an_image_round_both_is_one() -> None:
    assert _targets("![a [b [c](d.md) e] f](g.png)") == ["d.md", "g.png"]
    assert _targets("[a [b](c.md) d](e.md) [f](g.md)") == ["c.md", "g.md"]


def test_parentheses_of_a_target_stand_in_pairs() -> None:
    assert _targets("[a](b(c(d(e)))f.md)") == ["b(c(d(e)))f.md"]
    assert _targets("[a](b(c.md )") == []


def test_a_link_behind_an_escaped_mark_is_no_image() -> None:
    assert [target.image for target in links("\\![a](b.png) ![c](d.png)")] == [False, True]
