"""The first page: every decision in one table, those in force first."""

from __future__ import annotations

import json

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.addresses import INDEX, Addresses
from adr_tool.site.contents import Page, SiteFacts
from adr_tool.site.markup import anchor, chip, escape, front_matter, heading

_HEAD = (
    '<thead><tr><th scope="col">Id</th><th scope="col">Title</th><th scope="col">Status</th>'
    '<th scope="col">Date</th><th scope="col">Tags</th></tr></thead>'
)

_IN_FORCE = "In force"
_OPEN = "Under discussion"
_UNKNOWN = "Without a known status"
_HISTORY = "No longer in force"
_REJECTED = "Decided against"
_GROUPS = (_IN_FORCE, _OPEN, _UNKNOWN, _HISTORY, _REJECTED)
_GROUP_OF = {
    Status.DRAFT: _OPEN,
    Status.PROPOSED: _OPEN,
    Status.UNKNOWN: _UNKNOWN,
    Status.REJECTED: _REJECTED,
}


def index_page(log: DecisionLog, facts: SiteFacts, addresses: Addresses) -> Page:
    """Make the table of all records; a script of ours makes it filterable."""
    values: dict[str, object] = {
        "title": facts.name,
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    text = "\n".join(
        (
            front_matter(values),
            heading(facts.name),
            _table(log, addresses),
            _unreadable(log),
        )
    )
    return Page(INDEX, text)


def _table(log: DecisionLog, addresses: Addresses) -> str:
    if not log.records:
        return "No decisions have been recorded yet.\n"
    grouped: dict[str, list[Record]] = {name: [] for name in _GROUPS}
    for record in log.records:
        grouped[_group_of(record)].append(record)
    groups = "".join(_group(name, records, addresses) for name, records in grouped.items())
    count = f"{len(log.records)} decisions, {len(grouped[_IN_FORCE])} in force."
    return (
        f'<p class="adr-count" data-adr-count>{count}</p>\n\n'
        f'<table class="adr-index" data-adr-index>{_HEAD}{groups}</table>\n'
    )


def _group_of(record: Record) -> str:
    if record.in_force:
        return _IN_FORCE
    return _GROUP_OF.get(record.status, _HISTORY)


def _group(name: str, records: list[Record], addresses: Addresses) -> str:
    if not records:
        return ""
    lines = "".join(_line(record, addresses) for record in records)
    head = f'<tr class="adr-group"><th colspan="5" scope="rowgroup">{name}</th></tr>'
    return f"<tbody>{head}{lines}</tbody>"


def _line(record: Record, addresses: Addresses) -> str:
    url = addresses.url(INDEX, addresses.page(record))
    tags = "".join(f'<span class="adr-tag">{escape(tag)}</span>' for tag in record.tags)
    known = escape(json.dumps(list(record.tags), ensure_ascii=False))
    label = escape(record.label) if record.number is not None else ""
    return (
        f'<tr data-adr-status="{record.status}" data-adr-tags="{known}">'
        f'<td class="adr-id">{label}</td><td class="adr-title">{anchor(url, record.title)}</td>'
        f'<td>{chip(record.status)}</td><td class="adr-date">{escape(record.date or "")}</td>'
        f'<td class="adr-tags">{tags}</td></tr>'
    )


def _unreadable(log: DecisionLog) -> str:
    if not log.unreadable:
        return ""
    items = "".join(
        f"<li><code>{escape(file.path)}:{file.line}</code> {escape(file.message)}</li>"
        for file in log.unreadable
    )
    return (
        '<div class="adr-banner adr-banner--unknown" role="note">'
        f"<p><strong>Could not be read</strong></p><ul>{items}</ul></div>\n"
    )
