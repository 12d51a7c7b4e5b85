"""How well the right records are found: `python -m tests.benchmarks.retrieval`.

The truth is not ours: the references that the records of public projects make to each other.
A query is a record's title and the first 120 words of its context, with ids, links and
addresses taken out; wanted are the records it refers to, found among the others of its log.
The weights of `index.ranking` were chosen on the collections whose name has an even SHA-256
alone; docs/explanation/search.md tells how.
"""

from __future__ import annotations

import hashlib
import math
import posixpath
import re
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from adr_tool.document import searched
from adr_tool.document.digest import digest
from adr_tool.document.outline import Outline
from adr_tool.document.rubric.anatomy import Anatomy
from adr_tool.document.rubric.parts import Part
from adr_tool.domain.digest import Digest
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import is_markdown
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.workflow.finder import Finder
from tests.corpora.measure import rows, text

MOST_WORDS = 120
TOP = 5
ENOUGH = 20
"""From so many queries on a collection says something by itself."""

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_ID = re.compile(
    r"\bADR[-_ #\u2011]{0,2}\d+\b|#\d+\b|https?://\S+|\b\d{4}-[a-z0-9-]+(?:\.md)?|\S*\.md\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A record as a question: its title, the beginning of its context, and what is wanted."""

    record: Record
    title: str
    context: str
    wanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """How one way of searching did: queries, mean recall in the first five, mean 1/rank."""

    queries: int
    recall: float
    mrr: float


class Collection:
    """The records of one log."""

    def __init__(self, name: str, digests: dict[str, Digest], texts: dict[str, str]) -> None:
        self.name = name
        self.digests = digests
        self.texts = texts
        self.log = DecisionLog(tuple(one.record for one in digests.values()))

    @property
    def is_tuned(self) -> bool:
        """Whether the weights were chosen on it."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 0

    @cached_property
    def queries(self) -> tuple[Query, ...]:
        """Every record that refers to another one."""
        return tuple(self._queries())

    def _queries(self) -> Iterator[Query]:
        for path, known in self.digests.items():
            wanted = self._referred(known) - {path}
            if wanted:
                words = _WORD.findall(_ID.sub(" ", _LINK.sub(" ", _context(self.texts[path]))))
                title = _ID.sub(" ", known.record.title)
                yield Query(known.record, title, " ".join(words[:MOST_WORDS]), frozenset(wanted))

    def _referred(self, known: Digest) -> set[str]:
        numbers = [int(name) for _, sort, name in known.mentions if sort == "record"]
        found = [self.log.candidates(f"ADR-{number:04d}") for number in numbers]
        found += [
            tuple(r for r in self.log.records if _is_linked(known.record, name, r))
            for _, sort, name in known.mentions
            if sort == "link" and is_markdown(name)
        ]
        found += [(r.target,) for r in self.log.relations(known.record) if r.target]
        return {records[0].path for records in found if len(records) == 1}


def _is_linked(source: Record, name: str, target: Record) -> bool:
    return searched.stem(name) == searched.stem(target.path) and target is not source


def _context(whole: str) -> str:
    anatomy = Anatomy(Outline(whole))
    found = anatomy.first(Part.CONTEXT)
    if found and found.words.strip():
        return found.words
    return "\n".join(li.text for li in anatomy.prose if li.text[:1] != "#")


@cache
def names() -> tuple[str, ...]:
    """The collections of the corpora."""
    return tuple(sorted({row["collection"] for row in rows()}))


@cache
def collection_of(name: str) -> Collection:
    """One collection, read."""
    found = [row for row in rows() if row["collection"] == name and row["kind"] == "adr"]
    texts = {row["path"]: text(row["repo"], row["path"]) for row in found}
    read = {path: digest(whole, path) for path, whole in texts.items()}
    return Collection(name, {path: one for path, one in read.items() if one}, texts)


def collections() -> tuple[Collection, ...]:
    """Those in which records refer to each other."""
    return tuple(one for one in map(collection_of, names()) if one.queries)


Search = Callable[[Query], list[str]]
"""Answers a query with paths, the best first."""


def term_count(collection: Collection) -> Search:
    """How often the words of the query occur, as a count with ripgrep would rank files."""
    counts = {p: Counter(_WORD.findall(t.lower())) for p, t in collection.texts.items()}

    def search(query: Query) -> list[str]:
        words = set(_WORD.findall(f"{query.title} {query.context}".lower()))
        scores = {path: sum(count[word] for word in words) for path, count in counts.items()}
        return [p for s, p in sorted((-s, p) for p, s in scores.items() if s)]

    return search


def full_text(tokenizer: str) -> Callable[[Collection], Search]:
    """SQLite's FTS5 as it comes: one column, bm25, every word of the query."""

    def of(collection: Collection) -> Search:
        base = sqlite3.connect(":memory:")
        columns = f"path UNINDEXED, body, tokenize = '{tokenizer}'"
        base.execute(f"CREATE VIRTUAL TABLE t USING fts5({columns})")
        base.executemany("INSERT INTO t VALUES (?, ?)", collection.texts.items())

        def search(query: Query) -> list[str]:
            words = dict.fromkeys(_WORD.findall(f"{query.title} {query.context}".lower()))
            asked = " OR ".join(f'"{word}"' for word in words)
            found = base.execute("SELECT path FROM t WHERE t MATCH ? ORDER BY rank, path", (asked,))
            return [path for (path,) in found]

        return search

    return of


def ours(collection: Collection, *, placed: bool = True) -> Search:
    """`adr related`, before what is out of force or cited is left out."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        for path, whole in collection.texts.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(whole, encoding="utf-8", newline="")
        # Some logs are in hidden folders, which are only read when they are named.
        above = posixpath.commonpath([posixpath.dirname(path) for path in collection.texts])
        folder = Folder((place / above,), place)
        finder = Finder(folder, folder.listing(), None)
        finder.related("", limit=1)

    def search(query: Query) -> list[str]:
        to = query.record if placed else None
        found = finder.related(query.title, query.context, limit=1_000, to=to)
        # Those in force first is for people; what refers to what knows no such order.
        hits = sorted(found.hits, key=lambda hit: -hit.score)
        return [hit.record.path for hit in hits]

    return search


WAYS: dict[str, Callable[[Collection], Search]] = {
    "term count": term_count,
    "FTS5 bm25": full_text("unicode61"),
    "FTS5 bm25, porter": full_text("porter unicode61"),
    "adr related": ours,
}


def figures(collection: Collection, way: Callable[[Collection], Search]) -> Figures:
    """How one way does on a collection."""
    search = way(collection)
    recall = mrr = 0.0
    for query in collection.queries:
        found = [path for path in search(query) if path != query.record.path]
        recall += len(query.wanted & set(found[:TOP])) / len(query.wanted)
        mrr += next((1 / n for n, path in enumerate(found, 1) if path in query.wanted), 0.0)
    count = len(collection.queries)
    return Figures(count, recall / count, mrr / count)


def together(parts: list[Figures]) -> Figures:
    """The figures over all queries of some collections."""
    count = sum(one.queries for one in parts)
    recall = math.fsum(one.queries * one.recall for one in parts) / count
    return Figures(count, recall, math.fsum(one.queries * one.mrr for one in parts) / count)


def table() -> Iterator[str]:
    """All figures as Markdown: recall in the first five / mean reciprocal rank."""
    yield f"| collection | half | queries | {' | '.join(WAYS)} |"
    yield f"| --- | --- | ---: |{' ---: |' * len(WAYS)}"
    results = {c.name: {n: figures(c, w) for n, w in WAYS.items()} for c in collections()}
    for tuned in (True, False):
        half = [c for c in collections() if c.is_tuned is tuned]
        name = "tuned on" if tuned else "held out"
        parts = {way: together([results[c.name][way] for c in half]) for way in WAYS}
        yield _row(f"**all {len(half)}**", name, parts)
        for one in half:
            if len(one.queries) >= ENOUGH:
                yield _row(one.name, name, results[one.name])


def _row(name: str, half: str, found: dict[str, Figures]) -> str:
    cells = [f"{one.recall:.3f} / {one.mrr:.3f}" for one in found.values()]
    return f"| {name} | {half} | {next(iter(found.values())).queries} | {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    sys.stdout.writelines(f"{line}\n" for line in table())


if __name__ == "__main__":
    main()
