"""Take a relation or a key out of a record again: the inverse of writing it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from adr_tool.document import fields, statements
from adr_tool.document.fields import Place
from adr_tool.document.frontmatter import Entry, read_front_matter
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import BOM, Line, Outline, Section, outline_of
from adr_tool.document.reader import Reading, read
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.link import Link, LinkKind
from adr_tool.errors import EditError

_FLOW_ITEM = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]"']+)\s*""")
_BLOCK_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*?)[ \t]*$")
_SEPARATOR = re.compile(r"[ \t]*(?:[,;&]|and\b)[ \t]*")
_SEPARATOR_BEFORE = re.compile(r"(?<![ \t])[ \t]*(?:[,;&]|\band\b)[ \t]*$")
_PHRASE_BEFORE = re.compile(
    r"(?i)(?:(?<!\s)\s+by|(?<![\s,;.(])[\s,;.(]*\b(?:super[sc]edes|amends|amended by|replaces))"
    r"\b[\s:]*$"
)

_MOST_READ = 500_000
"""So many characters are read in all: the text is read anew for each statement taken out."""

Wanted = Callable[[Link], bool]
"""Tells whether a statement is the one to take out."""


def remove_links(text: str, path: str, wanted: Wanted, notation: Notation = STANDARD) -> str:
    """Take statements of relations out of a record, wherever it keeps them.

    A status `Superseded by [..](..)` keeps its word and loses the rest; a line or key
    that only states the relation goes as a whole, and of several targets the one that is
    wanted.

    Raises:
        EditError: The text would change elsewhere, a line says more than the relation, or a
            very long record states it very often.
    """
    before = now = read(text, path, notation)
    after = text
    left = max(_MOST_READ, len(text))
    while change := _next(after, now, wanted, notation):
        if left < 0:
            message = f"{path}: the relation is stated too often for so long a text"
            raise EditError(message, hint="take it out by hand")
        after = _without_empty_block(splice(after, [change]))
        now = read(after, path, notation)
        left -= len(after)
    kept = [_said(link) for link in before.record.links if not wanted(link)]
    if [_said(link) for link in now.record.links] != kept:
        raise EditError(f"{path}: relations share a line", hint="take this one out by hand")
    return _checked(after, before, now)


def _said(link: Link) -> tuple[LinkKind, str, str | None]:
    return link.kind, link.target, link.section


def remove_key(text: str, path: str, key: str, notation: Notation = STANDARD) -> str:
    """Take an owned key out of the front matter; a text without it is returned as it is.

    Raises:
        EditError: The rest would read differently.
    """
    outline = outline_of(text)
    entry = read_front_matter(outline).get(key)
    if entry is None:
        return text
    after = splice(text, [_whole(outline, entry)])
    return _checked(after, read(text, path, notation), read(after, path, notation))


def _next(text: str, reading: Reading, wanted: Wanted, notation: Notation) -> Splice | None:
    """The first statement that is wanted, and how to take it out."""
    outline = outline_of(text)
    for entry in read_front_matter(outline).entries:
        kind = notation.relation_of(entry.key)
        change = _out_of_entry(outline, entry, kind, wanted) if kind else None
        if change:
            return change
    for status in reading.statuses:
        said = statements.statements(status.value, status.place.line)
        if any(wanted(link) for link in said):
            return _out_of_status(text, status.place, next(link for link in said if wanted(link)))
    lines = {status.place.line for status in reading.statuses}
    for link in reading.record.links:
        if wanted(link) and link.line not in lines and not _in_block(outline, link.line):
            line = outline.lines[link.line - 1]
            section = fields.status_section(outline, notation)
            return _out_of_line(line, link, reading.record.path) or _line(outline, line, section)
    return None


def _out_of_status(text: str, place: Place, link: Link) -> Splice | None:
    """Take a relation out of a status: `Superseded by [..](..), …` keeps its word and the rest."""
    written = text[place.start : place.end]
    this = _target(written, link)
    if this is None:
        return None
    phrase = _PHRASE_BEFORE.search(written[: this.start])
    behind = _SEPARATOR.match(written, this.end)
    follows = behind and any(t.start == behind.end() for t in statements.targets(written))
    span = _with_separator(written, this)
    if phrase and not follows:
        span = (phrase.start(), this.end)
    return Splice(place.start + span[0], place.start + span[1], "")


def _target(text: str, link: Link) -> statements.Target | None:
    found = statements.targets(text)
    return next((t for t in found if (t.target, t.section) == (link.target, link.section)), None)


def _with_separator(text: str, target: statements.Target) -> tuple[int, int]:
    """The span of one of several targets, with the comma or `and` at its side."""
    before = _SEPARATOR_BEFORE.search(text[: target.start])
    if before:
        return before.start(), target.end
    behind = _SEPARATOR.match(text, target.end)
    return target.start, behind.end() if behind else target.end


