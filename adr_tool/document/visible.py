"""What a reader of a rendered Markdown text sees of it: the rest may be meant for a machine."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIDDEN = re.compile(
    r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"  # front matter
    r"|^ {0,3}\[[^\]\n]*\]:[ \t]*(?:#|<>)(?:[ \t][^\n]*)?$"  # a comment, as `[//]: # (words)`
    r"|!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\]\n]*\])?"  # an image with its alternative text
    r"|</?[A-Za-z][^<>]*\s[^<>]*=[^<>]*>",  # attributes of HTML, with their tag
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(
    r"(\]\([^\s()]*|^ {0,3}\[[^\]\n]*\]:[ \t]*\S+)[ \t]+[\"'(][^\n]*?[\"')](?=\)|[ \t]*$)",
    re.MULTILINE,
)


def without_comments(text: str) -> str:
    """Take out HTML comments; one that is not closed hides the rest."""
    return _COMMENT.sub("", text)


def visible(text: str) -> str:
    """Take out what a rendered page does not show.

    That is front matter, comments, images with their alternative texts, titles of links,
    and the attributes of HTML, with their tags. What is folded or coloured away still
    counts as shown.
    """
    return _TITLE.sub(r"\1", _HIDDEN.sub("", without_comments(text)))
