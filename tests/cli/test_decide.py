from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
MODEL = """---
status: proposed
adr-draft:
  architect: claude
  model: claude-opus-5-5
---

# Use X

## Context and Problem Statement

Why.
"""
NYGARD = "# {n}. {title}\n\nDate: 2020-01-01\n\n## Status\n\n{status}\n\n## Context\n\nY.\n"
NYGARD += "\n## Decision\n\nWe will.\n\n## Consequences\n\nGood.\n"


def status_of(run: Adr, ref: str) -> str:
    status: str = run.done("show", ref, "--json").data["status"]
    return status


def message(run: Adr, git: Git) -> str:
    return git(run.project, "log", "-1", "--format=%B").strip()


@pytest.fixture
def two(logged: Adr) -> Adr:
    """A log with an accepted record 2 and a proposed record 3 that would supersede it."""
    for title, *more in (("Use MySQL",), ("Use PostgreSQL", "-s", "2")):
        logged.done("new", "--architect", "offline", title, *more)
        if not more:
            logged.done("accept", "2")
    return logged


def test_accept_flips_what_it_supersedes_in_one_commit_of_two_files(two: Adr, git: Git) -> None:
    done = two.done("accept", "3")
    assert done.out == "adr/0003-use-postgresql.md\nadr/0002-use-mysql.md\n"
    assert git(two.project, "show", "--name-only", "--format=").split() == (
        ["adr/0002-use-mysql.md", "adr/0003-use-postgresql.md"]
    )
    assert message(two, git) == (
        "Accept ADR-0003: Use PostgreSQL\n\nSupersedes ADR-0002: Use MySQL\n\n"
        "Accepted-by: Ana Ruiz <ana@example.org>"
    )
    assert status_of(two, "2") == "superseded"
    assert two.done("show", "2", "--json").data["superseded_by"][0]["id"] == "ADR-0003"


def test_accept_changes_only_the_lines_it_is_about(two: Adr, git: Git) -> None:
    two.done("accept", "3")
    lines = git(two.project, "show", "--format=", "--unified=0").splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    attested = changed.pop()
    assert changed == [
        "-status: accepted",
        "+status: superseded",
        "+superseded-by: [ADR-0003]",
        "-status: proposed",
        "+status: accepted",
    ]
    known, _, told = attested.partition(", decision-hash: ")
    assert known == "+accepted: {date: 2026-11-22, by: [Ana Ruiz <ana@example.org>]"
    assert re.fullmatch(r"\w{64}\}", told)


def test_after_an_acceptance_nothing_is_one_sided(two: Adr) -> None:
    two.done("accept", "3")
    assert two.done("check", "--json").data["findings"] == []


def test_reject_leaves_what_would_have_been_superseded(two: Adr, git: Git) -> None:
    old = two.project / "adr/0002-use-mysql.md"
    before = old.read_bytes()
    done = two.done("reject", "3", "--reason", "No budget this year")
    assert done.path == "adr/0003-use-postgresql.md"
    assert old.read_bytes() == before
    assert status_of(two, "3") == "rejected"
    assert message(two, git) == "Reject ADR-0003: Use PostgreSQL\n\nNo budget this year"
    assert two.done("check", "--json").data["findings"] == []


def test_deprecate_moves_an_accepted_record(two: Adr, git: Git) -> None:
    two.done("deprecate", "2", "--reason", "The service is gone")
    assert status_of(two, "2") == "deprecated"
    assert message(two, git) == "Deprecate ADR-0002: Use MySQL\n\nThe service is gone"


@pytest.mark.parametrize(
    ("act", "ref", "may"),
    [
        ("deprecate", "3", "accepted, rejected"),
        ("reject", "2", "deprecated, superseded"),
    ],
)
def test_a_move_that_is_not_allowed_is_refused_with_those_that_are(
    two: Adr, git: Git, act: str, ref: str, may: str
) -> None:
    before = git(two.project, "rev-parse", "HEAD")
    done = two(act, ref)
    assert (done.code, done.out) == (1, "")
    assert f"it may become: {may}" in done.err
    assert git(two.project, "rev-parse", "HEAD") == before


