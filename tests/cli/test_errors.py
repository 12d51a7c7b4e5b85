"""Whatever goes wrong: one clear error, nothing lost, never a traceback."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import INSTALLED, Adr, Result

Git = Callable[..., str]
SETPRIV = shutil.which("setpriv") if os.geteuid() == 0 else None
POWERLESS = [SETPRIV, "--bounding-set=-all", "--inh-caps=-all"] if SETPRIV else []
ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def refused(result: Result, says: str, code: int = 1) -> None:
    """One error, with what to type next, and no result."""
    assert (result.code, result.out) == (code, ""), result.err
    assert result.err.count("Error: ") == 1, result.err
    assert says in result.err
    assert "Traceback" not in result.err


def draft(run: Adr, *arguments: str) -> Result:
    return run("new", "--architect", "offline", "Postgres vs Mongo", *arguments)


def resumed(run: Adr) -> str:
    """Go on after a failure with nothing typed again; gives the record's text."""
    done = run.done("new", "--architect", "offline", "--resume", "--yes")
    return (run.project / done.path).read_text()


def hook(run: Adr, body: str, name: str = "pre-commit") -> Path:
    path = run.project / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_a_failing_hook_is_quoted_and_the_record_is_there(logged: Adr, git: Git) -> None:
    hook(logged, "echo no records on Fridays >&2; exit 1")
    done = draft(logged, "--answer", "data-shape=joins")
    refused(done, "no records on Fridays")
    assert "Hint: Repair the cause, then `git commit" in done.err
    assert "joins" in (logged.project / "adr/0002-postgres-vs-mongo.md").read_text()
    assert git(logged.project, "log", "--format=%s").count("\n") == 1


def test_a_failing_hook_at_the_first_record_keeps_the_answers(run: Adr) -> None:
    failing = hook(run, "exit 1")
    refused(draft(run, "--answer", "data-shape=joins"), "not committed")
    failing.unlink()
    assert 'You said "joins"' in resumed(run)


def test_a_failing_hook_at_an_acceptance_keeps_what_was_written(logged: Adr, git: Git) -> None:
    draft(logged)
    hook(logged, "exit 1")
    done = logged("accept", "2")
    refused(done, "not committed")
    assert git(logged.project, "status", "--short") == " M adr/0002-postgres-vs-mongo.md\n"


def test_without_an_identity_nothing_is_written_and_the_way_out_is_named(
    run: Adr, isolated_git: Path, git: Git
) -> None:
    isolated_git.write_text("[user]\n\tuseConfigOnly = true\n")
    done = draft(run)
    refused(done, "Git does not know who you are")
    assert "git config --global user.name" in done.err
    assert git(run.project, "status", "--short") == ""
    assert draft(run, "--no-commit").code == 0


def test_a_detached_head_is_refused_before_anything_is_written(logged: Adr, git: Git) -> None:
    git(logged.project, "checkout", "-q", "--detach")
    done = draft(logged)
    refused(done, "HEAD is detached")
    assert not (logged.project / ".git/adr").exists()
    assert "git switch -c NAME" in done.err
    assert git(logged.project, "status", "--short") == ""
    git(logged.project, "switch", "-q", "-c", "work")
    assert draft(logged).code == 0


def test_a_bare_repository_is_refused(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "--bare", "log.git")
    done = draft(Adr(tmp_path / "log.git"))
    refused(done, "is in a bare repository")
    assert not (tmp_path / "log.git/adr").exists()


@pytest.fixture
def conflicted(logged: Adr, git: Git) -> Adr:
    record = logged.project / "adr/0001-record-architecture-decisions.md"
    for branch, words in (("theirs", "A"), ("main", "B")):
        git(logged.project, "switch", "-q", *(["-c"] if branch == "theirs" else []), branch)
        record.write_text(f"# {words}\n\n## Status\n\nAccepted\n")
        git(logged.project, "commit", "-qam", words)
    subprocess.run(["git", "-C", logged.project, "merge", "-q", "theirs"], check=False,
                   capture_output=True)  # fmt: skip
    return logged


def test_a_conflicted_merge_is_refused_before_anything_is_written(
    conflicted: Adr, git: Git
) -> None:
    before = git(conflicted.project, "status", "--short")
    for done in (draft(conflicted), conflicted("accept", "1"), conflicted("reject", "1")):
        refused(done, "A merge is in progress")
        assert "git merge --abort" in done.err
    assert git(conflicted.project, "status", "--short") == before


def test_a_conflicted_log_can_still_be_read(conflicted: Adr) -> None:
    assert conflicted("list").code == 0
    assert "Traceback" not in conflicted("check").err


@pytest.mark.skipif(os.geteuid() == 0 and not POWERLESS, reason="root may write everywhere")
@pytest.mark.parametrize("place", [".", "adr", ".git"])
@pytest.mark.parametrize("versioned", ["in git", "outside"])
def test_a_read_only_folder_is_one_error(tmp_path: Path, place: str, versioned: str) -> None:
    run = Adr(tmp_path)
    run.done("init", *(["--git"] if versioned == "in git" else []))
    (tmp_path / ".git").mkdir(exist_ok=True)
    if place == ".":
        (tmp_path / "adr").chmod(0o555)
    (tmp_path / place).chmod(0o555)
    command = [*POWERLESS, str(INSTALLED), "new", "Use X", "--architect", "offline"]
    done = run.process(*command[1:], executable=command[0])
    (tmp_path / place).chmod(0o755)
    if (place, versioned) == (".git", "outside"):
        assert done.code == 0, done.err
    else:
        refused(done, "annot be")
    (tmp_path / "adr").chmod(0o755)


