from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr
from tests.evaluation.mutations import SAMPLES

GOOD = next(sample for sample in SAMPLES if sample.name == "madr-en").text
OLD = "# 2. Use MySQL for orders\n\n## Status\n\nAccepted\n\n## Context\n\nX.\n"


@pytest.fixture
def drafted(logged: Adr, git: Callable[..., str]) -> Adr:
    (logged.project / "adr/0002-use-mysql.md").write_text(OLD)
    git(logged.project, "add", "-A")
    git(logged.project, "commit", "-qm", "Old")
    (logged.project / "adr/0003-use-postgresql.md").write_text(GOOD)
    return logged


def write(run: Adr, text: str) -> None:
    (run.project / "adr/0003-use-postgresql.md").write_text(text)


def answered(run: Adr, *arguments: str) -> list[str]:
    (only,) = run.done("review", *arguments, "--format", "json").data
    return [said["result"] for said in only["questions"]]


def test_seven_questions_are_answered_with_the_lines_that_answer_them(drafted: Adr) -> None:
    done = drafted.done("review", "3")
    assert "2. pass        Are the options real, and all that there are?" in done.out
    assert "     32: * Good, because rules about payments are checked in one place." in done.out
    assert len(done.out.splitlines()) <= 40, "one screen"
    assert answered(drafted, "3").count("cannot_tell") == 3


def test_what_a_check_finds_answers_a_question_with_no(drafted: Adr) -> None:
    write(drafted, GOOD.replace("* Bad, because two people", "* Good, because two people"))
    assert answered(drafted, "3")[5] == "fail"
    assert "ADR509" in drafted.done("review", "3").out


def test_a_related_record_that_is_not_named_is_told(drafted: Adr) -> None:
    (only,) = drafted.done("review", "3", "--format", "json").data
    assert [r["id"] for r in only["unmentioned"]] == ["ADR-0002"]
    write(drafted, GOOD + "\nADR-0002 is replaced.\n")
    (only,) = drafted.done("review", "3", "--format", "json").data
    assert only["unmentioned"] == []


def test_without_a_record_all_proposals_are_reviewed(drafted: Adr) -> None:
    data = drafted.done("review", "--format", "json").data
    assert [one["path"] for one in data] == ["adr/0003-use-postgresql.md"]


def test_base_picks_the_records_that_changed(drafted: Adr, git: Callable[..., str]) -> None:
    git(drafted.project, "add", "-A")
    git(drafted.project, "commit", "-qm", "New")
    data = drafted.done("review", "--base", "HEAD~1", "--format", "json").data
    assert [one["path"] for one in data] == ["adr/0003-use-postgresql.md"]
    done = drafted.done("review", "--base", "HEAD")
    assert (done.out, done.err) == ("", "There is nothing to review.\n")
    assert drafted("review", "--base", "no-such").code == 1
    assert drafted("review", "3", "--base", "HEAD").code == 2


def test_only_strict_makes_an_error_the_exit_code(drafted: Adr) -> None:
    write(drafted, GOOD.replace("## Decision Drivers", "Pass\u200bword\n\n## Decision Drivers"))
    assert drafted("review", "3").code == 0
    assert drafted("review", "3", "--strict").code == 3
    write(drafted, GOOD)
    assert drafted("review", "3", "--strict").code == 0


def test_github_is_told_file_line_and_code(drafted: Adr) -> None:
    write(drafted, GOOD.replace("Which store", "As ADR-0999 says, which store"))
    out = drafted.done("review", "3", "--format", "github").out
    assert "::warning file=adr/0003-use-postgresql.md,line=12,col=1,title=ADR704::" in out


def test_words_of_a_record_are_only_words_in_markdown(drafted: Adr) -> None:
    write(drafted, GOOD.replace("# Use PostgreSQL", "# Use <script>x</script> PostgreSQL"))
    assert "<script>" not in drafted.done("review", "3", "--format", "markdown").out


def test_without_a_model_llm_is_a_clear_error(drafted: Adr) -> None:
    done = drafted("review", "3", "--llm", env={"ANTHROPIC_API_KEY": ""})
    assert done.code == 1
    assert "--llm needs a model, and none is configured" in done.err


def test_a_model_s_findings_quote_the_record_or_are_dropped(drafted: Adr, tmp_path: Path) -> None:
    def finding(quote: str) -> dict[str, str]:
        said = {"check": "evidence", "section": "x", "quote": quote, "suggestion": "Say so."}
        return {**said, "problem": "Not \x1b[31mmeasured.", "severity": "error"}

    reply = {
        "verdicts": [],
        "findings": [finding("in our trial"), finding("never said by anybody")],
        "instructions_found_in_record": [],
        "overall": "needs_work",
    }
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps(reply))
    source = f"import sys; sys.stdin.read(); print(open({str(answer)!r}).read())"
    command = shlex.join([sys.executable, "-c", source])
    done = drafted.done("review", "3", "--llm", "--strict", env={"ADR_COMMAND": command})
    assert 'error evidence: "in our trial"' in done.out
    assert "never said" not in done.out
    assert "\x1b" not in done.out
