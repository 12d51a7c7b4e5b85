"""The title of a record: which heading holds it, and what it says without its number."""

from __future__ import annotations

import html
import re

from adr_tool.document.notation import SECTION_NAMES
from adr_tool.document.outline import Heading, Outline
from adr_tool.domain.naming import FileName
from adr_tool.domain.tick_runs import TickRuns

_OWN_NUMBER = re.compile(r"(?:ADR[-_ #]*)?(\d{1,9})\b(?![.:]?\d)", re.IGNORECASE)
_TITLE_NUMBER = re.compile(
    r"^(?:(?:ADR|RFC|PEP|KEP)[-_ #]*\d+|#?\d{1,6})(?:[.:)][ \t]*(?!\d)|[ \t]*[-–—|][ \t]+)"
    r"|^(?:ADR|RFC)[ \t]*[:–—][ \t]+",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(
    r"^(?:ADR[-_ #]*)?#?0*(\d{1,6})(?:[.:)][ \t]*(?!\d)|[ \t]*[-–—|][ \t]+)", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"\\(?P<mark>[!-/:-@\[-`{-~])|(?P<ticks>`+)"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
)
_PARTING = re.compile(r"[ \t]*[.:)|–—-]*(?:[ \t]+[.:)|–—-]+(?=[ \t]))*[ \t]*")


def heading_of(outline: Outline, *, has_other: bool) -> Heading | None:
    """The heading that holds the title: the first one, unless several name sections.

    Args:
        outline: The text.
        has_other: Whether the title is stated elsewhere, so that only a leading heading counts.
    """
    headings = outline.headings
    tops = [h for h in headings if h.level == 1]
    if has_other and tops[:1] != list(headings[:1]):
        return None
    if tops:
        is_section = len(tops) > 1 and tops[0].text.strip().lower() in SECTION_NAMES
        return None if is_section else tops[0]
    return next((h for h in headings if _TITLE_NUMBER.match(h.text)), None)


def read_title(heading: str, name: FileName) -> str:
    """The title that a heading holds, without the record's number."""
    return unescaped(without_number(heading, name))


def unescaped(words: str) -> str:
    """Words as they are shown: backslash escapes and entities resolved, but not in code spans.

    Source: CommonMark 0.31, sections 2.4, 2.5 and 6.1.
    """
    if "\\" not in words and "&" not in words:
        return words
    ticks = TickRuns(words)
    parts: list[str] = []
    at = 0
    while found := _WRITTEN.search(words, at):
        parts.append(words[at : found.start()])
        at = found.end()
        if found["ticks"]:
            at = ticks.closing(len(found["ticks"]), at) or at
            parts.append(words[found.start() : at])
        else:
            parts.append(found["mark"] or _shown(found.group()))
    return "".join([*parts, words[at:]])


def _shown(entity: str) -> str:
    """The character that an entity stands for, if it is one that can be seen."""
    character = html.unescape(entity)
    return character if character.isprintable() else entity


def stated_number(heading: str) -> int | None:
    """The number of a record that its heading states, or None."""
    found = _HEADING_NUMBER.match(heading)
    return int(found[1]) if found else None


def without_number(words: str, name: FileName) -> str:
    """A title without the record's number, as the file's name has it, or in another form."""
    plain = words.strip()
    own = f"{name.prefix}{name.digits}"
    if name.digits and name.prefix and plain.lower().startswith(own.lower()):
        return _behind_number(plain[len(own) :]) or plain
    if name.digits:
        same = _OWN_NUMBER.match(plain)
        if same and int(same[1]) == int(name.digits):
            return _behind_number(plain[same.end() :]) or plain
    return _TITLE_NUMBER.sub("", plain, count=1).strip() or plain


def _behind_number(words: str) -> str:
    """A title without what parts it from its number; `-Bar-` keeps its dash."""
    mark = _PARTING.match(words)
    return words[mark.end() :] if mark else words
