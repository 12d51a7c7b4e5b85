"""Many people at once get as many numbers, and a remote that fails leaves nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git, Hub, make_hub
from tests.torture.numbers import (
    committed,
    in_clones,
    in_clones_of_a_dying_remote,
    in_one_clone,
    locks,
)

MANY = 16
TITLE = ("new", "--architect", "none", "--reserve", "Use X")


@pytest.fixture
def hub(tmp_path: Path, git: Git) -> Hub:
    return make_hub(tmp_path, git, records=3)


def hook(hub: Hub, name: str, script: str) -> None:
    place = hub.path / "hooks" / name
    place.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    place.chmod(0o755)


def unwritten(run: Adr, git: Git) -> bool:
    return git(run.project, "status", "--porcelain") == "" and len(committed(git, run)) == 3


@pytest.mark.integration
def test_processes_in_one_clone_get_distinct_numbers_and_keep_their_commits(
    hub: Hub, git: Git, tmp_path: Path
) -> None:
    outcome = in_one_clone(hub, MANY)
    assert outcome.errors == ()
    assert outcome.numbers == [f"{n:04d}" for n in range(4, 4 + MANY)]
    names = {path.rpartition("/")[2] for path in outcome.paths}
    assert names <= committed(git, Adr(tmp_path / "shared"))
    assert hub.reserved() == [f"refs/adr/{n}" for n in outcome.numbers]
    assert locks(tmp_path) == []


@pytest.mark.integration
def test_clones_of_one_remote_get_distinct_numbers(hub: Hub, git: Git, tmp_path: Path) -> None:
    outcome, runs = in_clones(hub, MANY, "--reserve")
    assert outcome.errors == ()
    assert outcome.numbers == [f"{n:04d}" for n in range(4, 4 + MANY)]
    assert all(len(committed(git, run)) == 4 for run in runs)
    assert locks(tmp_path) == []


@pytest.mark.integration
def test_a_remote_that_dies_in_the_middle_costs_a_repeat_and_no_number(
    hub: Hub, git: Git, tmp_path: Path
) -> None:
    outcome, runs, _ = in_clones_of_a_dying_remote(hub, 4, after=1)
    assert outcome.errors == ()
    assert len(set(outcome.numbers)) == len(outcome.numbers) == 4
    assert {f"refs/adr/{n}" for n in outcome.numbers} <= set(hub.reserved())
    assert all(len(committed(git, run)) == 4 for run in runs)
    assert locks(tmp_path) == []


@pytest.mark.integration
def test_without_reserving_every_collision_is_found(hub: Hub, git: Git) -> None:
    outcome, runs = in_clones(hub, 4)
    assert outcome.numbers == ["0004"] * 4
    for n, run in enumerate(runs):
        hub.push(run, f"HEAD:refs/heads/person{n}")
    for n, run in enumerate(runs):
        git(run.project, "fetch", "--quiet")
        result = run("check", "--json", "--select", "ADR103", "--refs", "origin/*")
        own = [f for f in result.data["findings"] if f["severity"] == "error"]
        others = " ".join(f["message"] for f in own)
        assert (result.code, len(own)) == (3, 3)
        assert all(f"origin/person{m} " in others for m in range(4) if m != n)


@pytest.mark.parametrize("name", ["pre-receive", "update"])
def test_a_remote_that_refuses_such_refs_says_so_and_nothing_is_written(
    hub: Hub, git: Git, name: str
) -> None:
    run = hub.clone("ana")
    hook(hub, name, "echo 'no such refs here' >&2\nexit 1")
    result = run(*TITLE)
    assert result.code == 1
    assert "does not let you reserve 0004" in result.err
    assert "no such refs here" in result.err
    assert "--no-reserve" in result.err
    assert unwritten(run, git)
    assert hub.reserved() == []


def test_a_remote_that_dies_before_it_has_the_ref_leaves_nothing(hub: Hub, git: Git) -> None:
    run = hub.clone("ana")
    hook(hub, "pre-receive", "kill -9 $PPID")
    result = run(*TITLE)
    assert (result.code, unwritten(run, git), hub.reserved()) == (1, True, [])


def test_a_remote_that_dies_once_it_has_the_ref_has_reserved_the_number(hub: Hub) -> None:
    run = hub.clone("ana")
    hook(hub, "post-update", "kill -9 $PPID")
    assert run.done(*TITLE).path == "adr/0004-use-x.md"
    assert hub.reserved() == ["refs/adr/0004"]


def test_a_lock_that_a_killed_remote_left_on_one_number_stops_nobody(hub: Hub) -> None:
    run = hub.clone("ana")
    (hub.path / "refs/adr").mkdir()
    (hub.path / "refs/adr/0004.lock").touch()
    assert run.done(*TITLE).path == "adr/0005-use-x.md"
    assert hub.reserved() == ["refs/adr/0005"]


def test_a_remote_that_is_gone_in_between_tells_how_to_look(hub: Hub, git: Git) -> None:
    run = hub.clone("ana")
    hook(hub, "pre-receive", f"mv '{hub.path}' '{hub.path}.gone'\nexit 1")
    result = run(*TITLE)
    assert (result.code, unwritten(run, git)) == (1, True)
    assert "whether 0004 is reserved now is not known" in result.err
    assert "adr numbers --release 4" in result.err


def test_an_unreachable_remote_is_told_before_anything_is_asked(hub: Hub, git: Git) -> None:
    run = hub.clone("ana")
    git(run.project, "remote", "set-url", "origin", str(hub.path) + "-not-there")
    result = run(*TITLE)
    assert (result.code, "origin cannot be reached" in result.err) == (1, True)
    assert unwritten(run, git)
    git(run.project, "remote", "remove", "origin")
    result = run(*TITLE)
    assert (result.code, "no remote named origin" in result.err) == (1, True)


def test_the_setting_reserves_and_the_option_takes_it_back(hub: Hub) -> None:
    run = hub.clone("ana")
    (run.project / "adr.toml").write_text("reserve = true\n", "utf-8")
    run.new("Use X")
    assert hub.reserved() == ["refs/adr/0004"]
    run.new("Use Y", "--no-reserve")
    assert hub.reserved() == ["refs/adr/0004"]


def test_reserved_numbers_are_listed_with_what_came_of_them_and_freed(hub: Hub) -> None:
    ana, ben = hub.clone("ana"), hub.clone("ben")
    assert ana.done(*TITLE).path == "adr/0004-use-x.md"
    listed = ben.done("numbers", "--json").data
    assert [(r["number"], r["by"], r["title"], r["record"]) for r in listed] == [
        (4, "Ana", "Use X", None)
    ]
    assert "adr/0004-use-x.md" in ana.done("numbers").out
    assert "0004 is taken by a reservation of Ana" in ben.done("new", "--dry-run", "Use Y").err
    assert ben.done("numbers", "--release", "4").out == "0004 is free\n"
    assert (hub.reserved(), ben("numbers", "--release", "4").code) == ([], 1)
    assert ana.done("numbers", "--json").data == []


def test_a_reservation_ends_where_no_record_could_be_written(hub: Hub, git: Git) -> None:
    run = hub.clone("ana")
    git(run.project, "branch", "adr/0004-use-x")
    result = run(*TITLE, "--branch")
    assert (result.code, hub.reserved()) == (1, [])
    assert unwritten(run, git)
