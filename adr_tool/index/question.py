"""A question to the index: its words, phrases and prefixes, as SQLite's FTS5 wants them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from adr_tool.index.words import is_single_wide, words

MOST_CHARACTERS = 20_000
"""What is longer is a whole document; its beginning tells what it is about."""

_ENGLISH = """
a about above add adr after all also an and any architecture are as at be because been both but by
can could decision decisions do does each for from had has have how if in instead into is it its
may more must new no not now of on one only or other our over record should so some such support
than that the their them then there these they this those to two up use used using was we were what
when where which while who why will with would you
"""
_GERMAN = """
aber als am an auf aus bei das dem den der des die ein eine einer eines er es für hat im in ist mit
nicht oder sich sie sind und von werden wie wird wir zu zum zur
"""
_FRENCH = """
au aux ce ces dans de des du en est et la le les leur nous ou par pas pour que qui se sur un une
"""
_COMMON = frozenset(words(_ENGLISH + _GERMAN + _FRENCH))
"""Words that say nothing of what a text is about; in a small log counting would not show it."""

MOST_TERMS = 64
_FEW = 10
"""A word of so few records tells them apart, however small the log is."""

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_LEAST_FUZZY = 4


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for.

    Attributes:
        words: Words that follow each other.
        prefix: Whether the last of them may go on.
    """

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def fts(self) -> str:
        """The term in FTS5's language; folded words hold no quote, so nothing of it leaks in."""
        return f'"{" ".join(self.words)}"' + ("*" if self.prefix else "")


def terms(asked: str) -> tuple[Term, ...]:
    """Read what a person typed: words, "phrases" and prefix*; every other sign means nothing."""
    found: list[Term] = []
    for phrase, word in _PIECE.findall(asked[:MOST_CHARACTERS]):
        if phrase:
            split = tuple(words(phrase))
            found += [Term(split)] if split else []
            continue
        split = tuple(words(word))
        if not split:
            continue
        prefix = word.endswith("*") or (len(split) == 1 and is_single_wide(split[0]))
        # A name such as `row-level` or `src/pay` is looked for as one, and as its parts; the
        # last character of a wide run ends a word only where the text ends too.
        whole = split[:-1] if len(split) > 1 and is_single_wide(split[-1]) else split
        found.append(Term(whole, prefix))
        found += [Term((one,)) for one in split if len(split) > 1 and not is_single_wide(one)]
    return tuple(dict.fromkeys(found))


def plain_terms(title: str, text: str) -> tuple[Term, ...]:
    """The words of a text that is no question: those of its title count twice."""
    heads = [
        one
        for one in words(title[:MOST_CHARACTERS])
        if not is_single_wide(one) and one not in _COMMON
    ]
    rest = [
        one
        for one in words(text[:MOST_CHARACTERS])
        if not is_single_wide(one) and one not in _COMMON
    ]
    every = dict.fromkeys([*heads, *rest])
    return (*(Term((one,)) for one in every), *(Term((one,)) for one in dict.fromkeys(heads)))


def topics(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return frozenset(one for one in words(text[:MOST_CHARACTERS]) if one not in _COMMON)


def telling(asked: Iterable[Term], held_by: Callable[[str], int], total: int) -> tuple[Term, ...]:
    """The terms that tell records apart: the rarest, without words that most records hold.

    Args:
        asked: The terms of a text.
        held_by: How many records hold a word.
        total: How many records there are.
    """
    counts = {one.words[0]: held_by(one.words[0]) for one in asked}
    known = [one for one in asked if 0 < counts[one.words[0]] <= max(_FEW, total // 2)]
    known.sort(key=lambda one: counts[one.words[0]])
    return tuple(known[:MOST_TERMS])


def alike(word: str, vocabulary: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The words of a vocabulary that a mistyped one may mean, the nearest first.

    One slip is forgiven from four letters on, two from eight on.
    """
    if len(word) < _LEAST_FUZZY:
        return ()
    allowed = 1 if len(word) < 2 * _LEAST_FUZZY else 2
    near = (
        # A word that only begins like it comes after those that are like it as a whole.
        (_slips(word, one[: len(word)] if goes_on else one, allowed), goes_on, one)
        for one in vocabulary
        if len(one) >= len(word) - allowed
        and (one[0] == word[0] or one[-2:] == word[-2:])
        and not ((goes_on := len(one) > len(word) + allowed) and one[0] != word[0])
    )
    return tuple(one for slips, _, one in sorted(near) if slips <= allowed)[:most]


def _slips(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many, or swapped with the next; at most `most`+1."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        now = [i]
        for j, b in enumerate(other, start=1):
            least = min(row[j] + 1, now[-1] + 1, row[j - 1] + (a != b))
            if before and j > 1 and a == other[j - 2] and b == one[i - 2]:
                least = min(least, before[j - 2] + 1)
            now.append(least)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return row[-1]
