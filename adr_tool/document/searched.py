"""What is searched of a record: its words, and what it refers to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from adr_tool.document.outline import Outline, outline_of
from adr_tool.domain.digest import Digest
from adr_tool.domain.naming import without_suffix
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_NUMBER = re.compile(r"(?:adr[-_ ]?)?#?0*(\d{1,6})", re.IGNORECASE)


def body(text: str, digest: Digest) -> str:
    """The text without front matter and title, which are searched by themselves."""
    outline = outline_of(text)
    return "\n".join(
        line.text
        for line in outline.lines[outline.first_prose :]
        if line.number != digest.record.body_line
    )


def cites(digest: Digest) -> frozenset[str]:
    """What a record refers to: `#7` for a number, else the stem of a file."""
    return frozenset(filter(None, _cites(digest)))


def cites_of_text(outline: Outline) -> frozenset[str]:
    """What a text that is no record of the log refers to."""
    from adr_tool.document.rubric.mentions import mentions

    nobody = Record("", None, "", Status.UNKNOWN, body_line=0)
    return frozenset(_mentioned(mentions(outline, nobody)))


def _mentioned(found: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    for _, sort, name in found:
        if sort == "record":
            yield f"#{int(name)}"
        elif sort == "link":
            yield stem(name)


def _cites(digest: Digest) -> Iterator[str]:
    yield from _mentioned(digest.mentions)
    for link in digest.record.links:
        yield key(link.target)


def key(target: str) -> str:
    """What a link's target means: `#7` for a number, else the stem of a file."""
    last = posixpath.basename(unquote(target).partition("#")[0].rstrip("/"))
    found = _NUMBER.fullmatch(last.strip("<> "))
    return f"#{int(found[1])}" if found else stem(target)


def stem(path: str) -> str:
    """The lower-case name of a file without suffix; of a `README.md` that of its folder."""
    whole = unquote(path).partition("#")[0].rstrip("/").strip("<>")
    name = without_suffix(posixpath.basename(whole)).removesuffix(".html").lower()
    above = posixpath.basename(posixpath.dirname(whole)).lower()
    return above if name == "readme" and above else name
