"""A log that has not changed is answered from what was concluded before, and only then."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.runner import Adr

LONG_AGO = 1_700_000_000
RECORD = "# {title}\n\n## Status\n\n{status}\n\n## Context\n\nY.\n"


def put(run: Adr, name: str, *, title: str = "Use MySQL", status: str = "Accepted") -> None:
    """Write a record as if long ago: nothing is concluded of what changed just now."""
    path = run.project / "adr" / name
    path.write_text(RECORD.format(title=title, status=status), encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def settled(logged: Adr) -> Adr:
    for path in (logged.project / "adr").iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    put(logged, "0002-use-mysql.md")
    return logged


def conclusions() -> int:
    """Put a mark into all that is kept; gives how many conclusions there are."""
    (place,) = Path(os.environ["XDG_CACHE_HOME"], "adr").glob("*.sqlite")
    with closing(sqlite3.connect(place)) as base, base:
        base.execute("UPDATE conclusions SET data = replace(data, 'MySQL', 'what was concluded')")
        return int(base.execute("SELECT count(*) FROM conclusions").fetchone()[0])


def test_an_unchanged_log_is_not_read_again(settled: Adr) -> None:
    settled.done("list")
    assert conclusions() == 1
    assert "Use what was concluded" in settled.done("list").out
    assert "Use MySQL" in settled.done("list", "--json").out


@pytest.mark.parametrize("title", ["Use MySQL 8", "Use Mongo"])
def test_a_changed_record_is_seen(title: str, settled: Adr) -> None:
    settled.done("list")
    conclusions()
    put(settled, "0002-use-mysql.md", title=title)
    assert f"{title}\n" in settled.done("list").out


def test_a_new_and_a_deleted_record_are_seen(settled: Adr) -> None:
    settled.done("list")
    put(settled, "0003-use-redis.md", title="Use Redis")
    assert "Use Redis" in settled.done("list").out
    (settled.project / "adr/0003-use-redis.md").unlink()
    assert "Use Redis" not in settled.done("list").out


def test_each_filter_is_answered_for_itself(settled: Adr) -> None:
    put(settled, "0003-use-redis.md", title="Use Redis", status="Proposed")
    for _ in range(2):
        assert "Use Redis" in settled.done("list").out
        assert "Use Redis" not in settled.done("list", "--status", "accepted").out
        assert "Use MySQL" not in settled.done("list", "--status", "proposed").out


def test_paths_are_as_seen_from_where_one_stands(settled: Adr) -> None:
    put(settled, "use-redis.md", title="Use Redis")
    assert "(adr/use-redis.md)" in settled.done("list").out
    assert "(use-redis.md)" in settled.done("list", at=settled.project / "adr").out


def test_a_check_of_an_unchanged_log_finds_the_same(settled: Adr) -> None:
    put(settled, "0003-x.md", status="Perhaps")
    put(settled, "0003-y.md")
    first, again = settled("check", "--json"), settled("check", "--json")
    assert [f["code"] for f in first.data["findings"]] == ["ADR201", "ADR101"]
    assert (again.out, again.code) == (first.out, first.code)
    assert conclusions() == 1
    assert settled("check", "--ignore", "ADR1").code == 0
    assert settled("check", "adr/0003-x.md").code == 0


def test_an_unknown_setting_is_found_in_an_unchanged_log(settled: Adr) -> None:
    settled.done("check")
    (settled.project / "adr.toml").write_text('colour = "red"\n', encoding="utf-8")
    assert "ADR004" in settled("check").out


def test_a_file_that_cannot_be_read_is_told_each_time(settled: Adr) -> None:
    path = settled.project / "adr/0003-x.md"
    path.write_bytes(b"# X\n\xff\n")
    os.utime(path, (LONG_AGO, LONG_AGO))
    for _ in range(2):
        assert "0003-x.md:2: is not UTF-8 text" in settled.done("list").err
        assert settled("check").code == 3
    assert conclusions() == 0


def test_a_base_and_branches_are_looked_at_again_once_one_of_them_moves(
    settled: Adr, git: Callable[..., str]
) -> None:
    root = settled.project

    def held() -> str:
        return settled("check", "--base", "main", "--refs", "*").out

    git(root, "add", ".")
    git(root, "commit", "-qm", "Use MySQL")
    git(root, "switch", "-qc", "topic")
    put(settled, "0002-use-mysql.md", status="Accepted\n\n## Decision\n\nMySQL is out")
    assert "MySQL is out" in held()
    conclusions()
    assert "what was concluded is out" in held()
    git(root, "branch", "other")
    assert "MySQL is out" in held()
    conclusions()
    git(root, "commit", "-qam", "Change")
    git(root, "branch", "-qf", "main", "topic")
    assert "is out" not in held()


def test_which_number_is_free_is_never_kept(settled: Adr, git: Callable[..., str]) -> None:
    """A file that is no record takes a number too."""
    root = settled.project
    git(root, "switch", "-qc", "topic")
    put(settled, "0002-use-redis.md", title="Use Redis")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Use Redis")
    git(root, "switch", "-q", "-")
    put(settled, "0002-use-mysql.md")
    assert "3 is free" in settled("check", "--refs", "topic").out
    (root / "adr/0003-sketch.png").touch()
    assert "4 is free" in settled("check", "--refs", "topic").out
