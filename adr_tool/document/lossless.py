"""Hold a converted text against its original: every line is there, or accounted for."""

from __future__ import annotations

import re
from collections.abc import Container

from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import BOM, Outline
from adr_tool.document.source import Converted, Source

_DEEPEST = 2
_COMMENT = re.compile(r"<!--.*?-->")


def lost_lines(original: str, converted: Converted) -> tuple[int, ...]:
    """The lines that are neither in the new text, character for character, nor in a step.

    Only blank lines, the marks of a heading's level, and the boundaries of front matter may
    differ. A line that stands twice in the new text is one that was made up: it is lost, too.
    """
    before = Outline(original).lines
    after = Outline(converted.text).lines
    told = {step.line for step in converted.steps}
    found: dict[int, list[str]] = {}
    for line, number in zip(after, converted.numbers, strict=True):
        found.setdefault(number, []).append(_plain(line.text))
    return tuple(
        line.number
        for line in before
        if _plain(line.text).strip(" -\t")
        and line.number not in told
        and found.get(line.number) != [_plain(line.text)]
    )


def _plain(words: str) -> str:
    return words.removeprefix(BOM).lstrip("#").lstrip()


def left_over(
    text: str, path: str, known: Container[str], notation: Notation = STANDARD
) -> list[tuple[int, str]]:
    """The sections, labels and keys of a converted text that its template does not have."""
    source = Source(text, path, notation)
    found = [
        (h.line + 1, source.lines[h.line].text.strip())
        for h in source.outline.headings
        if h != source.title and h.level <= _DEEPEST and _bare(h.text) not in known
    ]
    labels = [field.place.line for field in source.reading.labels]
    found += [(line, source.lines[line - 1].text.strip()) for line in dict.fromkeys(labels)]
    if "status" in known:
        found += [(e.line, source.lines[e.line - 1].text.strip()) for e in source.front.entries]
    return sorted(found)


def _bare(heading: str) -> str:
    return _COMMENT.sub("", heading).strip().rstrip(":").lower()
