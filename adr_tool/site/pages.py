"""From a log to the pages of its site; knows no generator and reads no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adr_tool.document.links import links
from adr_tool.document.splice import Splice
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.site.addresses import Addresses
from adr_tool.site.body import body
from adr_tool.site.contents import BrokenLink, CopiedFile, Page, Site, SiteFacts
from adr_tool.site.index_page import index_page
from adr_tool.site.record_page import Around, Body, RecordPages
from adr_tool.site.targets import Targets

__all__ = ["BrokenLink", "CopiedFile", "Page", "Site", "SiteFacts", "pages"]


@dataclass(frozen=True, slots=True)
class _Told:
    """What was found in the words of one record."""

    body: Body
    mentions: tuple[Record, ...]
    broken: tuple[BrokenLink, ...]
    files: tuple[CopiedFile, ...]


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
    changes: list[Splice] = []
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
        if found.replacement is not None:
            changes.append(Splice(target.start, target.end, found.replacement))
    words, diagrams = body(record, text, changes)
    return _Told(Body(words, diagrams), tuple(mentions.values()), tuple(broken), tuple(files))
