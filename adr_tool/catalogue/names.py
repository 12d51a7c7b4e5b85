"""Find names in a running text: whole words, the longest name first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[^\W_]+|[^\w\s-]")
_CLINGS = re.compile(r"[\w+#]")
"""Behind a name, these make it another one: `C` is not in `C++`, nor `pg` in `pg_dump`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text.

    Attributes:
        start: Where it begins, in characters.
        length: How many words and signs it has.
        meanings: The ids of what it may mean.
    """

    start: int
    length: int
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    tokens: tuple[str, ...]
    spelled: str
    meanings: list[str]


@dataclass(slots=True)
class Names:
    """Names and the ids of what they mean."""

    _entries: dict[tuple[tuple[str, ...], str], _Entry] = field(default_factory=dict)
    _by_first: dict[str, list[_Entry]] = field(default_factory=dict)

    def add(self, name: str, meaning: str, *, cased: bool = False) -> None:
        """Let a name mean something; a cased one counts in a text only as it is spelled here."""
        tokens = _tokens(name)
        if not tokens:
            return
        key = (tokens, name if cased else "")
        if key not in self._entries:
            self._entries[key] = _Entry(tokens, key[1], [])
            beside = self._by_first.setdefault(tokens[0], [])
            beside.append(self._entries[key])
            beside.sort(key=lambda entry: -len(entry.tokens))
        if meaning not in self._entries[key].meanings:
            self._entries[key].meanings.append(meaning)

    def __iter__(self) -> Iterator[str]:
        return (" ".join(tokens) for tokens, _ in self._entries)

    def meanings(self, name: str) -> tuple[str, ...]:
        """What a name means that stands alone, in any case; empty where nobody knows it."""
        tokens = _tokens(name)
        beside = self._by_first.get(tokens[0], ()) if tokens else ()
        return tuple(m for entry in beside if entry.tokens == tokens for m in entry.meanings)

    def found(self, text: str) -> Iterator[Found]:
        """The names in a text, in its order; a longer one hides those inside it."""
        marks = list(_TOKEN.finditer(text))
        words = [mark[0].lower() for mark in marks]
        place = 0
        while place < len(words):
            entry = next(
                (e for e in self._by_first.get(words[place], ()) if _fits(e, text, marks, place)),
                None,
            )
            if entry:
                length = len(entry.tokens)
                yield Found(marks[place].start(), length, tuple(entry.meanings))
                place += length
            else:
                place += 1


def _fits(entry: _Entry, text: str, marks: list[re.Match[str]], place: int) -> bool:
    own = marks[place : place + len(entry.tokens)]
    if tuple(mark[0].lower() for mark in own) != entry.tokens:
        return False
    start, end = own[0].start(), own[-1].end()
    if entry.spelled and text[start:end] != entry.spelled:
        return False
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return before != "_" and not _CLINGS.match(after)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(mark[0].lower() for mark in _TOKEN.finditer(name))
