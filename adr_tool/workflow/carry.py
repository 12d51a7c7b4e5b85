"""Carry a record to another place: its number, and what its links lead to from there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.links import Target, links
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.naming import is_markdown

_EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ID = re.compile(r"\bADR[- ]?(\d{1,6})\b")
_OPENING = re.compile(r"(?:ADR[-_ #]*)?#?\d{1,6}\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[A-Za-z]+[-_ #]*)?\d{1,6}")
_LABEL = re.compile(r"\[(?P<label>[^\[\]]*)\]\(\s*<?$")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not come along as it was: where, and what."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where the records of a source go.

    Attributes:
        places: Each source, a file or `file#anchor` of one of many in a file → its new file.
        numbers: The numbers that change → the new ones.
        root: What is below this folder stays within reach.
    """

    places: Mapping[str, Path]
    numbers: Mapping[int, int]
    root: Path


@dataclass(frozen=True, slots=True)
class Passenger:
    """A record on its way.

    Attributes:
        text: The record.
        source: The file that it stands in.
        line: 1-based line of that file on which it begins.
        place: The file it goes to.
        number: Its number here, and the one that it had, where that is another.
    """

    text: str
    source: Path
    line: int
    place: Path
    number: tuple[int, int] | None = None


def carried(record: Passenger, route: Route) -> tuple[str, tuple[Loss, ...]]:
    """Write a text for its new place; only links, and numbers that are taken, change."""
    text = record.text
    losses: list[Loss] = []
    changes = list(_heading(text, record.number))
    found = links(text)
    for target in found:
        if _EXTERNAL.match(target.destination) or not target.destination:
            continue
        new = _destination(target, record, route)
        if new is None:
            losses.append(Loss(target.line, f"{target.target} did not come along"))
        elif new != target.target:
            changes.append(Splice(target.start, target.end, new))
        changes += _label(text, target, record, route)
    changes += _in_header(record, route, changes)
    taken = [(c.start, c.end) for c in changes] + [(t.start, t.end) for t in found]
    changes += _ids(text, route.numbers, taken)
    return splice(text, changes), tuple(losses)


def _in_header(record: Passenger, route: Route, done: list[Splice]) -> Iterator[Splice]:
    """Numbers and file names by which relations outside of links name another record."""
    outline = Outline(record.text)
    entries = read_front_matter(outline).entries
    for link in read(record.text, record.place.name).record.links:
        new = _named(link.target, record, route)
        if new is None:
            continue
        line = outline.lines[link.line - 1]
        spans = [(e.start, e.end) for e in entries if e.line == link.line]
        start, end = spans[0] if spans else (line.start, line.end)
        for found in re.finditer(rf"(?<![\w/.-]){re.escape(link.target)}(?![\w-])", record.text):
            inside = start <= found.start() and found.end() <= end
            if inside and not any(c.start <= found.start() < c.end for c in done):
                yield Splice(found.start(), found.end(), new)
                break


def _named(target: str, record: Passenger, route: Route) -> str | None:
    """How a bare number or file name is written from now on; None where it stays."""
    if _NUMBERED.fullmatch(target):
        known = int(re.sub(r"\D", "", target)) in route.numbers
        return _with_number(target, route.numbers) if known else None
    leads = _record(_leads_to(target, record.source), "", route)
    if leads is None:
        return None
    new = os.path.relpath(leads, record.place.parent).replace(os.sep, "/")
    return None if new == target else new


def _ids(text: str, numbers: Mapping[int, int], taken: list[tuple[int, int]]) -> Iterator[Splice]:
    """Ids such as `ADR-0005` of records whose number changes, wherever they are mentioned."""
    for found in _ID.finditer(text):
        free = not any(start < found.end() and found.start() < end for start, end in taken)
        if free and int(found[1]) in numbers:
            yield Splice(found.start(), found.end(), _with_number(found[0], numbers))


def _destination(target: Target, record: Passenger, route: Route) -> str | None:
    """What to write for a target from the new place; None where it leads nowhere."""
    file, mark, section = target.destination.partition("#")
    place = record.place
    there = _leads_to(file, record.source)
    found = _record(there, section if not file else "", route)
    if found is not None:
        if not file and found == place:
            return target.target
        path = os.path.relpath(found, place.parent).replace(os.sep, "/")
        return _written(target, path + (f"{mark}{section}" if file else ""))
    if not file:
        return target.target
    if not there.exists() or not there.resolve().is_relative_to(route.root.resolve()):
        return None
    path = os.path.relpath(there, place.parent).replace(os.sep, "/")
    return _written(target, path + mark + section)


def _written(target: Target, path: str) -> str:
    """A new address as the old one was written; the same one keeps its characters."""
    same = os.path.normpath(unquote(target.destination)) == os.path.normpath(path)
    return target.target if same else quote(path, safe="/#.-_~()!@+,=")


def _leads_to(file: str, source: Path) -> Path:
    return Path(os.path.normpath(source.parent / unquote(file))) if file else source


def _record(there: Path, anchor: str, route: Route) -> Path | None:
    names = [f"{there}#{anchor}"] if anchor else [str(there)]
    if not anchor and not is_markdown(there.name):
        names += [f"{there}.md", f"{there}/README.md", f"{there}/index.md"]
    return next((route.places[name] for name in names if name in route.places), None)


def _label(text: str, target: Target, record: Passenger, route: Route) -> Iterator[Splice]:
    """The number at the start of a link's words, where the record it leads to has another."""
    found = _LABEL.search(text, max(0, target.start - 300), target.start)
    file, _, section = target.destination.partition("#")
    leads = _record(_leads_to(file, record.source), "" if file else section, route)
    number = (
        re.match(r"(?:ADR[-_ #]*)?#?0*(\d+)\b", found["label"], re.IGNORECASE) if found else None
    )
    if leads is None or found is None or number is None or int(number[1]) not in route.numbers:
        return
    start = found.start("label") + number.start()
    yield Splice(start, start + len(number[0]), _with_number(number[0], route.numbers))


def _heading(text: str, number: tuple[int, int] | None) -> Iterator[Splice]:
    """The record's own number in its title."""
    outline = Outline(text)
    for heading in outline.headings[:1] if number else ():
        line = outline.lines[heading.line]
        digits = re.search(r"\d+", line.text) if _OPENING.match(heading.text) else None
        if number and digits and int(digits[0]) == number[1]:
            start = line.start + digits.start()
            new = _with_number(digits[0], {number[1]: number[0]})
            yield Splice(start, start + len(digits[0]), new)


def _with_number(words: str, numbers: Mapping[int, int]) -> str:
    """Write the new number in words that hold the old one, as wide as it was."""
    return re.sub(r"\d+", lambda m: f"{numbers[int(m[0])]:0{len(m[0])}d}", words, count=1)
