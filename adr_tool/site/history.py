"""What git tells of a record, for its page."""

from __future__ import annotations

from adr_tool.domain.record import Record
from adr_tool.site.edition import Edition
from adr_tool.site.markup import anchor, escape, when
from adr_tool.workflow.past import Entry

_ID = 8


def history(edition: Edition, record: Record) -> str:
    """Every change of a record, the newest first; nothing where git knows of none."""
    told = edition.facts.past.get(record.path, ())
    if not told:
        return ""
    changes = "change" if len(told) == 1 else "changes"
    items = "".join(f"<li>{_entry(edition, entry)}</li>" for entry in reversed(told))
    return (
        f'<details class="adr-history" data-search-exclude><summary>History: {len(told)} {changes}'
        f"</summary><ol reversed>{items}</ol></details>\n"
    )


def _entry(edition: Edition, entry: Entry) -> str:
    words = escape("; ".join(entry.events))
    if entry.commit is None or entry.date is None:
        return f'<span class="adr-date">not committed</span> {words}'
    address = edition.facts.commit_page(entry.commit)
    short = entry.commit[:_ID]
    commit = anchor(address, short) if address else f"<code>{short}</code>"
    who = f"{escape(entry.author)}, {commit}: “{escape(entry.subject)}”"
    day = f'<span class="adr-date">{when(entry.date)}</span>'
    return f'{day} {words} <span class="adr-note">{who}</span>'
