"""A proposal must not retire what is in force."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.runner import Adr

Git = Callable[..., str]
FIVE = "adr/0005-keep-sessions-in-the-database.md"


def status(run: Adr, ref: str) -> str:
    return str(run.done("show", ref, "--json").data["status"])


def ids(run: Adr, ref: str, relation: str) -> list[str]:
    return [link["id"] for link in run.done("show", ref, "--json").data[relation]]


def relation_codes(run: Adr) -> list[tuple[str, str]]:
    found = run("check", "--json", "--select", "ADR2,ADR3").data["findings"]
    return [(f["code"], f["path"]) for f in found]


def commit_all(run: Adr, git: Git, message: str) -> None:
    git(run.project, "add", "--all")
    git(run.project, "commit", "--quiet", "--message", message)


def state(path: Path, words: str) -> None:
    """State a relation by hand, where the record's notation has it."""
    text = path.read_text("utf-8")
    key, _, target = words.partition(": ")
    if text.startswith("---"):
        head, _, rest = text.partition("\n---\n")
        path.write_text(f"{head}\n{key}: [{target}]\n---\n{rest}", "utf-8")
    else:
        phrase = key.replace("-", " ").capitalize()
        path.write_text(text.replace("## Context", f"{phrase} {target}\n\n## Context", 1), "utf-8")


def test_the_old_record_is_untouched_until_the_new_one_is_accepted(log: Adr, git: Git) -> None:
    before = (log.project / FIVE).read_bytes()
    new = log.new("Keep sessions in Redis", "--supersedes", "5")
    assert git(log.project, "show", "--name-only", "--format=").split() == [new]
    assert (log.project / FIVE).read_bytes() == before
    assert (status(log, "5"), status(log, "6")) == ("accepted", "proposed")
    assert relation_codes(log) == []

    log.done("accept", "--force", "6")
    assert set(git(log.project, "show", "--name-only", "--format=").split()) == {new, FIVE}
    assert (status(log, "5"), status(log, "6")) == ("superseded", "accepted")
    assert ids(log, "5", "superseded_by") == ["ADR-0006"]
    assert ids(log, "6", "supersedes") == ["ADR-0005"]
    assert relation_codes(log) == []


def test_a_rejected_proposal_never_touched_the_old_record(log: Adr, git: Git) -> None:
    before = (log.project / FIVE).read_bytes()
    new = log.new("Keep sessions in Redis", "--supersedes", "5")
    log.done("reject", "6", "--reason", "no budget")
    assert git(log.project, "show", "--name-only", "--format=").split() == [new]
    assert (log.project / FIVE).read_bytes() == before
    assert relation_codes(log) == []


def test_a_link_made_by_hand_on_one_side_is_reported_and_mended(log: Adr, git: Git) -> None:
    new = log.new("Keep sessions in Redis")
    log.done("accept", "--force", "6")
    state(log.project / new, "supersedes: ADR-0005")
    commit_all(log, git, "By hand")
    assert relation_codes(log) == [("ADR302", new)]
    assert log("check", "--select", "ADR302").code == 3
    log.done("check", "--fix", "--ignore", "ADR5")
    assert relation_codes(log) == []
    assert status(log, "5") == "superseded"


def test_a_circle_is_reported(log: Adr, git: Git) -> None:
    log.done("accept", "--force", log.new("Keep sessions in Redis", "--supersedes", "5"))
    state(log.project / FIVE, "supersedes: ADR-0006")
    commit_all(log, git, "By hand")
    assert ("ADR303", FIVE) in relation_codes(log)


def test_two_branches_that_amend_one_record_keep_both_after_the_merge(log: Adr, git: Git) -> None:
    git(log.project, "switch", "--quiet", "--create", "one")
    log.done("new", "--architect", "none", "--status", "accepted", "Sign the sessions")
    log.done("amend", "5", "--by", "6")
    git(log.project, "switch", "--quiet", "--create", "two", "main")
    # The number of the other branch is taken.
    assert log.new("Expire the sessions") == "adr/0007-expire-the-sessions.md"
    log.done("accept", "--force", "7")
    log.done("amend", "5", "--by", "7")

    # Both add a line at one place: git asks, and keeping both is the answer.
    git(log.project, "merge", "--quiet", "-X", "ours", "one", "--message", "Merge")
    amending = set(ids(log, "5", "amended_by"))
    missing = {"ADR-0006", "ADR-0007"} - amending
    assert amending
    assert {code for code, _ in relation_codes(log)} == ({"ADR302"} if missing else set())
    log.done("check", "--fix", "--ignore", "ADR5")
    assert set(ids(log, "5", "amended_by")) == {"ADR-0006", "ADR-0007"}
    assert status(log, "5") == "accepted"
    assert relation_codes(log) == []


def test_a_successor_that_is_reopened_gives_the_old_record_back(log: Adr) -> None:
    before = (log.project / FIVE).read_bytes()
    log.done("accept", "--force", log.new("Keep sessions in Redis", "--supersedes", "5"))
    log.done("reopen", "6")
    assert (log.project / FIVE).read_bytes() == before
    log.done("reject", "6")
    assert relation_codes(log) == []
