"""Markdown as GitHub reads it, rewritten as Python-Markdown needs it."""

from __future__ import annotations

import re

from adr_tool.document.blocks import Block, Kind, blocks

_INDENT = 4
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+|$)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_DELIMITER = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_DETAILS = re.compile(r"<details(?=[\s>])(?![^<>]*\bmarkdown)", re.IGNORECASE)
_DIAGRAM = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,})[ \t]*mermaid\b")


def python_markdown(text: str) -> tuple[str, bool]:
    """Rewrite a text without front matter.

    Python-Markdown wants four columns for a nested block and a blank line before a list or
    a table (https://python-markdown.github.io/#differences); people write what CommonMark
    takes.

    Returns:
        The text, and whether it holds a Mermaid diagram.
    """
    lined = blocks(text)
    written: list[str] = []
    diagrams = False
    for index, block in enumerate(lined):
        above = lined[index - 1] if index else None
        below = lined[index + 1] if index + 1 < len(lined) else None
        if above and _needs_blank(above, block, below):
            written.append("")
        diagrams = diagrams or _is_diagram(block, above)
        written.append(_line(block))
    return "\n".join(written) + "\n", diagrams


def _needs_blank(above: Block, block: Block, below: Block | None) -> bool:
    """Tell whether a list or table would be read as part of the paragraph above it."""
    if above.kind is not Kind.PROSE or block.quote or block.kind not in {Kind.PROSE, Kind.CODE}:
        return False
    if block.item:
        return above.depth == 0
    row = "|" in block.line.text and below is not None and block.kind is Kind.PROSE
    is_head = row and below is not None and _is_delimiter(below)
    return is_head and "|" not in above.line.text


def _is_delimiter(block: Block) -> bool:
    text = block.line.text.strip()
    return "|" in text and bool(_DELIMITER.match(text))


def _is_diagram(block: Block, above: Block | None) -> bool:
    inside = above is not None and above.kind is Kind.CODE and not block.opens
    return block.kind is Kind.CODE and not inside and bool(_DIAGRAM.match(block.line.text))


def _line(block: Block) -> str:
    text = block.line.text.expandtabs(_INDENT)
    if block.kind is Kind.HTML:
        text = _DETAILS.sub('<details markdown="1"', text)
    if block.kind is Kind.PROSE and text.endswith("\\"):
        text = f"{text[:-1]}  "
    if not block.depth or block.quote or block.kind is Kind.BLANK:
        return text
    return _item(text, block.depth) if block.item else _inner(text, block)


def _inner(text: str, block: Block) -> str:
    stripped = text.lstrip()
    extra = max(0, len(text) - len(stripped) - block.column)
    if block.kind is Kind.PROSE and not block.opens:
        extra = 0
        stripped = _NUMBER.sub(r"\1\\\2", stripped)
    return " " * (_INDENT * block.depth + extra) + stripped


def _item(text: str, depth: int) -> str:
    """Write the markers that start on a line, each nested one on a line of its own column."""
    rest = text.lstrip()
    markers: list[str] = []
    while found := _ITEM.match(rest):
        markers.append(f"{found[1][:-1]}." if found[1].endswith(")") else found[1])
        rest = rest[found.end() :]
        if len(markers) == depth:
            break
    outer = depth - len(markers)
    return " " * (_INDENT * outer) + "".join(f"{mark:<{_INDENT - 1}} " for mark in markers) + rest
