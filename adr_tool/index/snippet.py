"""The place of a text where what was looked for stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adr_tool.index.question import Term
from adr_tool.index.words import is_wide, runs

WIDTH = 160
"""Characters of a snippet, without marks."""

_BEFORE = 50

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, and where in it the words stand that were looked for."""

    text: str
    spans: tuple[Span, ...] = ()

    def marked(self, mark: str = "**") -> str:
        """The piece with a mark before and behind each of these words."""
        text = self.text
        for start, end in reversed(self.spans):
            text = f"{text[:start]}{mark}{text[start:end]}{mark}{text[end:]}"
        return text


def snippet(lines: Sequence[str], terms: Iterable[Term]) -> Snippet:
    """The line with the most of the words, else the first one, cut to size."""
    asked = tuple(terms)
    words = frozenset(word for term in asked for word in term.words)
    prefixes = tuple(term.words[-1] for term in asked if term.prefix)
    best: tuple[int, int] = (0, 0)
    chosen, spans = (lines[0] if lines else ""), []
    for place, line in enumerate(lines):
        here, distinct = _hits(line, words, prefixes)
        if distinct and (distinct, -place) > best:
            best, chosen, spans = (distinct, -place), line, here
    return _cut(chosen, spans)


def _hits(line: str, words: frozenset[str], prefixes: tuple[str, ...]) -> tuple[list[Span], int]:
    spans: list[Span] = []
    found: set[str] = set()
    for start, end, word in runs(line):
        if word in words or (prefixes and word.startswith(prefixes)):
            found.add(word)
            spans.append((start, end))
        elif not word.isascii() and len(word) == end - start:
            inside = {one: word.find(one) for one in words if is_wide(one) and one in word}
            found |= inside.keys()
            spans += [(start + at, start + at + len(one)) for one, at in inside.items()]
    return _joined(spans), len(found)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cut(line: str, spans: list[Span]) -> Snippet:
    """The part of a line round the first hit."""
    left = len(line) - len(line.lstrip(" \t*-+>|"))
    first = spans[0][0] if spans else left
    start = left if first - left < WIDTH - _BEFORE else first - _BEFORE
    end = min(len(line.rstrip()), start + WIDTH)
    before, after = ("… " if start > left else ""), ("…" if end < len(line.rstrip()) else "")
    moved = len(before) - start
    inside = tuple((a + moved, b + moved) for a, b in spans if a >= start and b <= end)
    return Snippet(before + line[start:end] + after, inside)
