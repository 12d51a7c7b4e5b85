"""Two branches that take one number are told before git merges them without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git, Hub, add, make_hub


@pytest.fixture
def hub(tmp_path: Path, git: Git) -> Hub:
    return make_hub(tmp_path, git)


def branch(hub: Hub, name: str, file: str, text: str = "") -> Adr:
    """A clone in which somebody adds a record on a branch, and pushes it."""
    run = hub.clone(name)
    hub.git(run.project, "switch", "--quiet", "--create", name)
    add(run, hub.git, file, text)
    hub.push(run)
    return run


def collisions(run: Adr, *arguments: str) -> list[dict[str, Any]]:
    result = run("check", "--json", "--select", "ADR103", *arguments)
    found: list[dict[str, Any]] = result.data["findings"]
    assert result.code == (3 if any(f["severity"] == "error" for f in found) else 0)
    return found


@pytest.fixture
def ben(hub: Hub) -> Adr:
    branch(hub, "ana", "0027-projection.md")
    branch(hub, "cem", "0028-x.md")
    run = branch(hub, "ben", "0027-ledger.md")
    hub.git(run.project, "fetch", "--quiet")
    return run


def test_a_collision_names_both_files_branches_and_authors_and_a_free_number(ben: Adr) -> None:
    (found,) = collisions(ben, "--refs", "origin/*")
    assert found["path"] == "adr/0027-ledger.md"
    assert "adr/0027-ledger.md on ben by Ben" in found["message"]
    assert "adr/0027-projection.md on origin/ana by Ana" in found["message"]
    assert found["hint"] == "29 is free: adr renumber adr/0027-ledger.md --to 29"


def test_the_merged_tree_is_in_error_and_its_next_record_is_free(ben: Adr, hub: Hub) -> None:
    git = hub.git
    git(ben.project, "switch", "--quiet", "main")
    git(ben.project, "merge", "--quiet", "origin/ana", "--message", "A")
    git(ben.project, "merge", "--quiet", "origin/ben", "--message", "B")
    assert ben("check", "--select", "ADR101").code == 3
    result = ben.done("new", "--architect", "none", "Use Y")
    assert result.path == "adr/0029-use-y.md"
    assert "0028 is taken by adr/0028-x.md on origin/cem" in result.err
    assert "Nothing was fetched from origin" in result.err


def test_a_merge_commit_and_main_see_branches_that_are_not_merged(ben: Adr, hub: Hub) -> None:
    hub.git(ben.project, "switch", "--quiet", "--detach", "origin/main")
    (foreign,) = collisions(ben, "--refs", "origin/*")
    assert foreign["severity"] == "warning"
    hub.git(ben.project, "merge", "--quiet", "--no-ff", "origin/ben", "--message", "Merge")
    (found,) = collisions(ben, "--refs", "origin/*")
    assert (found["severity"], found["path"]) == ("error", "adr/0027-ledger.md")
    assert [f["path"] for f in collisions(ben, "--base", "origin/ana")] == [found["path"]]


def test_a_branch_that_is_behind_collides_with_nothing(hub: Hub) -> None:
    run = branch(hub, "ana", "0027-projection.md")
    hub.git(run.project, "mv", "adr/0027-projection.md", "adr/0027-projections.md")
    hub.git(run.project, "mv", "adr/0005-use-5.md", "adr/0005-use-five.md")
    hub.git(run.project, "commit", "--quiet", "--message", "Other names")
    assert collisions(run, "--refs", "*") == []


def test_a_branch_that_left_before_a_renaming_collides_with_nothing(hub: Hub) -> None:
    branch(hub, "ana", "0027-projection.md")
    run = hub.clone("ben")
    hub.git(run.project, "mv", "adr/0005-use-5.md", "adr/0005-use-five.md")
    hub.git(run.project, "commit", "--quiet", "--message", "Another name")
    assert collisions(run, "--refs", "origin/*") == []


def test_one_text_under_two_names_is_one_record(hub: Hub) -> None:
    branch(hub, "ana", "0027-projection.md", "# One\n\n* Status: proposed\n")
    run = branch(hub, "ben", "0027-one.md", "# One\n\n* Status: proposed\n")
    hub.git(run.project, "fetch", "--quiet")
    assert collisions(run, "--refs", "origin/*") == []


def test_a_record_that_is_not_committed_yet_collides_too(ben: Adr, hub: Hub) -> None:
    hub.git(ben.project, "switch", "--quiet", "main")
    (ben.project / "adr/0028-mine.md").write_text("# Mine\n\n* Status: proposed\n", "utf-8")
    found = collisions(ben, "--refs", "origin/cem")
    assert [f["path"] for f in found] == ["adr/0028-mine.md"]


def test_branches_that_are_not_here_are_not_passed_over_in_silence(ben: Adr) -> None:
    result = ben("check", "--refs", "upstream/*")
    assert (result.code, "no branch here has such a name" in result.err) == (2, True)
    assert ben("check", "--base", "nowhere").code == 2


def test_records_with_folders_of_their_own_collide_as_files_do(hub: Hub) -> None:
    git, ana, ben = hub.git, hub.clone("ana"), hub.clone("ben")
    for run, name in ((ana, "0027-a"), (ben, "0027-b")):
        (run.project / f"adr/{name}").mkdir()
        git(run.project, "switch", "--quiet", "--create", name)
        add(run, git, f"{name}/README.md")
        hub.push(run)
    git(ben.project, "fetch", "--quiet")
    (found,) = collisions(ben, "--refs", "origin/*")
    assert "adr/0027-a/README.md on origin/0027-a by Ana" in found["message"]
    git(ben.project, "merge", "--quiet", "origin/0027-a", "--message", "A")
    assert ben("check", "--select", "ADR101").code == 3
    # Folders that number for themselves do not collide.
    (ben.project / "adr/0027-b").rename(ben.project / "adr/2024")
    (ben.project / "adr/2024/README.md").rename(ben.project / "adr/2024/0001-b.md")
    assert ben("check", "--select", "ADR101").code == 0


def test_a_shallow_clone_says_what_it_cannot_know(hub: Hub) -> None:
    branch(hub, "ana", "0027-projection.md")
    add(hub.clone("ben"), hub.git, "0027-ledger.md")
    place, url = hub.path.parent, f"file://{hub.path}"
    hub.git(place, "clone", "--quiet", "--depth", "1", url, "ci")
    run = Adr(place / "ci")
    result = run.done("new", "--architect", "none", "Use Y")
    assert result.path == "adr/0027-use-y.md"
    assert "This clone has only origin/main: numbers on other branches are not seen" in result.err
    for arguments, code, words in (
        (("--refs", "origin/ana"), 2, "fetches origin/main alone: git remote set-branches origin"),
        (("--base", "origin/ana"), 2, "git fetch --unshallow (in CI: fetch-depth: 0)"),
    ):
        result = run("check", *arguments)
        assert (result.code, words in result.err) == (code, True), result.err
    hub.git(run.project, "remote", "set-branches", "origin", "*")
    hub.git(run.project, "fetch", "--quiet", "--depth", "1")
    result = run("check", "--refs", "origin/*", "--select", "ADR103")
    assert (result.code, "looks like a second one; a shallow clone lacks it" in result.err) == (
        3,
        True,
    )
    result = run("check", "--base", "origin/ana")
    assert (result.code, "git fetch --unshallow" in result.err) == (1, True)
    assert run.done("new", "--architect", "none", "Use Z").path == "adr/0028-use-z.md"


def test_series_that_letters_tell_apart_do_not_collide(hub: Hub) -> None:
    branch(hub, "ana", "CI-027-runner.md")
    run = branch(hub, "ben", "ARCH-027-ledger.md")
    branch(hub, "cem", "ARCH-027-queue.md")
    hub.git(run.project, "fetch", "--quiet")
    (found,) = collisions(run, "--refs", "origin/*")
    assert "ARCH-027-queue.md" in found["message"]
