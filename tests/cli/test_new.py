from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr, offline, text_of

Git = Callable[..., str]


def test_a_record_is_drafted_committed_and_named(logged: Adr, git: Git) -> None:
    done = offline(logged, "Postgres vs Mongo")
    assert done.path == "adr/0002-postgres-vs-mongo.md"
    assert "Committed on main." in done.err
    assert git(logged.project, "show", "--name-only", "--format=%s").split() == (
        ["Propose", "ADR-0002:", "Postgres", "or", "Mongo?", done.path]
    )


def test_a_draft_has_no_finding(logged: Adr) -> None:
    offline(logged, "Kafka or RabbitMQ for order events")
    assert logged.done("check", "--json").data["findings"] == []


def test_json_is_the_record(logged: Adr) -> None:
    record = offline(logged, "Use Redis Streams", "--tag", "queue", "--json").data
    assert (record["id"], record["tags"], record["status"]) == ("ADR-0002", ["queue"], "proposed")


def test_a_repository_without_a_log_gets_one_and_hears_so(run: Adr, git: Git) -> None:
    done = offline(run, "Postgres vs Mongo")
    assert done.path == "adr/0002-postgres-vs-mongo.md"
    assert "Made a log; its first record is adr/0001-record-architecture-decisions.md." in done.err
    assert git(run.project, "log", "--format=%s").splitlines()[1].startswith("Accept ADR-0001")


def test_a_log_that_other_tools_announce_is_made_where_they_say(run: Adr) -> None:
    (run.project / ".adr-dir").write_text("doc/choices\n")
    assert run.new("Use X") == "doc/choices/0002-use-x.md"


def test_a_dry_run_tells_the_number_the_record_will_have(run: Adr) -> None:
    assert "Would write adr/0002-use-x.md" in offline(run, "Use X", "--dry-run").err


def test_outside_git_it_works_and_says_once_that_nothing_is_versioned(tmp_path: Path) -> None:
    done = offline(Adr(tmp_path), "Postgres vs Mongo")
    assert done.path == "adr/0002-postgres-vs-mongo.md"
    assert done.err.count("nothing is versioned") == 1


def test_a_new_record_from_a_subfolder_joins_the_log_above(logged: Adr) -> None:
    below = logged.project / "src/deep"
    below.mkdir(parents=True)
    done = offline(logged, "Use X", at=below)
    assert done.path == "../../adr/0002-use-x.md"


def test_what_else_is_staged_stays_staged_and_uncommitted(logged: Adr, git: Git) -> None:
    for name in ("staged.txt", "untracked.txt"):
        (logged.project / name).write_text("x")
    git(logged.project, "add", "staged.txt")
    offline(logged, "Use X")
    assert git(logged.project, "status", "--short") == "A  staged.txt\n?? untracked.txt\n"


def test_without_a_commit_the_file_is_left_to_the_person(logged: Adr, git: Git) -> None:
    offline(logged, "Use X", "--no-commit")
    assert git(logged.project, "status", "--short") == "?? adr/0002-use-x.md\n"


def test_the_setting_for_commits_is_obeyed_and_a_flag_wins(logged: Adr, git: Git) -> None:
    (logged.project / "adr.toml").write_text("commit = false\n")
    git(logged.project, "add", ".")
    git(logged.project, "commit", "-qm", "settings")
    offline(logged, "Use X")
    offline(logged, "Use Y", "--commit")
    assert git(logged.project, "status", "--short") == "?? adr/0002-use-x.md\n"


def test_no_title_is_wrong_usage(logged: Adr) -> None:
    done = logged("new", "  ")
    assert (done.code, done.out) == (2, "")
    assert "Error: A title is missing" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--answer", "no equals sign"], "is not KEY=TEXT"),
        (["-l", "1:Amends"], "is not TARGET:LINK:REVERSE"),
        (["--status", "superseded"], "a new record cannot be that"),
        (["--context", "@missing.txt"], "--context @missing.txt: No such file"),
        (["--answers", "missing.json"], "missing.json: cannot be read as answers"),
        (["--resume"], "no kept answers"),
        (["--architect", "oracle"], "oracle"),
    ],
)
def test_what_cannot_be_understood_is_wrong_usage_and_writes_nothing(
    logged: Adr, git: Git, arguments: list[str], says: str
) -> None:
    done = logged("new", "Use X", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert git(logged.project, "status", "--short") == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-s", "99"], "No record fits '99'"),
        (["-l", "99:Amends:Amended by"], "No record fits '99'"),
        (["--template", "medr"], "There is no template 'medr'"),
        (["--persona", "nobody"], "There is no persona 'nobody'"),
    ],
)
def test_what_does_not_exist_is_named_and_nothing_is_written(
    logged: Adr, git: Git, arguments: list[str], says: str
) -> None:
    done = logged("new", "Use X", *arguments)
    assert (done.code, done.out) == (1, "")
    assert f"Error: {says}" in done.err
    assert "Hint:" in done.err
    assert git(logged.project, "status", "--short") == ""


