"""Put words of others into a comment on a forge, where they are words and nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

from adr_tool.domain.secrets import redact
from adr_tool.domain.unseen import without_unseen

_STOP = "&#8203;"
"""A zero-width space as an entity: it shows nothing, and what it stands in is no name."""
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
# Forges look for these in the rendered text, so that no backslash holds them off: @person,
# #12, !34, %milestone, ~label, :emoji:, GH-12, addresses.
_NAMES = re.compile(
    r"(?<=[@#!%~^&$])(?=[\w\"'])|(?<=:)(?=//|[\w+-]+:)|(?<=www)(?=\.)|(?<=\bgh)(?=-\d)",
    re.IGNORECASE,
)


def quoted(words: str, most: int = 160) -> str:
    """Words as one line of Markdown that shows them as they are.

    They format nothing, link nowhere, load nothing, name nobody and close no element of
    ours: a record in a pull request may be written by anybody. A secret is not told again,
    for a comment stays when the record is mended. Words of ours have to stand
    before them on their line, or they could open a list or a heading.

    Args:
        words: The words.
        most: How many characters are kept; what is cut off leaves `…`.
    """
    line = _one_line(words)
    if len(line) > most:
        line = f"{line[: most - 1].rstrip()}…"
    return _STOP.join(map(_plain, _NAMES.split(line)))


def quoted_code(words: str) -> str:
    """Words as a span of code, also within a table."""
    line = _one_line(words).replace("|", "\\|")
    longest = max(map(len, re.findall(r"`+", line)), default=0)
    ticks = "`" * (longest + 1)
    edge = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{edge}{line}{edge}{ticks}"


def linked(words: str, address: str, path: str, line: int = 0) -> str:
    """Safe words, linked to a file below an address of the repository; without one, plain.

    Args:
        words: The words, as Markdown.
        address: Where the forge shows the files of a commit; empty links nothing.
        path: The file, from the root of the repository.
        line: 1-based; it is found in the source, not in the rendered text. 0 is the file.
    """
    there = f"?plain=1#L{line}" if line else ""
    return f"[{words}]({address}/{quote(path)}{there})" if address else words


def _one_line(words: str) -> str:
    return " ".join(redact(without_unseen(words)[0])[0].split())


def _plain(piece: str) -> str:
    marked = _MARKUP.sub(lambda mark: f"\\{mark[0]}", piece)
    return re.sub("[<>&]", lambda sign: _ENTITIES[sign[0]], marked)
