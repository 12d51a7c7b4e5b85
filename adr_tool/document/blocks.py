"""What each line of a Markdown text is: prose, code, HTML, a comment or front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from adr_tool.document.outline import BOM, Line, outline_of

_CODE_INDENT = 4
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_ALONE = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>[ \t]*$")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details"
    r"|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
    r"|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|search"
    r"|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)",
    re.IGNORECASE,
)
_VERBATIM = re.compile(r"<(script|style|pre|textarea)(?=[\s>]|$)", re.IGNORECASE)
_FIRST = frozenset("`~#*-_+<0123456789")
"""What a line that opens a block begins with; most lines need no pattern more than this."""
_TAB_STOP = 4
_DEEPEST = 100
"""How many list items may stand in each other; so deep, markers are words to markdown-it too."""


class Kind(StrEnum):
    """What a line is."""

    BLANK = "blank"
    PROSE = "prose"
    CODE = "code"
    HTML = "html"
    COMMENT = "comment"
    FRONT_MATTER = "front matter"


class Block(NamedTuple):
    """A line and what it is; a tuple, as a line is one.

    Attributes:
        line: The line.
        kind: What it is.
        depth: How many list items it stands in.
        column: Where the content of the innermost of them starts, counted in columns
            behind the block-quote marks.
        quote: How many characters of the line are block-quote marks.
        opens: Whether it starts a block of its own (an item, a heading, a table row, a
            fence) instead of continuing the line above.
        item: Whether it starts a list item.
    """

    line: Line
    kind: Kind
    depth: int = 0
    column: int = 0
    quote: int = 0
    opens: bool = False
    item: bool = False


@lru_cache(maxsize=4)
def blocks(text: str) -> tuple[Block, ...]:
    """Tell what each line is, by the block rules of CommonMark 0.31.

    Of the last few texts it is kept: a page asks for its links, then for its words.

    Lists and block quotes are followed, so that a paragraph of a list item is not taken for
    indented code, and code in a list item is not taken for prose.
    """
    outline = outline_of(text)
    scanner = _Scanner()
    skip = outline.first_prose
    return tuple(
        Block(line, Kind.FRONT_MATTER) if index < skip else scanner.block(line)
        for index, line in enumerate(outline.lines)
    )


@dataclass(slots=True)
class _Fence:
    marks: str
    column: int
    quoted: bool


class _Scanner:
    """Follows what is open from line to line."""

    def __init__(self) -> None:
        self._columns: list[int] = []
        self._fence: _Fence | None = None
        self._html_end: str | None = None
        self._html_kind = Kind.HTML
        self._paragraph = False
        self._quoted = False

    def block(self, line: Line) -> Block:
        text = line.text.removeprefix(BOM).expandtabs(_TAB_STOP)
        quote = self._quote(text)
        shift = len(line.text) - len(line.text.removeprefix(BOM))
        kind, opens, item = self._kind(text[quote:], quoted=quote > 0)
        column = self._columns[-1] if self._columns else 0
        marks = quote + shift if quote else 0
        return Block(line, kind, len(self._columns), column, marks, opens, item)

    def _quote(self, text: str) -> int:
        """Count the characters of block-quote marks at the start of a line."""
        if self._fence and not self._fence.quoted:
            return 0
        end = 0
        while found := _QUOTE.match(text, end):
            end = found.end()
        return end

    def _kind(self, text: str, *, quoted: bool) -> tuple[Kind, bool, bool]:
        stripped = text.strip()
        indent = len(text) - len(text.lstrip())
        if self._fence:
            inside = self._in_fence(self._fence, text, indent, quoted=quoted)
            if inside:
                return inside
        if quoted != self._quoted:
            self._leave_quote(quoted=quoted)
        if self._html_end is not None:
            return self._in_html(stripped)
        if not stripped:
            self._paragraph = False
            return Kind.BLANK, False, False
        return self._open(text, indent)

    def _leave_quote(self, *, quoted: bool) -> None:
        self._quoted = quoted
        if quoted or not self._paragraph:
            self._columns.clear()
            self._paragraph = False
            self._html_end = None

    def _in_fence(
        self, fence: _Fence, text: str, indent: int, *, quoted: bool
    ) -> tuple[Kind, bool, bool] | None:
        """Follow an open fence; None when the container that holds it has ended."""
        stripped = text.strip()
        if (fence.quoted and not quoted) or (stripped and indent < fence.column):
            self._fence = None
            return None
        mark = fence.marks[0]
        closes = stripped.startswith(fence.marks) and not stripped.strip(mark)
        if closes and indent < fence.column + _CODE_INDENT:
            self._fence = None
        return Kind.CODE, False, False

    def _in_html(self, stripped: str) -> tuple[Kind, bool, bool]:
        if self._html_end == "":
            if not stripped:
                self._html_end = None
                return Kind.BLANK, False, False
        elif self._html_end and self._html_end in stripped.lower():
            self._html_end = None
        return self._html_kind, False, False

    def _open(self, text: str, indent: int) -> tuple[Kind, bool, bool]:
        """Tell what a line is that no open block swallows."""
        opens = self._starts_block(text[indent:], indent)
        lazy = self._paragraph and not opens
        while self._columns and indent < self._columns[-1] and not lazy:
            self._columns.pop()
            self._paragraph = False
        outer = self._columns[-1] if self._columns else 0
        if indent - outer >= _CODE_INDENT and not lazy and not self._paragraph:
            return Kind.CODE, True, False
        item = False
        if not lazy and indent - outer < _CODE_INDENT:
            text, indent, item = self._items(text, indent)
        return self._leaf(text[indent:], indent, item=item)

    def _starts_block(self, text: str, indent: int) -> bool:
        """Tell whether a line ends the paragraph above it.

        Only a 1 starts a numbered list inside a paragraph: prose has lines that begin with a
        year.
        """
        if text[:1] not in _FIRST:
            return False
        found = _ITEM.match(text)
        if found and found.end() < len(text):
            number = found[1][:-1]
            sibling = bool(self._columns) and indent < self._columns[-1]
            return sibling or not number or int(number) == 1 or not self._paragraph
        patterns = (_FENCE, _HEADING, _RULE, _BLOCK_TAG, _VERBATIM)
        return text.startswith("<!--") or any(pattern.match(text) for pattern in patterns)

    def _items(self, text: str, indent: int) -> tuple[str, int, bool]:
        """Open the list items that start on this line; the rest and its column."""
        opened = False
        last = text.rstrip()[-1:]  # a rule ends with its own mark
        while (found := _ITEM.match(text, indent)) and not (
            found[1] == last and _RULE.match(text, indent)
        ):
            if len(self._columns) == _DEEPEST:
                break
            if self._paragraph and not self._starts_block(text[indent:], indent):
                break
            width = found.end() - indent
            marker = len(found[1])
            rest = text[found.end() :]
            content = marker + 1 if not rest or width - marker > _CODE_INDENT else width
            self._columns.append(indent + content)
            indent = found.end() if rest else len(text)
            opened = True
            self._paragraph = False
        return text, indent, opened

    def _leaf(self, text: str, indent: int, *, item: bool) -> tuple[Kind, bool, bool]:
        column = self._columns[-1] if self._columns else 0
        if not text:
            return Kind.PROSE, True, item
        is_code = item and indent - column >= _CODE_INDENT
        if text[0] not in _FIRST and not is_code:
            return self._words(text, item=item, alone=False)
        fence = _FENCE.match(text)
        if fence:
            self._fence = _Fence(fence[1], column, self._quoted)
            self._paragraph = False
            return Kind.CODE, True, item
        if is_code:
            return Kind.CODE, True, item
        if self._opens_html(text):
            self._paragraph = False
            return self._html_kind, True, item
        alone = bool(_HEADING.match(text) or _RULE.match(text))
        return self._words(text, item=item, alone=alone)

    def _words(self, text: str, *, item: bool, alone: bool) -> tuple[Kind, bool, bool]:
        opens = item or alone or not self._paragraph or text[0] == "|"
        self._paragraph = not alone
        return Kind.PROSE, opens, item

    def _opens_html(self, text: str) -> bool:
        """Tell whether an HTML block starts here, and remember where it ends."""
        self._html_kind = Kind.HTML
        if text.startswith("<!--"):
            self._html_kind = Kind.COMMENT
            self._html_end = None if "-->" in text[4:] else "-->"
            return True
        verbatim = _VERBATIM.match(text)
        if verbatim:
            tag = verbatim[1].lower()
            self._html_kind = Kind.HTML if tag == "pre" else Kind.CODE
            self._html_end = None if f"</{tag}>" in text.lower() else f"</{tag}>"
            return True
        if _BLOCK_TAG.match(text) or (_ALONE.match(text) and not self._paragraph):
            self._html_end = ""
            return True
        return False
