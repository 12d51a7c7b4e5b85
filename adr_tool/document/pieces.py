"""Take a file that holds many decisions apart, one record a section."""

from __future__ import annotations

from dataclasses import dataclass

from adr_tool.document.anchors import anchors
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.document.splice import Splice, splice

_LEAST = 2
_LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that is a record of its own.

    Attributes:
        text: The record; its headings moved up so that its title is the first level.
        line: 1-based line of the file on which it begins.
        end: 1-based line of the file behind its last one.
        anchor: What its heading is called in links within the file.
    """

    text: str
    line: int
    end: int
    anchor: str


def pieces(text: str, notation: Notation = STANDARD) -> tuple[Piece, ...]:
    """The records of a file: the sections of the first level on which two state a status."""
    for level in _LEVELS:
        found = at_level(text, level)
        stated = [p for p in found if read(p.text, "piece.md", notation).statuses]
        if len(stated) >= _LEAST:
            return tuple(stated)
    return ()


def rest(text: str, taken: tuple[Piece, ...]) -> tuple[tuple[int, str], ...]:
    """What belongs to no piece: the first line of the file and every heading, with its line."""
    outline = Outline(text)
    said = [line.number for line in outline.lines if line.text.strip()][:1]
    said += [h.line + 1 for h in outline.headings]
    return tuple(
        (number, outline.lines[number - 1].text.strip())
        for number in dict.fromkeys(said)
        if not any(piece.line <= number < piece.end for piece in taken)
    )


def at_level(text: str, level: int) -> tuple[Piece, ...]:
    """Every section of a level, with all that is below it."""
    outline = Outline(text)
    names = anchors(text)
    heads = list(zip(outline.headings, names, strict=True))
    found = []
    for index, (heading, name) in enumerate(heads):
        if heading.level != level:
            continue
        later = (h.line for h, _ in heads[index + 1 :] if h.level <= level)
        end = next(later, len(outline.lines))
        start = outline.lines[heading.line].start
        stop = outline.lines[end - 1].end
        found.append(Piece(_raised(text[start:stop], level - 1), heading.line + 1, end + 1, name))
    return tuple(found)


def _raised(text: str, by: int) -> str:
    """Move the headings up; the title is written with `#` where it was underlined."""
    outline = Outline(text)
    changes = []
    for heading in outline.headings if by else ():
        first, last = outline.lines[heading.line], outline.lines[heading.body - 1]
        if first is last:
            changes.append(Splice(first.start, first.start + by, ""))
        else:
            changes.append(Splice(first.start, last.stop, f"# {heading.text}"))
    end = "\n" if text.endswith(("\n", "\r")) else ""
    return splice(text, changes).rstrip("\r\n") + (outline.newline if end else "")
