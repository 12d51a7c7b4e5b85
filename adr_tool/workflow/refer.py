"""Write one record into another: the words of a link and its target."""

from __future__ import annotations

import posixpath

from adr_tool.document.editor import Reference
from adr_tool.domain.record import Record
from adr_tool.domain.register import Entry, Register


def reference(log: Register[Record | Entry], record: Record, *, seen_from: str) -> Reference:
    """Refer to a record from the text at another path.

    Args:
        log: The log of both.
        record: What is referred to.
        seen_from: The path of the text that refers to it.
    """
    href = posixpath.relpath(record.path, posixpath.dirname(seen_from) or ".")
    name = log.id_of(record)
    unique = name.startswith("ADR-")
    if log.is_nygard:
        words = f"{record.number}. {record.title}" if record.number is not None else record.title
    else:
        words = f"{name}: {record.title}" if unique else record.title
    return Reference(name if unique else href, words, href)
