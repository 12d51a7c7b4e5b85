"""Make prose of a model harmless in Markdown: no HTML, no images, no links of its own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from adr_tool.document.notation import SECTION_NAMES, field_of

_ADDRESS = (
    r"\b(?:(?:https?|ftp|mailto|javascript|vbscript|data|file):|www\.)"
    r"(?:[^\s<>`\"'\\()\[\]]|\([^\s<>`\"'\\()\[\]]*\))+"
)
_TARGET = r"\((?:[^()]|\([^()]*\))*\)"
_PIECE = re.compile(
    r"(?P<escape>\\[\\`<\[\]!])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<image>!\[[^\[\]]*\](?:{_TARGET}|\[[^\]]*\])?)"
    rf"|\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\](?P<target>{_TARGET})"
    rf"|(?P<address>{_ADDRESS})"
    r"|(?P<mark><|`|\]\(|\]:|!\[)",
    re.IGNORECASE,
)
_MARKS = {"<": "&lt;", "`": "\\`", "](": "]\\(", "]:": "]\\:", "![": "!\\["}
_LINK = re.compile(_ADDRESS, re.IGNORECASE)
_STOPS = ".,;:!?)]}*_"
_OPENING = re.compile(r"#|>|[-+*](?=\s|$)|[-=*_][-=*_\s]{2,}$|~~~|\|")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_READ_SECTIONS = SECTION_NAMES | {"related", "related decisions", "related adrs", "relations"}


def tame(text: str, allowed: Container[str] = frozenset()) -> str:
    """Make a model's text fit to stand in a record as one paragraph or list item.

    Outside code spans `<` becomes `&lt;`; images are dropped; of a link to anything that
    is not allowed only the words stay, and a bare address becomes code, which no renderer
    links (contract: "What a model's words may do"). The text becomes one line, and that
    line opens no heading, list, quotation, fence or table: the record's shape stays ours.

    Args:
        text: A model's words.
        allowed: The addresses that may stay links, as `addresses` finds them in the input.
    """
    line = " ".join(text.split())
    plain = _PIECE.sub(lambda piece: _replaced(piece, allowed), line).strip()
    if _OPENING.match(plain):
        return f"\\{plain}"
    return _NUMBERED.sub(r"\1\\\2", plain, count=1) if _NUMBERED.match(plain) else plain


def tame_heading(text: str) -> str:
    """Make a model's text fit to be a heading: none under which a record keeps its own data."""
    plain = tame(text)
    read = field_of(plain) is not None or plain.strip(" :*_").lower() in _READ_SECTIONS
    return f'"{plain}"' if read else plain


def addresses(texts: Iterable[str]) -> frozenset[str]:
    """The addresses that stand in some texts."""
    return frozenset(m.group().rstrip(_STOPS) for text in texts for m in _LINK.finditer(text))


def _replaced(piece: re.Match[str], allowed: Container[str]) -> str:
    if piece["code"]:
        return piece["code"]
    if piece["escape"]:
        return "&lt;" if piece["escape"] == "\\<" else piece["escape"]
    if piece["image"]:
        return ""
    if piece["address"]:
        return _address(piece, allowed)
    return _MARKS[piece["mark"]] if piece["mark"] else _link(piece, allowed)


def _link(piece: re.Match[str], allowed: Container[str]) -> str:
    target = (piece["target"][1:-1].split() or [""])[0].strip("<>")
    words = _PIECE.sub(lambda inner: _replaced(inner, frozenset()), piece["words"])
    return f"[{words}](<{target}>)" if target in allowed else words


def _address(piece: re.Match[str], allowed: Container[str]) -> str:
    found = piece["address"]
    address = found.rstrip(_STOPS)
    rest = found[len(address) :]
    if address in allowed:
        return found
    # Beside another code span it would be one run of backticks; a backslash would escape it.
    before = " " if piece.string[: piece.start()].endswith(("`", "\\")) else ""
    after = " " if not rest and piece.string[piece.end() :].startswith("`") else ""
    return f"{before}`{address}`{after}{rest}"