def _out_of_line(line: Line, link: Link, path: str) -> Splice | None:
    """Take one target out of a line that names others too; None where the line goes whole.

    Raises:
        EditError: The line says more than the relation.
    """
    this = _target(line.text, link)
    if this is not None and len(statements.targets(line.text)) > 1:
        start, end = _with_separator(line.text, this)
        return Splice(line.start + start, line.start + end, "")
    rest = line.text[: this.start] + line.text[this.end :] if this else line.text
    words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", link.words)))
    if re.search(r"\w", re.sub(words, "", rest, count=1, flags=re.IGNORECASE)):
        message = f"{path}:{line.number}: the line says more than {link.words.lower()}"
        raise EditError(message, hint="take the relation out by hand")
    return None


def _in_block(outline: Outline, line: int) -> bool:
    return outline.front_matter is not None and line <= outline.front_matter[1]


def _out_of_entry(outline: Outline, entry: Entry, kind: LinkKind, wanted: Wanted) -> Splice | None:
    def is_wanted(words: str) -> bool:
        links = statements.of_kind(words.strip("\"'"), kind, entry.key, entry.line)
        return any(wanted(link) for link in links)

    written = outline.text[entry.start : entry.end]
    if not isinstance(entry.value, list):
        return _out_of_scalar(outline, entry, written, is_wanted)
    items = [i for i in entry.value if isinstance(i, str)]
    if not any(is_wanted(item) for item in items):
        return None
    if len(items) == 1:
        return _emptied(outline, entry)
    if written.startswith("["):
        return _out_of_flow(entry, written, is_wanted)
    return _out_of_lines(outline, entry, is_wanted)


def _out_of_scalar(
    outline: Outline, entry: Entry, written: str, is_wanted: Callable[[str], bool]
) -> Splice | None:
    parts = written.split(",")
    left = [part for part in parts if not is_wanted(part)]
    if len(left) == len(parts):
        return None
    if entry.plain and written.startswith(("[", "{")):
        message = f"line {entry.line}: the list of {entry.key} is not valid YAML"
        raise EditError(message, hint="mend it, or take the relation out by hand")
    if not left:
        return _whole(outline, entry)
    return Splice(entry.start, entry.end, ",".join(left).strip())


def _out_of_flow(entry: Entry, written: str, is_wanted: Callable[[str], bool]) -> Splice | None:
    for match in _FLOW_ITEM.finditer(written, 1, written.rindex("]")):
        if not is_wanted(match[1]):
            continue
        start, end = match.span()
        if written[start - 1] == ",":
            start -= 1
        elif written[end] == ",":
            end += 1 + len(written[end + 1 :]) - len(written[end + 1 :].lstrip())
        return Splice(entry.start + start, entry.start + end, "")
    return None


def _out_of_lines(
    outline: Outline, entry: Entry, is_wanted: Callable[[str], bool]
) -> Splice | None:
    for line in outline.lines:
        found = _BLOCK_ITEM.match(line.text) if entry.start <= line.stop <= entry.end else None
        if found and is_wanted(found[1]):
            return Splice(line.start, line.end, "")
    return None


def _emptied(outline: Outline, entry: Entry) -> Splice:
    """A key at the end of the block was added with its item and goes with it."""
    span = outline.block_span
    last = span is not None and outline.text[entry.end : span[1]].strip() == ""
    return _whole(outline, entry) if last else Splice(entry.start, entry.end, "[]")


def _whole(outline: Outline, entry: Entry) -> Splice:
    lines = [li for li in outline.lines if li.start <= entry.key_start < li.end]
    lines += [li for li in outline.lines if li.start < entry.end <= li.end]
    return Splice(lines[0].start, lines[-1].end, "")


def _line(outline: Outline, line: Line, section: Section | None) -> Splice:
    """A line, with the blank line above it in a status section or where it stands alone."""
    index = line.number - 1
    inside = section is not None and line in section.lines
    above = outline.lines[index - 1] if index else None
    below = outline.lines[index + 1] if index + 1 < len(outline.lines) else None
    parted = inside or below is None or not below.text.strip()
    start = above.start if parted and above and not above.text.strip() else line.start
    if line.end == line.stop and above is not None:
        # The last line has no end of its own: it was written with the one above it.
        first = outline.lines[index - 2] if start == above.start else above
        return Splice(first.stop, line.end, "")
    return Splice(start, line.end, "")


def _without_empty_block(text: str) -> str:
    """Take away front matter in which nothing is left, with the blank line below it."""
    outline = outline_of(text)
    span = outline.block_span
    if span is None or span[0] != span[1]:
        return text
    below = outline.front_matter[1] if outline.front_matter else 0
    end = outline.lines[below - 1].end
    if below < len(outline.lines) and not outline.lines[below].text.strip():
        end = outline.lines[below].end
    start = 1 if text.startswith(BOM) else 0
    return text[:start] + text[end:]


def _checked(after: str, before: Reading, now: Reading) -> str:
    """Compare with how the result reads: only relations, and what a status says, may differ."""
    want = replace(
        before.record,
        links=now.record.links,
        status_note=now.record.status_note,
        status_raw=now.record.status_raw,
        body_line=now.record.body_line,
        format=now.record.format,
    )
    if now.record != want or len(now.problems) > len(before.problems):
        raise EditError(
            f"{now.record.path}: the edit would change more than it should",
            hint="change it by hand and run adr check",
        )
    return after
