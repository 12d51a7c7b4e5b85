"""Make prose of a model harmless in Markdown: no HTML, no images, no links of its own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from adr_tool.document.notation import SECTION_NAMES, field_of
from adr_tool.document.statements import opening_statement
from adr_tool.domain.references import ADDRESS, STOPS
from adr_tool.domain.unseen import without_unseen

_TARGET = r"\((?:[^()]|\([^()]*\))*\)"
_PIECE = re.compile(
    r"(?P<escape>\\[\\`<\[\]!{])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<image>!\[[^\[\]]*\](?:{_TARGET}|\[[^\]]*\])?)"
    rf"|\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\](?P<target>{_TARGET})"
    rf"|(?P<address>{ADDRESS}|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mark><|`|\]\(|\]:|!\[|\[(?=\^?\d+\])|\[(?=TOC\])|\{(?!\w+\}(?!\}))|(?<=\{)\{)",
    re.IGNORECASE,
)
_MARKS = {"<": "&lt;", "`": "\\`", "](": "]\\(", "]:": "]\\:", "![": "!\\[", "[": "\\[", "{": "\\{"}
# What Jekyll, Jinja and other site builders would run, in code spans too.
_RUN = re.compile(r"\{(?=[{%#])")
_LABEL = re.compile(r"[*_]{0,3}(?P<label>[^\W\d_][^:：|]{0,30}?)[*_]{0,3}[ \t]*[:：]")
_ENDS = re.compile(r"[.,;:!?)]*(?:\s|$)")
_LINK = re.compile(ADDRESS, re.IGNORECASE)
_OPENING = re.compile(r"#|>|[-+*:](?=\s|$)|[-=*_][-=*_\s]{2,}$|~~~|\||!!!|\?\?\?|///|\[[ xX]\]\s")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_READ_SECTIONS = SECTION_NAMES | {"related", "related decisions", "related adrs", "relations"}


def tame(text: str, allowed: Container[str] = frozenset()) -> str:
    """Make a model's text fit to stand in a record as one paragraph or list item.

    Outside code spans `<` becomes `&lt;`; images are dropped; of a link to anything that
    is not allowed only the words stay, and a bare address becomes code, which no renderer
    links (contract: "What a model's words may do"). Nothing is left that a person does not
    see or that a site builder would run. The text becomes one line, and that line opens no
    heading, list, quotation, fence or table, and names no value that we would read: the
    record's shape stays ours.

    Args:
        text: A model's words.
        allowed: The addresses that may stay links, as `addresses` finds them in the input.
    """
    line = " ".join(without_unseen(text)[0].split())
    plain = _PIECE.sub(lambda piece: _replaced(piece, allowed), line).strip()
    plain = _RUN.sub("{ ", plain)
    if _OPENING.match(plain):
        return f"\\{plain}"
    if _is_read(plain):
        return f'"{plain}"'
    return _NUMBERED.sub(r"\1\\\2", plain, count=1) if _NUMBERED.match(plain) else plain


def _is_read(line: str) -> bool:
    """Whether a line would state a status, a date or a relation of the record."""
    label = _LABEL.match(line)
    return bool(label and field_of(label["label"])) or bool(opening_statement(line, 1))


def tame_heading(text: str) -> str:
    """Make a model's text fit to be a heading: none under which a record keeps its own data."""
    plain = tame(text)
    read = field_of(plain) is not None or plain.strip(" :*_").lower() in _READ_SECTIONS
    return f'"{plain}"' if read else plain


def addresses(texts: Iterable[str]) -> frozenset[str]:
    """The addresses that stand in some texts."""
    return frozenset(m.group().rstrip(STOPS) for text in texts for m in _LINK.finditer(text))


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
    address = found.rstrip(STOPS)
    rest = found[len(address) :]
    # Glued to what follows, a renderer would make another address of it.
    if address in allowed and _ENDS.match(rest + piece.string[piece.end() :]):
        return found
    if rest.endswith("!") and piece.string[piece.end() :].startswith("["):
        rest = f"{rest[:-1]}\\!"  # or the link behind it were an image
    # Beside another code span it would be one run of backticks; a backslash would escape it.
    before = " " if piece.string[: piece.start()].endswith(("`", "\\")) else ""
    after = " " if not rest and piece.string[piece.end() :].startswith("`") else ""
    return f"{before}`{address}`{after}{rest}"
