"""What was read is kept, and never believed against the files."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import adr_tool
from adr_tool.domain.link import LinkKind
from adr_tool.domain.register import entry_of
from adr_tool.domain.status import Status
from adr_tool.store.cache import CODE, RACY_NS, Form, cache_of
from adr_tool.store.folder import Folder
from adr_tool.workspace import Workspace

RECORD = """---
status: accepted
date: 2026-11-22
decision-makers: [Ana, Ben]
tags: [db]
supersedes: ["ADR-0002#part"]
---

# Use PostgreSQL

{fill this in} and that.
"""
LONG_AGO = 1_700_000_000
MARK = ("Use PostgreSQL", "From the cache")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "project/adr"
    folder.mkdir(parents=True)
    for number in (1, 2):
        write(folder / f"000{number}-use-postgresql.md", RECORD)
    write(folder / "README.md", "# About\n")
    return folder


def write(path: Path, text: str, when: int = LONG_AGO) -> None:
    """Write a file as if long ago: what changed just now is not kept."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when, when))


def read(log: Path, caches: Path | None) -> Folder:
    return Folder((log,), log.parent, caches)


def database(caches: Path) -> Path:
    (path,) = (caches / "adr").glob("*.sqlite")
    return path


def titles(log: Path, caches: Path | None) -> list[str]:
    return [record.title for record in read(log, caches).read_all()[0].records]


def poison(caches: Path) -> None:
    """Change what is kept, so that one sees whether it is used."""
    with closing(sqlite3.connect(database(caches))) as base, base:
        base.execute("UPDATE digests SET entry = replace(entry, ?, ?)", MARK)
        base.execute("UPDATE digests SET digest = replace(digest, ?, ?)", MARK)


def entries(log: Path, caches: Path | None) -> list[str]:
    return [entry.title for entry in read(log, caches).register().records]


def test_the_register_says_the_same_as_the_records(log: Path, tmp_path: Path) -> None:
    for number in (3, 4, 5):
        old = f"# {number}. Old\n\n## Status\n\nSuperceded by [6. New](0006-new.md)\n"
        write(log / f"000{number}-old.md", old)
    whole = read(log, None).read_all()[0]
    for _ in range(2):  # read from the files, then from what is kept
        register = read(log, tmp_path).register()
        assert register.records == tuple(map(entry_of, whole.records))
        assert register.spells_superceded()
        assert whole.spells_superceded()
        assert [*map(register.id_of, register.records)] == [*map(whole.id_of, whole.records)]


def test_the_register_reads_again_what_has_changed_and_nothing_else(
    log: Path, tmp_path: Path
) -> None:
    titles(log, tmp_path)
    poison(tmp_path)
    write(log / "0001-use-postgresql.md", RECORD.replace("Use", "Drop"))
    write(log / "0003-new.md", RECORD.replace("Use", "Test"))
    assert entries(log, tmp_path) == ["Drop PostgreSQL", "From the cache", "Test PostgreSQL"]
    (log / "0002-use-postgresql.md").unlink()
    assert entries(log, tmp_path) == ["Drop PostgreSQL", "Test PostgreSQL"]


def test_the_register_of_a_record_edited_right_after_it_was_read_is_never_stale(
    log: Path, tmp_path: Path
) -> None:
    record = log / "0001-use-postgresql.md"
    for word in ("Test", "Drop") * 10:
        record.write_text(RECORD.replace("Use", word), encoding="utf-8")
        assert entries(log, tmp_path)[0] == f"{word} PostgreSQL"


def test_what_is_kept_reads_like_the_files(log: Path, tmp_path: Path) -> None:
    fresh = read(log, tmp_path).read_all()
    warm = read(log, tmp_path).read_all()
    assert warm[1] == fresh[1]
    assert warm[0].records == fresh[0].records
    assert warm[0].others == fresh[0].others
    (link,) = warm[0].records[0].links
    assert (link.kind, link.section) == (LinkKind.AMENDS, "part")
    assert warm[1]["adr/0001-use-postgresql.md"].placeholders


def test_an_unchanged_file_is_not_read_again(log: Path, tmp_path: Path) -> None:
    titles(log, tmp_path)
    poison(tmp_path)
    assert titles(log, tmp_path) == ["From the cache", "From the cache"]


@pytest.mark.parametrize("change", ["size", "time"])
def test_a_changed_file_is_read_again(change: str, log: Path, tmp_path: Path) -> None:
    titles(log, tmp_path)
    poison(tmp_path)
    longer = RECORD + "More.\n" if change == "size" else RECORD
    write(log / "0001-use-postgresql.md", longer, LONG_AGO + (change == "time"))
    assert titles(log, tmp_path) == ["Use PostgreSQL", "From the cache"]


def test_a_file_that_changed_just_now_is_not_kept(log: Path, tmp_path: Path) -> None:
    write(log / "0001-use-postgresql.md", RECORD, int(time.time()))
    titles(log, tmp_path)
    poison(tmp_path)
    assert titles(log, tmp_path) == ["Use PostgreSQL", "From the cache"]


