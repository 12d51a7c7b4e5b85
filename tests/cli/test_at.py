from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


@pytest.fixture
def released(logged: Adr, git: Git) -> Adr:
    """Record 2 was in force at v1, and was superseded by record 3 and moved since."""
    logged.done("accept", "--force", logged.new("Use old"))
    git(logged.project, "tag", "v1")
    logged.done("accept", "--force", logged.new("Use new", "-s", "2"))
    git(logged.project, "mv", "adr/0002-use-old.md", "adr/0002-use-the-old.md")
    git(logged.project, "commit", "-qm", "Rename")
    return logged


def paths(run: Adr, *arguments: str) -> list[str]:
    return run.done("list", "--paths", *arguments).out.split()


def test_a_list_at_a_tag_is_what_was_in_force_then(released: Adr) -> None:
    then = released.done("list", "--at", "v1", "--json").data
    assert [(r["path"], r["status"], r["superseded_by"]) for r in then] == [
        ("adr/0001-record-architecture-decisions.md", "accepted", []),
        ("adr/0002-use-old.md", "accepted", []),
    ]
    assert released.done("list", "--at", "v1").out.splitlines()[2].startswith("0002  accepted")


def test_a_list_at_head_is_the_list_of_a_clean_work_tree(released: Adr) -> None:
    assert (
        released.done("list", "--at", "HEAD", "--json").out == released.done("list", "--json").out
    )


def test_what_is_not_committed_is_not_at_head(released: Adr) -> None:
    released.new("Use newer", "--no-commit")
    assert len(paths(released)) == 4
    assert len(paths(released, "--at", "HEAD")) == 3


def test_the_filters_hold_at_a_revision(released: Adr) -> None:
    assert paths(released, "--at", "HEAD", "--status", "superseded") == ["adr/0002-use-the-old.md"]
    assert paths(released, "--at", "v1", "--status", "superseded,rejected") == []
    assert paths(released, "--at", "v1", "--since", "2026-11-23") == []


def test_a_record_is_shown_in_the_words_that_it_had(released: Adr, git: Git) -> None:
    shown = released.done("show", "2", "--at", "v1")
    assert shown.out == git(released.project, "show", "v1:adr/0002-use-old.md")
    assert git(released.project, "rev-parse", "--short=8", "v1").strip() in shown.err
    assert released.done("show", "2", "--at", "HEAD").out.startswith("> Not in force: superseded")


def test_paths_at_a_revision_are_seen_from_the_working_folder(released: Adr) -> None:
    below = released.project / "src"
    below.mkdir()
    shown = released("list", "--at", "v1", "--paths", at=below)
    assert shown.out.split()[-1] == "../adr/0002-use-old.md"


@pytest.mark.parametrize("form", ["{}", "@{{{}}}"])
def test_a_day_is_the_last_commit_by_its_end(
    run: Adr, git: Git, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, title in [("2025-01-10", "First"), ("2025-01-11", "Second")]:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T23:30:00")
        if title == "First":
            run.done("init")
        run.new(title)
    git(run.project, "checkout", "-q", "--detach")
    assert len(paths(run, "--at", form.format("2025-01-10"))) == 2
    assert len(paths(run, "--at", form.format("2025-01-11"))) == 3
    early = run("list", "--at", form.format("2025-01-09"))
    assert (early.code, early.out) == (1, "")
    assert "Nothing was committed" in early.err


def test_what_a_merge_brought_counts_from_the_day_of_the_merge(
    logged: Adr, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(logged.project, "commit", "-q", "--amend", "--no-edit", "--date=2025-01-01T12:00:00")
    git(logged.project, "switch", "-qc", "idea")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-02T12:00:00")
    logged.new("Use idea")
    git(logged.project, "switch", "-q", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-05T12:00:00")
    git(logged.project, "merge", "-q", "--no-ff", "--no-edit", "idea")
    assert len(paths(logged, "--at", "2030-01-03")) == 1
    assert len(paths(logged, "--at", "2030-01-05")) == 2


def test_a_log_that_stood_in_another_folder_is_found_there(released: Adr, git: Git) -> None:
    (released.project / "docs").mkdir()
    git(released.project, "mv", "adr", "docs/decisions")
    git(released.project, "commit", "-qm", "Move the log")
    then = released.done("list", "--at", "v1", "--paths")
    assert then.out.split() == [
        "adr/0001-record-architecture-decisions.md",
        "adr/0002-use-old.md",
    ]
    assert "docs/decisions was adr then" in then.err


@pytest.mark.parametrize("rev", ["v9", "--oops", "main..v1", "2025-13-45", "v1:adr"])
def test_a_revision_that_is_none_is_one_clear_error(released: Adr, rev: str) -> None:
    done = released("list", f"--at={rev}")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err


def test_before_the_log_there_is_nothing_to_read(run: Adr, git: Git) -> None:
    git(run.project, "commit", "-q", "--allow-empty", "-m", "Begin")
    git(run.project, "tag", "v0")
    run.done("init")
    done = run("list", "--at", "v0")
    assert (done.code, done.out) == (1, "")
    assert "v0 has no adr" in done.err


def test_before_the_first_commit_there_is_no_revision(run: Adr) -> None:
    run.done("init", "--no-commit")
    done = run("list", "--at", "HEAD")
    assert done.code == 1
    assert "no revision" in done.err


def test_a_shallow_clone_says_what_it_lacks(released: Adr, tmp_path: Path) -> None:
    url = f"file://{released.project}"
    subprocess.run(["git", "clone", "-q", "--depth=1", url, tmp_path / "c"], check=True)
    clone = Adr(tmp_path / "c")
    for rev in ("v1", "2020-01-01"):
        done = clone("list", "--at", rev)
        assert done.code == 1
        assert "--unshallow" in done.err
    assert len(paths(clone, "--at", "HEAD")) == 3


def test_what_cannot_be_read_at_a_revision_is_named(released: Adr, git: Git) -> None:
    (released.project / "adr/0009-latin.md").write_bytes(b"# Caf\xe9\n")
    (released.project / "adr/0010-link.md").symlink_to("0001-record-architecture-decisions.md")
    git(released.project, "add", "-A")
    git(released.project, "commit", "-qm", "Add")
    err = released.done("list", "--at", "HEAD").err
    assert "Unreadable: adr/0009-latin.md:1: is not UTF-8" in err
    assert "Unreadable: adr/0010-link.md:1: is a symbolic link" in err


def test_outside_git_there_is_no_revision(tmp_path: Path) -> None:
    run = Adr(tmp_path)
    run.done("init", "--no-commit")
    assert run("list", "--at", "HEAD").code == 1
    assert run("list", "--all-refs").code == 1
