"""Change a record's status or links in the notation it already has, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from adr_tool.document import fields
from adr_tool.document.fields import Field, Place, PlaceKind
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.keys import add_item, scalar, set_key
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import BOM, Line, Outline, Section, outline_of
from adr_tool.document.reader import Reading, read
from adr_tool.document.splice import Splice, splice
from adr_tool.document.statements import end_of_targets
from adr_tool.domain.link import LinkKind, kind_of, link_text
from adr_tool.domain.status import Status
from adr_tool.domain.status_words import StatusWords, find_status_word, is_linked
from adr_tool.errors import EditError

_SECTIONS = (PlaceKind.SECTION, PlaceKind.HEADING)
_CELL = re.compile(r"[^\s|*_]+")


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
        target = f"<{self.href}>" if re.search(r"[\s()]", self.href) else self.href
        return f"[{link_text(self.words)}]({target})"


@dataclass(frozen=True, slots=True)
class _Version:
    """A text on its way through an edit, and how it reads."""

    text: str
    path: str
    notation: Notation
    reading: Reading


def _version(text: str, path: str, notation: Notation) -> _Version:
    return _Version(text, path, notation, read(text, path, notation))


def set_status(text: str, path: str, status: Status, notation: Notation = STANDARD) -> str:
    """Write a status where the record keeps it; every place that states one.

    Raises:
        EditError: The text would change elsewhere than in its status.
    """
    return _set_status(_version(text, path, notation), status).text


def _set_status(before: _Version, status: Status) -> _Version:
    stated = before.reading.statuses
    if stated:
        said = before.notation.spelled(status.value)
        changes = [_word(before, field, said) for field in stated]
    else:
        changes = [_new_status(before, status)]
    return _changed(before, changes, status)


def supersede(text: str, path: str, successor: Reference, notation: Notation = STANDARD) -> str:
    """Mark a record as superseded and name its successor, in its own notation.

    Raises:
        EditError: The text would change elsewhere.
    """
    before = _version(text, path, notation)
    is_superseded = before.reading.record.status is Status.SUPERSEDED
    if is_superseded or not _holds_links(before):
        moved = before if is_superseded else _set_status(before, Status.SUPERSEDED)
        return _add_link(moved, LinkKind.SUPERSEDED_BY, successor).text
    first, *others = before.reading.statuses
    said = before.notation.spelled("superseded by")
    changes = [_word(before, first, f"{said} {successor.link}")]
    changes += [_word(before, field, Status.SUPERSEDED.value) for field in others]
    return _changed(before, changes, Status.SUPERSEDED).text


def _holds_links(version: _Version) -> bool:
    """Whether a link may stand right behind the status word: not in YAML, code or a link."""
    if not version.reading.statuses:
        return False
    place = version.reading.statuses[0].place
    written = version.text[place.start : place.end]
    word = find_status_word(written, version.notation.statuses)
    held = word is not None and ("`" in written or is_linked(written, word))
    return not held and place.kind not in (PlaceKind.FRONT_MATTER, PlaceKind.BADGE)


def add_link(  # noqa: PLR0913 - what is said, of which record, in which text
    text: str,
    path: str,
    kind: LinkKind,
    target: Reference,
    words: str = "",
    *,
    notation: Notation = STANDARD,
) -> str:
    """State a relation to another record; `words` replaces the relation's own phrase.

    Raises:
        EditError: The text would change elsewhere.
    """
    return _add_link(_version(text, path, notation), kind, target, words).text


def _add_link(before: _Version, kind: LinkKind, target: Reference, words: str = "") -> _Version:
    outline = outline_of(before.text)
    place = before.reading.statuses[0].place if before.reading.statuses else None
    phrase = words or before.notation.spelled(kind.phrase)
    section = fields.status_section(outline, before.notation)
    if outline.front_matter and (place is None or place.kind is PlaceKind.FRONT_MATTER):
        change = add_item(outline, kind.value, target.id)
    elif section and (place is None or place.kind in _SECTIONS):
        change = _into_section(outline, section, f"{phrase} {target.link}")
    elif place is None:
        change = _new_block(outline, f"{kind.value}: [{scalar(target.id)}]")
    elif place.kind is PlaceKind.FRONT_MATTER:
        # A line written here would be read as a key, and as another one once it is closed.
        what = f"{before.path}:1: front matter begins here and never ends"
        raise EditError(what, hint="close it with a line of its own: ---")
    else:
        change = _beside(outline, place, phrase, target.link)
    now = _changed(before, [change])
    links = now.reading.record.links_of(kind_of(words) if words else kind)
    wanted = {target.id.partition("#")[0], target.href.partition("#")[0]}
    if not {link.target for link in links} & wanted:
        raise EditError(
            f"{before.path}: there is no place in it where {phrase.lower()} would be read",
            hint="state the relation by hand and run adr check",
        )
    return now


def set_keys(text: str, path: str, values: dict[str, str], notation: Notation = STANDARD) -> str:
    """Set owned front-matter keys to YAML text that is already written.

    Raises:
        EditError: There is no front matter, or the rest would read differently.
    """
    now = _version(text, path, notation)
    for key, value in values.items():
        now = _changed(now, [set_key(outline_of(now.text), key, value)])
    return now.text


def set_deciders(
    text: str, path: str, people: tuple[str, ...], notation: Notation = STANDARD
) -> str:
    """Name in the front matter who decided.

    Raises:
        EditError: There is no front matter, or the rest would read differently.
    """
    before, outline = _version(text, path, notation), Outline(text)
    older = read_front_matter(outline).get("deciders")
    value = f"[{', '.join(map(scalar, people))}]"
    change = set_key(outline, "deciders" if older else "decision-makers", value)
    record = replace(before.reading.record, decision_makers=people)
    return _changed(replace(before, reading=replace(before.reading, record=record)), [change]).text


def add_note(text: str, path: str, key: str, value: str, notation: Notation = STANDARD) -> str:
    """Note something beside the status: a key of the front matter, else a labelled line.

    Raises:
        EditError: The rest would read differently.
    """
    before, outline = _version(text, path, notation), Outline(text)
    place = before.reading.statuses[0].place if before.reading.statuses else None
    section = fields.status_section(outline, notation)
    label = key.replace("-", " ").capitalize()
    if outline.front_matter:
        change = set_key(outline, key, value)
    elif section and (place is None or place.kind in _SECTIONS):
        change = _into_section(outline, section, f"{label}: {value}")
    elif place is None:
        change = _new_block(outline, f"{key}: {value}")
    else:
        change = _beside(outline, place, label, value)
    return _changed(before, [change]).text


def _word(version: _Version, field: Field, new: str) -> Splice:
    """Replace the status word of a value, keeping case, quotes and what follows it."""
    place, text, words = field.place, version.text, version.notation.statuses
    written = text[place.start : place.end]
    found = find_status_word(written, words)
    if found is None:
        said, comment, _ = written.partition("<!--")
        said = said.rstrip(" \t") if comment else said
        lead = "" if place.kind is PlaceKind.SECTION or text[place.start - 1] in " \t" else " "
        return Splice(place.start, place.start + len(said), lead + _in_case(new, written))
    start, end = found
    qualified = re.search(r"(?i)\b(?:not|partially|partly)[\s-]+$", written[:start])
    start = qualified.start() if qualified else start
    by = re.match(r"(?i)[\s_-]*by\b", written[end:])
    if by and not is_linked(written, found):
        end = _end_of_successor(written, found, end + by.end(), words)
    return Splice(place.start + start, place.start + end, _in_case(new, written[slice(*found)]))


def _end_of_successor(written: str, word: tuple[int, int], by: int, words: StatusWords) -> int:
    """Where `superseded by …` ends; behind another word, `by Ana` is no successor and stays."""
    targets = end_of_targets(written[by:])
    if targets:
        return by + targets
    was_superseded = words.meaning(written[slice(*word)]) is Status.SUPERSEDED
    return len(written.rstrip("\"'*_`} ")) if was_superseded else word[1]


def _in_case(new: str, old: str) -> str:
    letters = [c for c in old if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters) and "[" not in new:
        return new.upper()
    return new[:1].upper() + new[1:] if letters and letters[0].isupper() else new


def _new_status(version: _Version, status: Status) -> Splice:
    """Give a record without a status one, in the notation of its format."""
    outline = outline_of(version.text)
    line = outline.newline
    section = fields.status_section(outline, version.notation)
    if section:
        at = outline.lines[section.heading.body - 1]
        return _after(outline, at, f"{outline.newline_of(at)}{status.value.capitalize()}")
    if outline.front_matter:
        return set_key(outline, "status", scalar(status.value))
    if version.reading.record.format == "nygard":
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
    return _after(outline, last, f"{outline.newline_of(last)}{words}")


def _beside(outline: Outline, place: Place, phrase: str, said: str) -> Splice:
    """Write a label line below the status, in the style of the status line itself.

    What else the line says is about the status: of it only the marks are repeated.
    """
    line = outline.lines[place.line - 1]
    if place.kind is PlaceKind.BADGE:
        return _after(outline, line, f"{outline.newline_of(line)}{phrase}: {said}")
    lead = line.text[: place.start - line.start].removeprefix(BOM)
    tail = _CELL.sub("", line.text[place.end - line.start :])
    label = re.sub(r"[^\W\d_][^:：|*_]*[^\W_]", lambda _: phrase, lead, count=1)
    return _after(outline, line, f"{label}{said}{tail}")


def _after(outline: Outline, line: Line, words: str) -> Splice:
    """Insert a line below another one; a text without final newline stays without."""
    newline = outline.newline_of(line)
    has_end = line.end > line.stop
    return Splice(line.end, line.end, f"{words}{newline}" if has_end else f"{newline}{words}")


def _changed(before: _Version, changes: list[Splice], status: Status | None = None) -> _Version:
    """Splice, and read the result again: it must differ only in what the edit is about."""
    now = _version(splice(before.text, changes), before.path, before.notation)
    record = now.reading.record
    want = replace(
        before.reading.record,
        links=record.links,
        body_line=record.body_line,
        format=record.format,
    )
    if status is not None:
        note, raw = record.status_note, record.status_raw
        want = replace(want, status=status, status_note=note, status_raw=raw)
    if record != want or len(now.reading.problems) > len(before.reading.problems):
        raise EditError(
            f"{before.path}: the edit would change more than it should",
            hint="change it by hand and run adr check",
        )
    return now
