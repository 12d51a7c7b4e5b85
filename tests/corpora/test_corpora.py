from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from adr_tool.document.editor import Reference, add_link, set_status, supersede
from adr_tool.document.reader import Reading, read
from adr_tool.document.removal import remove_links
from adr_tool.domain.link import LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.errors import EditError
from adr_tool.store.discovery import USUAL_FOLDERS, discover
from adr_tool.store.folder import Folder
from tests.corpora.measure import (
    CORPORA,
    THRESHOLDS,
    Row,
    explained,
    rows,
    share,
    table,
    text,
    verdicts,
)

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the corpora of real records are not at {CORPORA}"
)

SUCCESSOR = Reference("ADR-9999", "ADR-9999: Use another", "9999-use-another.md")
MOST_REFUSED = 0.005
MOST_LINES = 6  # a status section of its own: heading, status, link, and blank lines


@cache
def readings() -> list[tuple[Row, Reading]]:
    return [(row, read(text(row["repo"], row["path"]), row["path"])) for row in rows()]


def folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()


def test_every_record_of_the_corpora_is_here() -> None:
    assert len(rows()) == 2486


@pytest.mark.parametrize("field", list(THRESHOLDS))
@pytest.mark.parametrize("by_repository", [False, True])
def test_the_records_are_read_truly(field: str, *, by_repository: bool) -> None:
    assert share(field, by_repository=by_repository) >= THRESHOLDS[field], table()


def test_what_was_checked_by_hand_is_right_or_explained() -> None:
    wrong = {(v.repository, v.path, v.field) for v in verdicts() if v.checked and not v.right}
    assert wrong == set(explained())


def test_every_place_of_a_status_holds_its_value() -> None:
    for row, got in readings():
        whole = text(row["repo"], row["path"])
        for field in got.statuses:
            written = whole[field.place.start : field.place.end]
            assert folded(field.value) == folded(written), row["path"]


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new, without the same start and end."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if first is None:
        first = min(len(old), len(new))
    rest = min(len(old), len(new)) - first
    same = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return old[first : len(old) - same], new[first : len(new) - same]


def bare(line: str) -> str:
    return line.strip("\ufeff\r\n")


def may_go(reading: Reading, whole: str) -> set[str]:
    """The lines that an edit may replace: those of the status, and an empty or own key."""
    lines = [bare(line) for line in re.split(r"(?<=\n)", whole)]
    stated = {lines[field.place.line - 1] for field in reading.statuses}
    keys = re.compile(r"(?i)(?:status|superseded-by)[ \t]*:")
    return stated | {line for line in lines if keys.match(line)}


def assert_edits(edit: Callable[[str, str], str], right: Callable[[Record], bool]) -> None:
    """Edit every record: only lines that state the status go, only a few new ones come."""
    refused = []
    for row, got in readings():
        before, path = text(row["repo"], row["path"]), row["path"]
        try:
            after = edit(before, path)
        except EditError:
            refused.append(path)
            continue
        gone, new = ([bare(line) for line in lines] for lines in changed(before, after))
        lost = [line for line in gone if line not in new]
        assert set(lost) <= may_go(got, before), path
        assert len(new) - len(gone) <= MOST_LINES, path
        assert right(read(after, path).record), path
    assert len(refused) <= MOST_REFUSED * len(rows()), refused


def test_a_status_is_set_in_place() -> None:
    assert_edits(
        lambda whole, path: set_status(whole, path, Status.REJECTED),
        lambda record: record.status is Status.REJECTED,
    )


def test_a_record_is_superseded_in_place() -> None:
    def right(record: Record) -> bool:
        named = record.links_of(LinkKind.SUPERSEDED_BY)
        return record.status is Status.SUPERSEDED and any("9999" in link.target for link in named)

    assert_edits(lambda whole, path: supersede(whole, path, SUCCESSOR), right)


@cache
def collections() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        if row["kind"] == "adr":
            found[row["repo"]].append(row)
    return found


def is_usual(paths: list[str]) -> bool:
    return all(any(p.startswith(f"{folder}/") for folder in USUAL_FOLDERS) for p in paths)


def test_the_log_of_each_collection_in_a_usual_folder_is_found_whole(tmp_path: Path) -> None:
    usual = {
        name: found
        for name, found in collections().items()
        if is_usual([row["path"] for row in found])
    }
    assert len(usual) > 10
    for name, found in usual.items():
        root = tmp_path / name.replace("/", "+")
        shutil.copytree(CORPORA / "files" / root.name, root)
        (root / ".git").mkdir()
        log, _ = Folder(discover(root).folders, root).read_all()
        assert {row["path"] for row in found} <= {record.path for record in log.records}, name
        assert log.unreadable == (), name


@pytest.mark.parametrize("kind", [LinkKind.AMENDS, LinkKind.SUPERSEDES])
def test_a_link_that_is_taken_back_leaves_the_same_bytes(kind: LinkKind) -> None:
    refused, different = [], []
    for row in rows():
        before, path = text(row["repo"], row["path"]), row["path"]
        try:
            linked = add_link(before, path, kind, SUCCESSOR)
        except EditError:
            refused.append(path)
            continue
        if remove_links(linked, path, lambda link: "9999" in link.target) != before:
            different.append(path)
    assert different == []
    assert len(refused) <= 0.001 * len(rows()), refused


def test_a_deprecation_that_is_taken_back_leaves_the_same_bytes() -> None:
    tried, different = 0, []
    for row, got in readings():
        said = [field.value for field in got.statuses]
        if not said or not all(re.match(r"\W*accepted\b(?! by)", v, re.IGNORECASE) for v in said):
            continue
        tried += 1
        before, path = text(row["repo"], row["path"]), row["path"]
        there = set_status(before, path, Status.DEPRECATED)
        if set_status(there, path, Status.ACCEPTED) != before:
            different.append(path)
    assert tried > 0.3 * len(rows())
    assert different == []
