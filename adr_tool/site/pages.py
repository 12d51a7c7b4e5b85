"""From a log to the pages of its site; knows no generator and reads no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adr_tool.document.links import links
from adr_tool.document.outline import Heading, Outline
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.site.addresses import Addresses
from adr_tool.site.contents import BrokenLink, CopiedFile, Page, Site, SiteFacts
from adr_tool.site.dialect import python_markdown
from adr_tool.site.index_page import index_page
from adr_tool.site.record_page import Around, Body, RecordPages
from adr_tool.site.targets import Targets

__all__ = ["BrokenLink", "CopiedFile", "Page", "Site", "SiteFacts", "pages"]

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Told:
    """What was found in the words of one record."""

    body: Body
    mentions: tuple[Record, ...]
    broken: tuple[BrokenLink, ...]
    files: tuple[CopiedFile, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    words: str


def pages(
    log: DecisionLog,
    bodies: Mapping[str, str],
    facts: SiteFacts,
    *,
    data: Mapping[str, str] | None = None,
) -> Site:
    """Make the pages of a log.

    Args:
        log: The log; the paths of its records are relative to the project root.
        bodies: The path of each record → the full text of its file.
        facts: What the pages need to know of the world.
        data: Name of a data file → its text; served as it is.
    """
    addresses = Addresses(log, directory_urls=facts.directory_urls)
    targets = Targets(log, facts, addresses)
    told = [_tell(record, bodies.get(record.path, ""), targets) for record in log.records]
    mentioned: dict[str, list[Record]] = {}
    for record, words in zip(log.records, told, strict=True):
        for other in words.mentions:
            mentioned.setdefault(other.path, []).append(record)
    maker = RecordPages(log, facts, addresses)
    made = [index_page(log, facts, addresses)]
    for index, (record, words) in enumerate(zip(log.records, told, strict=True)):
        around = Around(
            tuple(mentioned.get(record.path, ())),
            log.records[index - 1] if index else None,
            log.records[index + 1] if index + 1 < len(log.records) else None,
        )
        made.append(maker.page(record, words.body, around))
    broken = tuple(link for words in told for link in words.broken)
    files = tuple(dict.fromkeys(file for words in told for file in words.files))
    return Site(tuple(made), broken, files, dict(data or {}))


def _tell(record: Record, text: str, targets: Targets) -> _Told:
    """Read what a record refers to, and make its words fit the page."""
    outline = Outline(text)
    cut = _front(record, outline)
    changes: list[_Change] = []
    mentions: dict[str, Record] = {}
    broken: list[BrokenLink] = []
    files: list[CopiedFile] = []
    for target in links(text):
        found = targets.resolve(record, target)
        if found.record and found.record.path != record.path:
            mentions[found.record.path] = found.record
        if found.file:
            files.append(found.file)
        if found.broken:
            broken.append(BrokenLink(record.path, target.line, target.target))
        inside = any(c.start <= target.start < c.end for c in cut)
        if found.replacement is not None and not inside:
            changes.append(_Change(target.start, target.end, found.replacement))
    words, diagrams = python_markdown(_demoted(_changed(text, [*cut, *changes])))
    return _Told(Body(words, diagrams), tuple(mentions.values()), tuple(broken), tuple(files))


def _front(record: Record, outline: Outline) -> list[_Change]:
    """The front matter and the title, which the page shows in its own way."""
    cut: list[_Change] = []
    if outline.first_prose:
        cut.append(_Change(0, outline.lines[outline.first_prose - 1].end, ""))
    title = next((h for h in outline.headings if _is_title(record, h)), None)
    if title:
        last = outline.lines[title.body - 1]
        cut.append(_Change(outline.lines[title.line].start, last.end, ""))
    return cut


def _is_title(record: Record, heading: Heading) -> bool:
    return heading.level == 1 and heading.line + 1 == record.body_line


def _changed(text: str, changes: list[_Change]) -> str:
    parts: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda change: change.start):
        parts += [text[at : change.start], change.words]
        at = change.end
    return "".join([*parts, text[at:]])


def _demoted(text: str) -> str:
    """Move headings one level down where a second title would hide the rest of the contents."""
    outline = Outline(text)
    if all(heading.level > 1 for heading in outline.headings):
        return text
    changes = []
    for heading in outline.headings:
        level = min(heading.level + 1, _DEEPEST)
        first, last = outline.lines[heading.line], outline.lines[heading.body - 1]
        changes.append(_Change(first.start, last.stop, f"{'#' * level} {heading.text}"))
    return _changed(text, changes)
