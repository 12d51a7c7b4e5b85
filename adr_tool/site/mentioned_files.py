"""Files of the repository that a record names in code, as links to the built commit."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from adr_tool.document.blocks import Kind, blocks
from adr_tool.document.splice import Splice
from adr_tool.domain.references import ReferenceKind, code_spans, references
from adr_tool.site.contents import SiteFacts

_OF_ADDRESSES = ":/?#@!$&+,;=%-._~"


def mentioned_files(text: str, facts: SiteFacts) -> Iterator[Splice]:
    """Make a link of each code span that is the path of a file, from the project root.

    What stands inside a link already stays as it is, and so does a path that is not there.
    """
    if "`" not in text:
        return
    for block in blocks(text):
        line = block.line
        if block.kind is not Kind.PROSE or "`" not in line.text:
            continue
        for start, end in code_spans(line.text):
            address = _address(line.text[start:end], facts)
            if address and not _in_link(line.text[:start]):
                shown = f"[{line.text[start:end]}](<{address}>)"
                yield Splice(line.start + start, line.start + end, shown)


def _in_link(before: str) -> bool:
    """Whether a bracket is open: what follows may be the words of a link."""
    return before.count("[") > before.count("]")


def _address(span: str, facts: SiteFacts) -> str | None:
    inside = span.strip("`").strip()
    if "/" not in inside and "." not in inside:
        return None
    found = next((r for r in references(span) if r.kind is ReferenceKind.PATH), None)
    if found is None or (found.text != inside.rstrip("/") and found.text != inside):
        return None
    path = posixpath.normpath(found.text)
    if path.startswith("..") or not facts.exists(path):
        return None
    forge = facts.forge(path)
    return quote(forge, safe=_OF_ADDRESSES) if forge else None
