"""What is left of a model's words once the site's Markdown has rendered them."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]

from adr_tool.document.prose import addresses, tame

GIVEN = "https://example.org/given"
SHOWN = {"p", "code", "em", "strong", "del", "sub", "a", "br"}
PIECES = [
    "a", " ", "\n", "\\", "`", "``", "```", "<", ">", "!", "[", "]", "(", ")", "#", "-", "1.", ":",
    "*", "_", "**", "~", "~~", "|", "---", "&", "&lt;", "&#60;", "<script>", "</script>", "<!--",
    "-->", "<b onclick=x>", "{", "}", "{:", "{{", "{%", "[^1]", "[^1]:", "[TOC]", "[x]", "![", "](",
    "]: ", "http://evil.example/", "www.evil.example", "javascript:alert(1)", "a@evil.example",
    "<http://evil.example>", f"[g]({GIVEN})", GIVEN, "data:text/html,x", '"', "'", "=", "@bob",
    "#123", "!!! note", "/// html", "\u202e", "\u200b", "\x1b[31m", "\x00", "\x02", "\x03", "$",
]  # fmt: skip


class Tags(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= set(attrs)

    def handle_comment(self, data: str) -> None:
        self.names.add(f"comment {data}")


def page() -> Markdown:
    """The site's Markdown, without the cleaning at its end, and more than it has besides."""
    extensions = [
        "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
        "abbr", "pymdownx.magiclink", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.tilde",
    ]  # fmt: skip
    return Markdown(extensions=extensions)


PAGE = page()


def rendered(text: str) -> Tags:
    tags = Tags()
    tags.feed(PAGE.reset().convert(text))
    tags.close()
    return tags


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("[x] done")
@example("*a*{: onclick=alert(1) }")
@example("a\n{: onclick=alert(1) }")
@example("*[HTML]: x")
@example("[a]: http://evil.example/ 'x'")
@example("http://evil.example/!![g](https://example.org/given)")
@example("_www.evil.example")
@example("https://example.org/given``{{x")
@example("https://example.org/given)[x]")
def test_tame_words_render_to_words(text: str) -> None:
    tags = rendered(tame(text, addresses([GIVEN])))
    assert tags.names <= SHOWN
    assert tags.attributes <= {("href", GIVEN)}


@pytest.mark.parametrize("words", ["[x] approved", "[ ] open", "[X] done"])
def test_a_list_item_of_a_model_is_no_task(words: str) -> None:
    assert rendered(f"* {tame(words)}").names == {"ul", "li"}
