"""Read a text for a look at the whole log."""

from __future__ import annotations

import re

from adr_tool.document.kind import reading_of
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import Outline, outline_of
from adr_tool.document.rubric.mentions import mentions
from adr_tool.document.rubric.rubric import rubric
from adr_tool.document.rubric.safety import unsafe
from adr_tool.domain.digest import Digest
from adr_tool.domain.placeholders import placeholders

_DRAFTED = re.compile(r"^adr-draft[ \t]*:", re.MULTILINE)


def digest(text: str, path: str, notation: Notation = STANDARD) -> Digest | None:
    """Read everything that checks and lists need of a text; None where it is no record."""
    reading = reading_of(text, path, notation)
    if reading is None:
        return None
    outline = outline_of(text)
    return Digest(
        reading.record,
        problems=tuple((p.line, p.code, p.message) for p in reading.problems),
        placeholders=_left_over(outline),
        doubts=(*rubric(outline, reading.record), *unsafe(outline, reading.record)),
        mentions=mentions(outline, reading.record),
        drafted=bool(_DRAFTED.search(outline.block or "")),
    )


def _left_over(outline: Outline) -> tuple[tuple[int, str], ...]:
    if "{" not in outline.text and "(adr)" not in outline.text:
        return ()
    return tuple(placeholders([(li.number, li.text) for li in outline.lines if li.prose]))
