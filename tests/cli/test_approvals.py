"""Approving reviews are the acceptance of the text that was reviewed, and of no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.forge import Forge, Reply, approval, review, serving
from tests.cli.runner import Adr
from tests.scenarios.hub import Git

RECORD = "adr/0001-use-postgresql.md"
TEXT = """---
status: proposed
date: 2026-11-20
decision-makers: []
---

# Use PostgreSQL

We keep orders in one database, so that a payment and its order are one transaction.
"""
SECRET = "ghp_notoneofanybody"  # noqa: S105
OLD = "1" * 40


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    for name in ("GITHUB_REF", "GH_TOKEN", "GITLAB_TOKEN", "CI_JOB_TOKEN", "CI_SERVER_HOST"):
        monkeypatch.delenv(name, raising=False)
    with serving() as server:
        monkeypatch.setenv("GITHUB_API_URL", server.url)
        monkeypatch.setenv("CI_API_V4_URL", server.url)
        monkeypatch.setenv("GITHUB_TOKEN", SECRET)
        yield server


@pytest.fixture
def proposed(run: Adr, git: Git) -> Adr:
    """A repository of GitHub's with a proposal in its last commit."""
    (run.project / "adr").mkdir()
    (run.project / RECORD).write_text(TEXT, "utf-8")
    git(run.project, "remote", "add", "origin", "git@github.com:acme/shop.git")
    git(run.project, "add", "--all")
    git(run.project, "commit", "-qm", "Propose")
    return run


def head(run: Adr, git: Git) -> str:
    return git(run.project, "rev-parse", "HEAD").strip()


def text(run: Adr) -> str:
    return (run.project / RECORD).read_text("utf-8")


def test_those_who_approve_the_last_commit_are_written_down_with_the_hash_of_the_text(
    proposed: Adr, git: Git, forge: Forge
) -> None:
    sha = head(proposed, git)
    first = [review("ana", "COMMENTED", sha), review("dora", "APPROVED", sha)]
    forge.github(
        sha,
        *first,
        review("ben", "APPROVED", OLD),
        review("dora", "CHANGES_REQUESTED", sha),
        review("emil", "DISMISSED", sha),
        review("robot[bot]", "APPROVED", sha, "Bot"),
        review("evil\x1b]0;x\x07\n---", "APPROVED", sha),
    )
    forge.replies["/page2"] = Reply([review("ana", "APPROVED", sha)])
    listed = "/repos/acme/shop/pulls/12/reviews?per_page=100"
    link = {"Link": f'<{forge.url}/page2>; rel="next", <{forge.url}/page2>; rel="last"'}
    forge.replies[listed] = Reply(forge.replies[listed].body, headers=link)
    done = proposed.done("accept", "1", "--from-pr", "12")
    for words in (
        "the approval of @ben is of an older commit and does not cover the last one",
        "@dora requests changes",
        "the review of @emil was dismissed",
        "@robot[bot] is no person",
    ):
        assert words in done.err
    said = text(proposed)
    assert 'decision-makers: ["@ana"]\n' in said
    assert f'by: ["@ana"], evidence: "https://github.com/acme/shop/pull/12", commit: {sha}' in said
    assert "evil" not in said
    body = git(proposed.project, "log", "-1", "--format=%B")
    assert "Accepted-by: @ana\nEvidence: https://github.com/acme/shop/pull/12\n" in body
    assert {headers["Authorization"] for _, headers in forge.asked} == {f"Bearer {SECRET}"}
    # A later change is told with and without a base.
    git(proposed.project, "switch", "-qc", "later")
    (proposed.project / RECORD).write_text(said.replace("one database", "two databases"), "utf-8")
    result = proposed("check", "--base", "main", "--json", "--select", "ADR4")
    assert [f["code"] for f in result.data["findings"]] == ["ADR404", "ADR401"]
    entry = "\n## Changes\n\n- 2026-11-23 correction: it is two\n"
    (proposed.project / RECORD).write_text(
        said.replace("one database", "two databases") + entry, "utf-8"
    )
    (found,) = proposed.done("check", "--base", "main", "--json", "--select", "ADR4").data[
        "findings"
    ]
    assert found["code"] == "ADR405"
    assert "no longer covered by the approval of 2026-11-22" in found["message"]


