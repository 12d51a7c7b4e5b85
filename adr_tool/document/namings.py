"""Where a text of any kind names a file by its path, or a record by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from adr_tool.document.links import links
from adr_tool.domain.naming import is_markdown

_BEFORE_PATH = re.compile(r"[^\s\"'`<>()\[\]{}|,;=*]*\Z")
_SUFFIX = re.compile(r"\.(?:md|markdown|mdx|html)(?![\w-])", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w%-]|\.\w")


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a text names a file.

    Attributes:
        start: Offset of the file's own name, without folders.
        end: Offset behind that name, without suffix.
        path: The path as written without suffix, percent-encoding resolved.
        linked: Whether it is the target of a Markdown link.
        whole: Whether it has a suffix, or goes on below the folder of that name.
    """

    start: int
    end: int
    path: str
    linked: bool
    whole: bool


def namings(text: str, path: str, stem: str) -> Iterator[Naming]:
    """Find where a text names a file.

    Args:
        text: The text.
        path: Its own path, which tells whether it is Markdown.
        stem: The name that is looked for, without folder and suffix.
    """
    spans = [(t.start, t.end) for t in links(text)] if is_markdown(path) else []
    for found in _spelled(stem).finditer(text):
        span = next((s for s in spans if s[0] <= found.start() < s[1]), None)
        suffix = _SUFFIX.match(text, found.end())
        below = text.startswith("/", found.end())
        if not suffix and not below and _GOES_ON.match(text, found.end()):
            continue
        lead = text[span[0] : found.start()] if span else _lead(text, found.start())
        if lead and not lead.endswith("/"):
            continue
        written = unquote(lead) + stem
        yield Naming(*found.span(), written, span is not None, bool(suffix) or below)


def mentions(text: str, number: int) -> Iterator[re.Match[str]]:
    """Find where a text names a record by its number: `ADR-0037`, `ADR 37`; never `ADR-00370`."""
    pattern = rf"(?<![^\W_])ADR[-_ #]{{0,2}}(?P<digits>0*{number})(?!\d)(?![.-]\d)"
    return re.finditer(pattern, text, re.IGNORECASE)


def label_number(text: str, start: int, number: int) -> tuple[int, int] | None:
    """Where the words of a link, whose target starts here, state the number of the target."""
    label = re.search(r"\[(?P<words>[^\[\]\n]*)\]\(<?\Z", text[max(0, start - 400) : start])
    stated = label and re.match(
        rf"(?:ADR[-_ #]{{0,2}})?(0*{number})(?!\w)", label["words"], re.IGNORECASE
    )
    if not label or not stated:
        return None
    at = max(0, start - 400) + label.start("words")
    return at + stated.start(1), at + stated.end(1)


def _lead(text: str, end: int) -> str:
    """What stands before a file's name and may be its folders; an address stays whole."""
    found = _BEFORE_PATH.search(text, max(0, end - 300), end)
    lead = found.group() if found else ""
    return lead if "://" in lead else lead.rpartition(":")[2].lstrip("@")


def _spelled(name: str) -> re.Pattern[str]:
    """A name, each character as it is or percent-encoded."""
    each = (f"(?:{re.escape(c)}|{''.join(f'%{b:02X}' for b in c.encode())})" for c in name)
    return re.compile("".join(each), re.IGNORECASE)
