"""Relations are stated on both sides, and taken back to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
TITLES = ("Use MySQL", "Use PostgreSQL", "Keep backups for a year")


@pytest.fixture(params=["madr", "nygard"])
def log(request: pytest.FixtureRequest, run: Adr) -> Adr:
    """A log of four records in one notation: 2 and 3 accepted, 4 proposed."""
    run.done("init", "--template", request.param)
    for title in TITLES:
        run.done("new", "--yes", "--architect", "none", "--template", request.param, title)
    run.done("accept", "2", "3", "--force")
    return run


def record(run: Adr, ref: str) -> dict[str, object]:
    data: dict[str, object] = run.done("show", ref, "--json").data
    return data


def ids(run: Adr, ref: str, key: str) -> list[str]:
    related = record(run, ref)[key]
    assert isinstance(related, list)
    return [other["id"] for other in related]


def files(run: Adr) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (Path(run.project) / "adr").glob("*.md")}


def lines_of_last_commit(run: Adr, git: Git) -> list[str]:
    shown = git(run.project, "show", "--format=", "-U0").splitlines()
    return [
        line
        for line in shown
        if line[:1] in "+-" and not line.startswith(("+++", "---")) and line[1:]
    ]


def test_a_link_is_stated_on_both_sides_in_one_commit(log: Adr, git: Git) -> None:
    before = git(log.project, "rev-list", "--count", "HEAD")
    done = log.done("link", "3", "Amends", "2", "Amended by")
    assert sorted(done.out.split()) == ["adr/0002-use-mysql.md", "adr/0003-use-postgresql.md"]
    assert ids(log, "3", "amends") == ["ADR-0002"]
    assert ids(log, "2", "amended_by") == ["ADR-0003"]
    assert int(git(log.project, "rev-list", "--count", "HEAD")) == int(before) + 1
    assert len(lines_of_last_commit(log, git)) == 2


def test_without_reverse_words_the_inverse_is_stated(log: Adr) -> None:
    log.done("link", "3", "Relates to", "2")
    assert ids(log, "2", "relates_to") == ["ADR-0003"]
    assert ids(log, "3", "relates_to") == ["ADR-0002"]


@pytest.mark.parametrize(
    "stated",
    [
        ["link", "3", "Amends", "2"],
        ["link", "3", "Relates to", "2", "Relates to"],
        ["amend", "2#consequences", "--by", "3"],
        ["link", "4", "Clarifies", "3", "Clarified by"],
    ],
)
def test_unlink_gives_back_the_same_bytes(stated: list[str], log: Adr) -> None:
    before = files(log)
    log.done(*stated)
    assert files(log) != before
    log.done("unlink", "3", "4" if stated[1] == "4" else "2")
    assert files(log) == before


def test_an_accepted_successor_retires_the_old_record_at_once(log: Adr) -> None:
    log.done("supersede", "2", "--by", "3")
    assert record(log, "2")["status"] == "superseded"
    assert ids(log, "2", "superseded_by") == ["ADR-0003"]
    assert ids(log, "3", "supersedes") == ["ADR-0002"]
    assert log.done("check", "--select", "ADR3").out.endswith("0 problems\n")


def test_a_proposed_successor_only_announces(log: Adr) -> None:
    before = files(log)["0002-use-mysql.md"]
    done = log.done("supersede", "2", "--by", "4")
    assert files(log)["0002-use-mysql.md"] == before
    assert "when ADR-0004 is accepted" in done.err
    log.done("accept", "4", "--force")
    assert record(log, "2")["status"] == "superseded"


def test_an_amendment_names_the_section(log: Adr) -> None:
    log.done("amend", "2#consequences", "--by", "3")
    assert record(log, "3")["amends"] == [
        {"id": "ADR-0002", "path": "adr/0002-use-mysql.md", "section": "consequences"}
    ]
    assert ids(log, "2", "amended_by") == ["ADR-0003"]
    assert record(log, "2")["in_force"] is True


def test_a_relation_is_not_stated_twice(log: Adr, git: Git) -> None:
    log.done("link", "3", "Amends", "2")
    before = git(log.project, "rev-parse", "HEAD")
    done = log.done("link", "3", "Amends", "2")
    assert git(log.project, "rev-parse", "HEAD") == before
    assert "already" in done.err


def test_records_without_a_relation_cannot_be_unlinked(log: Adr) -> None:
    failed = log("unlink", "2", "3")
    assert failed.code == 1
    assert "state no relation to each other" in failed.err


def test_a_record_cannot_refer_to_itself(log: Adr) -> None:
    assert log("link", "2", "Amends", "2").code == 2


@pytest.mark.parametrize("ref", ["2", "3"])
def test_reopening_takes_an_acceptance_back(ref: str, log: Adr) -> None:
    log.done("reopen", ref)
    before = files(log)
    log.done("accept", ref, "--force", "--by", "Ana Maier")
    assert record(log, ref)["status"] == "accepted"
    log.done("reopen", ref)
    assert files(log) == before


def test_reopening_takes_a_deprecation_back(log: Adr) -> None:
    before = files(log)
    log.done("deprecate", "2")
    log.done("reopen", "2", "--reason", "It is needed after all")
    assert files(log) == before


def test_a_rejected_record_is_proposed_again(log: Adr) -> None:
    before = files(log)
    log.done("reject", "4")
    log.done("reopen", "4")
    assert files(log) == before


def test_a_superseded_record_is_reopened_once_its_successor_lets_go(log: Adr) -> None:
    log.done("supersede", "2", "--by", "3")
    refused = log("reopen", "2")
    assert refused.code == 1
    assert "adr unlink ADR-0003 ADR-0002" in refused.err
    log.done("unlink", "3", "2")
    log.done("reopen", "2")
    assert record(log, "2")["status"] == "accepted"
    assert log.done("check", "--select", "ADR2,ADR3").out.endswith("0 problems\n")


def test_a_proposal_is_nothing_to_reopen(log: Adr) -> None:
    assert log("reopen", "4").code == 1


def test_a_supersession_is_taken_back_to_the_same_bytes(log: Adr) -> None:
    before = files(log)
    log.done("supersede", "2", "--by", "3")
    log.done("unlink", "3", "2")
    log.done("reopen", "2")
    assert files(log) == before


def test_a_section_that_does_not_exist_is_refused_with_those_that_do(logged: Adr) -> None:
    new = logged.new("New")
    done = logged("amend", "1#nosuch", "--by", new)
    assert done.code == 1
    assert "has no section #nosuch" in done.err
    assert "#decision-outcome" in done.err
    logged.done("amend", "1#decision-outcome", "--by", new)
    (amended,) = logged.done("show", new, "--json").data["amends"]
    assert (amended["id"], amended["section"]) == ("ADR-0001", "decision-outcome")


def test_superseding_a_record_a_second_time_is_said(logged: Adr) -> None:
    logged.done("accept", "--force", logged.new("First", "-s", "1"))
    done = logged.done("supersede", "1", "--by", logged.new("Second"))
    assert "ADR-0001 was superseded by ADR-0002 before" in done.err


def test_one_record_replaces_several_and_several_replace_one(logged: Adr) -> None:
    logged.done("accept", "--force", logged.new("Two"))
    logged.done("accept", "--force", logged.new("Both", "-s", "1", "-s", "2"))
    for ref in ("1", "2"):
        old = logged.done("show", ref, "--json").data
        assert [link["id"] for link in old["superseded_by"]] == ["ADR-0003"]
    logged.done("accept", "--force", logged.new("Half"))
    logged.done("accept", "--force", logged.new("Other half"))
    for new in ("4", "5"):
        logged.done("supersede", "3", "--by", new)
    split = logged.done("show", "3", "--json").data
    assert [link["id"] for link in split["superseded_by"]] == ["ADR-0004", "ADR-0005"]
    assert logged("check", "--select", "ADR2,ADR3").out.startswith("5 records")