def test_a_deleted_file_is_forgotten(log: Path, tmp_path: Path) -> None:
    titles(log, tmp_path)
    (log / "0001-use-postgresql.md").unlink()
    assert len(titles(log, tmp_path)) == 1
    assert set(cache_of(log, tmp_path).load(Form.DIGEST)) == {"0002-use-postgresql.md", "README.md"}


def test_a_file_of_the_same_size_and_time_that_was_replaced_is_read_again(
    log: Path, tmp_path: Path
) -> None:
    titles(log, tmp_path)
    record = log / "0001-use-postgresql.md"
    write(record, RECORD.replace("accepted", "rejected"))
    assert record.stat().st_size == len(RECORD)
    statuses = [r.status for r in read(log, tmp_path).read_all()[0].records]
    assert statuses == [Status.REJECTED, Status.ACCEPTED]


def test_what_changed_just_before_a_long_reading_is_not_kept(log: Path, tmp_path: Path) -> None:
    # Between the first and the last file of a large log minutes may pass: what counts is how
    # long a file had been unchanged when the reading began.
    record = log / "0001-use-postgresql.md"
    known = record.stat()
    stamp = (known.st_size, known.st_mtime_ns, known.st_ctime_ns)
    cache = cache_of(log, tmp_path)
    fresh = {record.name: (stamp, None)}
    cache.save(fresh, (), since=known.st_mtime_ns + RACY_NS)
    assert not cache.load(Form.DIGEST)
    cache.save(fresh, (), since=known.st_mtime_ns + RACY_NS + 1)
    assert list(cache.load(Form.DIGEST)) == [record.name]


def test_a_record_edited_right_after_it_was_read_is_never_shown_stale(
    log: Path, tmp_path: Path
) -> None:
    record = log / "0001-use-postgresql.md"
    for word in ("accepted", "rejected") * 20:
        record.write_text(RECORD.replace("accepted", word), encoding="utf-8")
        shown = read(log, tmp_path).read_all()[0].records[0].status
        assert shown == word


@pytest.mark.parametrize("content", [b"", b"not a database at all, and long enough", None])
def test_a_broken_or_missing_cache_is_made_anew(
    content: bytes | None, log: Path, tmp_path: Path
) -> None:
    titles(log, tmp_path)
    if content is None:
        database(tmp_path).unlink()
    else:
        database(tmp_path).write_bytes(content)
    assert titles(log, tmp_path) == ["Use PostgreSQL", "Use PostgreSQL"]
    assert len(cache_of(log, tmp_path).load(Form.DIGEST)) == 3


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_cache_that_was_cut_short_is_made_anew(part: float, log: Path, tmp_path: Path) -> None:
    for number in range(3, 60):
        write(log / f"{number:04d}-use-postgresql.md", RECORD)
    titles(log, tmp_path)
    whole = database(tmp_path).read_bytes()
    database(tmp_path).write_bytes(whole[: int(len(whole) * part)])
    assert titles(log, tmp_path) == ["Use PostgreSQL"] * 59
    assert len(cache_of(log, tmp_path).load(Form.DIGEST)) == 60


def test_a_folder_in_place_of_the_cache_is_left_alone(log: Path, tmp_path: Path) -> None:
    titles(log, tmp_path)
    place = database(tmp_path)
    place.unlink()
    place.mkdir()
    (place / "kept.txt").write_text("of somebody", encoding="utf-8")
    assert titles(log, tmp_path) == ["Use PostgreSQL", "Use PostgreSQL"]
    assert [path.name for path in place.iterdir()] == ["kept.txt"]


