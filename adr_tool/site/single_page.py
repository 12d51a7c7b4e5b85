"""A whole log as one HTML file that opens from a disk and asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from markdown import Markdown  # type: ignore[import-untyped]

from adr_tool.document.anchors import anchor as heading_anchor
from adr_tool.document.links import Target, links
from adr_tool.document.splice import Splice
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.site.addresses import Addresses
from adr_tool.site.body import body
from adr_tool.site.contents import SiteFacts
from adr_tool.site.markup import anchor, chip, escape
from adr_tool.site.targets import REPOSITORY_FILE, Targets

_EXTENSIONS = (
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "adr_tool.site.sanitise",
)
_CONFIGS: dict[str, dict[str, Any]] = {
    "footnotes": {"UNIQUE_IDS": True},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.tilde": {"subscript": False},
}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<title>{name}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
pre {{ overflow-x: auto; padding: .6rem; border: 1px solid #8886; }}
section {{ border-top: 2px solid #8886; margin-top: 3rem; }}
.adr-chip {{ border: 1px solid; border-radius: 1rem; padding: 0 .5rem; font-size: .85rem; }}
.adr-broken {{ text-decoration: underline wavy #b3261e; }}
</style>
</head>
<body>
<h1>{name}</h1>
<p>{generated}</p>
{missing}<table>
<thead><tr><th>No.</th><th>Status</th><th>Date</th><th>Title</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
{records}</body>
</html>
"""


def single_page(log: DecisionLog, bodies: Mapping[str, str], facts: SiteFacts) -> str:
    """Make the page: a table of the records, then the words of each.

    Images are named, not shown, and diagrams are shown as they are written.

    Args:
        log: The log; the paths of its records are relative to the project root.
        bodies: The path of each record → the full text of its file.
        facts: What the page needs to know of the world.
    """
    page = _SinglePage(log, facts)
    return _PAGE.format(
        name=escape(facts.name),
        generated=escape(facts.generated),
        missing=page.missing(),
        rows="".join(page.row(record) for record in log.records),
        records="".join(page.section(record, bodies[record.path]) for record in log.records),
    )


class _SinglePage:
    def __init__(self, log: DecisionLog, facts: SiteFacts) -> None:
        self._log = log
        self._targets = Targets(log, facts, Addresses(log))
        self._places = {record.path: f"r{n}" for n, record in enumerate(log.records, start=1)}
        self._place = ""
        toc = {"baselevel": 2, "slugify": lambda words, _: self._id(words)}
        self._markdown = Markdown(extensions=_EXTENSIONS, extension_configs=_CONFIGS | {"toc": toc})

    def _id(self, heading: str) -> str:
        """The id of a section: that of its record first, for every record may have it."""
        return f"{self._place}-{heading_anchor(heading)}"

    def missing(self) -> str:
        """Say which records the page does not hold."""
        items = "".join(
            f"<li>{escape(f'{file.path}:{file.line}: {file.message}')}</li>\n"
            for file in self._log.unreadable
        )
        return f"<p>These files could not be read:</p>\n<ul>\n{items}</ul>\n" if items else ""

    def row(self, record: Record) -> str:
        """A line of the table."""
        number = "" if record.number is None else f"{record.number:04d}"
        title = anchor(f"#{self._places[record.path]}", record.title)
        cells = (number, chip(record.status), escape(record.date or ""), title)
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"

    def section(self, record: Record, text: str) -> str:
        """A record: what is known of it, and its words."""
        self._place = place = self._places[record.path]
        name = f"{record.label} {record.title}" if record.number is not None else record.title
        words, _ = body(record, text, self._replaced(record, text))
        facts = [chip(record.status), escape(record.status_note), escape(record.date or "")]
        facts += [escape(", ".join(record.decision_makers)), escape(record.path)]
        return (
            f'<section id="{place}">\n<h2>{escape(name)}</h2>\n'
            f"<p>{' · '.join(fact for fact in facts if fact)}</p>\n"
            f"{self._markdown.reset().convert(words)}\n</section>\n"
        )

    def _replaced(self, record: Record, text: str) -> Iterator[Splice]:
        for target in links(text):
            address = self._address(record, target)
            if address is not None:
                yield Splice(target.start, target.end, address)

    def _address(self, record: Record, target: Target) -> str | None:
        if target.destination.startswith("#"):
            return f"#{self._place}-{target.destination[1:]}"
        found = self._targets.resolve(record, target)
        if found.record:
            return f"#{self._places[found.record.path]}"
        if found.file:
            return REPOSITORY_FILE + quote(found.file.source)
        return found.replacement
