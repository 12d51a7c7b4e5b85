"""Where a Markdown text refers to something: links, images, definitions and raw HTML."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from adr_tool.document.blocks import Block, Kind, blocks
from adr_tool.domain.tick_runs import TickRuns

_STEP = re.compile(
    r"[^\\`<!\[\]]*+(?:(?P<open>!?\[)|(?P<close>\])"
    r"|\\[!-/:-@\[-`{-~]"
    r"|(?P<ticks>`+)"
    r"|<!--.*?(?:-->|\Z)"
    r"|<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s+[^\s\"'=<>/]+(?:\s*=\s*"
    r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>)"
    r"|[\\<!])",
    re.DOTALL,
)
"""Up to the next thing that means something in a paragraph, and that thing."""
_ATTRIBUTE = re.compile(
    r"\s(?P<name>href|src)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'=<>`]+))",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_TITLE = r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"
_PLAIN = r"\\\S|[^\s()]"
_NESTED = rf"\((?:{_PLAIN}|\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\))*+\)"
_BARE = rf"(?:{_PLAIN}|{_NESTED})*+"
"""A target without brackets: parentheses in pairs, three deep as CommonMark asks for."""
_DESTINATION = re.compile(
    rf"\(\s*+(?><(?P<angle>(?:\\.|[^<>\\\n])*)>|(?P<bare>{_BARE}))(?:\s+{_TITLE})?\s*\)",
    re.DOTALL,
)
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)(?:\\.|[^\[\]\\])+\]:[ \t]*(?:\r?\n[ \t]*)?"
    r"(?:<(?P<angle>(?:\\.|[^<>\\\n])*)>|(?P<bare>[^\s<]\S*))"
    rf"(?:[ \t]+{_TITLE})?[ \t]*$"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_SIGN = re.compile(r"\]\s*[(:]|<[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Target:
    """One reference of a text to something else.

    Attributes:
        start: Offset of the first character of the target.
        end: Offset behind its last character.
        line: 1-based line on which it starts.
        target: The target as written, without title or brackets.
        image: Whether it is shown in place instead of linked to.
        html: Whether it stands in an attribute of raw HTML.
    """

    start: int
    end: int
    line: int
    target: str
    image: bool
    html: bool = False

    @property
    def destination(self) -> str:
        """The target as a browser gets it: backslash escapes and entities resolved."""
        plain = self.target if self.html else _ESCAPE.sub(r"\1", self.target)
        return _ENTITY.sub(lambda found: html.unescape(found.group()), plain).strip()


def links(text: str) -> tuple[Target, ...]:
    """Find every target in a Markdown text, in the order of the text.

    Inline links and images, reference definitions, and `href`/`src` of raw HTML, by the
    rules of CommonMark 0.31; none in code, comments or front matter. Autolinks and
    footnotes are no targets.
    """
    if not _SIGN.search(text):
        return ()
    lined = blocks(text)
    starts = [block.line.start for block in lined]
    definitions = list(_definitions(text, lined))
    found: list[_Found] = []
    for start, end in _regions(lined, Kind.PROSE):
        found += _in_prose(text, start, end)
    for start, end in _regions(lined, Kind.HTML):
        for tag in _TAG.finditer(text, start, end):
            found += _attributes(text, *tag.span())
    found = list(_outside(found, [d.span() for d in definitions]))
    found += [_Found(*_target(d)) for d in definitions]
    return tuple(
        Target(f.start, f.end, bisect_right(starts, f.start), text[f.start : f.end], f.image, f.raw)
        for f in sorted(found, key=lambda f: f.start)
    )


class _Found(NamedTuple):
    start: int
    end: int
    image: bool = False
    raw: bool = False


def _outside(found: list[_Found], spans: list[tuple[int, int]]) -> Iterator[_Found]:
    starts = [start for start, _ in spans]
    for one in found:
        before = bisect_right(starts, one.start)
        if not before or spans[before - 1][1] <= one.start:
            yield one


def _regions(lined: tuple[Block, ...], kind: Kind) -> Iterator[tuple[int, int]]:
    """Yield the spans in which inline marks may pair: paragraphs, headings, rows, items."""
    start: int | None = None
    end = 0
    for block in lined:
        if start is not None and (block.kind is not kind or block.opens):
            yield start, end
            start = None
        if block.kind is kind:
            start = block.line.start if start is None else start
            end = block.line.stop
    if start is not None:
        yield start, end


def _definitions(text: str, lined: tuple[Block, ...]) -> Iterator[re.Match[str]]:
    """Find the definitions: only where a paragraph may start, or behind another of them."""
    may_start = True
    behind = 0
    for index, block in enumerate(lined):
        if block.line.start < behind:
            continue
        if block.kind is not Kind.PROSE:
            may_start = True
            continue
        found = _definition(text, lined, index) if may_start or block.opens else None
        may_start = found is not None
        if found:
            behind = found.end()
            yield found


def _definition(text: str, lined: tuple[Block, ...], index: int) -> re.Match[str] | None:
    """Read the definition that starts on a line; its target may stand on the next."""
    block = lined[index]
    start = block.line.start + block.quote
    if block.depth and not block.item:
        start = min(start + block.column, block.line.stop)
    found = _DEFINITION.match(text, start, block.line.stop)
    if found or index + 1 == len(lined) or lined[index + 1].opens:
        return found
    return _DEFINITION.match(text, start, lined[index + 1].line.stop)


def _attributes(text: str, start: int, end: int) -> Iterator[_Found]:
    tag = text[start:end].lower()
    for found in _ATTRIBUTE.finditer(text, start, end):
        group = next(name for name in "abc" if found[name] is not None)
        image = found["name"].lower() == "src" and tag.startswith("<img")
        yield _Found(*found.span(group), image, raw=True)


def _in_prose(text: str, start: int, end: int) -> Iterator[_Found]:
    """Find the inline links and the raw HTML of one paragraph."""
    openers: list[bool] = []
    dead = 0  # so many of them stand round a link and cannot open another one
    ticks = TickRuns(text, start, end)
    at = start
    while step := _STEP.match(text, at, end):
        at = step.end()
        kind = step.lastgroup
        if kind == "open":
            openers.append(step["open"] == "![")
        elif kind == "close" and openers:
            image = openers.pop()
            found = _DESTINATION.match(text, at, end) if image or len(openers) >= dead else None
            dead = min(dead, len(openers))
            if found:
                at = found.end()
                yield _Found(*_target(found), image)
                dead = dead if image else len(openers)
        elif kind == "tag":
            yield from _attributes(text, *step.span("tag"))
        elif kind == "ticks":
            # A run of backticks opens a span only where an equal one closes it.
            at = ticks.closing(len(step["ticks"]), at) or at


def _target(found: re.Match[str]) -> tuple[int, int]:
    return found.span("bare" if found["angle"] is None else "angle")
