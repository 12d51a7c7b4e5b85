from __future__ import annotations

import markdown  # type: ignore[import-untyped]
import pytest

from adr_tool.site.dialect import python_markdown

FENCE = "```"


def _html(text: str) -> str:
    extensions = ["tables", "sane_lists", "md_in_html", "pymdownx.superfences"]
    rendered: str = markdown.markdown(python_markdown(text)[0], extensions=extensions)
    return "".join(rendered.split())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("words:\n- a\n- b", "<p>words:</p><ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a\n   - b\n     - c", "<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ol>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("- a\nlazy", "<ul><li>alazy</li></ul>"),
        ("- a\n  500. b", "<ul><li>a500.b</li></ul>"),
        ("a\\\nb", "<p>a<br/>b</p>"),
        (
            f"- a\n  {FENCE}\n  x\n  {FENCE}",
            '<ul><li>a<divclass="highlight"><pre><span></span><code>x</code></pre></div></li></ul>',
        ),
        (
            "words\n| a |\n|---|",
            "<p>words</p><table><thead><tr><th>a</th></tr></thead><tbody><tr><td></td></tr></tbody></table>",
        ),
        (
            "<details>\n<summary>s</summary>\n\n**b**\n\n</details>",
            "<details><summary>s</summary><p><strong>b</strong></p></details>",
        ),
    ],
)
def test_markdown_as_people_write_it_looks_as_on_a_forge(text: str, html: str) -> None:
    assert _html(text) == html


@pytest.mark.parametrize(
    "text",
    [f"{FENCE}\nwords:\n- a\n  - b\n{FENCE}\n", "words:\n\n    - a\n      - b\n", "2019. A\n"],
)
def test_code_and_prose_are_left_alone(text: str) -> None:
    assert python_markdown(text)[0] == text