def test_a_superseded_record_is_not_rejected(two: Adr) -> None:
    two.done("accept", "3")
    assert two("reject", "2").code == 1


def test_one_that_may_not_move_stops_the_others(two: Adr, git: Git) -> None:
    assert two("reject", "3", "2").code == 1
    assert status_of(two, "3") == "proposed"
    assert git(two.project, "status", "--short") == ""


def test_a_repeated_act_changes_nothing_and_says_so(two: Adr, git: Git) -> None:
    before = git(two.project, "rev-parse", "HEAD")
    done = two.done("accept", "2")
    assert (done.out, git(two.project, "rev-parse", "HEAD")) == ("", before)
    assert "ADR-0002 is accepted already" in done.err


def test_several_records_are_accepted_in_one_commit(logged: Adr, git: Git) -> None:
    for title in ("Use A", "Use B"):
        logged.done("new", "--architect", "offline", title)
    done = logged.done("accept", "2", "3", "2")
    assert done.out == "adr/0002-use-a.md\nadr/0003-use-b.md\n"
    assert message(logged, git).startswith("Accept 2 records\n\nADR-0002: Use A\nADR-0003: Use B\n")


def test_a_record_accepted_together_with_its_successor_ends_superseded(logged: Adr) -> None:
    logged.done("new", "--architect", "offline", "Use A")
    logged.done("new", "--architect", "offline", "Use B", "-s", "2")
    logged.done("accept", "2", "3")
    assert (status_of(logged, "2"), status_of(logged, "3")) == ("superseded", "accepted")


def test_placeholders_are_named_with_path_and_line(logged: Adr, git: Git) -> None:
    path = logged.new("Use X")
    lines = (logged.project / path).read_text().splitlines()
    line = 1 + next(n for n, text in enumerate(lines) if text.startswith("{What is the situation"))
    done = logged("accept", "2")
    assert (done.code, done.out) == (1, "")
    assert f"{path}:{line} {{What is the situation" in done.err
    assert "Hint: fill them in, or accept with --force" in done.err
    assert git(logged.project, "status", "--short") == ""


def test_force_accepts_placeholders_and_the_history_keeps_it(logged: Adr, git: Git) -> None:
    logged.new("Use X")
    logged.done("accept", "2", "--force")
    assert status_of(logged, "2") == "accepted"
    assert "Accepted-with: --force, placeholders left" in message(logged, git)


def test_force_that_was_not_needed_is_not_in_the_history(two: Adr, git: Git) -> None:
    two.done("accept", "3", "--force")
    assert "force" not in message(two, git)


def test_open_questions_are_no_placeholders(logged: Adr) -> None:
    logged.done("new", "--architect", "offline", "Postgres vs Mongo")
    assert logged.done("accept", "2").code == 0


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_what_a_model_drafted_needs_a_person_even_with_force(logged: Adr, force: list[str]) -> None:
    (logged.project / "adr/0002-use-x.md").write_text(MODEL)
    done = logged("accept", "2", *force)
    assert (done.code, done.out) == (1, "")
    assert "a model drafted it" in done.err
    assert "Hint: adr accept ADR-0002 --by" in done.err


def test_the_people_and_the_evidence_are_in_the_record_and_the_history(
    logged: Adr, git: Git
) -> None:
    (logged.project / "adr/0002-use-x.md").write_text(MODEL)
    url = "https://example.org/minutes/12"
    logged.done("accept", "2", "--by", "Ana: Maier", "--by", "Bo #1", "--evidence", url)
    text = (logged.project / "adr/0002-use-x.md").read_text()
    said = f'accepted: {{date: 2026-11-22, by: ["Ana: Maier", "Bo #1"], evidence: "{url}", '
    assert said in text
    assert message(logged, git).endswith(
        f"Accepted-by: Ana: Maier\nAccepted-by: Bo #1\nEvidence: {url}"
    )


