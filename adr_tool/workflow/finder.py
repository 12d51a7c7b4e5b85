"""Find records by their words through an index that is brought up to date first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from adr_tool.document import searched
from adr_tool.domain.log import DecisionLog, Unreadable
from adr_tool.domain.record import Record
from adr_tool.errors import AdrError
from adr_tool.index.database import Base, in_batches
from adr_tool.index.document import Document
from adr_tool.index.question import Term, alike, plain_terms, terms, topics
from adr_tool.index.ranking import Ranked, holders, matching, related, telling_terms
from adr_tool.store.cache import code_version, index_place
from adr_tool.store.folder import Folder, Listing
from adr_tool.store.packing import packed, unpacked_digest
from adr_tool.store.writing import read_text

_MOST_AKIN = 50
_MOST_SHOWN = 8
"""Words of a text that a snippet looks for."""

OUT_OF_FORCE = 0.5
"""What the score of a record that is not in force counts when both are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    Attributes:
        score: Higher is better; comparable within one answer only.
    """

    record: Record
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """An answer.

    Attributes:
        log: The log as far as it bears on the hits: their relations can be looked up in it.
        terms: What was looked for in the end.
        mended: The words of the question that no record has, with what was looked for instead.
    """

    hits: tuple[Hit, ...]
    log: DecisionLog
    terms: tuple[Term, ...] = ()
    mended: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Finder:
    """Answers from the index of one log.

    Args:
        folder: The log folders.
        listing: Their files.
        place: Where the index is kept; None keeps it in memory.
    """

    def __init__(self, folder: Folder, listing: Listing, place: Path | None) -> None:
        self._folder = folder
        self._listing = listing
        self._place = place
        self.unreadable: list[Unreadable] = []

    def search(self, asked: str, *, limit: int, picks: Callable[[Record], bool] | None) -> Found:
        """The records that hold what a person typed; those in force count double.

        Args:
            asked: Words, "phrases" and prefix*.
            limit: How many at the most.
            picks: Tells whether a record is wanted; None wants all.
        """
        wanted, mended = self._mended(terms(asked))
        ranked = matching(self._base, wanted, most=-1 if picks else 20 * limit)
        hits = [hit for hit in self._hits(ranked) if picks is None or picks(hit.record)]
        weighed = [
            Hit(hit.record, hit.score * (1.0 if hit.record.in_force else OUT_OF_FORCE))
            for hit in hits
        ]
        weighed.sort(key=lambda hit: -hit.score)
        return self._found(weighed[:limit], wanted, mended)

    def related(self, title: str, text: str = "", *, limit: int, to: Record | None = None) -> Found:
        """The records that bear on a text, those in force first.

        Args:
            title: Its title, whose words count twice.
            text: What else it says.
            limit: How many at the most.
            to: The record whose text it is, if it is one.
        """
        asked = telling_terms(self._base, plain_terms(title, text))
        row = self._row(to) if to else None
        ranked = related(self._base, asked, number=to.number if to else None, without=row)
        hits = sorted(self._hits(ranked), key=lambda hit: not hit.record.in_force)
        return self._found(hits[:limit], asked[:_MOST_SHOWN])

    def akin(self, title: str, text: str = "", *, to: Record | None = None) -> tuple[Record, ...]:
        """The related records whose title tells the same: what nobody asked for has to be near."""
        about = topics(f"{title} {text}")
        found = self.related(title, text, limit=_MOST_AKIN, to=to)
        return tuple(hit.record for hit in found.hits if topics(hit.record.title) & about)

    def places(self) -> list[tuple[str, str, str]]:
        """Of each record its key, and what it says of files: `affects` or `path`, and which."""
        return self._base.ask(
            "SELECT key, sort, place FROM places JOIN records ON id = source "
            "ORDER BY number IS NULL, number, key, sort, place"
        )

    def cited(self, number: int | None, path: str) -> list[str]:
        """The keys of the records that a citation by number, or by a file's path, may mean."""
        asked = "SELECT key FROM records WHERE number = ? OR stem = ?"
        stem = searched.stem(path) if path else None
        return [key for (key,) in self._base.ask(asked, (number, stem))]

    def referring(self, record: Record) -> frozenset[str]:
        """The paths of the records that refer to one."""
        keys = (f"#{record.number}", searched.stem(record.path))
        found = self._base.ask(
            "SELECT key FROM records JOIN cites ON source = id WHERE target IN (?, ?)", keys
        )
        return frozenset(self._folder.path_of(key) for (key,) in found)

    def cites(self, record: Record) -> frozenset[str]:
        """What a record refers to, as `searched.cites` has it."""
        found = self._base.ask("SELECT target FROM cites WHERE source = ?", (self._row(record),))
        return frozenset(target for (target,) in found)

    def named(self, ref: str) -> DecisionLog:
        """The part of the log that a number, an id or a path may mean a record of."""
        rows = {row for some in in_batches([searched.key(ref)]) for row in self._rows_of(some)}
        return self._part(rows)

    def records(self, keys: Iterable[str]) -> tuple[DecisionLog, dict[str, Record]]:
        """The records of some keys, and the part of the log that they are of."""
        rows: dict[int, str] = {}
        for some in in_batches(keys):
            marks = ",".join("?" * len(some))
            asked = f"SELECT id, key FROM records WHERE key IN ({marks})"  # noqa: S608
            rows |= dict(self._base.ask(asked, some))
        found = self._records(rows)
        return self._part(set(rows)), {key: found[row] for row, key in rows.items()}

    @cached_property
    def _base(self) -> Base:
        base = Base(self._place, code_version())
        state, listing = self._folder.state(self._listing), self._listing
        base.refresh(state, lambda: self._folder.keyed(listing), self._read)
        return base

    def _read(self, keys: list[str]) -> Iterator[tuple[str, Document | None, bool]]:
        self.unreadable.clear()
        stamps = self._folder.keyed(self._listing)
        for key, path, got in self._folder.read_some(self._listing, keys):
            if isinstance(got, Unreadable):
                self.unreadable.append(got)
                yield key, None, False
                continue
            settled = self._listing.holds(stamps[key])
            if got is None:
                yield key, None, settled
                continue
            try:
                text = read_text(self._folder.place(path))
            except AdrError:
                yield key, None, False
                continue
            record = got.record
            tags = " ".join((*record.tags, record.summary))
            stem, body, cites = searched.stem(path), searched.body(text, got), searched.cites(got)
            data = packed(got)[1]
            places = (
                *(("affects", glob) for glob in record.affects),
                *(("path", name) for _, sort, name in got.mentions if sort == "path"),
            )
            # Whoever asks for an id means the record that has it, not those that cite it.
            tags = f"{tags} {record.label}" if record.number is not None else tags
            document = Document(record.number, stem, record.title, tags, body, cites, places, data)
            yield key, document, settled

    def _mended(
        self, asked: tuple[Term, ...]
    ) -> tuple[tuple[Term, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
        """The terms with those words mended that stand nowhere."""
        kept: list[Term] = []
        mended: list[tuple[str, tuple[str, ...]]] = []
        for term in asked:
            (word, *more) = term.words
            if more or term.prefix or holders(self._base, word):
                kept.append(term)
                continue
            near = alike(word, self._vocabulary)
            kept += [Term((one,)) for one in near]
            mended.append((word, near))
        return tuple(dict.fromkeys(kept)), tuple(mended)

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(term for (term,) in self._base.ask("SELECT term FROM vocabulary"))

    def _row(self, record: Record) -> int | None:
        found = self._base.ask(
            "SELECT id, key FROM records WHERE stem = ?", (searched.stem(record.path),)
        )
        return next((row for row, key in found if self._folder.path_of(key) == record.path), None)

    def _hits(self, ranked: list[Ranked]) -> Iterator[Hit]:
        records = self._records([one.row for one in ranked])
        return (Hit(records[one.row], one.score) for one in ranked)

    def _records(self, rows: Iterable[int]) -> dict[int, Record]:
        found: dict[int, Record] = {}
        for some in in_batches(rows):
            marks = ",".join("?" * len(some))
            asked = f"SELECT id, key, data FROM records WHERE id IN ({marks})"  # noqa: S608
            for row, key, data in self._base.ask(asked, some):
                digest = unpacked_digest(self._folder.path_of(key), json.loads(data))
                if digest is not None:
                    found[row] = digest.record
        return found

    def _found(
        self,
        hits: list[Hit],
        wanted: tuple[Term, ...],
        mended: tuple[tuple[str, tuple[str, ...]], ...] = (),
    ) -> Found:
        rows = {row for hit in hits if (row := self._row(hit.record)) is not None}
        return Found(tuple(hits), self._part(rows), wanted, mended)

    def _part(self, rows: set[int]) -> DecisionLog:
        """Some records, what they refer to, what refers to them, and all of the same numbers."""
        records = self._records(rows)
        own = [k for r in records.values() for k in (f"#{r.number}", searched.stem(r.path))]
        said = [searched.key(link.target) for r in records.values() for link in r.links]
        near = {row for some in in_batches(said) for row in self._rows_of(some)}
        for some in in_batches(own):
            marks = ",".join("?" * len(some))
            asked = f"SELECT source FROM cites WHERE target IN ({marks})"  # noqa: S608
            near |= {row for (row,) in self._base.ask(asked, some)}
        records |= self._records(near - rows)
        numbers = {f"#{r.number}" for r in records.values() if r.number is not None}
        same = {row for some in in_batches(numbers) for row in self._rows_of(some)}
        records |= self._records(same - records.keys())
        return DecisionLog(tuple(records.values()), unreadable=tuple(self.unreadable))

    def _rows_of(self, keys: list[str]) -> list[int]:
        """The records with one of some numbers (`#7`) or stems."""
        numbers = [int(key[1:]) for key in keys if key[:1] == "#" and key[1:].isdigit()]
        stems = [key for key in keys if key[:1] != "#"]
        asked = (
            f"SELECT id FROM records WHERE number IN ({','.join('?' * len(numbers))}) "  # noqa: S608
            f"OR stem IN ({','.join('?' * len(stems))})"
        )
        return [row for (row,) in self._base.ask(asked, (*numbers, *stems))]


def finder_of(folder: Folder, listing: Listing) -> Finder:
    """The finder of a log, with its index among the person's caches."""
    place = index_place(folder.folders, folder.caches, folder.notation.identity)
    return Finder(folder, listing, place)
