"""Labelled values in the prose: `Status: x`, `* Status: x`, `**Status:** x`, `| Status | x |`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from adr_tool.document.notation import field_of
from adr_tool.document.outline import Line, Outline, Section
from adr_tool.domain.link import LinkKind, kind_of

_LABEL = re.compile(
    r"^(?P<lead>[ \t>]*(?:[-*+][ \t]+)?)[*_]{0,3}(?P<label>[^\W\d_][^:：|*_\[\]]{0,30}?)[*_]{0,3}"
    r"[ \t]*[:：][*_]{0,3}[ \t]*(?P<value>.*?)[ \t]*\\?[ \t]*$"
)
_ROW = re.compile(
    r"^[ \t]*\|?[ \t]*[*_]{0,3}(?P<label>[^\W\d_][^:：|*_]{0,30}?)[:：]?[*_]{0,3}[:：]?[ \t]*\|"
    r"[ \t]*(?P<value>[^|]*?)[ \t]*(?:\|.*)?$"
)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_DATED_LINE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?\d{4}-\d{2}-\d{2}[ \t:,-]+")
_META_SECTIONS = frozenset({"meta", "metadata", "adr metadata", "summary", "details"})


class PlaceKind(StrEnum):
    """The notation in which a value stands."""

    FRONT_MATTER = "front matter"
    BULLET = "bullet"
    LABEL = "label"
    TABLE = "table"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: notation, offsets of the value, 1-based line."""

    kind: PlaceKind
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value.

    Attributes:
        label: As written.
        name: Which of our fields it means, or None for any other label.
        value: As written, without the emphasis round the label.
        place: Where the value stands.
    """

    label: str
    name: str | None
    value: str
    place: Place


def header_lines(outline: Outline, title_body: int) -> tuple[Line, ...]:
    """The lines between the title and the first heading below it."""
    ends = [h.line for h in outline.headings if h.line >= title_body]
    stop = ends[0] if ends else len(outline.lines)
    return outline.lines[title_body:stop]


def labelled(lines: tuple[Line, ...]) -> Iterator[Field]:
    """Find the labelled values of some lines."""
    for line in lines:
        if not line.prose:
            continue
        found = _field(line)
        if found is not None:
            yield found


def _field(line: Line) -> Field | None:
    row = _ROW.match(line.text) if "|" in line.text else None
    is_row = row and (field_of(row["label"]) or kind_of(row["label"]) is not LinkKind.RELATES_TO)
    match = row if is_row else _LABEL.match(line.text)
    if match is None:
        return None
    label = match["label"].strip()
    start, end = line.start + match.start("value"), line.start + match.end("value")
    if match is row:
        kind = PlaceKind.TABLE
    elif match["lead"].strip(" \t>"):
        kind = PlaceKind.BULLET
    else:
        kind = PlaceKind.LABEL
    return Field(label, field_of(label), match["value"], Place(kind, start, end, line.number))


def status_section(outline: Outline) -> Section | None:
    """The section whose heading means status, at any level."""
    return next((s for s in outline.sections if field_of(s.heading.text) == "status"), None)


def meta_lines(outline: Outline) -> tuple[Line, ...]:
    """The lines of sections such as `# Meta` that hold labelled values."""
    found = [s for s in outline.sections if s.heading.text.lower().strip() in _META_SECTIONS]
    return tuple(line for section in found for line in section.lines)


def section_value(section: Section) -> Field | None:
    """The status that a section states: its first line, or the last of a dated history."""
    said = [line for line in section.lines if line.prose and line.text.strip()]
    if not said:
        return None
    labelled_ones = [f for f in labelled(tuple(said)) if f.name == "status"]
    if labelled_ones:
        return labelled_ones[0]
    dated = [line for line in said if _DATED_LINE.match(line.text)]
    line = dated[-1] if len(dated) > 1 else said[0]
    mark = (_DATED_LINE if len(dated) > 1 else _ITEM).match(line.text)
    lead = mark.end() if mark else len(line.text) - len(line.text.lstrip())
    value = line.text[lead:].rstrip()
    place = Place(PlaceKind.SECTION, line.start + lead, line.start + lead + len(value), line.number)
    return Field(section.heading.text, "status", value, place)
