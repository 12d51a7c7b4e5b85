"""Rename and move the sections of a record to the headings that another template has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from adr_tool.document.anchors import anchor
from adr_tool.document.outline import Heading, Line, Outline
from adr_tool.document.source import Converted, Step

MADR_NAMES: Mapping[str, str] = {
    "context": "Context and Problem Statement",
    "decision": "Decision Outcome",
}
NYGARD_NAMES: Mapping[str, str] = {
    "context and problem statement": "Context",
    "decision outcome": "Decision",
}
"""A section's heading in lower case → its equivalent in the other template."""

_CONSEQUENCES = "consequences"
_SIDES = ("positive consequences", "negative consequences")
_COMMENT = re.compile(r"<!--.*?-->")
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the text, and which line of the original it is; 0 for none."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class _Span:
    """A section with everything below it, as lines `start` up to `end`."""

    heading: Heading
    start: int
    end: int


def to_madr_sections(converted: Converted) -> Converted:
    """Use MADR's headings; the consequences become a part of the decision's outcome."""
    renamed = _renamed(converted, MADR_NAMES)
    outline = Outline(renamed.text)
    outcome = _find(outline, "decision outcome", _top(outline))
    found = outcome and _find(outline, _CONSEQUENCES, outcome.heading.level)
    if not outcome or not found or not _may_move(outline, outcome, found, by=1):
        return renamed
    return _moved(renamed, outline, (found, found.end), outcome.end, by=1)


def to_nygard_sections(converted: Converted) -> Converted:
    """Use Nygard's headings; the consequences become a section of their own."""
    renamed = _renamed(converted, NYGARD_NAMES)
    outline = Outline(renamed.text)
    decision = _find(outline, "decision", _top(outline))
    if decision is None or _find(outline, _CONSEQUENCES, decision.heading.level):
        return renamed
    level = decision.heading.level + 1
    found = _find(outline, _CONSEQUENCES, level, within=decision)
    if found and _may_move(outline, decision, found, by=-1):
        return _moved(renamed, outline, (found, found.end), decision.end, by=-1)
    sides = [s for name in _SIDES if (s := _find(outline, name, level, within=decision))]
    sides.sort(key=lambda side: side.start)
    if not sides or sides[-1].end != decision.end:
        return renamed
    if any(one.end != other.start for one, other in pairwise(sides)):
        return renamed
    return _headed(renamed, outline, sides[0], level - 1)


def names_of(target: Mapping[str, str]) -> Mapping[str, str]:
    """The anchors of renamed sections → their new ones."""
    return {anchor(old): anchor(new) for old, new in target.items()}


def _name(heading: Heading) -> str:
    return _COMMENT.sub("", heading.text).strip().rstrip(":").lower()


def _top(outline: Outline) -> int:
    """The level of a record's sections: that of those whose names are known, else the highest."""
    known = {*MADR_NAMES, *NYGARD_NAMES}
    named = [h.level for h in outline.headings if _name(h) in known]
    return min(named or (h.level for h in outline.headings), default=0)


def _find(outline: Outline, name: str, level: int, *, within: _Span | None = None) -> _Span | None:
    """The only section of a name at a level; None where there are several."""
    found = []
    for index, heading in enumerate(outline.headings):
        if heading.level != level or _name(heading) != name:
            continue
        if within and not within.start < heading.line < within.end:
            continue
        later = outline.headings[index + 1 :]
        end = next((h.line for h in later if h.level <= level), len(outline.lines))
        found.append(_Span(heading, heading.line, end))
    return found[0] if len(found) == 1 else None


def _renamed(converted: Converted, names: Mapping[str, str]) -> Converted:
    outline = Outline(converted.text)
    top = _top(outline)
    there = {_name(h) for h in outline.headings if h.level == top}
    rows = _rows(converted, outline)
    steps = list(converted.steps)
    for old, new in names.items():
        found = _find(outline, old, top)
        if found is None or new.lower() in there:
            continue
        line = outline.lines[found.start]
        at = line.text.lower().index(old)
        words = f"{line.text[:at]}{new}{line.text[at + len(old) :]}"
        row = rows[found.start]
        steps.append(Step(row.number, line.text.strip(), words.strip()))
        rows[found.start] = replace(row, text=words + row.text[len(line.text) :])
    return _joined(rows, steps)


def _may_move(outline: Outline, decision: _Span, found: _Span, *, by: int) -> bool:
    """Whether a section can go to the end of another one, and its headings up or down."""
    inside = [h for h in outline.headings if found.start <= h.line < found.end]
    if any(h.body > h.line + 1 or not 1 <= h.level + by <= _LOWEST for h in inside):
        return False
    return all(_is_closed(outline.lines[s.start : s.end]) for s in (decision, found))


def _is_closed(lines: tuple[Line, ...]) -> bool:
    """Whether every fold that begins here ends here."""
    words = "\n".join(line.text for line in lines).lower()
    return words.count("<details") == words.count("</details")


def _moved(
    converted: Converted, outline: Outline, span: tuple[_Span, int], to: int, *, by: int
) -> Converted:
    found, end = span
    rows = _rows(converted, outline)
    marks = {h.line for h in outline.headings if found.start <= h.line < end}
    part = [_shifted(rows[i], by) if i in marks else rows[i] for i in range(found.start, end)]
    steps = list(converted.steps)
    first = rows[found.start]
    if first.text != part[0].text:
        where = f"{part[0].text.strip()}, behind the decision"
        steps.append(Step(first.number, first.text.strip(), where))
    newline = outline.newline
    before, after = rows[: found.start], rows[end:]
    if to >= end:
        return _joined(_apart([before, rows[end:to], part, rows[to:]], newline), steps)
    joined = _apart([before[:to], part, before[to:], after], newline)
    while rows[-1].text.strip() and not joined[-1].text.strip():
        joined.pop()
    return _joined(joined, steps)


def _headed(converted: Converted, outline: Outline, first: _Span, level: int) -> Converted:
    """Put a heading above the two sides of the consequences that MADR 2 had."""
    rows = _rows(converted, outline)
    new = _Row(f"{'#' * level} Consequences{outline.newline}", 0)
    parts = [rows[: first.start], [new], rows[first.start :]]
    steps = (*converted.steps, Step(0, "", new.text.strip()))
    return _joined(_apart(parts, outline.newline), list(steps))


def _shifted(row: _Row, by: int) -> _Row:
    text = row.text.replace("#", "##", 1) if by > 0 else row.text.replace("#", "", 1)
    return replace(row, text=text)


def _apart(parts: list[list[_Row]], newline: str) -> list[_Row]:
    """Put parts below each other, with a blank line between two where there is none."""
    rows: list[_Row] = []
    for part in parts:
        if rows and part:
            last = rows[-1]
            if not last.text.endswith(("\n", "\r")):
                rows[-1] = replace(last, text=last.text + newline)
            if rows[-1].text.strip() and part[0].text.strip():
                rows.append(_Row(newline, 0))
        rows += part
    return rows


def _rows(converted: Converted, outline: Outline) -> list[_Row]:
    text = converted.text
    numbers = converted.numbers
    return [
        _Row(text[line.start : line.end], number)
        for line, number in zip(outline.lines, numbers, strict=True)
    ]


def _joined(rows: list[_Row], steps: list[Step]) -> Converted:
    text = "".join(row.text for row in rows)
    return Converted(text, tuple(steps), tuple(row.number for row in rows))
