from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.runner import Adr, offline, text_of

Git = Callable[..., str]


def test_a_related_record_is_found_and_linked(logged: Adr) -> None:
    old = logged.new("Use PostgreSQL for orders")
    text = text_of(logged, offline(logged, "Move orders to PostgreSQL 18"))
    assert f"]({Path(old).name}) (proposed)" in text


def test_supersedes_leaves_the_old_record_byte_identical(logged: Adr) -> None:
    old = logged.project / logged.new("Use MySQL")
    before = old.read_bytes()
    record = logged.done("new", "Use PostgreSQL", "-s", "2", "--json").data
    assert [r["id"] for r in record["supersedes"]] == ["ADR-0002"]
    assert old.read_bytes() == before


def test_a_record_that_is_accepted_at_once_flips_what_it_supersedes(logged: Adr, git: Git) -> None:
    old = logged.new("Use MySQL", "--status", "accepted")
    new = logged.new("Use PostgreSQL", "-s", "2", "--status", "accepted")
    assert logged.done("show", "2", "--json").data["superseded_by"][0]["path"] == new
    changed = git(logged.project, "show", "--name-only", "--format=").split()
    assert sorted(changed) == [old, new]


def test_a_link_is_written_on_both_sides_in_one_commit(logged: Adr, git: Git) -> None:
    old = logged.new("Use MySQL")
    new = logged.new("Back up nightly", "-l", "2:Clarifies:Clarified by")
    assert sorted(git(logged.project, "show", "--name-only", "--format=").split()) == [old, new]
    assert (
        "Clarifies [ADR-0002: Use MySQL](0002-use-mysql.md)" in (logged.project / new).read_text()
    )
    assert logged.done("show", "2", "--json").data["relates_to"][0]["path"] == new


def test_two_links_to_one_record_are_both_kept(logged: Adr) -> None:
    logged.new("Use MySQL")
    logged.new("X", "-l", "2:Clarifies:Clarified by", "-l", "2:Needs:Needed by")
    before = logged.done("show", "2", "--json").data
    assert {r["id"] for r in before["relates_to"]} == {"ADR-0003"}


def test_a_proposal_amends_only_on_its_own_side(logged: Adr) -> None:
    old = logged.project / logged.new("Use MySQL", "--status", "accepted")
    before = old.read_bytes()
    logged.new("Use MySQL 9", "-l", "2:Amends:Amended by")
    assert old.read_bytes() == before
    logged.done("accept", "3", "--force")
    assert logged.done("show", "2", "--json").data["amended_by"][0]["id"] == "ADR-0003"
