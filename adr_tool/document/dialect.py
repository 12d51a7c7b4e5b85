"""Tell in which dialect of this field a record is written."""

from __future__ import annotations

import re
from collections.abc import Collection

from adr_tool.document.fields import PlaceKind
from adr_tool.document.outline import Outline

_Y_STATEMENT = (
    re.compile(r"^[ >*_]{0,9}In the context of\b", re.MULTILINE),
    re.compile(r"\bfacing\b"),
    re.compile(r"\bwe\b[^.]{0,20}\bdecided\b"),
)
"""The clauses of a Y-statement that tell it from other prose, in their order.

Source: Zimmermann, https://medium.com/olzzio/y-statements-10eb07b5a177.
"""


def dialect_of(
    outline: Outline, places: Collection[PlaceKind], *, is_dated: bool, has_keys: bool
) -> str:
    """Name the dialect: `madr`, `nygard`, `log4brains`, `y-statement`, or `custom`.

    Args:
        outline: The text.
        places: The notations in which its status stands.
        is_dated: Whether its file is named with a date.
        has_keys: Whether its front matter has keys.
    """
    names = {h.text.lower() for h in outline.headings}
    is_dated_list = PlaceKind.BULLET in places and is_dated
    if "context and problem statement" in names or "decision outcome" in names:
        return "log4brains" if is_dated_list else "madr"
    if {"context", "decision"} <= names:
        return "nygard"
    if is_dated_list:
        return "log4brains"
    if _is_y_statement(outline.text):
        return "y-statement"
    if PlaceKind.SECTION in places and names & {"context", "decision"} and not has_keys:
        return "nygard"
    return "custom"


def _is_y_statement(text: str) -> bool:
    at = 0
    for clause in _Y_STATEMENT:
        found = clause.search(text, at)
        if found is None:
            return False
        at = found.end()
    return True
