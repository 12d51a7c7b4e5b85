"""Real programs that are asked, and what becomes of those that misbehave."""

from __future__ import annotations

import json
import os
import shlex
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from adr_tool.architect.architect import Usage
from adr_tool.architect.brief import Brief
from adr_tool.architect.command import MOST_BYTES, CommandArchitect
from adr_tool.architect.plain import in_words
from adr_tool.architect.prompt import draft_prompt
from adr_tool.architect.reply import advice_schema, parse_advice
from adr_tool.errors import ArchitectError, ReplyError

Make = Callable[..., CommandArchitect]


@pytest.fixture
def answering(tmp_path: Path) -> Make:
    """Make an architect from the source of a program; `{folder}` is where it may leave things."""

    def make(source: str, *, timeout: float = 20) -> CommandArchitect:
        script = tmp_path / "ask me.py"
        script.write_text(dedent(source).replace("{folder}", str(tmp_path)), "utf-8")
        command = shlex.join([sys.executable, str(script)])
        return CommandArchitect(command, cwd=tmp_path, timeout=timeout)

    return make


def printing(answer: str, rest: str = "") -> str:
    return f"import sys\nsys.stdin.read()\nprint({answer!r})\n{dedent(rest)}"


NAME = Path(sys.executable).name


def test_the_program_gets_the_whole_prompt_and_its_answer_is_the_advice(
    answering: Make, brief: Brief, advice_text: str, tmp_path: Path
) -> None:
    source = f"""
        import os, pathlib, sys
        heard = sys.stdin.buffer.read()
        pathlib.Path("{{folder}}/heard").write_bytes(heard)
        pathlib.Path("{{folder}}/where").write_text(repr(os.listdir()))
        print("Of course!\\n```json")
        print({advice_text!r})
        print("```")
    """
    consultation = answering(source).advise(brief, print)
    assert consultation.advice == parse_advice(advice_text)
    assert (consultation.model, consultation.usage) == (NAME, Usage())
    prompt = draft_prompt(brief)
    shape = in_words(advice_schema())
    heard = (tmp_path / "heard").read_text("utf-8")
    assert heard == f"{prompt.system}\n\n{shape}\n\n{prompt.user}\n"
    assert (tmp_path / "where").read_text() == "[]"


def test_what_it_says_beside_the_answer_is_a_notice(
    answering: Make, brief: Brief, advice_text: str
) -> None:
    rest = r"sys.stderr.write('loading\r\x1b[31mlow on \x1b[0mmemory\n\n')"
    consultation = answering(printing(advice_text, rest)).advise(brief, print)
    assert consultation.notice == f"{NAME} said: low on memory"


def test_an_answer_that_does_not_fit_is_asked_for_once_more_with_the_problem(
    answering: Make, brief: Brief, advice_text: str, tmp_path: Path
) -> None:
    source = f"""
        import pathlib, sys
        heard = sys.stdin.read()
        pathlib.Path("{{folder}}/heard").write_text(heard)
        print({advice_text!r} if "# Your answer was" in heard else "I would rather chat.")
    """
    said: list[str] = []
    consultation = answering(source).advise(brief, said.append)
    assert consultation.advice == parse_advice(advice_text)
    assert said == [f"Asking {NAME}", "The reply is no JSON; asking once more", f"Asking {NAME}"]
    heard = (tmp_path / "heard").read_text()
    assert "I would rather chat.\n\n# And now\n\nYour answer cannot be used." in heard


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import sys; sys.exit(3)", f"The command {NAME} ended with exit code 3"),
        ("import sys; sys.exit('no key: sk-ant-secret')", "ended with exit code 1: no key: (key)"),
        ("import os; os.kill(os.getpid(), 15)", "was ended by signal 15"),
        ("import time; time.sleep(60)", f"{NAME} did not finish within 0.5 s"),
    ],
)
def test_a_program_that_fails_is_an_error_with_a_hint_and_not_run_again(
    answering: Make, brief: Brief, source: str, words: str
) -> None:
    said: list[str] = []
    architect = answering(source, timeout=0.5 if "sleep" in source else 20)
    with pytest.raises(ArchitectError) as caught:
        architect.advise(brief, said.append)
    assert words in caught.value.message
    assert caught.value.hint
    assert not isinstance(caught.value, ReplyError)
    assert said == [f"Asking {NAME}"]


