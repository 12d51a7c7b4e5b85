"""The runs of backticks in a text, which open and close code spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_RUN = re.compile("`+")


class TickRuns:
    """Knows where a code span ends without looking through the text again for each.

    Args:
        text: The text.
        start: Where it begins.
        end: Where it ends; None for the end of the text.
    """

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._runs = [
            m.span() for m in _RUN.finditer(text, start, len(text) if end is None else end)
        ]
        self._starts: dict[int, list[int]] = {}
        for first, last in self._runs:
            self._starts.setdefault(last - first, []).append(first)

    def closing(self, length: int, behind: int) -> int | None:
        """Where the span ends that a run of a length opens; None where no equal run follows."""
        starts = self._starts.get(length, [])
        index = bisect_left(starts, behind)
        return starts[index] + length if index < len(starts) else None

    def spans(self) -> Iterator[tuple[int, int]]:
        """All code spans, by CommonMark 0.31, section 6.1, in a text without escapes."""
        at = 0
        for first, last in self._runs:
            end = self.closing(last - first, last) if first >= at else None
            if end is not None:
                yield first, end
                at = end
