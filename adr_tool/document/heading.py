"""Write a title as the heading from which it is read again, as a person sees it rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adr_tool.document import title
from adr_tool.document.outline import Outline
from adr_tool.domain.draft import Draft
from adr_tool.domain.naming import FileName

_MEANT = re.compile(r"[\\`&]|#(?=#*$)")
_COMMENT = "<!--"
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def heading(draft: Draft, *, numbered: bool = False) -> str:
    """The words of a record's first heading, its number in front where that is wanted.

    A title stays as it is typed, Markdown and all, unless it would be read otherwise: marks
    that close a heading, a number or a dash in front, what begins a comment, an escape. Then
    these are escaped as CommonMark has it, as little as will do.
    """
    lead = f"{draft.number}. " if numbered and draft.number is not None else ""
    name = FileName("", "" if draft.number is None else f"{draft.number:04d}", None, "")
    written = (lead + words for words in _ways(draft.title))
    return next((w for w in written if _read(w, name) == draft.title), lead + draft.title)


def _ways(words: str) -> Iterator[str]:
    yield words
    escaped = _MEANT.sub(r"\\\g<0>", words).replace(_COMMENT, "&lt;!--")
    yield escaped
    mark = _PUNCTUATION.search(escaped)
    if mark:
        yield f"{escaped[: mark.start()]}\\{escaped[mark.start() :]}"
    yield f"&#{ord(words[:1] or ' ')};{escaped[1:]}"


def _read(words: str, name: FileName) -> str | None:
    """The title of a text with such a heading; None where it is none, or hides what follows."""
    outline = Outline(f"# {words}\n\nx\n")
    found = title.heading_of(outline, has_other=False)
    if found is None or not all(line.prose for line in outline.lines):
        return None
    if title.stated_number(found.text) not in (None, name.number):
        return None
    return title.read_title(found.text, name)
