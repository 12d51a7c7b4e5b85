"""A log that moves to another folder keeps its records, and what was agreed in them."""

from __future__ import annotations

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git

TEXT = "---\nstatus: accepted\n---\n\n# Use {n}\n\nWe take the {n}th of all that there is.\n"


@pytest.fixture
def moved(empty: Adr, git: Git) -> Adr:
    """On a branch the log has gone from `doc/adr` to `docs/decisions`."""
    old = empty.project / "doc/adr"
    old.mkdir(parents=True)
    for n in range(1, 5):
        (old / f"000{n}-use-{n}.md").write_text(TEXT.format(n=n), "utf-8")
    git(empty.project, "add", "--all")
    git(empty.project, "commit", "-qm", "Log")
    git(empty.project, "switch", "-qc", "move")
    (empty.project / "docs").mkdir()
    git(empty.project, "mv", "doc/adr", "docs/decisions")
    git(empty.project, "commit", "-qm", "Move the log")
    return empty


def found(run: Adr) -> list[tuple[str, str]]:
    result = run("check", "--base", "main", "--json", "--select", "ADR4")
    assert "it had 4 records, now " in result.err
    assert "The log was in doc/adr there, and is in docs/decisions now." in result.err
    return [(f["code"], f["path"]) for f in result.data["findings"]]


def test_a_move_is_told_and_nothing_is_lost(moved: Adr) -> None:
    assert found(moved) == []


def test_what_was_agreed_is_held_against_the_old_folder(moved: Adr) -> None:
    place = moved.project / "docs/decisions/0002-use-2.md"
    place.write_text("---\nstatus: accepted\n---\n\n# Use 2\n\nAll is otherwise.\n", "utf-8")
    (moved.project / "docs/decisions/0003-use-3.md").unlink()
    assert found(moved) == [
        ("ADR401", "docs/decisions/0002-use-2.md"),
        ("ADR403", "docs/decisions/0003-use-3.md"),
    ]
