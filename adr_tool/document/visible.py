"""What a reader of a rendered Markdown text sees of it: the rest may be meant for a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIDDEN = re.compile(
    r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"  # front matter
    r"|^ {0,3}\[[^\]\n]*\]:[ \t]*(?:#|<>)(?:[ \t][^\n]*)?$"  # a comment, as `[//]: # (words)`
    r"|!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\]\n]*\])?"  # an image with its alternative text
    r"|</?[A-Za-z][^<>]*\s[^<>]*=[^<>]*>",  # attributes of HTML, with their tag
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r"(?P<link>\]\([^\s()]*)\s+[\"'(](?P<title>[^\n]*?)[\"')](?=[ \t]*\))")
_TITLE_OF_DEFINITION = re.compile(
    r"^( {0,3}\[[^\]\n]*\]:[ \t]*\S+)[ \t]+[\"'(][^\n]*[\"')][ \t]*$", re.MULTILINE
)
_END_OF_TITLE = re.compile(r"[\"')][ \t]*+\)")
_LINE = re.compile(r"[^\n]*\]\([^\n]*")


def without_comments(text: str) -> str:
    """Take out HTML comments; one that is not closed hides the rest."""
    return _COMMENT.sub("", text)


def visible(text: str) -> str:
    """Take out what a rendered page does not show.

    That is front matter, comments, images with their alternative texts, titles of links,
    and the attributes of HTML, with their tags. What is folded or coloured away still
    counts as shown.
    """
    rest = _HIDDEN.sub("", without_comments(text))
    kept: list[str] = []
    at = 0
    for found in titles(rest):
        kept.append(rest[at : found.end("link")])
        at = found.end()
    return _TITLE_OF_DEFINITION.sub(r"\1", "".join([*kept, rest[at:]]))


def titles(text: str) -> Iterator[re.Match[str]]:
    """Find the titles of inline links, however they are quoted: groups `link` and `title`.

    Each title ends at the first mark that can end it. Behind the last such mark of a line none
    is looked for, or a line of open titles would be read to its end for each of them.
    """
    for line in _LINE.finditer(text) if "](" in text else ():
        ends = [end.end() for end in _END_OF_TITLE.finditer(text, *line.span())]
        if ends:
            yield from _TITLE.finditer(text, line.start(), ends[-1])
