from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from adr_tool.document.quotation import linked, quoted, quoted_code

HOSTILE = [
    "</details><script>alert(1)</script>",
    "<!-- adr-review --> <img src=x onerror=y>",
    "![x](https://evil.example/p.png) [click](javascript:x) <https://evil.example>",
    "see https://evil.example/ and www.evil.example, mail me@evil.example",
    "@octocat @octo/team #12 octo/cat#3 GH-4 !5 %6 ~label :octocat: $x^2$ &epic",
    "a | b ` c `` d * e _f_ ~~g~~ \\| [ref]: x [^1] &lt;b&gt;",
    "line\nbreak\r\n# heading\n* item \u202eright\u200bzero\x1b[31m",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_and_nothing_else(words: str) -> None:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    (cell,) = [
        token
        for token in parser.parse(f"| a |\n| --- |\n| x {quoted(words)} |\n")
        if token.type == "inline" and token.content.startswith("x ")
    ]
    kinds = {child.type for child in cell.children or ()}
    assert kinds <= {"text", "text_special"}
    shown = "".join(child.content for child in cell.children or ()).replace("\u200b", "")
    assert shown == " ".join(["x", *re.sub("[\u202e\u200b\x1b]", "", words).split()])


@pytest.mark.parametrize("words", HOSTILE)
def test_no_name_is_left_that_a_forge_would_act_upon(words: str) -> None:
    shown = MarkdownIt("commonmark").renderInline(quoted(words))
    assert not re.search(r"[@#!%~][\w\"]|://|www\.|\bGH-\d|:\w+:", shown)


def test_long_words_are_cut() -> None:
    assert quoted("word " * 100, 20) == "word word word word…"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a/b.md:3", "`a/b.md:3`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a|b\nc", "`a\\|b c`")],
)
def test_code_ends_where_it_should(words: str, expected: str) -> None:
    assert quoted_code(words) == expected


def test_a_link_leads_to_a_line_of_the_source() -> None:
    address = "https://forge.example/o/r/blob/1f"
    assert (
        linked("x", address, "adr/a (b).md", 3) == f"[x]({address}/adr/a%20%28b%29.md?plain=1#L3)"
    )
    assert linked("x", "", "adr/a.md", 3) == "x"
