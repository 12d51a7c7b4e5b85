"""What a text names that has to exist: files, commits, records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from adr_tool.document.outline import Line, Outline
from adr_tool.domain.record import Record

_CODE_SPAN = re.compile(r"`([^`\n]+)`")
_TITLE = r"\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)"
_LINK = re.compile(rf"\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+(?:{_TITLE}))?\s*\)")
_ELSEWHERE = re.compile(r"[a-z][\w+.-]*:|#|//|\{|\$|<", re.IGNORECASE)
_FILE = re.compile(r"[^/]\.(?!html?$)[A-Za-z][A-Za-z0-9]{0,7}$")
_PATH = re.compile(r"(?:\./)?[\w@.-]+(?:/[\w@.-]+)+\.[A-Za-z][A-Za-z0-9]{0,5}(?=$|:\d|#)")
_COMMIT = re.compile(r"\bcommit(?:\s+|\s*[:#]\s*|\s+hash\s+)\[?`?([0-9a-f]{7,40})\b", re.IGNORECASE)
_RECORD = re.compile(r"(?<![\w/.-])ADR[-\u2011 #]{0,2}0*(\d{1,5})(?![\w/])(?!\.\d)", re.IGNORECASE)
_EXTERNAL = re.compile(
    r"\[[^\[\]]*\](?:\[[^\[\]]*\]|\(\s*<?(?:[a-z]+:)?//(?:[^()]|\([^()]*\))*+\))|https?://\S+",
    re.IGNORECASE,
)

Mention = tuple[int, str, str]
"""1-based line; `link`, `path`, `commit` or `record`; the name."""


def mentions(outline: Outline, record: Record) -> tuple[Mention, ...]:
    """Find what a record names in its prose, each once; only what certainly is meant as such."""
    found: dict[tuple[str, str], Mention] = {}
    for line in outline.lines[outline.first_prose :]:
        if line.prose and line.number != record.body_line:
            for mention in _of_line(line):
                found.setdefault(mention[1:], mention)
    return tuple(found.values())


def _of_line(line: Line) -> Iterator[Mention]:
    for sort, find in _SORTS.items():
        for name in find(line.text):
            yield line.number, sort, name


def _links(text: str) -> Iterator[str]:
    if "](" not in text:
        return
    # A link between backticks is an example of one.
    for match in _LINK.finditer(_CODE_SPAN.sub("`", text)):
        target = unquote(match[1]).partition("#")[0].partition("?")[0]
        if not _ELSEWHERE.match(match[1]) and _FILE.search(target):
            yield target


def _paths(text: str) -> Iterator[str]:
    for match in _CODE_SPAN.finditer(text) if "`" in text and "/" in text else ():
        path = _PATH.match(match[1])
        if path and not match[1][path.end() :].strip(":#0123456789L-"):
            yield path.group().removeprefix("./")


def _commits(text: str) -> Iterator[str]:
    for match in _COMMIT.finditer(text) if "ommit" in text else ():
        if re.search(r"\d", match[1]) and re.search(r"[a-f]", match[1]):
            yield match[1].lower()


def _records(text: str) -> Iterator[str]:
    if "ADR" not in text.upper():
        return
    for match in _RECORD.finditer(_CODE_SPAN.sub("`", _EXTERNAL.sub(" ", text))):
        yield match[1]


_SORTS: dict[str, Callable[[str], Iterator[str]]] = {
    "link": _links,
    "path": _paths,
    "commit": _commits,
    "record": _records,
}
