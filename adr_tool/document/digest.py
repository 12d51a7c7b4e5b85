"""Read a text for a look at the whole log."""

from __future__ import annotations

from adr_tool.document.kind import is_record, is_record_name
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.domain.digest import Digest
from adr_tool.domain.placeholders import placeholders


def digest(text: str, path: str, notation: Notation = STANDARD) -> Digest | None:
    """Read everything that checks and lists need of a text; None where it is no record."""
    if is_record_name(path, notation.names) is False:
        return None
    reading = read(text, path, notation)
    if not is_record(reading, notation.names):
        return None
    problems = tuple((p.line, p.code, p.message) for p in reading.problems)
    return Digest(reading.record, problems, _left_over(text))


def _left_over(text: str) -> tuple[tuple[int, str], ...]:
    if "{" not in text and "(adr)" not in text:
        return ()
    return tuple(
        placeholders([(line.number, line.text) for line in Outline(text).lines if line.prose])
    )