def test_a_dry_run_prints_the_record_and_writes_nothing(run: Adr) -> None:
    done = offline(run, "Postgres vs Mongo", "--dry-run")
    assert "\n# Postgres or Mongo?\n" in done.out
    assert "Would write adr/0002-postgres-vs-mongo.md" in done.err
    assert sorted(p.name for p in run.project.iterdir()) == [".git"]
    assert not (run.project / ".git/adr").exists()


def test_context_is_taken_from_the_line_a_file_and_standard_input(logged: Adr) -> None:
    (logged.project / "notes.md").write_text("\ufeffWe have two teams.\n")
    arguments = ["--context", "The database is full.", "--context", "@notes.md", "--context", "-"]
    text = text_of(logged, offline(logged, "Use X", *arguments, typed="Budget: none.\n"))
    assert "The database is full.\n\nWe have two teams.\n\nBudget: none.\n" in text


def test_flows_make_a_diagram_and_no_prose(logged: Adr) -> None:
    flows = 'api -> pg: orders\nworker -> "queue"\n'
    text = text_of(logged, offline(logged, "Use X", "--context", f"Slow.\n{flows}"))
    assert '```mermaid\nflowchart LR\n  n0["api"]\n  n1["pg"]\n' in text
    assert '  n0 -->|"orders"| n1\n' in text
    assert "#quot;queue#quot;" in text
    assert "api -> pg" not in text
    assert "\nSlow.\n" in text


def test_an_answer_fires_rules_and_the_draft_says_which(logged: Adr) -> None:
    said = ["--answer", "data-shape=many joins over related tables"]
    text = text_of(logged, offline(logged, "Postgres vs Mongo", *said))
    assert 'You said "many joins over related tables": that speaks for **PostgreSQL**' in text
    assert "against **MongoDB**" in text
    assert (
        "What does the data look like: related tables, whole documents, or rows under a key? "
        in (text)
    )
    assert "answered: 1\n" in text


def test_answers_come_from_a_file_and_the_line_wins(logged: Adr) -> None:
    answers = {"data-shape": "documents", "budget": "100 euros"}
    (logged.project / "said.json").write_text(json.dumps(answers))
    below = logged.project / "src"
    below.mkdir()
    arguments = ["--answers", "../said.json", "--answer", "data-shape=joins"]
    path = below / offline(logged, "Postgres vs Mongo", *arguments, at=below).path
    text = path.read_text()
    assert "100 euros" in text
    assert 'You said "joins"' in text
    assert 'You said "documents"' not in text


def test_an_unknown_technology_is_asked_about_and_not_invented(logged: Adr) -> None:
    text = text_of(logged, offline(logged, "PostgreSQL vs FooBarDB"))
    assert "* PostgreSQL\n* FooBarDB\n" in text
    assert "What is FooBarDB, and what has been tried with it?" in text
    assert "Nothing is known yet for or against: FooBarDB" in text


def test_a_technology_of_a_manifest_is_a_fact(logged: Adr) -> None:
    (logged.project / "docker-compose.yml").write_text("services:\n  db:\n    image: mysql:8\n")
    text = text_of(logged, offline(logged, "Postgres vs Mongo"))
    assert "`docker-compose.yml` names MySQL" in text


def test_without_a_terminal_nothing_is_asked(logged: Adr) -> None:
    done = offline(logged, "Postgres vs Mongo", typed="an answer\n" * 9)
    assert ">" not in done.err
    assert "an answer" not in text_of(logged, done)


def test_the_prompt_is_shown_without_a_key_and_holds_what_was_typed(run: Adr) -> None:
    arguments = ["--answer", "data-shape=joins", "--context", "We sell books."]
    prompt = run.done("new", "--show-prompt", "Postgres vs Mongo", *arguments).data
    user = json.loads(prompt["user"])
    assert {"schema", "system", "user"} <= set(prompt)
    assert user["request"]["title"] == "Postgres vs Mongo"
    assert user["answers"][0]["question"].startswith("What does the data look like")
    assert user["context"][0]["text"] == "We sell books."
    assert sorted(p.name for p in run.project.iterdir()) == [".git"]


