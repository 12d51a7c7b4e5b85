"""What a template left for a person to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.domain.tick_runs import TickRuns

# What directly follows a name, a dash or a slash, or a sign of set theory, is no template's.
_BRACES = re.compile(
    r"(?<![\w$#{}<=/.\-])(?<![∪∩∈∉⊂⊆⊃⊇∖×=] )\{(?P<words>[^{}\n]{3,240})\}(?![\w{}])"
)
_WORDS = re.compile(r"[^\W\d_]+")
_CODE_MARKS = re.compile(r"[=;\"“”$\\<>]|::|\]\s*:|\w\(|^\s*[\w.]+\s*$|^\s*[/#.:%]")
_LISTED = re.compile(r"\s*(?:[^\s,]+\s*,\s*)+(?:[^\s,]+\s*)?")
"""Single words with commas between: a set, the fields of an object, the ends of paths."""
_OPENS = re.compile(r"\s*(?:[-*+|>#]|\d+[.)]|$)")
"""A line that no code span of the line above goes on to: an item, a row, a heading, a blank one."""
_MARK = re.compile(r"\bTODO\(adr\)|\bTBD\(adr\)")


def placeholders(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Find placeholders in lines of prose.

    A placeholder is what templates of this field leave: two or more words in braces
    (`{title of an option}`, MADR 4), or the mark `TODO(adr)`. Code is none, nor are sets
    (`{read, write}`) and the attributes of a heading (`{#anchor}`).

    Args:
        lines: 1-based numbers and texts of the lines outside code and comments.

    Returns:
        The line and words of each.
    """
    found: list[tuple[int, str]] = []
    for number, plain in _without_code(lines):
        for match in _BRACES.finditer(plain):
            words = match["words"]
            is_code = _CODE_MARKS.search(words) or _LISTED.fullmatch(words)
            if len(_WORDS.findall(words)) > 1 and not is_code:
                found.append((number, match.group()))
        found += [(number, m.group()) for m in _MARK.finditer(plain)]
    return found


def _without_code(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines without their code spans, which may go on to the next line of a paragraph."""
    part: list[tuple[int, str]] = []
    for number, text in [*lines, (0, "")]:
        if part and (number != part[-1][0] + 1 or _OPENS.match(text)):
            plain = _plain("\n".join(said for _, said in part)).split("\n")
            yield from zip((at for at, _ in part), plain, strict=True)
            part = []
        part.append((number, text))


def _plain(text: str) -> str:
    at = 0
    parts = []
    for start, end in TickRuns(text).spans() if "`" in text else ():
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]])
