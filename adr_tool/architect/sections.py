"""Which sections of a reply have begun, read from the JSON while it streams in."""

from __future__ import annotations

from collections.abc import Iterable


class SectionWatch:
    """Reads a JSON object piece by piece and tells its sections as they begin.

    It believes nothing but the text: a section has begun when its key stands at the
    first level and its colon has arrived.

    Args:
        sections: The keys to tell; others are passed over.
    """

    def __init__(self, sections: Iterable[str]) -> None:
        self._sections = frozenset(sections)
        self._depth = 0
        self._string: list[str] | None = None
        self._escaped = False
        self._last = ""

    def feed(self, text: str) -> list[str]:
        """Take the next piece; the sections that began in it, in order."""
        keys = [self._step(char) for char in text]
        return [key for key in keys if key in self._sections]

    def _step(self, char: str) -> str:
        if self._string is not None:
            self._inside_string(char)
        elif char == '"':
            self._string = []
        elif char in "{[":
            self._depth += 1
        elif char in "}]":
            self._depth -= 1
        elif char == ":" and self._depth == 1:
            return self._last
        return ""

    def _inside_string(self, char: str) -> None:
        if self._string is None:
            return
        if self._escaped:
            self._escaped = False
        elif char == "\\":
            self._escaped = True
        elif char == '"':
            self._last = "".join(self._string)
            self._string = None
            return
        self._string.append(char)