@pytest.mark.parametrize("command", ["there-is-no-such-program -x", "./nor-here", "/", "a\0b"])
def test_a_program_that_is_not_there_is_an_error(
    command: str, brief: Brief, tmp_path: Path
) -> None:
    with pytest.raises(ArchitectError, match="cannot be run") as caught:
        CommandArchitect(command, cwd=tmp_path).advise(brief, print)
    assert caught.value.hint


@pytest.mark.parametrize("command", ["", "  ", "llm 'open"])
def test_a_command_that_is_none_is_an_error(command: str, brief: Brief, tmp_path: Path) -> None:
    with pytest.raises(ArchitectError) as caught:
        CommandArchitect(command, cwd=tmp_path).advise(brief, print)
    assert caught.value.hint


def test_there_is_no_shell(brief: Brief, tmp_path: Path) -> None:
    command = f"echo $(touch {tmp_path}/made) ; touch {tmp_path}/made"
    with pytest.raises(ReplyError):
        CommandArchitect(command, cwd=tmp_path).advise(brief, print)
    assert not (tmp_path / "made").exists()


def test_a_relative_path_is_found_where_the_person_works(
    brief: Brief, advice_text: str, tmp_path: Path
) -> None:
    program = tmp_path / "ask"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{advice_text}\nEND\n")
    program.chmod(0o755)
    consultation = CommandArchitect("./ask", cwd=tmp_path).advise(brief, print)
    assert consultation.model == "ask"


def test_a_flood_is_no_answer(answering: Make, brief: Brief) -> None:
    source = f"print('x' * {MOST_BYTES + 2})"
    with pytest.raises(ReplyError, match="more than 2 MB"):
        answering(source).advise(brief, print)


def test_when_the_time_is_up_the_program_and_its_children_are_killed(
    answering: Make, brief: Brief, tmp_path: Path
) -> None:
    source = """
        import os, pathlib, subprocess, sys
        child = subprocess.Popen(["sleep", "60"])
        pathlib.Path("{folder}/pids.tmp").write_text(f"{os.getpid()} {child.pid}")
        os.rename("{folder}/pids.tmp", "{folder}/pids")
        child.wait()
    """
    architect = answering(source, timeout=3)
    with pytest.raises(ArchitectError, match="did not finish"):
        architect.advise(brief, print)
    for pid in (tmp_path / "pids").read_text().split():
        assert is_gone(int(pid))


def is_gone(pid: int) -> bool:
    """Whether a process ends; a killed orphan may wait to be collected for a moment."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_what_the_program_leaves_running_is_its_own_business(
    answering: Make, brief: Brief, advice_text: str, tmp_path: Path
) -> None:
    rest = """
        import os, pathlib, subprocess
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        child = subprocess.Popen(["sleep", "60"], **quiet)
        pathlib.Path("{folder}/pid").write_text(str(child.pid))
        os._exit(0)
    """.replace("os._exit", "sys.stdout.flush(); os._exit")
    consultation = answering(printing(advice_text, rest)).advise(brief, print)
    pid = int((tmp_path / "pid").read_text())
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    os.kill(pid, 15)
    assert state == "S"
    assert consultation.advice == parse_advice(advice_text)


def test_no_thread_is_left_behind(answering: Make, brief: Brief, advice_text: str) -> None:
    before = threading.active_count()
    answering(printing(advice_text)).advise(brief, print)
    for thread in threading.enumerate():
        if thread.daemon:
            thread.join(5)
    assert threading.active_count() <= before


def test_questions_are_asked_too(answering: Make, brief: Brief) -> None:
    question = {"key": "load", "ask": "How many?", "why": "One node or more.", "choices": ["few"]}
    (read,) = answering(printing(json.dumps({"questions": [question]}))).questions(brief)
    assert read.key == "load"