def test_the_git_identity_stands_in_without_a_commit_too(two: Adr, git: Git) -> None:
    two.done("accept", "3", "--no-commit")
    assert (
        "by: [Ana Ruiz <ana@example.org>]"
        in (two.project / "adr/0003-use-postgresql.md").read_text()
    )
    assert git(two.project, "status", "--short").split() == (
        ["M", "adr/0002-use-mysql.md", "M", "adr/0003-use-postgresql.md"]
    )


def test_outside_git_a_record_is_accepted_and_nothing_is_versioned(tmp_path: Path) -> None:
    run = Adr(tmp_path)
    run.done("new", "--architect", "offline", "Use X")
    done = run.done("accept", "2")
    assert done.err.count("nothing is versioned") == 1
    assert status_of(run, "2") == "accepted"


def test_an_unknown_or_ambiguous_reference_is_refused(two: Adr) -> None:
    assert (two("accept", "99").code, two("accept", "use").code) == (1, 1)
    assert "adr/0002-use-mysql.md" in two("accept", "use").err


def test_a_nygard_record_is_moved_in_its_own_notation(run: Adr, git: Git) -> None:
    folder = run.project / "doc/adr"
    folder.mkdir(parents=True)
    for n, title in ((1, "Use MySQL"), (2, "Use PostgreSQL")):
        status = "Accepted" if n == 1 else "Proposed\n\nSupersedes [1. Use MySQL](0001-a.md)"
        text = NYGARD.format(n=n, title=title, status=status)
        (folder / f"{n:04d}-{'ab'[n - 1]}.md").write_text(text)
    git(run.project, "add", ".")
    git(run.project, "commit", "-qm", "log")
    run.done("accept", "2")
    lines = git(run.project, "show", "--format=", "--unified=0").splitlines()
    assert [x for x in lines if x[:1] in "+-" and x[:3] not in ("+++", "---")] == [
        "-Accepted",
        "+Superseded by [2. Use PostgreSQL](0002-b.md)",
        "-Proposed",
        "+Accepted",
    ]


def test_what_else_changed_in_the_tree_is_not_committed(two: Adr, git: Git) -> None:
    first = two.project / "adr/0001-record-architecture-decisions.md"
    first.write_text(first.read_text() + "More.\n")
    two.done("accept", "3")
    assert git(two.project, "status", "--short") == (
        " M adr/0001-record-architecture-decisions.md\n"
    )


def test_accepting_what_is_not_decided_says_so(logged: Adr) -> None:
    logged.done("new", "--yes", "--architect", "offline", "Postgres vs Mongo")
    assert "ADR-0002 says that no option is chosen yet" in logged.done("accept", "2").err
    logged.done("new", "--yes", "--architect", "offline", "Use PostgreSQL")
    assert "no option is chosen" not in logged.done("accept", "3").err


@pytest.mark.parametrize("template", ["nygard", "madr"])
def test_reopening_gives_back_what_was_superseded_and_amended_to_the_byte(
    run: Adr, template: str
) -> None:
    run.done("init", "--template", template)
    for title in ("Old", "Kept"):
        run.done("accept", "--force", run.new(title, "--template", template))
    new = run.new("New", "--template", template, "-s", "2", "-l", "3:Amends:")
    before = {p.name: p.read_bytes() for p in (run.project / "adr").glob("*.md")}
    run.done("accept", "--force", new)
    assert run.done("show", "2", "--json").data["status"] == "superseded"
    done = run.done("reopen", new)
    assert "ADR-0002 is in force again" in done.err
    after = {p.name: p.read_bytes() for p in (run.project / "adr").glob("*.md")}
    if template == "nygard":
        assert after == before
    assert {name: after[name] for name in before if "new" not in name} == {
        name: text for name, text in before.items() if "new" not in name
    }
    assert run("check", "--select", "ADR2,ADR3").code == 0


def test_a_record_with_another_successor_stays_superseded_when_one_is_reopened(
    logged: Adr,
) -> None:
    logged.done("accept", "--force", logged.new("Old"))
    for title in ("First", "Second"):
        logged.done("accept", "--force", logged.new(title, "-s", "2"))
    logged.done("reopen", "4")
    old = logged.done("show", "2", "--json").data
    assert old["status"] == "superseded"
    assert [link["id"] for link in old["superseded_by"]] == ["ADR-0003"]
