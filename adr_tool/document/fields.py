"""Labelled values in the prose: `Status: x`, `* Status: x`, `**Status:** x`, `| Status | x |`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import Heading, Line, Outline, Section
from adr_tool.document.statements import free_statement
from adr_tool.domain.link import Link, LinkKind, kind_of, stated_kind
from adr_tool.domain.status_words import find_status_word, offers_choices

_LABEL = re.compile(
    r"^(?P<lead>[\ufeff \t>]*(?:[-*+][ \t]+|#{1,6}[ \t]+)?)[*_]{0,3}"
    r"(?P<label>[^\W\d_][^:：|*_\[\]]{0,30}?)[*_]{0,3}"
    r"[ \t]*[:：][*_]{0,3}[ \t]*(?P<value>.*)$"
)
_ROW = re.compile(
    r"^[ \t]*+(?:\|[ \t]*+)?[*_]{0,3}(?P<label>[^\W\d_][^:：|*_]{0,30}?)[:：]?[*_]{0,3}[:：]?"
    r"[ \t]*+\|[ \t]*+(?P<value>[^|]*+)"
)
_BADGE = re.compile(
    r"!\[(?P<label>[^\[\]:：]*+)(?:[:：][ \t]*(?P<alt>[^\[\]]*+))?\]"
    r"\((?>[^()\s]*?/badge/)(?:(?P<subject>[^-()\s]++)-)?(?P<value>[^-()\s]++)-[^()]*+\)"
)
_RECORD_LINK = re.compile(
    r"^\[(?:\\.|[^\]\\])*+\]\((?=[^)\s#]*?\d)[^)\s#]*\.(?:md|markdown|mdx)(?:#[^)\s]*)?\)$"
)
_OF_SYSTEMS = frozenset({"state", "stage"})
"""Labels of a status that, as a heading, open a section about the system instead."""
_TASK = re.compile(r"^[ \t]*[-*+][ \t]+\[(?P<mark>.)\]")
_BEFORE_NAME = re.compile(r"^[\W\d_]+")
_QUOTE = re.compile(r"^[ \t]*>")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_DATED_LINE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?\d{4}-\d{2}-\d{2}[ \t:,-]+")
_BLANKS = " \t"
_META_SECTIONS = frozenset({"meta", "metadata", "adr metadata", "summary", "details"})
_LONGEST_HEADER = 100_000
"""Characters in which values are looked for: no header that a person wrote has half as many."""


class PlaceKind(StrEnum):
    """The notation in which a value stands."""

    FRONT_MATTER = "front matter"
    BULLET = "bullet"
    LABEL = "label"
    TABLE = "table"
    SECTION = "section"
    HEADING = "heading"
    BADGE = "badge"


_LEADS = dict.fromkeys("-*+", PlaceKind.BULLET) | {"#": PlaceKind.HEADING}


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


def header_lines(outline: Outline, title: Heading | None) -> tuple[Line, ...]:
    """The lines above the title, and between it and the first heading below it."""
    body = title.body if title else outline.first_prose
    above = outline.lines[outline.first_prose : title.line] if title else ()
    ends = [h.line for h in outline.headings if h.line >= body]
    stop = ends[0] if ends else len(outline.lines)
    return above + outline.lines[body:stop]


def stating(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines in which values are looked for: those within the first 100,000 characters.

    What stands behind them is reported (ADR005), so that nothing is passed over in silence.
    """
    if not lines or lines[-1].stop - lines[0].start <= _LONGEST_HEADER:
        return lines
    left = _LONGEST_HEADER
    for index, line in enumerate(lines):
        left -= line.end - line.start
        if left < 0:
            return lines[:index]
    return lines


def labelled(lines: tuple[Line, ...], notation: Notation = STANDARD) -> Iterator[Field]:
    """Find the labelled values of some lines."""
    for line in lines:
        if not line.prose:
            continue
        badges = list(_badges(line, notation)) if "/badge/" in line.text else []
        found = None if badges else _field(line, notation)
        yield from badges if found is None else [found]


def _badges(line: Line, notation: Notation) -> Iterator[Field]:
    """The words of badges such as `![status](https://img.shields.io/badge/status-accepted-green)`.

    Source: https://shields.io/badges, the path `label-message-color`.
    """
    for badge in _BADGE.finditer(line.text):
        named = notation.field_of(badge["label"])
        name = named or notation.field_of(badge["subject"] or "")
        for group in ("value", "alt" if named else "label"):
            if name and badge[group]:
                start, end = line.start + badge.start(group), line.start + badge.end(group)
                place = Place(PlaceKind.BADGE, start, end, line.number)
                yield Field(badge["label"], name, badge[group], place)