def test_gitlab_tells_who_approved_and_whether_it_was_before_the_last_push(
    proposed: Adr, git: Git, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_JOB_TOKEN", SECRET)
    git(proposed.project, "remote", "set-url", "origin", "https://gitlab.com/acme/core/shop.git")
    sha = head(proposed, git)
    late, early = "2026-11-20T10:00:01.000Z", "2026-11-20T09:59:59.000+00:00"
    forge.gitlab(sha, approval("ana", late), approval("ben", early))
    address = "https://gitlab.com/acme/core/shop/-/merge_requests/12"
    done = proposed.done("accept", "1", "--from-pr", address, "--no-commit")
    assert "the approval of @ben is of an older commit" in done.err
    assert f'by: ["@ana"], evidence: "{address}"' in text(proposed)
    assert forge.asked[0][1]["Job-Token"] == SECRET
    git(proposed.project, "checkout", "-q", ".")
    forge.gitlab(sha, approval("cleo"))
    done = proposed.done("accept", "1", "--from-pr", "12")
    assert "does not tell for which commit @cleo approved" in done.err


def test_only_the_text_that_was_approved_is_accepted(
    proposed: Adr, git: Git, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = head(proposed, git)
    forge.github(sha, review("ana", "APPROVED", sha))
    (proposed.project / "adr/0002-use-x.md").write_text(TEXT, "utf-8")
    result = proposed("accept", "2", "--from-pr", "12")
    assert (result.code, "so nobody approved it there" in result.err) == (1, True)
    (proposed.project / RECORD).write_text(TEXT.replace("orders", "all"), "utf-8")
    result = proposed("accept", "1", "--from-pr", "12")
    assert (result.code, "is not the text that was approved" in result.err) == (1, True)
    forge.github(OLD, review("ana", "APPROVED", OLD))
    result = proposed("accept", "1", "--from-pr", "12")
    assert (result.code, "git fetch origin refs/pull/12/head" in result.err) == (1, True)
    forge.github(sha, review("ana", "APPROVED", OLD))
    monkeypatch.setenv("GITHUB_REF", "refs/pull/12/merge")
    result = proposed("accept", "1", "--from-pr")
    assert (result.code, "nobody approves it as it is now: the approval" in result.err) == (1, True)
    assert "status: proposed" in text(proposed)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply({}, 401), "answered 401\nHint: set GITHUB_TOKEN to a token"),
        (Reply({}, 403), "answered 403\nHint: set GITHUB_TOKEN"),
        (Reply({}, 403, {"X-RateLimit-Remaining": "0"}), "its limit is used up"),
        (Reply({}, 404), "answered 404\nHint: look at the number"),
        (Reply({}, 429, {"Retry-After": "7"}), "repeat it in 7 s"),
        (Reply({}, 500), "answered 500"),
        (Reply(b"<html>"), "something else than JSON"),
        (Reply(b"[]"), "does not say what its last commit is"),
        (Reply(b"", 302, {"Location": "http://example.invalid/x"}), "answered 302"),
        (Reply(b'{"head"', 200, {"Content-Length": "99"}), "something else than JSON"),
    ],
)
def test_a_refusal_is_told_with_the_way_out_and_without_the_token(
    proposed: Adr, forge: Forge, reply: Reply, words: str
) -> None:
    forge.replies["/repos/acme/shop/pulls/12"] = reply
    result = proposed("accept", "1", "--from-pr", "12")
    assert (result.code, words in result.err) == (1, True), result.err
    assert SECRET not in result.err + result.out
    assert text(proposed) == TEXT


def test_the_token_goes_to_the_stated_server_alone(
    proposed: Adr, git: Git, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "/repos/acme/shop/pulls/12/reviews?per_page=100"
    sha = head(proposed, git)
    with serving() as other:
        forge.github(sha, review("ana", "APPROVED", sha))
        forge.replies[listed] = Reply([], headers={"Link": f'<{other.url}/x>; rel="next"'})
        result = proposed("accept", "1", "--from-pr", "12")
        assert (result.code, "names another server" in result.err) == (1, True)
        assert other.asked == []
    result = proposed("accept", "1", "--from-pr", "https://evil.example/acme/shop/pull/12")
    assert (result.code, "is no pull request of a remote" in result.err) == (2, True)
    asked = len(forge.asked)
    monkeypatch.setenv("GITHUB_TOKEN", f"{SECRET}\r\nX: y")
    result = proposed("accept", "1", "--from-pr", "12")
    assert (result.code, "has characters that no token has" in result.err) == (1, True)
    assert SECRET not in result.err
    monkeypatch.setenv("GITHUB_API_URL", "http://api.example.invalid")
    result = proposed("accept", "1", "--from-pr", "12")
    assert (result.code, "in the open" in result.err, len(forge.asked)) == (1, True, asked)
    result = proposed("accept", "1", "--from-pr")
    assert (result.code, "cannot be told" in result.err) == (2, True)
