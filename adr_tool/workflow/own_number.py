"""What a record says of its own number: in its heading, its front matter, a note of the old one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.document.editor import add_note
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.notation import Notation
from adr_tool.document.outline import Outline
from adr_tool.document.splice import Splice, splice
from adr_tool.document.title import stated_number

_IDS = ("id", "number", "adr", "adr-id")


def with_number(text: str, path: str, numbers: tuple[int, int], notation: Notation) -> str:
    """A record's text with its new number in heading and id, and a note of the old one.

    Args:
        text: The whole file.
        path: Where it is going to stand.
        numbers: The old and the new number.
        notation: The words that the log is kept in.
    """
    old, new = numbers
    text = splice(text, _numbers_of_itself(Outline(text), old, new))
    return _with_note(text, path, old, notation)


def _numbers_of_itself(outline: Outline, old: int, new: int) -> Iterator[Splice]:
    """The number in the heading, and in keys of the front matter that hold nothing else."""
    pattern = re.compile(rf"(?<!\d)0*{old}(?!\d)")
    heading = next((h for h in outline.headings if stated_number(h.text) == old), None)
    spans = []
    if heading:
        line = outline.lines[heading.line]
        spans.append((line.start, line.start + len(line.text)))
    for entry in read_front_matter(outline).entries:
        words = outline.text[entry.start : entry.end]
        if entry.key.lower() in _IDS and re.fullmatch(
            rf"\s*[\"']?(?:ADR[-_ ]?)?0*{old}[\"']?\s*", words, re.IGNORECASE
        ):
            spans.append((entry.start, entry.end))
    for start, end in spans:
        found = pattern.search(outline.text, start, end)
        if found:
            width = len(found.group()) if found.group().startswith("0") else 0
            yield Splice(*found.span(), f"{new:0{width}d}")


def _with_note(text: str, path: str, old: int, notation: Notation) -> str:
    """Keep the old number; all of them, where it is not the first."""
    outline = Outline(text)
    before = read_front_matter(outline).get("renumbered-from")
    value = str(old)
    if before is not None:
        kept = text[before.start : before.end].strip().removeprefix("[").removesuffix("]")
        value = f"[{kept}, {old}]"
    return add_note(text, path, "renumbered-from", value, notation)


def in_heading(outline: Outline, number: int) -> Iterator[Splice]:
    """The number before the words of the first heading, as adr-tools has it: `# 7. Use X`."""
    heading = next(iter(outline.headings), None)
    if heading and stated_number(heading.text) is None:
        line = outline.lines[heading.line]
        at = line.start + line.text.index(heading.text)
        yield Splice(at, at, f"{number}. ")
