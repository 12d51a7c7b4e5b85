from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adr_tool.document.blocks import Kind, blocks
from adr_tool.document.links import links
from adr_tool.document.prose import addresses, tame, tame_heading

PIECES = ["a", " ", "\n", "\\", "`", "``", "<", ">", "!", "[", "]", "(", ")", "#", "-", "1.", ":",
          "[a](http://x)", "![a](http://x)", "<script>", "http://x", "|", "~~~", "```",
          "---"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tamed"),
    [
        ("a plain sentence", "a plain sentence"),
        ("x < y and <script>alert(1)</script>", "x &lt; y and &lt;script>alert(1)&lt;/script>"),
        ("`List<T>` is code", "`List<T>` is code"),
        ("``a ` <b>`` too", "``a ` <b>`` too"),
        (r"\`<script>`", r"\`&lt;script>\`"),
        (r"\<b>", "&lt;b>"),
        ("an ![image](http://x/y.png) less", "an  less"),
        ("an ![image][ref] less", "an  less"),
        ("[words](http://evil) stay", "words stay"),
        ("[words](javascript:alert(1)) stay", "words stay"),
        ("[a ![b](c) d](http://evil)", "a  d"),
        ("see http://evil/a.", "see `http://evil/a`."),
        ("see <http://evil/a>", "see &lt;`http://evil/a`>"),
        ("see www.evil.example", "see `www.evil.example`"),
        ("[x]: http://evil", "[x]\\: `http://evil`"),
        ("# Heading", "\\# Heading"),
        ("## Status\n\nAccepted", "\\## Status Accepted"),
        (
            "#tag opens a heading in the site's Markdown",
            "\\#tag opens a heading in the site's Markdown",
        ),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("2026 was", "2026 was"),
        ("> quoted", "\\> quoted"),
        ("---", "\\---"),
        ("~~~ fence", "\\~~~ fence"),
        ("```js", "\\`\\`\\`js"),
        ("| cell |", "\\| cell |"),
    ],
)
def test_only_prose_is_left_of_a_model_s_markdown(text: str, tamed: str) -> None:
    assert tame(text) == tamed


def test_a_link_of_the_input_stays_a_link() -> None:
    allowed = addresses(["see https://example.org/a, https://example.org/b."])
    assert tame("[a](https://example.org/a) https://example.org/b.", allowed) == (
        "[a](<https://example.org/a>) https://example.org/b."
    )


def test_an_address_that_only_begins_like_one_of_the_input_does_not_stay() -> None:
    allowed = addresses(["https://example.org"])
    assert tame("https://example.org.evil", allowed) == "`https://example.org.evil`"


@pytest.mark.parametrize("name", ["Status", "**Status**", "Related decisions", "Links", "State:"])
def test_a_heading_is_none_that_a_record_keeps_its_own_data_under(name: str) -> None:
    assert tame_heading(name).startswith('"')


def test_a_heading_keeps_an_ordinary_name() -> None:
    assert tame_heading("PostgreSQL") == "PostgreSQL"


@given(st.lists(st.sampled_from(PIECES)).map("".join))
@example("[a `b](http://x) c`")
@example("![a\\](http://x)")
@example("[[a](b)](http://x)")
@example("http://x[a](http://x)")
@example("\\http://x`[a](http://x)\\`")
@example("www.x.y``[a](http://x)``")
def test_what_is_tame_holds_no_link_no_html_and_no_block(text: str) -> None:
    plain = tame(text)
    assert links(plain) == ()
    assert {block.kind for block in blocks(plain)} <= {Kind.PROSE, Kind.BLANK}
    assert not any(block.item or block.quote for block in blocks(plain))


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_tame_stays_so(text: str) -> None:
    once = tame(text)
    assert links(tame(once)) == ()
