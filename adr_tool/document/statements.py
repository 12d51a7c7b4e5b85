"""Statements about other records: which relation, which targets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adr_tool.domain.link import PHRASES, Link, LinkKind, kind_of

_FIRST_CJK = "\u2e80"
_PHRASES = sorted((p for words in PHRASES.values() for p in words), key=len, reverse=True)
_SPACED = [re.escape(p).replace(r"\ ", r"[\s_-]+") for p in _PHRASES]
_PHRASE = re.compile(
    rf"(?<!\w)(?:{'|'.join(p for p in _SPACED if p[0] < _FIRST_CJK)})(?![^\W\d_]|/\w)"
    rf"|{'|'.join(p for p in _SPACED if p[0] >= _FIRST_CJK)}",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(super[sc]ee?ded|replaced)\b(?P<between>[^\[\].,;]{1,40}?)\b(?:by|split between)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\((?:was|formerly|previously|before)\b[^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE
)
_TARGET = re.compile(
    r"""\[(?P<words>(?:\\.|[^\[\]\\]|\[[^\[\]]*+\])*+)\]
        \(\s*+(?:<(?P<angle>[^<>]++)>|(?P<href>[^()\s<>]++(?:\([^()]*+\)[^()\s<>]*+)*+))
        (?:[^()]|\([^()]*+\))*+\)
      | \[\[(?P<wiki>[^\[\]|]++)(?:\|[^\[\]]*+)?\]\]
      | <(?=[^\s<>]*\.md)(?P<auto>[^\s<>]++)>
      | (?P<url>(?<![(\w])https?://[^\s<>()\[\]"'`,;]+[^\s<>()\[\]"'`,;.:!?])
      | `?(?P<path>(?<![\w./-])[\w./-]+\.md(?:\#[\w-]+)?)`?
      | (?P<id>\b(?:[A-Z]{2,}|[Aa]dr|[Rr]fc|[Dd]ecision|[Rr]ecord|[A-Za-z]{2,}(?=[-_]))[-_ ]?
        \d{1,6}(?:\#[\w-]+)?(?!\w|-\d))
      | \#?(?P<number>(?<![\w/.-])\d{1,6}(?:\#[\w-]+)?(?![\w-]|[./]\w))""",
    re.VERBOSE,
)
_WAYS = ("angle", "href", "wiki", "auto", "url", "path", "id", "number")
_BETWEEN = re.compile(r"^[\s,;&+/:*_)(\]\[]*(?:and|und|et|y|e|as well as|then|ADRs?)?[\s,:#*_`]*$")
_LONGEST_GAP = 60
_MOST_WORDS = 3
"""So many may stand between a phrase and a bare number: `Replaced by the decision in 12`."""
_OPENING = re.compile(r"[\s>]*(?:[-*+]\s+)?[*_]*")
_PART_OF = re.compile(
    r"(?:['’]s)?[\s,(*_]*(?:§|(?:decision )?sections?\b|in part\b|partially\b)", re.IGNORECASE
)
_IN_PART = {
    LinkKind.SUPERSEDES: LinkKind.AMENDS,
    LinkKind.SUPERSEDED_BY: LinkKind.AMENDED_BY,
}
"""Replacing a part of a record leaves the rest in force: it is an amendment."""
_STRUCK = re.compile(r"~~.*?~~")
_FREE_WORDS = re.compile(
    r"^\s*(?:[-*+]\s+)?(?P<words>[*_]*[^\W_][^\[\]():]{1,40}?):?[*_]*\s*(?=\[)"
)
_ITEM = re.compile(r"^\s*[-*+]\s+(?=\[)")


def statements(text: str, line: int) -> tuple[Link, ...]:
    """Read the relations that a status value or a label line states.

    Each phrase (`Superseded by`, `amends`, …) takes the targets that directly follow
    it, joined by commas or `and`; a phrase without a target (`Supersedes nothing`)
    states nothing.
    """
    plain = _FORMER.sub(_blank, _STRUCK.sub(_blank, text))
    plain = _APART.sub(_together, plain)
    phrases = list(_PHRASE.finditer(plain))
    found: list[Link] = []
    for index, phrase in enumerate(phrases):
        end = phrases[index + 1].start() if index + 1 < len(phrases) else len(plain)
        words = " ".join(phrase.group().split())
        said = plain[phrase.end() : end]
        targets, stop = _targets(said)
        kind = kind_of(words)
        if _PART_OF.match(said[stop:]):
            kind = _IN_PART.get(kind, kind)
        found += [Link(kind, words, t.target, t.section, line, t.label) for t in targets]
    return tuple(found)


def opening_statement(text: str, line: int) -> tuple[Link, ...]:
    """Read a sentence that begins with a relation and its target: `Supersedes [3](3.md), …`.

    Anywhere else in a sentence the subject may be another record, or nobody.
    """
    start = _PHRASE.match(text, _OPENING.match(text).end())  # type: ignore[union-attr]
    first = _TARGET.search(text, start.end()) if start else None
    if start is None or first is None or re.search(r"\w", text[start.end() : first.start()]):
        return ()
    return statements(text, line)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _together(match: re.Match[str]) -> str:
    """Read `Superseded: 2024-05-01 by` as `Superseded by`; `in part` is another relation."""
    in_part = "part" in match["between"].lower()
    return match.group() if in_part else f"{match[1]} by"


def free_statement(text: str, line: int, *, bare: bool = False) -> tuple[Link, ...]:
    """Read a line such as `Clarifies [3. Use x](0003-use-x.md)`, in anybody's words.

    Args:
        text: The line.
        line: Its 1-based number.
        bare: Whether this is a list of related records: an item that only holds a link
            states a relation there, and a sentence only with its first words.
    """
    known = statements(text, line)
    if known and (not bare or opening_statement(text, line)):
        return known
    opening = _FREE_WORDS.match(text)
    words = opening["words"].strip(" *_") if opening else LinkKind.RELATES_TO.phrase
    start = opening or (_ITEM.match(text) if bare else None)
    targets = _following(text[start.end() :]) if start else []
    return tuple(Link(kind_of(words), words, t.target, t.section, line, t.label) for t in targets)


def of_kind(text: str, kind: LinkKind, words: str, line: int) -> tuple[Link, ...]:
    """Read the targets of a value whose key already tells the relation."""
    return tuple(Link(kind, words, t.target, t.section, line, t.label) for t in targets(text))


@dataclass(frozen=True, slots=True)
class Target:
    """What a text refers to, where (offsets of the whole link or id), and the link's text."""

    target: str
    section: str | None
    start: int
    end: int
    label: str


def targets(text: str) -> tuple[Target, ...]:
    """Everything in a text that could be a reference to a record."""
    return tuple(_target(match) for match in _TARGET.finditer(text))


def end_of_targets(text: str) -> int:
    """Where the targets that directly follow a phrase such as `by` end; 0 where there are none."""
    return _targets(text)[1]


def _following(text: str) -> list[Target]:
    return _targets(text)[0]


def _targets(text: str) -> tuple[list[Target], int]:
    found: list[Target] = []
    last = 0
    for match in _TARGET.finditer(text):
        gap = text[last : match.start()]
        if len(gap) > _LONGEST_GAP or (match["number"] and len(gap.split()) > _MOST_WORDS):
            break
        if not _BETWEEN.match(gap) if found else re.search(r"[.!?]\s", gap):
            break
        found.append(_target(match))
        last = match.end()
    return found, last


def _target(match: re.Match[str]) -> Target:
    written = next(match[name] for name in _WAYS if match[name]).strip()
    target, _, section = written.partition("#")
    if not target:
        target, section = written.lstrip("#"), ""
    return Target(target, section or None, *match.span(), match["words"] or "")
