"""A program of the person's own as the architect, through the command line."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Adr, Result, text_of

Git = Callable[..., str]
Program = Callable[[str], str]
TITLE = "Postgres vs Mongo"
PYTHON = Path(sys.executable).name


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Make a command of the source of a program."""

    def make(source: str) -> str:
        script = tmp_path / "ask.py"
        script.write_text(source, "utf-8")
        return shlex.join([sys.executable, str(script)])

    return make


def ask(run: Adr, command: str, *arguments: str) -> Result:
    said = ["--answer", "data-shape=joins everywhere", *arguments]
    return run("new", TITLE, *said, env={"ADR_COMMAND": command})


@pytest.mark.parametrize("mode", ["command", "auto"])
def test_a_record_of_a_command_says_so_and_waits_for_a_person(
    logged: Adr, program: Program, advice: dict[str, Any], git: Git, mode: str
) -> None:
    command = program(f"print('Sure:', {json.dumps(advice)!r})")
    done = ask(logged, command, "--architect", mode)
    assert done.code == 0, done.err
    assert "Consulting your command as backend-architect" in done.err
    assert "tokens" not in done.err
    text = text_of(logged, done)
    assert f"  architect: command\n  model: {PYTHON}\n" in text
    assert 'Chosen option: "PostgreSQL", because joins are needed.' in text
    body = git(logged.project, "log", "-1", "--format=%B")
    assert f"Assisted-by: command:{PYTHON} adr" in body
    assert logged("accept", "2").code == 1
    assert logged.done("accept", "2", "--by", "Ana Maier").path == done.path


def test_a_command_comes_before_claude_when_nobody_is_named(
    logged: Adr, program: Program, advice: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-test-0123456789")
    done = ask(logged, program(f"print({json.dumps(advice)!r})"))
    assert "architect: command" in text_of(logged, done)


FAULTS = {
    "absent": (None, "there-is-no-such-program cannot be run"),
    "failing": ("raise SystemExit('no key is set')", "ended with exit code 1: no key is set"),
    "slow": ("import time; time.sleep(60)", "did not finish within 1 s"),
}


@pytest.fixture(params=FAULTS)
def faulty(
    request: pytest.FixtureRequest, program: Program, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """A command that fails, and what is said about it."""
    source, says = FAULTS[request.param]
    if request.param == "slow":
        monkeypatch.setenv("ADR_TIMEOUT", "1")
    return program(source) if source else "there-is-no-such-program", says


def test_a_fault_is_one_error_that_keeps_the_answers_when_the_command_was_named(
    logged: Adr, faulty: tuple[str, str], git: Git
) -> None:
    command, says = faulty
    done = ask(logged, command, "--architect", "command")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("Error: ") == 1
    assert says in done.err
    assert "adr new --resume goes on with them" in done.err
    assert git(logged.project, "status", "--short") == ""
    assert not (logged.project / "adr/0002-postgres-vs-mongo.md").exists()


def test_a_fault_ends_in_the_offline_draft_when_nobody_was_named(
    logged: Adr, faulty: tuple[str, str]
) -> None:
    command, says = faulty
    done = ask(logged, command)
    assert done.code == 0, done.err
    assert says in done.err
    assert "The offline architect drafts instead." in done.err
    assert "  architect: offline\n" in text_of(logged, done)


@pytest.mark.parametrize("mode", ["command", "auto"])
@pytest.mark.parametrize("answer", ["I would rather chat.", "", '{"question": "only"}'])
def test_an_answer_of_another_shape_ends_in_the_offline_draft(
    logged: Adr, program: Program, mode: str, answer: str
) -> None:
    done = ask(logged, program(f"print({answer!r})"), "--architect", mode)
    assert done.code == 0, done.err
    assert "Notice: The reply" in done.err
    assert 'You said "joins everywhere"' in text_of(logged, done)


@pytest.mark.parametrize("mode", ["command", "auto"])
@pytest.mark.parametrize("name", ["adr.toml", "pyproject.toml"])
def test_a_program_that_a_file_of_the_repository_names_is_not_run(
    logged: Adr, tmp_path: Path, name: str, mode: str
) -> None:
    made = tmp_path / "made"
    table = "" if name == "adr.toml" else "[tool.adr]\n"
    (logged.project / name).write_text(f'{table}command = "touch {made}"\n')
    done = logged("new", TITLE, "--architect", mode)
    assert (done.code, done.out) == (1, "")
    assert f"{name}: command would run a program that this file chooses" in done.err
    assert f"ADR_COMMAND='touch {made}'" in done.err
    assert logged("new", TITLE, "--architect", "offline").code == 0
    assert not made.exists()


def test_the_persons_own_command_wins_over_that_of_the_repository(
    logged: Adr, program: Program, advice: dict[str, Any], tmp_path: Path
) -> None:
    (logged.project / "adr.toml").write_text(f'command = "touch {tmp_path}/made"\n')
    done = ask(logged, program(f"print({json.dumps(advice)!r})"), "--no-commit")
    assert "architect: command" in text_of(logged, done)
    assert not (tmp_path / "made").exists()


def test_what_a_command_drafts_cannot_be_accepted_at_once(logged: Adr) -> None:
    done = ask(logged, "true", "--architect", "command", "--status", "accepted")
    assert (done.code, done.out) == (1, "")
    assert "has to be read before it is accepted" in done.err


def test_an_interrupt_kills_the_program_and_keeps_the_answers(
    logged: Adr, program: Program, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    source = f"""
import os, pathlib, subprocess
child = subprocess.Popen(["sleep", "60"])
pathlib.Path("{pids}.tmp").write_text(f"{{os.getpid()}} {{child.pid}}")
os.rename("{pids}.tmp", "{pids}")
child.wait()
"""
    environ = os.environ | {"ADR_COMMAND": program(source)}
    process = logged.start("new", TITLE, "--answer", "budget=none", env=environ)
    while not pids.exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    kept = json.loads((logged.project / ".git/adr/answers-postgres-vs-mongo.json").read_text())
    assert kept["answers"] == {"budget": "none"}
    for pid in pids.read_text().split():
        stat = Path(f"/proc/{pid}/stat")
        assert not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"
