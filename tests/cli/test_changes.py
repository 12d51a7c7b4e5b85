from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
CORPUS = Path(__file__).parents[3] / "shared/corpora/files/adr+madr"


@pytest.fixture
def released(logged: Adr, git: Git) -> Adr:
    """Between v1 and HEAD every kind of change happened once."""
    for title in ("Use old", "Use cache", "Use queue", "Use odd name", "Use prose", "Use gone"):
        logged.done("accept", "--force", logged.new(title))
    logged.new("Use maybe")
    git(logged.project, "tag", "v1")
    logged.done("accept", "--force", logged.new("Use new", "-s", "2"))
    logged.done("deprecate", "3")
    amending = logged.new("Use amending")
    logged.done("amend", "4", "--by", amending)
    logged.done("accept", "--force", amending)
    git(logged.project, "mv", "adr/0005-use-odd-name.md", "adr/0005-use-name.md")
    prose = logged.project / "adr/0006-use-prose.md"
    prose.write_text(prose.read_text("utf-8") + "\nMore.\n", "utf-8")
    git(logged.project, "rm", "-q", "adr/0007-use-gone.md")
    git(logged.project, "commit", "-qam", "Move, say more, remove")
    logged.done("reject", "8", "--reason", "no")
    logged.new("Use [brackets]")
    return logged


def grouped(run: Adr, span: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for change in run.done("changes", span, "--format", "json").data["changes"]:
        found.setdefault(change["change"], []).append(change["title"])
    return found


def test_every_change_of_a_decision_is_in_its_group(released: Adr) -> None:
    assert grouped(released, "v1..HEAD") == {
        "accepted": ["Use new", "Use amending"],
        "superseded": ["Use old"],
        "amended": ["Use queue"],
        "deprecated": ["Use cache"],
        "rejected": ["Use maybe"],
        "proposed": ["Use [brackets]"],
        "renamed": ["Use odd name"],
        "removed": ["Use gone"],
        "reworded": ["Use prose"],
    }


def test_release_notes_link_the_records_and_say_by_what(released: Adr) -> None:
    notes = released.done("changes", "v1..").out
    assert notes.startswith("# Decisions between v1 and HEAD\n\n## Accepted\n\n")
    old = "[ADR-0002: Use old](adr/0002-use-old.md)"
    new = "[ADR-0009: Use new](adr/0009-use-new.md)"
    assert f"* {new}; supersedes {old}\n" in notes
    assert f"* {old}; by {new}; was accepted\n" in notes
    assert "[ADR-0011: Use \\[brackets\\]](adr/0011-use-brackets.md)\n" in notes
    assert "; was `adr/0005-use-odd-name.md`\n" in notes
    assert "* ADR-0007: Use gone\n" in notes
    assert released.done("changes", "v1..").out == notes


def test_no_change_is_said_and_no_error(released: Adr) -> None:
    done = released.done("changes", "v1..v1")
    assert done.out == "No decision changed between v1 and v1.\n"
    assert released.done("changes", "v1..v1", "--format", "json").data["changes"] == []


@pytest.mark.parametrize(
    ("span", "code"), [("v1", 2), ("..v1", 2), ("v1...HEAD", 2), ("v9..HEAD", 1), ("v1..v9", 1)]
)
def test_what_is_no_span_is_one_clear_error(released: Adr, span: str, code: int) -> None:
    done = released("changes", span)
    assert (done.code, done.out) == (code, "")
    assert "Error: " in done.err


def test_a_log_that_was_moved_is_renamed_and_not_removed(released: Adr, git: Git) -> None:
    git(released.project, "tag", "v2")
    (released.project / "docs").mkdir()
    git(released.project, "mv", "adr", "docs/decisions")
    git(released.project, "commit", "-qm", "Move the log")
    assert set(grouped(released, "v2..HEAD")) == {"renamed"}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the collections beside the clone")
def test_a_real_collection_is_told_from_its_beginning(run: Adr, git: Git) -> None:
    shutil.copytree(CORPUS, run.project, dirs_exist_ok=True)
    first = min(run.project.rglob("*.md"))
    git(run.project, "add", "--", str(first))
    git(run.project, "commit", "-qm", "First")
    git(run.project, "tag", "v0")
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Rest")
    records = run.done("list", "--json").data
    at = run.done("list", "--json", "--at", "HEAD").data
    assert at == records
    told = run.done("changes", "v0..HEAD", "--format", "json").data["changes"]
    assert len({change["path"] for change in told}) >= len(records) - 1