def _field(line: Line, notation: Notation) -> Field | None:
    row = _ROW.match(line.text) if "|" in line.text else None
    cell = row["value"].rstrip(_BLANKS) if row else ""
    is_row = row and (_is_known(row["label"], notation) or _RECORD_LINK.search(cell))
    match = row if is_row else _LABEL.match(line.text)
    if match is None:
        return None
    label = match["label"].strip()
    value = cell if match is row else _without_break(match["value"])
    start = line.start + match.start("value")
    kind = PlaceKind.TABLE if match is row else _LEADS.get(match["lead"].strip(" \t>\ufeff")[:1])
    kind = kind or PlaceKind.LABEL
    place = Place(kind, start, start + len(value), line.number)
    return Field(label, notation.field_of(label), value, place)


def _without_break(value: str) -> str:
    """A value without the blanks or the backslash that break the line behind it."""
    return value.rstrip(_BLANKS).removesuffix("\\").rstrip(_BLANKS)


def _is_known(label: str, notation: Notation) -> bool:
    said = notation.field_of(label) or notation.own_relation(label) or stated_kind(label)
    return bool(said)


def status_section(outline: Outline, notation: Notation = STANDARD) -> Section | None:
    """The section whose heading means status, at any level: `Status`, `1. Status`, `Status: x`.

    The title of a record about statuses is one only where no other section is.
    """
    found = [s for s in outline.sections if _means_status(s.heading.text, notation)]
    is_title = len(found) > 1 and found[0].heading == outline.headings[0]
    return next(iter(found[1:] if is_title else found), None)


def _means_status(heading: str, notation: Notation) -> bool:
    lead = _BEFORE_NAME.match(heading)
    start = lead.end() if lead else 0
    name = re.split("[:：]", heading[start:], maxsplit=1)[0]
    # A colon inside of code, as in `status:planning`, parts no name from a value.
    if heading.count("`", 0, start + len(name)) % 2:
        return False
    return notation.field_of(name) == "status" and name.strip().lower() not in _OF_SYSTEMS


def meta_lines(outline: Outline) -> tuple[Line, ...]:
    """The lines of sections such as `# Meta` that hold labelled values."""
    found = [s for s in outline.sections if s.heading.text.lower().strip() in _META_SECTIONS]
    return tuple(line for section in found for line in section.lines)


def section_value(
    outline: Outline, section: Section, notation: Notation = STANDARD
) -> Field | None:
    """The status that a section states: in its heading, its first line, or the last of a history.

    Quotations count where nothing else stands; choices that a template offers, where no
    dated line follows; of a list of tasks, the one that is ticked.
    """
    inline = _field(outline.lines[section.heading.line], notation)
    if inline is not None and inline.value:
        return replace(inline, name="status")
    said = [line for line in stating(section.lines) if line.prose and line.text.strip()]
    fields = {field.place.line: field for field in labelled(tuple(said), notation) if field.name}
    stated = next((field for field in fields.values() if field.name == "status"), None)
    own = [line for line in said if line.number not in fields and not _is_unticked(line)]
    own = [line for line in own if not _QUOTE.match(line.text)] or own
    own = _behind_links(own, notation)
    return stated or (_stated(section, own, notation) if own else None)


def _behind_links(own: list[Line], notation: Notation) -> list[Line]:
    """Lines without the leading ones that only state a relation, unless that ends the record.

    adr-tools takes the status away when it writes `Superseded by [..](..)`, and older
    relations (`Amended by [..](..)`) stand above that line.
    """
    for index, line in enumerate(own):
        kinds = {link.kind for link in _relations_only(line, notation)}
        if not kinds or LinkKind.SUPERSEDED_BY in kinds:
            return own[index:]
    return own


def _relations_only(line: Line, notation: Notation) -> tuple[Link, ...]:
    """The relations of a line that states nothing else; none for `Accepted, amends ADR-3`."""
    mark = _ITEM.match(line.text)
    said = line.text[mark.end() :] if mark else line.text.strip()
    opens = kind_of(said) is not LinkKind.RELATES_TO
    if not opens and find_status_word(said.partition("[")[0], notation.statuses) is not None:
        return ()
    return free_statement(said, line.number)


def _is_unticked(line: Line) -> bool:
    task = _TASK.match(line.text)
    return task is not None and task["mark"] == " "


def _stated(section: Section, own: list[Line], notation: Notation) -> Field:
    dated = [line for line in own if _DATED_LINE.match(line.text)]
    history = len(dated) > 1 or (dated and offers_choices(own[0].text, notation.statuses))
    line = dated[-1] if history else own[0]
    mark = _DATED_LINE.match(line.text) if history else _TASK.match(line.text)
    mark = mark or _ITEM.match(line.text)
    lead = mark.end() if mark else 0
    lead += len(line.text[lead:]) - len(line.text[lead:].lstrip())
    value = line.text[lead:].rstrip()
    place = Place(PlaceKind.SECTION, line.start + lead, line.start + lead + len(value), line.number)
    return Field(section.heading.text, "status", value, place)