def test_a_cache_that_another_process_writes_is_left_alone(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adr_tool.store.cache._BUSY_SECONDS", 0.05)
    titles(log, tmp_path)
    inode = database(tmp_path).stat().st_ino
    write(log / "0001-use-postgresql.md", RECORD + "More.\n")
    with closing(sqlite3.connect(database(tmp_path))) as base:
        base.execute("BEGIN EXCLUSIVE")
        assert titles(log, tmp_path) == ["Use PostgreSQL", "Use PostgreSQL"]
    assert database(tmp_path).stat().st_ino == inode


def test_a_home_that_may_only_be_read_is_read(log: Path, tmp_path: Path) -> None:
    titles(log, tmp_path)
    place = database(tmp_path)
    place.chmod(0o400)
    place.parent.chmod(0o500)
    try:
        write(log / "0001-use-postgresql.md", RECORD.replace("Use", "Drop"))
        assert titles(log, tmp_path) == ["Drop PostgreSQL", "Use PostgreSQL"]
    finally:
        place.parent.chmod(0o700)


@pytest.mark.parametrize("data", ["[[1, 2], 3, 4]", "7", "null,null", "{", b"\xff"])
def test_entries_that_make_no_sense_are_read_again(
    data: str | bytes, log: Path, tmp_path: Path
) -> None:
    titles(log, tmp_path)
    with closing(sqlite3.connect(database(tmp_path))) as base, base:
        base.execute("UPDATE digests SET digest = ?, entry = ?", (data, data))
    assert entries(log, tmp_path) == ["Use PostgreSQL", "Use PostgreSQL"]
    with closing(sqlite3.connect(database(tmp_path))) as base, base:
        base.execute("UPDATE digests SET digest = ?, entry = ?", (data, data))
    assert titles(log, tmp_path) == ["Use PostgreSQL", "Use PostgreSQL"]


def test_a_cache_of_another_version_is_dropped(log: Path, tmp_path: Path) -> None:
    titles(log, tmp_path)
    poison(tmp_path)
    with closing(sqlite3.connect(database(tmp_path))) as base, base:
        base.execute("PRAGMA user_version = 1")
    assert titles(log, tmp_path) == ["Use PostgreSQL", "Use PostgreSQL"]


def test_without_a_place_for_caches_everything_is_read(log: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way", encoding="utf-8")
    for caches in (None, blocked, Path("/proc/none")):
        assert titles(log, caches) == ["Use PostgreSQL", "Use PostgreSQL"]


def test_many_processes_may_read_and_keep_at_once(log: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from adr_tool.store.folder import Folder\n"
        "log, caches = map(Path, sys.argv[1:])\n"
        "print(len(Folder((log,), log, caches).read_all()[0].records))"
    )
    command = [sys.executable, "-c", program, str(log), str(tmp_path)]
    for _ in range(2):  # first without a cache, then with a broken one
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(8)]
        assert [process.communicate()[0].strip() for process in running] == ["2"] * 8
        titles(log, tmp_path)
        assert len(cache_of(log, tmp_path).load(Form.DIGEST)) == 3
        database(tmp_path).write_bytes(b"not a database at all, and long enough")


def test_a_conclusion_holds_until_a_file_changes(log: Path, tmp_path: Path) -> None:
    folder = read(log, tmp_path)
    folder.remember("how many", folder.listing(), [2])
    assert folder.recall("how many", folder.listing()) == [2]
    assert folder.recall("which", folder.listing()) is None
    write(log / "0003-new.md", RECORD)
    assert folder.recall("how many", folder.listing()) is None


def test_a_conclusion_is_not_kept_of_a_file_that_changed_just_now(
    log: Path, tmp_path: Path
) -> None:
    folder = read(log, tmp_path)
    write(log / "0001-use-postgresql.md", RECORD, int(time.time()))
    folder.remember("how many", folder.listing(), [2])
    assert folder.recall("how many", folder.listing()) is None


def test_a_conclusion_is_about_paths_as_they_are_shown(log: Path, tmp_path: Path) -> None:
    here, above = read(log, tmp_path), Folder((log,), log.parent.parent, tmp_path)
    here.remember("which", here.listing(), ["adr/0001"])
    assert above.recall("which", above.listing()) is None


@pytest.mark.parametrize("command", ["list", "check"])
def test_the_version_follows_all_code_of_a_conclusion(command: str, log: Path) -> None:
    program = (
        "import sys; from adr_tool.cli.main import adr\n"
        "try: adr(sys.argv[1:])\n"
        "finally: print(*(m.__file__ for n, m in sys.modules.items() if n[:8] == 'adr_tool'))"
    )
    words = [sys.executable, "-c", program, "-C", str(log.parent), command]
    out = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    package = Path(adr_tool.__file__).parent
    loaded = {Path(file).parent for file in out.splitlines()[-1].split()}
    assert package / "cli" in loaded
    assert loaded <= {package / place for place in CODE}


def test_names_are_the_same_until_one_comes_goes_or_is_replaced(log: Path, tmp_path: Path) -> None:
    below = log / "area"
    below.mkdir()
    write(below / "0003-new.md", RECORD)

    def after(act: Callable[[], object]) -> bool:
        os.utime(log, (LONG_AGO, LONG_AGO))
        os.utime(below, (LONG_AGO, LONG_AGO))
        listing = read(log, tmp_path).listing()
        act()
        return listing.has_same_names()

    assert after(lambda: None)
    assert after(lambda: write(log / "README.md", "# About it\n"))
    assert not after(lambda: write(below / "0004-new.md", RECORD))
    assert not after(lambda: (below / "0004-new.md").replace(below / "0005-new.md"))
    assert not after((below / "0005-new.md").unlink)


def test_names_of_a_folder_that_changed_just_now_are_not_trusted(log: Path, tmp_path: Path) -> None:
    assert not read(log, tmp_path).listing().has_same_names()


def test_a_new_record_sees_those_made_since(log: Path, tmp_path: Path) -> None:
    os.utime(log, (LONG_AGO, LONG_AGO))
    first = Workspace(log.parent, (), {"XDG_CACHE_HOME": str(tmp_path)})
    assert len(first.register.records) == 2
    again = replace(first, before=first)
    assert again.register is first.register
    write(log / "0003-new.md", RECORD)
    assert len(replace(first, before=first).register.records) == 3
