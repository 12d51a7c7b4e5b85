"""What a look at one text makes doubtful."""

from __future__ import annotations

from typing import NamedTuple


class Doubt(NamedTuple):
    """A doubt: 1-based line, code of the check, and the words or figures that raise it."""

    line: int
    code: str
    detail: str = ""