def test_nobody_is_consulted_when_that_is_wanted(logged: Adr) -> None:
    text = (logged.project / logged.new("Use X")).read_text()
    assert "{What is the situation" in text
    assert "adr-draft" not in text


def test_a_branch_is_made_for_the_record(logged: Adr, git: Git) -> None:
    done = offline(logged, "Use X", "--branch")
    assert git(logged.project, "branch", "--show-current") == "adr/0002-use-x\n"
    assert "Switched to adr/0002-use-x." in done.err
    assert "Committed on adr/0002-use-x." in done.err


def test_a_branch_that_exists_is_refused_and_nothing_is_written(logged: Adr, git: Git) -> None:
    git(logged.project, "branch", "adr/0002-use-x")
    done = logged("new", "Use X", "--branch", "--architect", "offline")
    assert done.code == 1
    assert "There is a branch adr/0002-use-x already" in done.err
    assert not (logged.project / "adr/0002-use-x.md").exists()


def test_a_branch_needs_a_repository(tmp_path: Path) -> None:
    done = Adr(tmp_path)("new", "Use X", "--branch", "--architect", "none")
    assert done.code == 2
    assert not (tmp_path / "adr").exists()


def test_a_persona_is_taken_from_a_file_and_named_in_the_record(logged: Adr) -> None:
    (logged.project / "dba.md").write_text(
        "---\nname: dba\ndescription: Databases.\n---\n\nYou are a DBA.\n\n"
        "## Questions\n\n- **vacuum** Who vacuums? — it decides who is called at night\n"
    )
    text = text_of(logged, offline(logged, "Use X", "--persona", "dba.md"))
    assert 'persona: "dba@sha256:' in text
    assert "Who vacuums?" in text


def test_two_processes_get_two_numbers(run: Adr) -> None:
    """No log is there yet: one of them makes it, the other joins."""
    both = [run.start("new", "--architect", "none", f"Use {name}") for name in "AB"]
    paths = [process.communicate(timeout=60)[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(Path(path).name[:4] for path in paths) == ["0002", "0003"]


def test_twelve_processes_get_twelve_numbers_and_twelve_commits(logged: Adr, git: Git) -> None:
    started = [logged.start("new", "--architect", "none", f"Use {n}") for n in range(12)]
    paths = [process.communicate(timeout=120)[0].strip() for process in started]
    assert [process.returncode for process in started] == [0] * 12
    numbers = sorted(int(Path(path).name[:4]) for path in paths)
    assert numbers == list(range(2, 14))
    assert git(logged.project, "rev-list", "--count", "HEAD") == "13\n"
    assert git(logged.project, "status", "--short") == ""


def test_a_date_of_the_environment_is_taken(logged: Adr) -> None:
    done = logged.done("new", "--architect", "none", "--json", "X", env={"ADR_DATE": "2020-02-29"})
    assert done.data["date"] == "2020-02-29"
    assert logged("new", "X", env={"ADR_DATE": "soon"}).code == 2


def test_the_editor_is_not_opened_without_a_terminal(logged: Adr) -> None:
    environment = dict(os.environ) | {"VISUAL": "false", "EDITOR": "false"}
    done = logged.process("new", "--edit", "--architect", "none", "Use X", env=environment)
    assert done.code == 0, done.err


def test_what_may_be_mistyped_is_asked_about(logged: Adr) -> None:
    said = logged.done("new", "--yes", "Postgress vs Mongo", "--answer", "bogus=1").err
    assert "does not know 'Postgress'; did you mean PostgreSQL?" in said
    assert "no question is called 'bogus'; there are: " in said
    assert "Notice" not in logged.done("new", "--yes", "Postgres vs Foo").err


@pytest.mark.parametrize("words", [["/?!"], ["--option", " ", "Postgres vs Mongo"]])
def test_a_title_or_an_option_without_a_letter_is_refused(words: list[str], logged: Adr) -> None:
    refused = logged("new", "--yes", *words)
    assert (refused.code, refused.out) == (2, "")


def test_a_statement_is_one_of_its_own_options(logged: Adr) -> None:
    made = logged.done("new", "--yes", "--architect", "offline", "Keep audit trails immutable")
    text = (logged.project / made.path).read_text(encoding="utf-8")
    options = text.partition("## Considered Options")[2].partition("## ")[0]
    assert "* Keep audit trails immutable\n" in options
    assert 'Chosen option: "Keep audit trails immutable"' in text
