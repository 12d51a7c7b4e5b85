"""Statements about other records: which relation, which targets."""

from __future__ import annotations

import re

from adr_tool.domain.link import PHRASES, Link, LinkKind, kind_of

_PHRASES = sorted((p for words in PHRASES.values() for p in words), key=len, reverse=True)
_PHRASE = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(p).replace(r"\ ", r"[\s_-]+") for p in _PHRASES) + r")",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"""\[(?P<words>(?:\\.|[^\[\]\\]|\[[^\]]*\])*)\]\(\s*<?(?P<href>[^)\s>]+(?:\([^)]*\))?[^)\s>]*)>?[^)]*\)
      | \[\[(?P<wiki>[^\]|]+)(?:\|[^\]]*)?\]\]
      | <(?P<auto>[^\s>]+\.md[^\s>]*)>
      | `?(?P<path>[\w./-]+\.md(?:\#[\w-]+)?)`?
      | (?P<id>\b[A-Za-z]{2,}[-_ ]?\d{1,6}(?:\#[\w-]+)?(?!\w))
      | \#?(?P<number>(?<![\w/.-])\d{1,6}(?:\#[\w-]+)?(?![\w-]|[./]\w))""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r"^[\s,;&+/:*_)(\]\[]*(?:and|und|et|y|e|as well as|then|ADRs?)?[\s,:#*_`]*$")
_BEFORE_FIRST = 60
_STRUCK = re.compile(r"~~.*?~~")
_FREE_WORDS = re.compile(r"^\s*(?:[-*+]\s+)?(?P<words>[^\[\]():]{2,40}?):?\s*(?=\[)")


def statements(text: str, line: int) -> tuple[Link, ...]:
    """Read the relations that a status value or a label line states.

    Each phrase (`Superseded by`, `amends`, …) takes the targets that directly follow
    it, joined by commas or `and`; a phrase without a target (`Supersedes nothing`)
    states nothing.
    """
    plain = _STRUCK.sub(lambda m: " " * len(m.group()), text)
    phrases = list(_PHRASE.finditer(plain))
    found: list[Link] = []
    for index, phrase in enumerate(phrases):
        end = phrases[index + 1].start() if index + 1 < len(phrases) else len(plain)
        words = " ".join(phrase.group().split())
        targets = _following(plain[phrase.end() : end])
        found += [Link(kind_of(words), words, t, s, line) for t, s in targets]
    return tuple(found)


def free_statement(text: str, line: int) -> tuple[Link, ...]:
    """Read a line such as `Clarifies [3. Use x](0003-use-x.md)`, in anybody's words."""
    known = statements(text, line)
    if known:
        return known
    opening = _FREE_WORDS.match(text)
    if not opening:
        return ()
    words = opening["words"].strip(" *_")
    targets = _following(text[opening.end() :])
    return tuple(Link(kind_of(words), words, t, s, line) for t, s in targets)


def of_kind(text: str, kind: LinkKind, words: str, line: int) -> tuple[Link, ...]:
    """Read the targets of a value whose key already tells the relation."""
    targets = [_split(m) for m in _TARGET.finditer(text)]
    return tuple(Link(kind, words, target, section, line) for target, section in targets)


def _following(text: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    last = 0
    for match in _TARGET.finditer(text):
        gap = text[last : match.start()]
        far = len(gap) > _BEFORE_FIRST or re.search(r"[.!?]\s", gap)
        if (found and not _BETWEEN.match(gap)) or (not found and far):
            break
        found.append(_split(match))
        last = match.end()
    return found


def _split(match: re.Match[str]) -> tuple[str, str | None]:
    written = next(
        match[name] for name in ("href", "wiki", "auto", "path", "id", "number") if match[name]
    )
    target, _, section = written.strip().partition("#")
    if not target:
        return written.strip().lstrip("#"), None
    return target, section or None
