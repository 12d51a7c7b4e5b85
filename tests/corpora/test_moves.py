"""Every move of the command line over every public record: only its own lines, and back again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adr_tool.document.reader import read
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.domain.status_words import find_status_word
from adr_tool.errors import EditError
from adr_tool.store.folder import Folder
from adr_tool.workflow import decide, relate
from adr_tool.workflow.act import Act
from tests.corpora.measure import CORPORA, rows
from tests.corpora.test_corpora import bare, changed, may_go

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora of real records at {CORPORA}"),
]
MOST_LINES = 6
MOST_REFUSED = 0.01
BY = decide.Acceptance(("Ana Ruiz",), "", "", force=True, today="2026-11-23")
REPOSITORIES = sorted({row["repo"] for row in rows()}) if CORPORA.is_dir() else []

Move = Callable[["Log", Record], Act]


@dataclass
class Log:
    """A copy of one repository's records, as a log."""

    root: Path
    records: dict[str, Record]

    @property
    def folder(self) -> Folder:
        return Folder((self.root,), self.root)

    @property
    def log(self) -> DecisionLog:
        return DecisionLog(tuple(self.records.values()))

    def after(self, act: Act) -> Log:
        """Write an act; the log as it is then."""
        records = dict(self.records)
        for change in act.changes():
            path = change.path.relative_to(self.root).as_posix()
            change.path.write_bytes(change.after.encode("utf-8", "surrogateescape"))
            records[path] = read(change.after, path).record
        return Log(self.root, records)


@pytest.fixture(params=REPOSITORIES)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Log:
    found = [row["path"] for row in rows() if row["repo"] == request.param and row["kind"] == "adr"]
    root = tmp_path / "log"
    shutil.copytree(CORPORA / "files" / request.param.replace("/", "+"), root)
    texts = {path: (root / path).read_bytes().decode() for path in found}
    return Log(root, {path: read(text, path).record for path, text in texts.items()})


def moved(log: Log, move: Move, wanted: Callable[[Record], bool]) -> Iterator[tuple[Record, Act]]:
    """Make a move with every record that it applies to, each from the state in the corpora."""
    refused = []
    tried = 0
    for record in log.log.records:
        if not wanted(record):
            continue
        tried += 1
        try:
            act = move(log, record)
        except EditError as error:
            refused.append(error.message)
            continue
        assert_own_lines(log, act)
        yield record, act
    assert len(refused) <= max(2, MOST_REFUSED * tried), refused


def assert_own_lines(log: Log, act: Act) -> None:
    for path, before in act.before.items():
        gone, new = ([bare(li) for li in lines] for lines in changed(before, act.after[path]))
        lost = [line for line in gone if line not in new]
        assert set(lost) <= may_go(read(before, path), before), path
        assert len(new) - len(gone) <= MOST_LINES, path
    assert all(path in log.records for path in act.before)


def assert_back(log: Log, there: Act, back: Callable[[Log], Act], *, exactly: bool) -> None:
    """Take a move back: the same bytes in every file, or only the status is said otherwise."""
    act = back(log.after(there))
    texts = {**there.after, **act.after}
    for path, before in there.before.items():
        after = texts[path]
        if exactly:
            assert after == before, path
        else:
            gone, new = changed(before, after)
            assert {bare(li) for li in gone} - {bare(li) for li in new} <= may_go(
                read(before, path), before
            ), path
    for path, before in there.before.items():
        (log.root / path).write_bytes(before.encode("utf-8", "surrogateescape"))


def says(word: str, record: Record) -> bool:
    """Whether the status is that one word, so that a move back can know how it was written."""
    raw = record.status_raw
    found = find_status_word(raw)
    if found is None or re.search(r"\w", raw[: found[0]]):
        return False
    return raw[slice(*found)].lower() == word


def several_places(log: Log, record: Record) -> bool:
    text = (log.root / record.path).read_bytes().decode()
    said = [field.value for field in read(text, record.path).statuses]
    return len({value.strip().lower() for value in said}) > 1


def test_accepted_and_reopened(log: Log) -> None:
    def accept(log: Log, record: Record) -> Act:
        return decide.accept(log.log, log.folder, [record.path], BY)

    open_ones = {Status.UNKNOWN, Status.DRAFT, Status.PROPOSED}
    for record, act in moved(log, accept, lambda r: r.status in open_ones):
        plain = says("proposed", record) and not several_places(log, record)
        old = [r for r in act.log.relations(record) if r.target and r.target.path in act.before]
        exactly = plain and all(says("accepted", r.target) for r in old if r.target)
        assert_back(
            log,
            act,
            reopened(record.path),
            exactly=exactly,
        )


@pytest.mark.parametrize(
    ("move", "statuses", "word"),
    [
        (decide.reject, {Status.DRAFT, Status.PROPOSED}, "proposed"),
        (decide.deprecate, {Status.ACCEPTED}, "accepted"),
    ],
)
def test_ended_and_reopened(
    log: Log, move: Callable[..., Act], statuses: set[Status], word: str
) -> None:
    def end(log: Log, record: Record) -> Act:
        return move(log.log, log.folder, [record.path])

    for record, act in moved(log, end, lambda r: r.status in statuses):
        exactly = says(word, record) and not several_places(log, record)
        assert_back(
            log,
            act,
            reopened(record.path),
            exactly=exactly,
        )


def reopened(path: str) -> Callable[[Log], Act]:
    return lambda now: decide.reopen(now.log, now.folder, [path])


def next_to(log: Log, record: Record) -> Record:
    records = log.log.records
    return records[(records.index(record) + 1) % len(records)]


def unlinked(path: str, other: str) -> Callable[[Log], Act]:
    def back(now: Log) -> Act:
        act = Act(now.log, now.folder)
        relate.unlink(act, now.records[path], now.records[other])
        return act

    return back


def unrelated(log: Log, record: Record) -> bool:
    other = next_to(log, record)
    if other.path == record.path:
        return False
    ends = ((record, other), (other, record))
    return not any(r.target is b for a, b in ends for r in log.log.relations(a))


@pytest.mark.parametrize("words", ["Clarifies", "Amends"])
def test_linked_and_unlinked(log: Log, words: str) -> None:
    def link(log: Log, record: Record) -> Act:
        act = Act(log.log, log.folder)
        relate.link(act, record, words, next_to(log, record), "Clarified by")
        return act

    for record, act in moved(log, link, lambda r: unrelated(log, r)):
        assert_back(log, act, unlinked(record.path, next_to(log, record).path), exactly=True)


def test_superseded_unlinked_and_reopened(log: Log) -> None:
    def supersede(log: Log, record: Record) -> Act:
        act = Act(log.log, log.folder)
        relate.supersede(act, record, next_to(log, record))
        return act

    def applies(record: Record) -> bool:
        other = next_to(log, record)
        return not log.log.successors(record) and other.in_force and unrelated(log, record)

    for record, act in moved(log, supersede, lambda r: r.in_force and applies(r)):
        other = next_to(log, record).path

        def back(now: Log, path: str = record.path, other: str = other) -> Act:
            first = unlinked(path, other)(now)
            then = now.after(first)
            act = decide.reopen(then.log, then.folder, [path])
            act.before, act.after = first.before, {**first.after, **act.after}
            return act

        assert_back(log, act, back, exactly=False)
