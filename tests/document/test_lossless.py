from __future__ import annotations

import pytest

from adr_tool.document.lossless import lost_lines
from adr_tool.document.source import Converted, Step

TEXT = "# Use X\n\nStatus: accepted\n\n## Context\n\nA.\n\nB.\n"


def test_a_text_that_is_all_there_has_lost_nothing() -> None:
    moved = "---\nstatus: accepted\n---\n\n# Use X\n\n### Context\n\nA.\n\nB.\n"
    numbers = (0, 0, 0, 0, 1, 2, 5, 6, 7, 8, 9)
    step = Step(3, "Status: accepted", "front matter")
    assert lost_lines(TEXT, Converted(moved, (step,), numbers)) == ()
    assert lost_lines(TEXT, Converted(moved, (), numbers)) == (3,)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (TEXT.replace("A.\n\n", ""), (1, 2, 3, 4, 5, 6, 9)),
        (TEXT.replace("A.", "a."), (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        (TEXT.replace("A.\n", "A.\nA.\n"), (1, 2, 3, 4, 5, 6, 7, 7, 8, 9)),
    ],
)
def test_a_line_that_is_gone_changed_or_there_twice_is_lost(
    text: str, numbers: tuple[int, ...]
) -> None:
    assert lost_lines(TEXT, Converted(text, (), numbers)) == (7,)
