"""The log for programs: one JSON for all, one for each record, raw texts, `llms.txt`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from adr_tool.domain.record import Record
from adr_tool.site.addresses import INDEX
from adr_tool.site.edition import Edition, name
from adr_tool.site.feeds import feeds
from adr_tool.site.listing import grouped
from adr_tool.site.markup import one_line
from adr_tool.workflow.export import whole

DECISIONS = "decisions.json"
LLMS = "llms.txt"


def data_files(edition: Edition, bodies: Mapping[str, str]) -> dict[str, str]:
    """Every file beside the pages, by its name.

    Args:
        edition: The log.
        bodies: The path of each record → the full text of its file.
    """
    data = whole(edition.log, commit=edition.facts.commit, now=edition.facts.now)
    for record, described in zip(edition.log.records, data["records"], strict=True):
        described.update(_published(edition, record))
    files = {DECISIONS: _json(data), LLMS: _llms(edition), **feeds(edition)}
    for record, described in zip(edition.log.records, data["records"], strict=True):
        one = {"schema": data["schema"], "commit": data["commit"], **described}
        files[edition.addresses.raw(record, ".json")] = _json(one)
        files[edition.addresses.raw(record, ".txt")] = bodies.get(record.path, "")
    return files


def _published(edition: Edition, record: Record) -> dict[str, Any]:
    """What the site adds to a record: where it is, and since when it had each status."""
    return {
        "url": edition.addresses.url(INDEX, edition.addresses.page(record)).removeprefix("./"),
        "year": edition.year(record) or None,
        "statuses": [
            {"status": span.status.value, "since": span.since, "until": span.until}
            for span in edition.lifetimes[record.path]
        ],
    }


def _json(data: object) -> str:
    # Without indentation: only then is the fast encoder used.
    return json.dumps(data, ensure_ascii=False) + "\n"


def _llms(edition: Edition) -> str:
    """The log as an index for language models (https://llmstxt.org): in force first."""
    count = len(edition.log.records)
    lines = [
        f"# {one_line(edition.facts.name)}",
        "",
        f"> {count} architecture decisions. Only those under “In force” are guidance.",
        "",
        f"All of them as data: [{DECISIONS}]({edition.facts.home}{DECISIONS})",
    ]
    for group, records in grouped(edition.log.records).items():
        if records:
            lines += ["", f"## {group}", ""]
            lines += [_line(edition, record) for record in records]
    return "\n".join(lines) + "\n"


def _line(edition: Edition, record: Record) -> str:
    url = quote(edition.addresses.raw(record, ".txt"))
    words = name(record).replace("[", "(").replace("]", ")")
    summary = f": {one_line(record.summary)}" if record.summary else ""
    return f"- [{one_line(words)}]({edition.facts.home}{url}){summary}"
