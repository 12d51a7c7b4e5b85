"""From a log to the pages and data of its site; knows no generator and reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adr_tool.document.anchors import anchors
from adr_tool.document.links import links
from adr_tool.document.splice import Splice
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.site.body import body
from adr_tool.site.contents import BrokenLink, CopiedFile, Found, Page, Site, SiteFacts
from adr_tool.site.data_files import data_files
from adr_tool.site.edition import Edition, name
from adr_tool.site.figures_page import figures_page
from adr_tool.site.front_page import front_page
from adr_tool.site.graph_page import graph_page
from adr_tool.site.index_page import index_page, list_pages
from adr_tool.site.listing import standing
from adr_tool.site.mentioned_files import mentioned_files
from adr_tool.site.record_page import Around, Body, RecordPages
from adr_tool.site.relations import amended_sections
from adr_tool.site.start_page import start_page
from adr_tool.site.targets import Targets
from adr_tool.site.time_pages import as_of_page, timeline_page

__all__ = ["BrokenLink", "CopiedFile", "Page", "Site", "SiteFacts", "pages"]

_HUBS = (front_page, index_page, timeline_page, as_of_page, start_page, graph_page, figures_page)
_REVISIT = frozenset(
    {"revisit-when", "when-to-revisit", "what-would-change-this", "what-would-decide", "review"}
)
"""The anchors of sections that tell what would change a decision; two are our templates'."""

_AMENDED = '<p class="adr-amended" role="note">Amended by {}.</p>'


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found in the words of one record."""

    changes: tuple[Splice, ...]
    mentions: tuple[Record, ...]
    broken: tuple[BrokenLink, ...]
    files: tuple[CopiedFile, ...]


def pages(log: DecisionLog, bodies: Mapping[str, str], facts: SiteFacts) -> Site:
    """Make the site of a log.

    Args:
        log: The log; the paths of its records are relative to the project root.
        bodies: The path of each record → the full text of its file.
        facts: What the pages need to know of the world.
    """
    mentions: dict[str, tuple[Record, ...]] = {}
    edition = Edition(log, facts, mentions)
    targets = Targets(log, facts, edition.addresses)
    told = [_read(record, bodies.get(record.path, ""), targets) for record in log.records]
    for record, words in zip(log.records, told, strict=True):
        for other in words.mentions:
            mentions[other.path] = (*mentions.get(other.path, ()), record)
    texts = [
        _body(edition, r, bodies.get(r.path, ""), t.changes)
        for r, t in zip(log.records, told, strict=True)
    ]
    made = [make(edition) for make in _HUBS]
    made += list_pages(edition)
    made += _record_pages(edition, texts)
    return Site(
        tuple(made),
        tuple(link for words in told for link in words.broken),
        tuple(dict.fromkeys(file for words in told for file in words.files)),
        data_files(edition, bodies),
        tuple(_found(edition, r, t) for r, t in zip(log.records, texts, strict=True)),
    )


def _record_pages(edition: Edition, texts: Iterable[Body]) -> Iterator[Page]:
    maker = RecordPages(edition)
    records = edition.log.records
    for index, (record, text) in enumerate(zip(records, texts, strict=True)):
        around = Around(
            records[index - 1] if index else None,
            records[index + 1] if index + 1 < len(records) else None,
        )
        yield maker.page(record, text, around)


def _read(record: Record, text: str, targets: Targets) -> _Read:
    """Read what a record refers to, and what to write in place of it."""
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
    return _Read(tuple(changes), tuple(mentions.values()), tuple(broken), tuple(files))


def _body(edition: Edition, record: Record, text: str, changes: Iterable[Splice]) -> Body:
    """The words of a record as its page shows them."""
    origin = edition.addresses.page(record)
    notes = {
        section: _AMENDED.format(_all(edition, origin, others))
        for section, others in amended_sections(edition.log, record).items()
    }
    named = mentioned_files(text, edition.facts)
    revisit = next((name for name in anchors(text) if name in _REVISIT), None)
    return Body(*body(record, text, [*changes, *named], notes), revisit)


def _all(edition: Edition, origin: str, records: Iterable[Record]) -> str:
    return ", ".join(edition.link(origin, record) for record in records)


def _found(edition: Edition, record: Record, text: Body) -> Found:
    return Found(
        edition.addresses.location(edition.addresses.page(record)),
        name(record),
        standing(record),
        record.status.value,
        record.date or "",
        record.tags,
        text.text,
    )
