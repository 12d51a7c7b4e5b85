from __future__ import annotations

import pytest

from adr_tool.document.heading import heading
from adr_tool.document.reader import read
from adr_tool.domain.draft import Draft
from adr_tool.domain.status import Status


def of(title: str, number: int | None = 7, *, numbered: bool = False) -> str:
    draft = Draft(number, title, Status.PROPOSED, "2024-05-01")
    return heading(draft, numbered=numbered)


@pytest.mark.parametrize(
    "title",
    ["Use PostgreSQL", "Use *x* and `y_z`", "Use [x](y)", "3 tier", "# x", "C#", "R&D", "a: b"],
)
def test_a_title_that_reads_back_stands_as_it_is_typed(title: str) -> None:
    assert of(title) == title
    assert of(title, numbered=True) == f"7. {title}"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Use C #", "Use C \\#"),
        ("Use ##", "Use \\#\\#"),
        ("3. tier", "3\\. tier"),
        ("7. tier", "&#55;. tier"),
        ("7 layers", "&#55; layers"),
        ("3 – tier", "&#51; – tier"),
        ("Hide <!-- x", "Hide &lt;!-- x"),
        ("Hide `<!--` x", "Hide \\`&lt;!--\\` x"),
        ("Say &amp; as \\#", "Say \\&amp; as \\\\\\#"),
    ],
)
def test_a_title_that_would_be_read_otherwise_is_escaped(title: str, written: str) -> None:
    assert of(title) == written


def test_a_dash_behind_the_number_stays_one() -> None:
    assert of("- x", numbered=True) == "7. \\- x"
    assert of("— x", numbered=True) == "7. &#8212; x"


def test_a_record_without_a_number_has_none_in_its_heading() -> None:
    assert of("Use x", None, numbered=True) == "Use x"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("7. Use C \\#", "Use C #"),
        ("3\\. tier", "3. tier"),
        ("Use Span\\<T\\>", "Use Span<T>"),
        ("R&amp;D in \\_\\_init\\_\\_", "R&D in __init__"),
        ("Use `a\\_b &amp;` and \\`c", "Use `a\\_b &amp;` and `c"),
        ("&#55; layers", "7 layers"),
        ("C:\\Users and \\", "C:\\Users and \\"),
        ("A&nbsp;b &bogus; &#10;", "A&nbsp;b &bogus; &#10;"),
    ],
)
def test_a_title_is_read_as_it_is_shown(words: str, title: str) -> None:
    assert read(f"# {words}\n\nStatus: accepted\n", "adr/0007-x.md").record.title == title
