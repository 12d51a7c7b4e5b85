"""New records are named as the log's others are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

RECORD = "# Use it\n\n- Status: accepted\n\n## Context and Problem Statement\n\nWhy?\n"


def write(run: Adr, *paths: str) -> None:
    for path in paths:
        place = run.project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(RECORD)


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (("20240501-a.md", "20240502-b.md"), "20261122-use-x.md"),
        (("2024-05-01-a.md", "2024-05-02-b.md"), "2026-11-22-use-x.md"),
        (("0007-a/README.md", "0008-b/README.md"), "0009-use-x/README.md"),
        (("2024-05-01-a/index.md", "2024-05-02-b/index.md"), "2026-11-22-use-x/index.md"),
        (("ADR-007-a.md", "ADR-008-b.md"), "ADR-009-use-x.md"),
    ],
)
def test_a_new_record_is_named_as_most_of_the_log_is(
    run: Adr, names: tuple[str, ...], made: str
) -> None:
    write(run, *(f"docs/adr/{name}" for name in names))
    assert run.new("Use X") == f"docs/adr/{made}"
    records = run.done("list", "--json").data
    assert [r["title"] for r in records if r["path"] == f"docs/adr/{made}"] == ["Use X"]


def test_a_dated_record_is_referred_to_by_its_path(run: Adr, git: Callable[..., str]) -> None:
    write(run, "docs/adr/20240501-a.md", "docs/adr/20240502-b.md")
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Log")
    new = run.new("Use X", "-s", "20240501-a")
    assert git(run.project, "log", "-1", "--format=%s").strip() == "Propose Use X"
    run.done("accept", "--force", new)
    old = run.done("show", "20240501-a", "--json").data
    assert [link["path"] for link in old["superseded_by"]] == [new]
    said = run.done("show", new, "--json").data
    assert (said["number"], said["id"]) == (None, "docs/adr/20261122-use-x")
    assert [link["path"] for link in said["supersedes"]] == ["docs/adr/20240501-a.md"]
    assert run("check", "--select", "ADR3").code == 0


def test_a_branch_of_a_dated_record_has_its_name_alone(run: Adr, git: Callable[..., str]) -> None:
    write(run, "docs/adr/20240501-a.md", "docs/adr/20240502-b.md")
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Log")
    run.new("Use X", "--branch")
    assert git(run.project, "branch", "--show-current").strip() == "adr/use-x"
