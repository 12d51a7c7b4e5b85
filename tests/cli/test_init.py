from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.runner import Adr

Git = Callable[..., str]
FIRST = "adr/0001-record-architecture-decisions.md"


def test_init_makes_the_folder_and_an_accepted_first_record_in_one_commit(
    run: Adr, git: Git
) -> None:
    done = run.done("init")
    assert done.out == f"{FIRST}\n"
    assert run.done("show", "1", "--json").data["status"] == "accepted"
    assert git(run.project, "show", "--name-only", "--format=%s").split("\n\n") == [
        "Accept ADR-0001: Record architecture decisions",
        f"{FIRST}\n",
    ]


def test_init_says_on_which_branch_it_committed(run: Adr) -> None:
    assert "Committed on main." in run.done("init").err


def test_the_first_record_has_no_finding(logged: Adr) -> None:
    assert logged.done("check", "--json").data["findings"] == []


def test_init_takes_the_folder_it_is_given(run: Adr) -> None:
    first = run.done("init", "docs/decisions").path
    assert first == "docs/decisions/0001-record-architecture-decisions.md"
    assert run.done("list", "--paths").path == first


def test_init_leaves_a_pointer_to_a_folder_that_is_not_usual(run: Adr, git: Git) -> None:
    first = run.done("init", "notes/choices").path
    assert (run.project / ".adr-dir").read_text() == "notes/choices\n"
    assert set(git(run.project, "show", "--name-only", "--format=").split()) == {first, ".adr-dir"}
    assert run.done("list", "--paths", at=run.project / "notes").path == "choices/" + first[14:]


def test_a_usual_folder_needs_no_pointer_and_stated_ones_are_asked_for(run: Adr) -> None:
    run.done("init", "docs/adr")
    assert not (run.project / ".adr-dir").exists()
    (run.project / "adr.toml").write_text('logs = ["docs/adr"]\n')
    done = run.done("init", "notes/choices")
    assert 'Add "notes/choices" to `logs`' in done.err
    assert not (run.project / ".adr-dir").exists()


def test_a_second_init_is_refused_and_names_the_log(logged: Adr) -> None:
    again = logged("init")
    assert (again.code, again.out) == (1, "")
    assert "There is a log already: adr" in again.err
    assert "Hint: adr new" in again.err


def test_init_does_not_overwrite_a_folder_with_records(logged: Adr) -> None:
    before = (logged.project / FIRST).read_bytes()
    assert logged("init", "adr").code == 1
    assert (logged.project / FIRST).read_bytes() == before


def test_init_makes_the_repository_when_asked_to(tmp_path: Path, git: Git) -> None:
    assert Adr(tmp_path).done("init", "--git").path == FIRST
    assert git(tmp_path, "log", "--format=%an") == "Ana Ruiz\n"


def test_init_without_git_says_once_that_nothing_is_versioned(tmp_path: Path) -> None:
    done = Adr(tmp_path).done("init")
    assert (tmp_path / FIRST).is_file()
    assert done.err.count("nothing is versioned") == 1


def test_init_from_a_subfolder_makes_the_log_of_the_project(run: Adr) -> None:
    below = run.project / "src/deep"
    below.mkdir(parents=True)
    assert run.done("init", at=below).path == f"../../{FIRST}"


def test_init_writes_the_template_it_is_given(run: Adr) -> None:
    first = run.project / run.done("init", "--template", "nygard").path
    assert first.read_text().startswith("# 1. Record architecture decisions\n\nDate: 2026-11-22\n")


def test_init_leaves_the_commit_to_the_person_when_told_so(run: Adr, git: Git) -> None:
    run.done("init", "--no-commit")
    assert git(run.project, "status", "--short") == "?? adr/\n"


def test_an_unknown_template_is_refused_with_the_known_ones(run: Adr) -> None:
    done = run("init", "--template", "medr")
    assert done.code == 1
    assert "madr-minimal" in done.err
    assert not list(run.project.glob("adr/*"))
