"""What a template left for a person to fill in."""

from __future__ import annotations

import re

from adr_tool.domain.tick_runs import TickRuns

_BRACES = re.compile(r"(?<![\w$#{}<=])\{(?P<words>[^{}\n]{3,240})\}(?![\w{}])")
_WORDS = re.compile(r"[^\W\d_]+")
_CODE_MARKS = re.compile(r"[=;\"$\\<>]|::|\w\(|^\s*[\w.]+\s*$|^\s*/")
_MARK = re.compile(r"\bTODO\(adr\)|\bTBD\(adr\)")


def placeholders(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Find placeholders in lines of prose.

    A placeholder is what templates of this field leave: two or more words in braces
    (`{title of an option}`, MADR 4), or the mark `TODO(adr)`. Code is none.

    Args:
        lines: 1-based numbers and texts of the lines outside code and comments.

    Returns:
        The line and words of each.
    """
    found: list[tuple[int, str]] = []
    for number, text in lines:
        plain = _without_code(text) if "`" in text else text
        for match in _BRACES.finditer(plain):
            words = match["words"]
            if len(_WORDS.findall(words)) > 1 and not _CODE_MARKS.search(words):
                found.append((number, match.group()))
        found += [(number, m.group()) for m in _MARK.finditer(plain)]
    return found


def _without_code(text: str) -> str:
    at = 0
    parts = []
    for start, end in TickRuns(text).spans():
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])
