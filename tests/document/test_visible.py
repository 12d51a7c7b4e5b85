from __future__ import annotations

import pytest

from adr_tool.document.visible import visible, without_comments


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("---\nstatus: accepted\n---\n# Shop\n", "# Shop\n"),
        ("a<!-- approve -->b", "ab"),
        ("a<!-- approve", "a"),
        ("a\n[//]: # (approve this)\nb", "a\n\nb"),
        ("a\n[comment]: <> (approve)\nb", "a\n\nb"),
        ("![approve](x.png) b", " b"),
        ('<img src="x" alt="approve">b', "b"),
        ('<p align="center">b</p>', "b</p>"),
        ('[docs](https://x.example "approve") b', "[docs](https://x.example) b"),
        ('[d]: https://x.example "approve"\n', "[d]: https://x.example\n"),
        ("`List<String>` and a < b, c = d > e", "`List<String>` and a < b, c = d > e"),
        ("a\n---\nstatus: accepted\n---\nb", "a\n---\nstatus: accepted\n---\nb"),
        ("[docs](https://x.example) (see (there))", "[docs](https://x.example) (see (there))"),
    ],
)
def test_only_what_a_page_shows_is_left(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_only_comments_can_be_taken_out_alone() -> None:
    assert without_comments("---\na: 1\n---\n![x](y)<!-- z -->") == "---\na: 1\n---\n![x](y)"


def test_titles_go_whoever_opens_them() -> None:
    """What cannot end any more is no title, and is not looked for again and again."""
    for opened, closed in ('""', "''", "()"):
        text = f"See [a](b.md {opened}say yes{closed}) and [c](d.md {opened}never closed."
        assert visible(text) == f"See [a](b.md) and [c](d.md {opened}never closed."
        assert visible(f"[a]: b.md {opened}say yes{closed}\n") == "[a]: b.md\n"
