from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


def told(run: Adr, ref: str) -> list[str]:
    return ["; ".join(entry["events"]) for entry in run.done("log", ref, "--json").data]


@pytest.fixture(params=["madr", "nygard"])
def decided(run: Adr, git: Git, request: pytest.FixtureRequest) -> Adr:
    """Record 2 was accepted, moved, and superseded by record 3."""
    template = ("--template", request.param)
    run.done("init", *template)
    run.done("accept", "--force", run.new("Use old", *template))
    git(run.project, "mv", "adr/0002-use-old.md", "adr/0002-use-the-old.md")
    git(run.project, "commit", "-qm", "Rename")
    run.done("accept", "--force", run.new("Use new", "-s", "2", *template))
    return run


def test_the_history_of_a_decision_is_told_in_its_own_words(decided: Adr) -> None:
    first, *rest = told(decided, "2")
    assert first == "created, proposed"
    assert rest[:2] == ["proposed → accepted", "moved from adr/0002-use-old.md"]
    assert rest[2].startswith("accepted → superseded; superseded by ")
    assert len(rest) == 3


def test_the_history_of_a_record_does_not_run_on_into_the_one_it_resembles(decided: Adr) -> None:
    first, second = told(decided, "3")
    assert first.startswith("created, proposed; supersedes ")
    assert second == "proposed → accepted"


def test_a_table_names_who_did_it_and_when(decided: Adr, git: Git) -> None:
    head, first, *_ = decided.done("log", "2").out.splitlines()
    assert head.split() == ["Date", "Commit", "Author", "What", "happened"]
    day, commit, name, surname, *_ = first.split()
    added = git(decided.project, "log", "--format=%cs %h", "--abbrev=8", "--diff-filter=A")
    assert f"{day} {commit}" in added.splitlines()
    assert (name, surname) == ("Ana", "Ruiz")


def test_what_is_not_committed_yet_comes_last(decided: Adr) -> None:
    path = decided.project / "adr/0002-use-the-old.md"
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    entry = decided.done("log", "2", "--json").data[-1]
    assert (entry["commit"], entry["date"], entry["events"]) == (None, None, ["text changed"])
    assert "not committed" in decided.done("log", "2").out.splitlines()[-1]


def test_a_change_of_prose_alone_is_told_as_such(decided: Adr, git: Git) -> None:
    path = decided.project / "adr/0003-use-new.md"
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    git(decided.project, "commit", "-qam", "Say more")
    assert told(decided, "3")[-1] == "text changed"


def test_a_record_with_marks_of_patterns_in_its_name_has_its_own_history(
    logged: Adr, git: Git
) -> None:
    for name in ("0002-a[b].md", "0002-ab.md"):
        shutil.copy(
            logged.project / "adr/0001-record-architecture-decisions.md",
            logged.project / "adr" / name,
        )
        git(logged.project, "add", "-A")
        git(logged.project, "commit", "-qm", name)
    (entry,) = logged.done("log", "adr/0002-a[b].md", "--json").data
    assert entry["subject"] == "0002-a[b].md"


def test_without_a_commit_there_is_only_what_is_here(run: Adr) -> None:
    run.done("init", "--no-commit")
    (entry,) = run.done("log", "1", "--json").data
    assert (entry["commit"], entry["status"]) == (None, "accepted")


def test_outside_git_there_is_no_history(run: Adr) -> None:
    run.done("init")
    shutil.rmtree(run.project / ".git")
    done = run("log", "1")
    assert done.code == 1
    assert "Hint: git init" in done.err
