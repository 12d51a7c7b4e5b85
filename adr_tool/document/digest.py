"""Read a text for a look at the whole log."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
        problems=(
            *((p.line, p.code, p.message) for p in reading.problems),
            *_not_as_approved(outline, path, notation),
        ),
        placeholders=_left_over(outline),
        doubts=(*rubric(outline, reading.record), *unsafe(outline, reading.record)),
        mentions=mentions(outline, reading.record),
        drafted=bool(_DRAFTED.search(outline.block or "")),
    )


def _not_as_approved(
    outline: Outline, path: str, notation: Notation
) -> Iterator[tuple[int, str, str]]:
    """A text whose hash is not the one that was approved, and whether an entry says why."""
    if "decision-hash" not in (outline.block or ""):
        return
    from adr_tool.document.decision import Decision

    decision = Decision(outline.text, path, notation)
    approval = decision.approval
    if approval is None or approval.hash == decision.hash:
        return
    day = f" of {approval.date}" if approval.date else ""
    later = [c.words for c in decision.corrections if c.date >= approval.date]
    if later:
        yield approval.line, "ADR405", f"text no longer covered by the approval{day}: {later[-1]}"
    else:
        yield approval.line, "ADR404", f"the text is not that of the approval{day}"


def _left_over(outline: Outline) -> tuple[tuple[int, str], ...]:
    if "{" not in outline.text and "(adr)" not in outline.text:
        return ()
    return tuple(placeholders([(li.number, li.text) for li in outline.lines if li.prose]))