def test_a_folder_that_is_a_file_is_one_error(run: Adr) -> None:
    (run.project / "adr").write_text("not a folder\n")
    refused(draft(run), "adr")
    refused(run("init"), "adr")


@pytest.mark.parametrize("command", ["list", "show 1", "check", "accept 1", "site build"])
def test_no_log_is_exit_2_everywhere(run: Adr, command: str) -> None:
    refused(run(*command.split()), "No decision log found", code=2)


@pytest.mark.parametrize(
    "wrong", [["lst"], ["list", "--nope"], ["-C", "nowhere", "list"], ["show"]]
)
def test_wrong_usage_is_exit_2_on_stderr(run: Adr, wrong: list[str]) -> None:
    refused(run(*wrong), "", code=2)


def test_a_folder_that_does_not_exist_is_named(run: Adr) -> None:
    done = run.process("-C", "nowhere", "list")
    assert done.code == 2
    assert "nowhere is no folder" in done.err


def test_help_has_examples_everywhere(run: Adr) -> None:
    commands = re.findall(
        r"^  ([a-z]+) ", run.done("--help").out.partition("Commands:")[2], re.MULTILINE
    )
    assert len(commands) >= 12
    for command in commands:
        assert "Example" in run.done(command, "--help").out, command


def test_version_is_told(run: Adr) -> None:
    assert run.done("--version").out.startswith("adr, version ")


def test_a_command_is_ready_in_a_moment(run: Adr) -> None:
    times = []
    for _ in range(3):
        began = time.monotonic()
        assert run.process("--version").code == 0
        times.append(time.monotonic() - began)
    assert min(times) < 1


class Terminal:
    """The installed command at a terminal of its own: stdin and stderr; stdout is a pipe."""

    def __init__(self, run: Adr, *arguments: str) -> None:
        self.side, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [INSTALLED, *arguments],
            cwd=run.project,
            stdin=theirs,
            stderr=theirs,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | {"TERM": "xterm"},
        )
        os.close(theirs)
        self.seen = ""

    def until(self, words: str) -> None:
        """Read what is said, until it says some words."""
        while words not in self.seen:
            more = self._more()
            assert more, self.seen
            self.seen += more

    def type(self, text: str) -> None:
        os.write(self.side, text.encode())

    def end(self) -> Result:
        while more := self._more():
            self.seen += more
        out, _ = self.process.communicate(timeout=30)
        os.close(self.side)
        return Result(self.process.returncode, out, self.seen)

    def _more(self) -> str:
        try:
            return ANSI.sub("", os.read(self.side, 4096).decode(errors="replace"))
        except OSError:
            return ""


def interview(run: Adr) -> Terminal:
    terminal = Terminal(run, "new", "--architect", "offline", "Postgres vs Mongo")
    terminal.until("1/5 What does the data look like")
    terminal.until("> ")
    return terminal


def test_a_person_at_a_terminal_is_asked_and_may_answer_by_number(logged: Adr) -> None:
    terminal = interview(logged)
    terminal.type("1\r")
    for place in range(2, 6):
        terminal.until(f"{place}/5 ")
        terminal.type("\r")
    done = terminal.end()
    text = (logged.project / done.path).read_text()
    assert done.code == 0
    assert 'You said "many related entities, joins and constraints"' in text
    assert "answered: 1\n" in text


def test_yes_asks_nothing_at_a_terminal(logged: Adr) -> None:
    done = Terminal(logged, "new", "--yes", "--architect", "offline", "Postgres vs Mongo").end()
    assert (done.code, "1/5" in done.err) == (0, False)


@pytest.mark.parametrize("how", ["signal", "key"])
def test_an_interrupted_interview_is_exit_130_and_keeps_what_was_said(
    logged: Adr, git: Git, how: str
) -> None:
    terminal = interview(logged)
    terminal.type("joins everywhere\r")
    terminal.until("2/5 ")
    if how == "signal":
        terminal.process.send_signal(signal.SIGINT)
    else:
        terminal.type("\x04")
    done = terminal.end()
    assert (done.code, done.out) == (130, "")
    assert "Interrupted." in done.err
    assert "adr new --resume goes on with them" in done.err
    assert git(logged.project, "status", "--short") == ""
    assert 'You said "joins everywhere"' in resumed(logged)


def test_the_kept_answers_of_a_title_are_taken_before_later_ones(logged: Adr) -> None:
    hook(logged, "exit 1")
    for title, said in (("Postgres vs Mongo", "first"), ("Kafka vs NATS", "second")):
        logged("new", "--architect", "offline", title, "--answer", f"budget={said}")
    (logged.project / ".git/hooks/pre-commit").unlink()
    done = logged.done("new", "--architect", "offline", "--resume", "Postgres vs Mongo")
    assert "first" in (logged.project / done.path).read_text()
    refused(logged("new", "--resume", "Another title"), "no kept answers", code=2)


def test_a_written_record_leaves_no_answers_behind(logged: Adr) -> None:
    draft(logged)
    assert not (logged.project / ".git/adr").exists()


def test_a_mistyped_command_is_guessed(run: Adr) -> None:
    refused = run("lst")
    assert refused.code == 2
    assert "No such command 'lst'. Did you mean 'list'?" in refused.err
