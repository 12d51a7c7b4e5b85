"""Find what a text says exists: addresses, paths, commits, records, requests, people, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from adr_tool.domain.quantities import quantities
from adr_tool.domain.tick_runs import TickRuns

ADDRESS = (
    r"(?<![^\W_])(?:(?:https?|ftp|mailto|javascript|vbscript|data|file):|www\.)"
    r"(?:[^\s<>`\"'\\()\[\]]|\([^\s<>`\"'\\()\[\]]*\))+"
)
"""What renderers make a link of, and what browsers follow."""

STOPS = ".,;:!?)]}*_"
"""What ends a sentence and no address."""


class ReferenceKind(StrEnum):
    """What is referred to."""

    ADDRESS = "address"
    PATH = "path"
    COMMIT = "commit"
    RECORD = "record"
    REQUEST = "pull request or issue"
    PERSON = "name"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a text refers to something.

    Attributes:
        kind: What it refers to.
        text: The words.
        start: Offset of their first character.
        end: Offset behind their last one.
        number: Of a record, a pull request or an issue; else 0.
    """

    kind: ReferenceKind
    text: str
    start: int
    end: int
    number: int = 0


_SUFFIX = r"[a-z][a-z0-9]{0,9}"
_SOURCES = (
    r"(?:py|pyi|ts|tsx|jsx|mjs|go|rs|java|kt|kts|rb|php|cs|fs|c|h|cc|cpp|hpp|swift|scala|ex|exs|"
    r"clj|sql|ya?ml|toml|json|md|sh|tf|proto|ini|cfg|conf|xml|html?|css|scss|lock|gradle|csv)"
)
_FOLDERS = (
    r"(?:src|lib|libs|docs?|tests?|app|apps|cmd|pkg|internal|packages|services|scripts|deploy|"
    r"infra|adr|adrs|modules|migrations|config)"
)
_FOLDER = r"\.?[\w@+-]+"
_IN_PROSE = re.compile(
    rf"(?P<path>(?<![\w/.@:-])(?:\.{{1,2}}/)*(?![A-Z]\w*/[A-Z]\w*\.(?:js|io|net|ai)\b)"
    rf"(?:{_FOLDER}/)+[\w.@+-]*?[\w-]\.{_SUFFIX}(?![\w/]))"
    r"|(?P<host>(?<![\w/.@:-])(?:[\w-]+\.)+(?:com|org|net|io|dev|edu|gov|co|ai|app|example)"
    r"/[^\s<>`\"'()\[\]]*[\w/])"
    r"|\b(?:ADR|adr)[-_ #]{0,2}0*(?P<record>\d{1,6})\b(?![.-]\d)"
    r"|\b(?i:(?:prs?|mrs?|(?:pull|merge) requests?)[\s-]{0,2}[#!]?(?P<pull>\d{1,7})"
    r"|(?:issues?|tickets?|bugs?)\s?(?:#(?P<issue>\d{1,7})|(?P<bare>\d{2,7}))"
    r"|(?:see|fix(?:es)?|close[sd]?|resolve[sd]?|refs?)\s\\?#(?P<seen>\d{1,7}))\b"
    r"|(?<![\w&/#])[#!](?P<mark>\d{2,7})\b(?![;-])"
    r"|(?<![\w#/.-])(?P<commit>(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40})(?![\w-])"
    r"|\bcommit\s(?P<digits>\d{7,40})\b"
    r"|(?<![\w.@/+-])(?P<person>@[A-Za-z0-9](?:[\w-]{0,37}\w)?(?:/[\w.-]*\w)?)(?![\w@])",
)
_IN_CODE = re.compile(
    rf"(?P<path>(?:\.{{1,2}}/)*(?:{_FOLDER}/)*[\w.@+-]*?[\w-]\.{_SOURCES}"
    rf"|(?:\.{{1,2}}/)*{_FOLDERS}/[\w./@+-]*\w|(?:\.{{1,2}}/)*(?:{_FOLDER}/)+)(?::\d+)?\Z"
)
_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)
_TARGET = re.compile(r"\]\(<[^<>\n]*>\)")


def references(text: str) -> tuple[Reference, ...]:
    """Find the references of one line of Markdown, in the order of the text.

    What stands in a code span has its place there; the target of a link has none. A name
    behind `@` is one in prose only: in code it is an annotation.
    """
    found: list[Reference] = []
    for start, end, is_code in _pieces(text):
        part = text[start:end]
        found += [_moved(r, start) for r in _apart(_of_code(part) if is_code else _of_prose(part))]
    return tuple(found)


def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the code spans of a line begin and end, backticks included."""
    return tuple(TickRuns(_unescaped(text)).spans())


def _unescaped(text: str) -> str:
    """The text with escaped backticks blanked, at the same offsets."""
    return re.sub(r"\\[\\`]", "  ", text)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    done = 0
    spans = [(*span, True) for span in code_spans(text)]
    spans += [(*found.span(), False) for found in _TARGET.finditer(text)]
    for start, end, is_code in sorted(spans):
        if start < done:
            continue
        yield done, start, False
        if is_code:
            yield start, end, True
        done = end
    yield done, len(text), False


def _of_prose(text: str) -> Iterator[Reference]:
    yield from _addresses(text)
    for found in _IN_PROSE.finditer(text):
        yield _reference(found)
    for quantity in quantities(text):
        words = text[quantity.start : quantity.end]
        yield Reference(ReferenceKind.FIGURE, words, quantity.start, quantity.end)


def _of_code(text: str) -> Iterator[Reference]:
    inside = text.strip("`").strip()
    path = _IN_CODE.match(inside)
    if path:
        start = text.index(inside)
        yield Reference(ReferenceKind.PATH, path["path"], start, start + len(path["path"]))
    yield from (r for r in _of_prose(text) if r.kind is not ReferenceKind.PERSON)


def _addresses(text: str) -> Iterator[Reference]:
    for found in _ADDRESS.finditer(text):
        words = found.group().rstrip(STOPS)
        yield Reference(ReferenceKind.ADDRESS, words, found.start(), found.start() + len(words))


_NUMBERED = ("pull", "issue", "bare", "seen", "mark")


def _reference(found: re.Match[str]) -> Reference:
    kind, number = ReferenceKind.PATH, ""
    if found["host"]:
        kind = ReferenceKind.ADDRESS
    elif found["record"]:
        kind, number = ReferenceKind.RECORD, found["record"]
    elif found["commit"] or found["digits"]:
        kind = ReferenceKind.COMMIT
    elif found["person"]:
        kind = ReferenceKind.PERSON
    elif not found["path"]:
        kind = ReferenceKind.REQUEST
        number = next(found[name] for name in _NUMBERED if found[name])
    group = "digits" if found["digits"] else 0
    return Reference(kind, found[group], *found.span(group), int(number or 0))


def _apart(found: Iterator[Reference]) -> list[Reference]:
    """Keep the first of references that overlap, as they are found."""
    kept: list[Reference] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda r: r.start)


def _moved(reference: Reference, by: int) -> Reference:
    start, end = reference.start + by, reference.end + by
    return Reference(reference.kind, reference.text, start, end, reference.number)
