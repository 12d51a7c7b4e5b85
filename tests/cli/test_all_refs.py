from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


@pytest.fixture
def branched(logged: Adr, git: Git) -> Adr:
    """A proposal that stayed on a branch, one that was rejected there, and one merged."""
    for branch, title in [("kafka", "Use Kafka"), ("rabbit", "Use RabbitMQ"), ("pg", "Use PG")]:
        git(logged.project, "switch", "-qc", branch)
        path = logged.new(title)
        if branch == "rabbit":
            logged.done("reject", path, "--reason", "too old")
        git(logged.project, "switch", "-q", "main")
    git(logged.project, "merge", "-q", "--no-ff", "--no-edit", "pg")
    return logged


def refs(run: Adr, *arguments: str) -> dict[str, str | None]:
    data = run.done("list", "--all-refs", "--json", *arguments).data
    found = {record["title"]: record["ref"] for record in data}
    assert len(found) == len(data), "each decision once"
    return found


def test_what_only_a_branch_has_is_shown_with_the_branch(branched: Adr) -> None:
    assert refs(branched) == {
        "Record architecture decisions": None,
        "Use Kafka": "kafka",
        "Use RabbitMQ": "rabbit",
        "Use PG": None,
    }


def test_a_table_has_the_branch(branched: Adr) -> None:
    lines = branched.done("list", "--all-refs", "--status", "proposed,rejected").out.splitlines()
    assert lines[0].split() == ["No.", "Status", "Date", "Branch", "Title"]
    assert [line.split()[1:4:2] for line in lines[1:]] == [
        ["proposed", "kafka"],
        ["rejected", "rabbit"],
        ["proposed", "-"],
    ]


def test_without_the_option_other_branches_are_not_looked_at(branched: Adr) -> None:
    assert len(branched.done("list", "--json").data) == 2


def test_a_merged_record_that_was_renamed_later_is_not_of_its_branch(
    branched: Adr, git: Git
) -> None:
    git(branched.project, "mv", "adr/0004-use-pg.md", "adr/0007-use-pg.md")
    git(branched.project, "commit", "-qm", "Renumber")
    assert refs(branched)["Use PG"] is None


def test_a_branch_that_was_squashed_is_not_elsewhere(branched: Adr, git: Git) -> None:
    git(branched.project, "merge", "-q", "--squash", "kafka")
    git(branched.project, "commit", "-qm", "Squash")
    git(branched.project, "mv", "adr/0002-use-kafka.md", "adr/0008-use-kafka.md")
    git(branched.project, "commit", "-qm", "Renumber")
    assert refs(branched)["Use Kafka"] is None


def test_a_closed_proposal_of_a_remote_is_found_after_a_fetch(
    branched: Adr, git: Git, tmp_path: Path
) -> None:
    """A forge keeps the heads of requests under refs that a clone does not ask for."""
    git(branched.project, "update-ref", "refs/pull/5/head", "kafka")
    git(branched.project, "branch", "-qD", "kafka", "rabbit")
    subprocess.run(["git", "clone", "-q", branched.project, tmp_path / "c"], check=True)
    clone = Adr(tmp_path / "c")
    assert "Use Kafka" not in refs(clone)
    git(clone.project, "fetch", "-q", "origin", "+refs/pull/*/head:refs/remotes/origin/pr/*")
    assert refs(clone, "--status", "proposed")["Use Kafka"] == "origin/pr/5"
    git(clone.project, "checkout", "-q", "origin/pr/5", "--", "adr/0002-use-kafka.md")
    clone.done("reject", "adr/0002-use-kafka.md", "--reason", "closed in 2025")
    assert refs(clone)["Use Kafka"] is None


def test_on_a_detached_head_and_an_unborn_branch_the_branches_are_listed(
    branched: Adr, git: Git
) -> None:
    git(branched.project, "checkout", "-q", "--detach")
    assert refs(branched)["Use Kafka"] == "kafka"
    git(branched.project, "switch", "-q", "--orphan", "fresh")
    branched.done("init", "--no-commit")
    records = branched.done("list", "--all-refs", "--json").data
    assert ("Use PG", "main") in [(record["title"], record["ref"]) for record in records]


def test_at_and_all_refs_exclude_each_other(branched: Adr) -> None:
    assert branched("list", "--all-refs", "--at", "main").code == 2
