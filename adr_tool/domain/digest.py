"""Everything that a look at the whole log needs of one file, small enough to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from adr_tool.domain.record import Record


@dataclass(frozen=True, slots=True)
class Digest:
    """What one file says, without its text.

    Attributes:
        record: The record.
        problems: What is doubtful about the text: 1-based line, code of the check, message.
        placeholders: What a template left in it: 1-based line and words.
        doubts: What a reviewer would doubt: 1-based line, code of the check, detail.
        mentions: What it names that has to exist: 1-based line, sort, name.
        drafted: Whether we drafted it, by its provenance.
    """

    record: Record
    problems: tuple[tuple[int, str, str], ...] = ()
    placeholders: tuple[tuple[int, str], ...] = ()
    doubts: tuple[tuple[int, str, str], ...] = ()
    mentions: tuple[tuple[int, str, str], ...] = ()
    drafted: bool = False
