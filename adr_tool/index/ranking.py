"""Rank records by their words, by what the best of them cite, and by how near they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from adr_tool.index.database import Base, in_batches
from adr_tool.index.question import Term, telling

# The weights were chosen on one half of the collections of tests/benchmarks/retrieval.py, and
# measured on the other: docs/explanation/search.md.
COLUMNS = (3.0, 2.0, 1.0)
"""Weights of title, tags, text."""

NEAR, REACH, LATER = 0.6, 100.0, 0.2
"""What a neighbouring number adds, over how many numbers that fades, and its share for later ones:
a decision builds on those before it.
"""

SPREAD, SEEDS = 0.3, 10
"""What is cited by the best so many counts as much of the best score, at the most."""

_MOST = 200
_BM25 = f"bm25(words, {', '.join(map(str, COLUMNS))})"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A record that was found: its row, and its score, higher being better."""

    row: int
    score: float


def matching(base: Base, terms: Iterable[Term], *, most: int = _MOST) -> list[Ranked]:
    """The records that hold at least one of the terms, by BM25; `most` below 0 is all of them."""
    asked = " OR ".join(term.fts for term in terms)
    if not asked:
        return []
    rows = base.ask(
        f"SELECT words.rowid, -{_BM25} AS score FROM words JOIN records ON id = words.rowid "  # noqa: S608
        "WHERE words MATCH ? ORDER BY score DESC, number IS NULL, number, key LIMIT ?",
        (asked, most),
    )
    return [Ranked(row, score) for row, score in rows]


def related(
    base: Base, asked: tuple[Term, ...], *, number: int | None = None, without: int | None = None
) -> list[Ranked]:
    """The records that bear on a text, the nearest first.

    Args:
        base: The index.
        asked: The words of the text that tell records apart.
        number: The number of the record whose text it is; else it comes after all others.
        without: The row of that record, which is not looked for.
    """
    found = [one for one in matching(base, asked) if one.row != without]
    if not found:
        return []
    best = found[0].score or 1.0
    scores = {one.row: one.score / best for one in found}
    for row, share in _cited(base, found[:SEEDS], scores, without).items():
        scores[row] = scores.get(row, 0.0) + SPREAD * share
    numbers = _numbers(base, scores)
    ((last,),) = base.ask("SELECT max(number) FROM records")
    place = number if number is not None else (last or 0) + 1
    ranked = [Ranked(r, s * _nearness(place, numbers[r][0])) for r, s in scores.items()]
    return sorted(ranked, key=lambda one: (-one.score, numbers[one.row][1]))


def telling_terms(base: Base, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The words of a text that tell records apart, the rarest first."""
    ((total,),) = base.ask("SELECT count(*) FROM records")
    return telling(terms, lambda word: holders(base, word), total)


def holders(base: Base, word: str) -> int:
    """How many records hold a word."""
    rows = base.ask("SELECT doc FROM vocabulary WHERE term = ?", (word,))
    return rows[0][0] if rows else 0


def _cited(
    base: Base, seeds: list[Ranked], scores: dict[int, float], without: int | None
) -> dict[int, float]:
    """What the best cite, each as a share of the most cited; one that cites much tells less."""
    added: dict[int, float] = {}
    for seed in seeds:
        cited = [row for row in cited_by(base, seed.row) if row not in (without, seed.row)]
        for row in cited:
            added[row] = added.get(row, 0.0) + scores[seed.row] / math.sqrt(len(cited))
    most = max(added.values(), default=1.0)
    return {row: value / most for row, value in added.items()}


def cited_by(base: Base, row: int) -> list[int]:
    """The records that one refers to; a number or name that several have means none."""
    by_number = (
        "SELECT min(id) FROM cites JOIN records ON number = cast(substr(target, 2) AS INTEGER) "
        "WHERE source = ? AND target LIKE '#%' GROUP BY target HAVING count(*) = 1"
    )
    by_name = (
        "SELECT min(id) FROM cites JOIN records ON stem = target "
        "WHERE source = ? AND target NOT LIKE '#%' GROUP BY target HAVING count(*) = 1"
    )
    found = base.ask(f"{by_number} UNION {by_name} ORDER BY 1", (row, row))
    return [one for (one,) in found]


def _numbers(
    base: Base, rows: Iterable[int]
) -> dict[int, tuple[int | None, tuple[bool, int, str]]]:
    found: dict[int, tuple[int | None, tuple[bool, int, str]]] = {}
    for some in in_batches(rows):
        marks = ",".join("?" * len(some))
        asked = f"SELECT id, number, key FROM records WHERE id IN ({marks})"  # noqa: S608
        for row, number, key in base.ask(asked, some):
            found[row] = (number, (number is None, number or 0, key))
    return found


def _nearness(place: int, number: int | None) -> float:
    if number is None:
        return 1.0
    away = place - number
    return 1.0 + NEAR * (1.0 if away > 0 else LATER) * math.exp(-abs(away) / REACH)
