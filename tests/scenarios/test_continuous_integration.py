"""`adr ci` in jobs of GitHub Actions: a push, pull requests, a merge queue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Adr
from tests.scenarios.github import (
    BOT,
    GitHub,
    Job,
    annotated,
    comment,
    merge_group,
    pull_request,
    push,
)
from tests.scenarios.hub import Git, add, make_hub

NOBODY = "0" * 40
PROPOSAL = "# Use Redis\n\n* Status: proposed\n\nWe need a cache.\n"
MARKER = "<!-- adr-review adr -->"


@pytest.fixture
def checkout(tmp_path: Path, git: Git) -> Adr:
    """What the checkout leaves: a detached merge of a branch that adds one record to main."""
    hub = make_hub(tmp_path, git, records=3)
    run = hub.clone("runner")
    git(run.project, "switch", "--quiet", "--create", "change")
    add(run, git, "0004-use-redis.md", PROPOSAL)
    git(run.project, "switch", "--quiet", "--detach", "origin/main")
    git(run.project, "merge", "--quiet", "--no-ff", "change", "--message", "Merge")
    return run


@pytest.fixture
def base(checkout: Adr, git: Git) -> str:
    return git(checkout.project, "rev-parse", "origin/main").strip()


@pytest.fixture
def payload(checkout: Adr, git: Git, base: str) -> dict[str, Any]:
    """The event of the pull request."""
    return pull_request(base, git(checkout.project, "rev-parse", "change").strip())


def rewrite(run: Adr, git: Git) -> None:
    """Rewrite an accepted text in the checked-out commit."""
    path = run.project / "adr/0001-use-1.md"
    path.write_text(path.read_text("utf-8").replace("Why?", "Because."), "utf-8")
    git(run.project, "commit", "--quiet", "--all", "--message", "Rewrite")


def test_a_pull_request_gets_one_comment_that_each_run_rewrites(
    checkout: Adr, github: GitHub, payload: dict[str, Any], git: Git, tmp_path: Path
) -> None:
    job = Job(tmp_path, github.url, "pull_request", payload)
    github.comments += [comment(n, "Nice!") for n in range(150)]
    spoof = comment(500, f"{MARKER}\nMine", {"login": "mallory", "type": "User"})
    github.comments.append(spoof)
    first = checkout.done("ci", env=job.env)
    assert "The comment on the pull request is written." in first.err
    assert annotated(first.out) == []
    ours = github.comments[-1]
    assert ours["body"].startswith(f"{MARKER}\n### Decisions: ✅ no error; 1 new\n")
    head = payload["pull_request"]["head"]["sha"]
    link = f"https://github.example/shop/backend/blob/{head}/adr/0004-use-redis.md"
    assert f"[ADR-0004 Use Redis]({link})" in ours["body"]
    assert job.summary.startswith(ours["body"])

    assert "is as it was" in checkout.done("ci", env=job.env).err
    rewrite(checkout, git)
    again = checkout("ci", env=job.env)
    assert (again.code, annotated(again.out)) == (3, [("error", "ADR401")])
    assert github.comments[-1]["id"] == ours["id"]
    assert "❌ 1 error" in github.comments[-1]["body"]
    assert spoof["body"] == f"{MARKER}\nMine", "a person's comment is never ours"
    assert [one.split()[0] for one in github.writes] == ["POST", "PATCH"]


def test_a_change_of_no_decision_begins_no_comment(
    checkout: Adr, github: GitHub, base: str, git: Git, tmp_path: Path
) -> None:
    git(checkout.project, "checkout", "--quiet", "--detach", base)
    job = Job(tmp_path, github.url, "pull_request", pull_request(base, base))
    assert "No decision changed." in checkout.done("ci", env=job.env).err
    github.comments.append(comment(7, f"{MARKER}\n### Decisions: ❌ 1 error", BOT))
    checkout.done("ci", env=job.env)
    assert "none changed" in github.comments[0]["body"], "an old verdict does not stay"
    assert github.writes == ["PATCH /repos/shop/backend/issues/comments/7"]


def test_a_push_is_held_against_what_was_there_before(
    checkout: Adr, github: GitHub, base: str, git: Git, tmp_path: Path
) -> None:
    rewrite(checkout, git)
    done = checkout("ci", env=Job(tmp_path, github.url, "push", push(base)).env)
    assert (done.code, annotated(done.out)) == (3, [("error", "ADR401")])
    assert github.asked == []


def test_the_first_push_of_a_branch_is_held_against_the_default_branch(
    checkout: Adr, github: GitHub, git: Git, tmp_path: Path
) -> None:
    rewrite(checkout, git)
    for before in (NOBODY, "a" * 40):
        job = Job(tmp_path, github.url, "push", push(before, "refs/heads/change"))
        assert annotated(checkout("ci", env=job.env).out) == [("error", "ADR401")]
    first = Job(tmp_path, github.url, "push", push(NOBODY))
    done = checkout.done("ci", env=first.env)
    assert "There is nothing to hold this against: the log is checked as it is." in done.err


def test_a_merge_group_is_held_against_what_it_is_merged_into(
    checkout: Adr, github: GitHub, base: str, git: Git, tmp_path: Path
) -> None:
    add(checkout, git, "0004-use-valkey.md", PROPOSAL.replace("Redis", "Valkey"))
    job = Job(tmp_path, github.url, "merge_group", merge_group(base))
    done = checkout("ci", env=job.env)
    assert (done.code, annotated(done.out)) == (3, [("error", "ADR101")])
    assert "2 new" in job.summary
    assert github.asked == []


def test_a_base_that_is_not_here_passes_nothing_in_silence(
    checkout: Adr, github: GitHub, tmp_path: Path
) -> None:
    job = Job(tmp_path, github.url, "pull_request", pull_request("b" * 40, "c" * 40))
    done = checkout("ci", env=job.env)
    assert (done.code, done.out) == (2, "")
    assert "fetch-depth: 0" in done.err


def test_a_server_that_is_away_or_no_token_changes_no_verdict(
    checkout: Adr, github: GitHub, payload: dict[str, Any], tmp_path: Path
) -> None:
    away = checkout.done("ci", env=Job(tmp_path, "http://127.0.0.1:9", "pull_request", payload).env)
    assert "No comment: http://127.0.0.1:9 cannot be asked" in away.err
    none = Job(tmp_path, github.url, "pull_request", payload, token="")
    assert "there is no GITHUB_TOKEN" in checkout.done("ci", env=none.env).err
    silent = Job(tmp_path, github.url, "pull_request", payload)
    checkout.done("ci", "--no-comment", env=silent.env)
    assert github.asked == []


def test_it_refuses_events_that_carry_secrets_and_other_places(
    checkout: Adr, github: GitHub, payload: dict[str, Any], tmp_path: Path
) -> None:
    job = Job(tmp_path, github.url, "pull_request_target", payload)
    done = checkout("ci", env=job.env)
    assert (done.code, github.asked) == (2, [])
    assert "use on: pull_request" in done.err
    assert "adr check --base" in checkout("ci", env={"GITHUB_ACTIONS": None}).err
