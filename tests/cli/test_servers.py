"""Other servers that speak the Messages API, through the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.architect import loopback as play
from tests.architect.characters import CHARACTERS, not_there
from tests.architect.loopback import Loopback
from tests.cli.runner import Adr, Result, text_of

MODEL = "qwen3:8b"


def ask(run: Adr, server: Loopback, title: str = "Postgres vs Mongo") -> Result:
    own = {"ADR_BASE_URL": server.url, "ADR_MODEL": MODEL, "ANTHROPIC_API_KEY": "none"}
    said = ["--answer", "data-shape=joins everywhere", "--architect", "claude"]
    return run("-v", "new", title, *said, env=own)


@pytest.mark.parametrize("name", CHARACTERS)
def test_a_local_server_drafts_and_is_probed_once(
    logged: Adr, server: Loopback, advice: dict[str, Any], name: str
) -> None:
    server.be(CHARACTERS[name](json.dumps(advice)))
    done = ask(logged, server)
    assert done.code == 0, done.err
    assert f'  architect: server\n  model: "{MODEL}"\n' in text_of(logged, done)
    assert "Trying whether qwen3:8b keeps to a JSON schema" in done.err
    probes = len(server.probes)
    again = ask(logged, server, "Kafka or RabbitMQ")
    assert again.code == 0, again.err
    assert "Trying" not in again.err
    assert len(server.probes) == probes


@pytest.mark.parametrize("name", CHARACTERS)
def test_a_small_model_that_only_chatters_ends_in_the_offline_draft(
    logged: Adr, server: Loopback, name: str
) -> None:
    server.be(CHARACTERS[name]("{I have an idea}"))
    done = ask(logged, server)
    assert done.code == 0, done.err
    assert "Notice: The reply is no JSON" in done.err
    assert "The offline architect drafts instead." in done.err
    text = text_of(logged, done)
    assert "  architect: offline\n" in text
    assert 'You said "joins everywhere"' in text
    assert "I have an idea" not in text


@pytest.mark.parametrize(
    ("character", "says"),
    [
        (not_there(""), "does not speak the Messages API at this address (404)"),
        (play.error(401, "authentication_error"), "does not accept the credentials (401)"),
        (play.error(400, "", "context size is 2048"), f"too large for {MODEL}"),
    ],
    ids=["not there", "no key", "small"],
)
def test_a_server_that_cannot_be_used_is_one_error(
    logged: Adr, server: Loopback, character: play.Behaviour, says: str
) -> None:
    server.be(character)
    done = ask(logged, server)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("Error: ") == 1
    assert says in done.err
    assert "adr new --resume goes on with them" in done.err


def test_a_broken_cache_changes_nothing(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.be(CHARACTERS["Ollama"](json.dumps(advice)))
    ask(logged, server)
    place = Path(os.environ["XDG_CACHE_HOME"]) / "adr/servers.json"
    assert place.is_file()
    place.write_text("{")
    server.probes.clear()
    done = ask(logged, server, "Kafka or RabbitMQ")
    assert done.code == 0, done.err
    assert len(server.probes) == 2
