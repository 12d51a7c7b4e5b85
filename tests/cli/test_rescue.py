from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


@pytest.fixture
def closed(logged: Adr, git: Git) -> Adr:
    """A proposal on a branch; its number went to another record of main since."""
    git(logged.project, "switch", "-qc", "kafka")
    logged.new("Use Kafka")
    git(logged.project, "switch", "-q", "main")
    git(logged.project, "branch", "-m", "kafka", "hidden/kafka")
    return logged


def test_a_proposal_of_a_branch_becomes_a_rejected_record_that_says_where_it_was(
    closed: Adr, git: Git
) -> None:
    commit = git(closed.project, "rev-parse", "hidden/kafka").strip()
    before = git(closed.project, "show", "hidden/kafka:adr/0002-use-kafka.md")
    done = closed.done("rescue", "kafka", "--reason", "nobody to run it")
    assert done.path == "adr/0002-use-kafka.md"
    assert "Committed on main." in done.err
    after = (closed.project / done.path).read_text("utf-8")
    new = set(after.splitlines()) - set(before.splitlines())
    assert new == {"status: rejected", f"rescued-from: hidden/kafka {commit}"}
    message = git(closed.project, "log", "-1", "--format=%B")
    assert message.startswith("Reject ADR-0002: Use Kafka\n\nnobody to run it\n\n")
    assert f"Rescued-from: hidden/kafka {commit}\nProposed-by: " in message
    assert git(closed.project, "show", "--format=", "--name-only").split() == [done.path]
    (listed,) = closed.done("list", "--all-refs", "--status", "rejected", "--json").data
    assert listed["ref"] is None
    closed.done("check", "--select", "ADR0,ADR1,ADR2,ADR3,ADR4")
    again = closed("rescue", "hidden/kafka:2")
    assert again.code == 1
    assert "adr/0002-use-kafka.md is in this branch already" in again.err


def test_a_number_that_is_taken_since_gives_way_to_the_next_free_one(closed: Adr, git: Git) -> None:
    git(closed.project, "switch", "-qc", "apart", "HEAD")
    git(closed.project, "branch", "-m", "hidden/kafka", "aside")
    git(closed.project, "update-ref", "refs/pull/7/head", "aside")
    git(closed.project, "branch", "-qD", "aside")
    assert closed.new("Use RabbitMQ") == "adr/0002-use-rabbitmq.md"
    done = closed.done("rescue", "refs/pull/7/head:kafka")
    assert done.path == "adr/0003-use-kafka.md"
    assert "ADR-0002 is taken: it has the number 3 here." in done.err
    text = (closed.project / done.path).read_text("utf-8")
    assert "renumbered-from: 2\n" in text
    shown = closed.done("show", "3", "--json").data
    assert (shown["number"], shown["status"], shown["title"]) == (3, "rejected", "Use Kafka")
    closed.done("check", "--select", "ADR0,ADR1,ADR2,ADR3,ADR4")


def test_in_the_notation_of_another_tool_the_origin_is_a_line_beside_the_status(
    logged: Adr, git: Git
) -> None:
    git(logged.project, "switch", "-qc", "old")
    path = logged.project / "adr/0002-use-kafka.md"
    path.write_text(
        "# 2. Use Kafka\n\nDate: 2025-01-01\n\n## Status\n\nProposed\n\n## Context\n\nX.\n"
    )
    git(logged.project, "add", "-A")
    git(logged.project, "commit", "-qm", "Propose")
    git(logged.project, "switch", "-q", "main")
    logged.done("rescue", "2", "--no-commit")
    text = path.read_text("utf-8")
    assert "## Status\n\nRejected\n" in text
    assert "Rescued from: old " in text
    assert git(logged.project, "status", "--porcelain").split() == ["??", "adr/0002-use-kafka.md"]


def test_what_was_decided_there_or_is_nowhere_is_refused(closed: Adr, git: Git) -> None:
    git(closed.project, "switch", "-q", "hidden/kafka")
    closed.done("accept", "--force", "2")
    git(closed.project, "switch", "-q", "main")
    decided = closed("rescue", "kafka")
    assert decided.code == 1
    assert "is accepted on hidden/kafka: it is no proposal" in decided.err
    for what in ("nothing", "nowhere:2", "main:9"):
        assert closed("rescue", what).code == 1
    assert "adr list --all-refs" in closed("rescue", "nothing").err
    assert git(closed.project, "status", "--porcelain") == ""
