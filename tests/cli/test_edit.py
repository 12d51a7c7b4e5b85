from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr, Result
from tests.cli.terminal import at_terminal

Git = Callable[..., str]
FIRST = "adr/0001-record-architecture-decisions.md"


@pytest.fixture
def edit(logged: Adr, tmp_path: Path) -> Callable[..., Result]:
    """Edit record 1 at a terminal with a script as the editor; `$1` is the file."""

    def run(script: str, *arguments: str) -> Result:
        editor = tmp_path / "my editor"
        editor.write_text(f"#!/bin/sh\n{script}\n")
        editor.chmod(0o755)
        return at_terminal(
            logged.project, "edit", "1", *arguments, env={"VISUAL": "", "EDITOR": f"'{editor}'"}
        )

    return run


def test_what_was_written_is_committed(edit: Callable[..., Result], logged: Adr, git: Git) -> None:
    done = edit('echo "More." >> "$1"')
    assert (done.code, done.out) == (0, f"{FIRST}\n")
    assert "Committed on main." in done.err
    assert git(logged.project, "log", "-1", "--format=%s").strip() == (
        "Edit ADR-0001: Record architecture decisions"
    )
    assert git(logged.project, "show", "--format=", "-U0").endswith("+More.\n")
    assert git(logged.project, "status", "--short") == ""


def test_an_unchanged_record_is_no_commit(
    edit: Callable[..., Result], logged: Adr, git: Git
) -> None:
    head = git(logged.project, "rev-parse", "HEAD")
    done = edit("true")
    assert (done.code, done.out) == (0, f"{FIRST}\n")
    assert "Nothing was changed." in done.err
    assert git(logged.project, "rev-parse", "HEAD") == head


def test_an_editor_that_fails_commits_nothing_and_loses_nothing(
    edit: Callable[..., Result], logged: Adr, git: Git
) -> None:
    done = edit('echo "More." >> "$1"; exit 4')
    assert (done.code, done.out) == (1, "")
    assert "The editor ended with 4: nothing was committed" in done.err
    assert git(logged.project, "status", "--short") == f" M {FIRST}\n"
    assert (logged.project / FIRST).read_text().endswith("More.\n")


def test_a_text_that_cannot_be_read_any_more_is_kept_and_not_committed(
    edit: Callable[..., Result], logged: Adr, git: Git
) -> None:
    done = edit("printf '\\377' >> \"$1\"")
    assert done.code == 1
    assert "is not UTF-8 text: nothing was committed" in done.err
    assert git(logged.project, "status", "--short") == f" M {FIRST}\n"


def test_what_the_checks_find_is_said(edit: Callable[..., Result]) -> None:
    done = edit('sed -i "s/^status: .*/status: perhaps/" "$1"')
    assert done.code == 0
    assert "ADR201" in done.err


def test_the_commit_is_left_to_who_wants_it(
    edit: Callable[..., Result], logged: Adr, git: Git
) -> None:
    assert edit('echo "More." >> "$1"', "--no-commit").code == 0
    assert git(logged.project, "status", "--short") == f" M {FIRST}\n"


def test_without_a_terminal_no_editor_is_opened(logged: Adr) -> None:
    done = logged("edit", "1", env={"EDITOR": "touch opened"})
    assert done.code == 2
    assert "adr edit needs a terminal" in done.err
    assert not list(logged.project.glob("**/opened"))
