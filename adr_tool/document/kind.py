"""Tell records from the other Markdown files of a log folder."""

from __future__ import annotations

import posixpath

from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.reader import Reading, is_template, read
from adr_tool.domain.naming import FilePattern, parse_file_name, without_suffix

_LEAST_KEYS = 2
_NEVER = frozenset(
    {"readme", "index", "template", "changelog", "contributing", "toc", "summary", "license"}
)


def is_record_name(path: str, own: FilePattern | None = None) -> bool | None:
    """Tell by the name alone: True, False, or None when the text has to decide."""
    name = parse_file_name(path, own)
    stem = without_suffix(posixpath.basename(path)).lower()
    numbered = bool(name.digits or name.date)
    if is_template(name) or (stem in _NEVER and not numbered):
        return False
    if numbered or stem.startswith(("adr-", "adr_", "draft-")):
        return True
    return None


def is_record(reading: Reading, own: FilePattern | None = None) -> bool:
    """Tell by name and text: a record is named as one, states a status, or reads as one.

    Front matter with two keys such as records have (`creation-date`, `superseded-by`) is
    that of a record whose status nobody filled in; a page of a site has a date at most.
    """
    by_name = is_record_name(reading.record.path, own)
    if by_name is not None:
        return by_name
    if reading.header >= _LEAST_KEYS:
        return True
    return bool(reading.statuses) or reading.record.format != "custom"


def reading_of(text: str, path: str, notation: Notation = STANDARD) -> Reading | None:
    """Read a text; None where it is no record."""
    if is_record_name(path, notation.names) is False:
        return None
    reading = read(text, path, notation)
    return reading if is_record(reading, notation.names) else None
