"""Which records of the log bear on a title: shared rare words, in-force ones first."""

from __future__ import annotations

import math
import re
from collections import Counter

from adr_tool.domain.register import R_co, Register

_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "use",
        "using",
        "our",
        "from",
        "that",
        "this",
        "not",
        "are",
        "can",
        "should",
        "which",
        "what",
        "record",
        "architecture",
        "decision",
        "decisions",
        "adr",
        "support",
        "add",
        "new",
        "instead",
        "over",
    ]
)
_LEAST_SCORE = 1.0


def related(log: Register[R_co], text: str, *, limit: int = 3) -> tuple[R_co, ...]:
    """Rank the records whose titles share rare words with a text.

    A word weighs more the fewer titles hold it (inverse document frequency). Records that
    share nothing are left out.
    """
    wanted = _words(text)
    # Few titles hold a wanted word, so that most need not be taken apart.
    holding = re.compile("|".join(map(re.escape, wanted)) or "(?!)")
    near = [record for record in log.records if holding.search(record.title.lower())]
    titles = [(record, wanted & _words(record.title)) for record in near]
    counts = Counter(word for _, shared in titles for word in shared)
    scored = []
    for record, shared in titles:
        score = sum(math.log(1 + len(log.records) / counts[word]) for word in shared)
        if score >= _LEAST_SCORE:
            scored.append((record.in_force, score, record))
    scored.sort(key=lambda s: (not s[0], -s[1], s[2].path))
    return tuple(record for _, _, record in scored[:limit])


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in _COMMON)
