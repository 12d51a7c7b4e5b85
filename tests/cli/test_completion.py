from __future__ import annotations

import os
import shutil

import pytest

from tests.cli.runner import INSTALLED, Adr


def completed(run: Adr, *words: str, shell: str = "zsh") -> list[str]:
    """What is offered for the last word, as click's own scripts ask for it."""
    asked = {
        "_ADR_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("adr", *words)),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    return run.process(env=os.environ | asked).out.split("\n")[:-1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", ["adr", "adr-tool"])
def test_a_script_is_made_for_each_shell_under_both_names(run: Adr, shell: str, name: str) -> None:
    variable = f"_{name.upper().replace('-', '_')}_COMPLETE"
    done = run.process(
        executable=INSTALLED.with_name(name), env=os.environ | {variable: f"{shell}_source"}
    )
    assert done.code == 0, done.err
    assert f"{variable}={shell}_complete" in done.out


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_script_for_bash_completes_a_reference(logged: Adr) -> None:
    script = 'eval "$(_ADR_COMPLETE=bash_source adr)"; COMP_WORDS=(adr show 0); COMP_CWORD=2'
    script += '; _adr_completion adr 0 show; echo "${COMPREPLY[@]}"'
    assert logged.process("-c", script, executable="/bin/bash").out == "0001\n"


@pytest.mark.parametrize("command", ["show", "accept", "reject", "deprecate", "new -s"])
def test_a_reference_is_completed_with_the_title_as_help(logged: Adr, command: str) -> None:
    logged.new("Use PostgreSQL")
    assert completed(logged, *command.split(), "2") == ["plain", "2", "Use PostgreSQL"]


def test_a_reference_is_completed_by_padded_number_title_and_path(logged: Adr) -> None:
    logged.new("Use PostgreSQL")
    assert completed(logged, "show", "000")[1::3] == ["0001", "0002"]
    assert completed(logged, "show", "adr/0002")[1::3] == ["adr/0002-use-postgresql.md"]


def test_completion_looks_where_the_options_say(logged: Adr) -> None:
    below = logged.project / "src"
    below.mkdir()
    assert completed(Adr(below), "-C", "..", "show", "1")[1] == "1"
    assert completed(logged, "--dir", "nowhere", "show", "1") == [""]


def test_completion_without_a_log_offers_nothing_and_says_nothing(run: Adr) -> None:
    assert completed(run, "show", "1") == [""]


def test_commands_are_completed(run: Adr) -> None:
    assert completed(run, "per")[1] == "personas"
