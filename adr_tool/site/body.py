"""The words of a record as a page shows them: without header and title, links replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from adr_tool.document.anchors import anchors
from adr_tool.document.outline import Heading, Outline, outline_of
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.record import Record
from adr_tool.site.dialect import python_markdown

_DEEPEST = 6
_NONE: Mapping[str, str] = MappingProxyType({})


def body(
    record: Record, text: str, links: Iterable[Splice], notes: Mapping[str, str] = _NONE
) -> tuple[str, bool]:
    """Make the Markdown of a record's page.

    Args:
        record: The record.
        text: Its whole file.
        links: What to write in place of its targets.
        notes: Anchor of a section → HTML on one line that stands below its heading.

    Returns:
        Markdown for Python-Markdown, and whether it holds a Mermaid diagram.
    """
    outline = outline_of(text)
    cut = _front(record, outline)
    added = _noted(outline, text, notes) if notes else []
    kept = [new for new in links if not any(c.start <= new.start < c.end for c in cut)]
    return python_markdown(_demoted(splice(text, [*cut, *kept, *added])))


def _noted(outline: Outline, text: str, notes: Mapping[str, str]) -> list[Splice]:
    found = []
    for name, heading in zip(anchors(text), outline.headings, strict=True):
        if name in notes:
            place = outline.lines[heading.body - 1].end
            found.append(Splice(place, place, f"\n{notes[name]}\n\n"))
    return found


def _front(record: Record, outline: Outline) -> list[Splice]:
    """The front matter and the title, which the page shows in its own way."""
    cut: list[Splice] = []
    if outline.first_prose:
        cut.append(Splice(0, outline.lines[outline.first_prose - 1].end, ""))
    title = next((h for h in outline.headings if _is_title(record, h)), None)
    if title:
        last = outline.lines[title.body - 1]
        cut.append(Splice(outline.lines[title.line].start, last.end, ""))
    return cut


def _is_title(record: Record, heading: Heading) -> bool:
    return heading.level == 1 and heading.line + 1 == record.body_line


def _demoted(text: str) -> str:
    """Move headings one level down where a second title would hide the rest of the contents."""
    outline = outline_of(text)
    if all(heading.level > 1 for heading in outline.headings):
        return text
    changes = []
    for heading in outline.headings:
        level = min(heading.level + 1, _DEEPEST)
        first, last = outline.lines[heading.line], outline.lines[heading.body - 1]
        changes.append(Splice(first.start, last.stop, f"{'#' * level} {heading.text}"))
    return splice(text, changes)
