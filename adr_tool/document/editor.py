"""Change a record's status or links in the notation it already has, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from adr_tool.document import fields
from adr_tool.document.fields import Field, Place, PlaceKind
from adr_tool.document.keys import add_item, scalar, set_key
from adr_tool.document.outline import BOM, Line, Outline, Section
from adr_tool.document.reader import Reading, read
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.link import LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status, find_status_word
from adr_tool.errors import EditError


@dataclass(frozen=True, slots=True)
class Reference:
    """How to write another record into a text.

    Attributes:
        id: `ADR-0007`, or its path where it has no number of its own.
        words: The text of a link, for example `7. Use PostgreSQL` or `ADR-0007`.
        href: The link's target, relative to the folder of the text.
    """

    id: str
    words: str
    href: str

    @property
    def link(self) -> str:
        """The reference as a Markdown link."""
        escaped = self.words.replace("[", "\\[").replace("]", "\\]")
        target = f"<{self.href}>" if re.search(r"[\s()]", self.href) else self.href
        return f"[{escaped}]({target})"


def set_status(text: str, path: str, status: Status) -> str:
    """Write a status where the record keeps it; every place that states one.

    Raises:
        EditError: The text would change elsewhere than in its status.
    """
    reading = read(text, path)
    outline = Outline(text)
    if reading.statuses:
        changes = [_word(text, field, status.value) for field in reading.statuses]
    else:
        changes = [_new_status(outline, reading, status)]
    after = splice(text, changes)
    return _checked(after, path, replace_status(reading.record, status, after, path))


def replace_status(record: Record, status: Status, after: str, path: str) -> Record:
    """The record as it should read afterwards; the note is whatever the text now says."""
    now = read(after, path).record
    return replace(
        record,
        status=status,
        status_note=now.status_note,
        status_raw=now.status_raw,
        links=now.links,
    )


def supersede(text: str, path: str, successor: Reference) -> str:
    """Mark a record as superseded and name its successor, in its own notation.

    Raises:
        EditError: The text would change elsewhere.
    """
    reading = read(text, path)
    kind = reading.statuses[0].place.kind if reading.statuses else None
    if kind in (None, PlaceKind.FRONT_MATTER) or reading.record.status is Status.SUPERSEDED:
        moved = text
        if reading.record.status is not Status.SUPERSEDED:
            moved = set_status(text, path, Status.SUPERSEDED)
        return add_link(moved, path, LinkKind.SUPERSEDED_BY, successor)
    words = f"superseded by {successor.link}"
    first, *others = reading.statuses
    changes = [_word(text, first, words)]
    changes += [_word(text, field, Status.SUPERSEDED.value) for field in others]
    after = splice(text, changes)
    return _checked(after, path, replace_status(reading.record, Status.SUPERSEDED, after, path))


def add_link(text: str, path: str, kind: LinkKind, target: Reference, words: str = "") -> str:
    """State a relation to another record; `words` replaces the relation's own phrase.

    Raises:
        EditError: The text would change elsewhere.
    """
    reading = read(text, path)
    outline = Outline(text)
    place = reading.statuses[0].place if reading.statuses else None
    phrase = words or kind.phrase
    section = fields.status_section(outline)
    if outline.front_matter and (place is None or place.kind is PlaceKind.FRONT_MATTER):
        change = add_item(outline, kind.value, target.id)
    elif section and (place is None or place.kind is PlaceKind.SECTION):
        change = _into_section(outline, section, f"{phrase} {target.link}")
    elif place is None:
        change = _new_block(outline, f"{kind.value}: [{scalar(target.id)}]")
    else:
        change = _beside(outline, place, phrase, target)
    after = splice(text, [change])
    now = read(after, path).record
    return _checked(after, path, replace(reading.record, links=now.links))


def set_keys(text: str, path: str, values: dict[str, str]) -> str:
    """Set owned front-matter keys to YAML text that is already written.

    Raises:
        EditError: There is no front matter, or the rest would read differently.
    """
    before = read(text, path).record
    after = text
    for key, value in values.items():
        after = splice(after, [set_key(Outline(after), key, value)])
    return _checked(after, path, before)


def _word(text: str, field: Field, new: str) -> Splice:
    """Replace the status word of a value, keeping case, quotes and what follows it."""
    place = field.place
    written = text[place.start : place.end]
    found = find_status_word(written)
    if found is None:
        lead = "" if place.kind is PlaceKind.SECTION or text[place.start - 1] in " \t" else " "
        return Splice(place.start, place.end, lead + _in_case(new, written))
    start, end = found
    qualified = re.search(r"(?i)\b(?:not|partially|partly)[\s-]+$", written[:start])
    start = qualified.start() if qualified else start
    rest_is_target = re.match(r"(?i)[\s_-]*by\b", written[end:])
    stop = len(written.rstrip("\"'*_`} ")) if rest_is_target else end
    return Splice(
        place.start + start, place.start + max(stop, end), _in_case(new, written[start:end])
    )


def _in_case(new: str, old: str) -> str:
    letters = [c for c in old if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters) and "[" not in new:
        return new.upper()
    return new[:1].upper() + new[1:] if letters and letters[0].isupper() else new


def _new_status(outline: Outline, reading: Reading, status: Status) -> Splice:
    """Give a record without a status one, in the notation of its format."""
    line = outline.newline
    section = fields.status_section(outline)
    if section:
        at = section.heading
        body = outline.lines[at.body - 1]
        return Splice(body.end, body.end, f"{line}{status.value.capitalize()}{line}")
    if outline.front_matter:
        return set_key(outline, "status", scalar(status.value))
    if reading.record.format == "nygard":
        first = next(h for h in outline.headings if h.level > 1)
        start = outline.lines[first.line].start
        words = f"## Status{line}{line}{status.value.capitalize()}{line}{line}"
        return Splice(start, start, words)
    return _new_block(outline, f"status: {status.value}")


def _new_block(outline: Outline, words: str) -> Splice:
    """Put front matter above a text that has none; behind the BOM, if there is one."""
    line = outline.newline
    start = 1 if outline.text.startswith(BOM) else 0
    return Splice(start, start, f"---{line}{words}{line}---{line}{line}")


def _into_section(outline: Outline, section: Section, words: str) -> Splice:
    said = [line for line in section.lines if line.text.strip()]
    last = said[-1] if said else outline.lines[section.heading.body - 1]
    return _after(outline, last, f"{outline.newline}{words}")


def _beside(outline: Outline, place: Place, phrase: str, target: Reference) -> Splice:
    """Write a label line below the status, in the style of the status line itself."""
    line = outline.lines[place.line - 1]
    lead = line.text[: place.start - line.start]
    tail = line.text[place.end - line.start :]
    label = re.sub(r"[^\W\d_][^:：|*_]*[^\W_]", lambda _: phrase, lead, count=1)
    return _after(outline, line, f"{label}{target.link}{tail}")


def _after(outline: Outline, line: Line, words: str) -> Splice:
    """Insert a line below another one; a text without final newline stays without."""
    has_end = line.end > line.stop
    if has_end:
        return Splice(line.end, line.end, f"{words}{outline.newline}")
    return Splice(line.end, line.end, f"{outline.newline}{words}")


def _checked(after: str, path: str, expected: Record) -> str:
    """Read the result again: it must differ only in what the edit is about."""
    now = read(after, path).record
    got = replace(now, links=(), body_line=0)
    want = replace(expected, links=(), body_line=0)
    if got != want:
        raise EditError(
            f"{path}: the edit would change more than it should",
            hint="change the status by hand and run adr check",
        )
    return after
