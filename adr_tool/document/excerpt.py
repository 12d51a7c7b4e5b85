"""The prose of a record in short, for those who are to know it without its whole text."""

from __future__ import annotations

from adr_tool.document.outline import Outline

MOST_CHARACTERS = 3_000
"""Enough for context, outcome and consequences of a record of one or two pages."""


def excerpt(text: str, *, below: int, most: int = MOST_CHARACTERS) -> str:
    """The prose below a line, without comments and fences, in whole lines.

    Args:
        text: The whole file.
        below: 1-based line of the title.
        most: Characters at the most.
    """
    kept: list[str] = []
    left = most
    for line in Outline(text).lines[below:]:
        left -= len(line.text) + 1
        if left < 0:
            break
        if line.prose and (line.text.strip() or (kept and kept[-1])):
            kept.append(line.text.rstrip())
    return "\n".join(kept).strip()
