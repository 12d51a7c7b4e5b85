"""What changed between two texts, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading or an item: its 1-based line, and its words with single blanks."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Sentences that were replaced, added or taken out in one place.

    Attributes:
        line: 1-based line of the new text.
        old: What stood there; empty where it was added.
        new: What stands there now; empty where it was taken out.
    """

    line: int
    old: str
    new: str

    def told(self) -> str:
        """The change in a few words, for a person who has the file open."""
        if not self.old:
            return f"new: {_short(self.new)}"
        return f"{_short(self.old)} is {f'now {_short(self.new)}' if self.new else 'gone'}"


def hunks(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[Hunk]:
    """Where two texts differ; nothing where only the line breaks do."""
    before, after = [s.words for s in old], [s.words for s in new]
    if " ".join(before) == " ".join(after):
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            line = new[min(c, len(new) - 1)].line if new else 1
            yield Hunk(line, " ".join(before[a:b]), " ".join(after[c:d]))


def likeness(old: Sequence[Sentence], new: Sequence[Sentence]) -> float:
    """How much of the longer text both have, from 0 to 1."""
    before, after = {s.words for s in old}, {s.words for s in new}
    return len(before & after) / max(len(before), len(after), 1)


def _short(words: str) -> str:
    return repr(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
