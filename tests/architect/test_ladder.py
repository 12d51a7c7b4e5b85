"""Each way down the ladder, against servers that behave so."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from adr_tool.architect.architect import Usage
from adr_tool.architect.brief import Brief
from adr_tool.architect.claude import SMALL_ROOM, ClaudeArchitect
from adr_tool.architect.exchange import Form
from adr_tool.architect.known_forms import LASTS, KnownForms
from adr_tool.architect.reply import parse_advice
from adr_tool.errors import ArchitectError, ReplyError
from tests.architect import loopback as play
from tests.architect.characters import CHARACTERS, SCHEMA, TOOL, Character, not_there
from tests.architect.loopback import Loopback

MODEL = "qwen3:8b"
TODAY = date(2026, 11, 25)
Make = Callable[..., ClaudeArchitect]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("ANTHROPIC_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-test-0123456789")


@pytest.fixture
def known(tmp_path: Path) -> KnownForms:
    return KnownForms(tmp_path / "cache/adr/servers.json", TODAY)


@pytest.fixture
def ask(server: Loopback, known: KnownForms) -> Make:
    def make(known: KnownForms = known) -> ClaudeArchitect:
        return ClaudeArchitect(
            MODEL, base_url=server.url, known=known, timeout=20, sleep=lambda _seconds: None
        )

    return make


def form_of(body: dict[str, Any]) -> Form:
    if "output_config" in body:
        return Form.SCHEMA
    return Form.TOOL if "tools" in body else Form.PLAIN


def forms(requests: list[play.Request]) -> list[Form]:
    return [form_of(request.body) for request in requests]


@pytest.mark.parametrize(
    ("name", "probed", "asked"),
    [
        ("vLLM", [Form.SCHEMA], [Form.SCHEMA]),
        ("llama.cpp", [Form.SCHEMA, Form.TOOL], [Form.TOOL]),
        ("Ollama", [Form.SCHEMA, Form.TOOL], [Form.PLAIN]),
        ("strict", [Form.SCHEMA, Form.TOOL], [Form.PLAIN]),
    ],
)
def test_a_server_is_asked_in_the_strictest_form_that_it_keeps_to(  # noqa: PLR0913, PLR0917
    server: Loopback,
    ask: Make,
    brief: Brief,
    advice_text: str,
    name: str,
    probed: list[Form],
    asked: list[Form],
) -> None:
    server.be(CHARACTERS[name](advice_text))
    consultation = ask().advise(brief, print)
    assert consultation.advice == parse_advice(advice_text)
    assert (forms(server.probes), forms(server.requests)) == (probed, asked)
    assert server.requests[0].body["max_tokens"] == SMALL_ROOM


@pytest.mark.parametrize("name", CHARACTERS)
def test_what_a_server_keeps_to_is_found_out_once(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, name: str
) -> None:
    server.be(CHARACTERS[name](advice_text))
    ask().advise(brief, print)
    server.probes.clear()
    assert ask().advise(brief, print).advice == parse_advice(advice_text)
    assert server.probes == []
    assert server.requests[0].body == server.requests[1].body


def test_progress_tells_what_is_tried_and_the_probes_are_paid_for(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.be(CHARACTERS["llama.cpp"](advice_text))
    said: list[str] = []
    consultation = ask().advise(brief, said.append)
    assert said[:9] == [
        "Trying whether qwen3:8b keeps to a JSON schema",
        "Asking qwen3:8b at 127.0.0.1",
        "It does not",
        "Trying whether qwen3:8b keeps to a tool call",
        "Asking qwen3:8b at 127.0.0.1",
        "Writing: answer",
        "It does",
        "Asking qwen3:8b at 127.0.0.1",
        "Writing: question",
    ]
    assert consultation.usage == Usage(300, 150)


def test_the_tool_is_called_with_the_shape_and_nothing_else_is_sent(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.be(CHARACTERS["llama.cpp"](advice_text))
    ask().advise(replace(brief, persona=replace(brief.persona, effort="high")), print)
    sent = server.requests[0].body
    assert sent["tool_choice"] == {"type": "any"}
    (tool,) = sent["tools"]
    assert "outcome" in tool["input_schema"]["properties"]
    assert set(sent) == {
        "max_tokens", "messages", "model", "stream", "system", "tool_choice", "tools"
    }  # fmt: skip


def test_a_tool_call_that_comes_in_one_piece_is_read_too(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, known: KnownForms
) -> None:
    known.keep(server.url, MODEL, Form.TOOL)
    events = list(play.Message("", tool=True, stop_reason="tool_use").events())
    for event in events:
        if event["type"] == "content_block_start":
            event["content_block"]["input"] = json.loads(advice_text)
    raw = [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in events]
    server.play(play.events(*raw))
    assert ask().advise(brief, print).advice == parse_advice(advice_text)


def test_a_tool_call_that_breaks_off_inside_is_not_completed(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, known: KnownForms
) -> None:
    known.keep(server.url, MODEL, Form.TOOL)
    broken = play.reply(advice_text[:-1], tool=True, stop_reason="tool_use")
    server.play(broken, play.reply("no"), play.reply("no"))
    with pytest.raises(ReplyError):
        ask().advise(brief, print)
    assert forms(server.requests) == [Form.TOOL, Form.PLAIN, Form.PLAIN]


def test_a_form_that_fails_in_earnest_is_left_for_the_next_one_and_forgotten(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, known: KnownForms
) -> None:
    def behave(handler: play.Handler) -> None:
        probed = handler.server.last.body["max_tokens"] < SMALL_ROOM
        refuses = frozenset[str]() if probed else frozenset({SCHEMA})
        Character(advice_text, frozenset({SCHEMA, TOOL}), refuses)(handler)

    server.be(behave)
    said: list[str] = []
    assert ask().advise(brief, said.append).advice == parse_advice(advice_text)
    assert any(line.endswith("; asking for a tool call instead") for line in said)
    assert forms(server.requests) == [Form.SCHEMA, Form.TOOL]
    assert known.recall(server.url, MODEL) is Form.TOOL


@pytest.mark.parametrize("name", CHARACTERS)
def test_a_model_that_cannot_fill_the_shape_ends_at_the_foot_of_the_ladder(
    server: Loopback, ask: Make, brief: Brief, known: KnownForms, name: str
) -> None:
    server.be(CHARACTERS[name]('{"question": "Which one?"}'))
    with pytest.raises(ReplyError, match="does not fit: `context` is missing"):
        ask().advise(brief, print)
    assert forms(server.requests)[-2:] == [Form.PLAIN, Form.PLAIN]
    assert len(server.requests) == {"vLLM": 4, "llama.cpp": 3}.get(name, 2)
    assert known.recall(server.url, MODEL) is form_of(server.requests[0].body)
    assert "`context` is missing" in server.requests[-1].body["messages"][-1]["content"]


def test_an_answer_without_end_is_left_for_the_next_form(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, known: KnownForms
) -> None:
    known.keep(server.url, MODEL, Form.TOOL)
    endless = play.reply("{", tool=True, stop_reason="max_tokens")
    server.play(endless, endless, play.reply(advice_text))
    assert ask().advise(brief, print).advice == parse_advice(advice_text)
    assert [r.body["max_tokens"] for r in server.requests] == [8_000, 16_000, 8_000]


def test_an_address_without_a_messages_api_is_told_at_the_first_probe(
    server: Loopback, ask: Make, brief: Brief, known: KnownForms
) -> None:
    server.be(not_there(""))
    with pytest.raises(ArchitectError, match="does not speak the Messages API") as caught:
        ask().advise(brief, print)
    assert "<" not in caught.value.message
    assert not isinstance(caught.value, ReplyError)
    assert (len(server.probes), server.requests) == (1, [])
    assert known.recall(server.url, MODEL) is None


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_probe_that_fails_for_another_reason_decides_nothing(
    server: Loopback, ask: Make, brief: Brief, known: KnownForms, status: int
) -> None:
    server.be(play.error(status, "", headers={"retry-after": "3600"}))
    with pytest.raises(ArchitectError, match=str(status)):
        ask().advise(brief, print)
    assert known.recall(server.url, MODEL) is None


def test_a_server_that_fails_at_a_form_is_not_asked_in_it(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    """As llama.cpp does with tools unless it was started with `--jinja`."""

    def behave(handler: play.Handler) -> None:
        if "tools" in handler.server.last.body:
            play.error(500, "api_error", "tools param requires --jinja flag")(handler)
        else:
            Character(advice_text)(handler)

    server.be(behave)
    assert ask().advise(brief, print).advice == parse_advice(advice_text)
    assert forms(server.requests) == [Form.PLAIN]


@pytest.mark.parametrize("status", [400, 500])
def test_a_context_that_is_too_small_is_told_and_not_taken_for_the_form(
    server: Loopback, ask: Make, brief: Brief, known: KnownForms, status: int
) -> None:
    known.keep(server.url, MODEL, Form.SCHEMA)
    words = "the request exceeds the available context size, try increasing it"
    server.play(play.error(status, "exceed_context_size_error", words))
    with pytest.raises(ArchitectError) as caught:
        ask().advise(brief, print)
    assert f"too large for {MODEL} at 127.0.0.1 ({status}): {words}" in caught.value.message
    assert "more context" in (caught.value.hint or "")
    assert set(forms(server.requests)) == {Form.SCHEMA}


# --- what is remembered -----------------------------------------------------------


def test_the_file_tells_neither_address_nor_model(known: KnownForms) -> None:
    known.keep("http://user:secret@models.example/", MODEL, Form.TOOL)
    assert known.path
    text = known.path.read_text()
    assert not any(word in text for word in ("secret", "models.example", MODEL))
    assert known.recall("http://user:secret@models.example", MODEL) is Form.TOOL
    assert known.recall("http://user:secret@models.example", "another") is None


def test_old_entries_and_those_of_the_future_count_no_more(known: KnownForms) -> None:
    known.keep("http://one", MODEL, Form.TOOL)
    later = replace(known, today=TODAY + LASTS)
    assert later.recall("http://one", MODEL) is Form.TOOL
    for today in (TODAY + LASTS + timedelta(1), TODAY - timedelta(1)):
        assert replace(known, today=today).recall("http://one", MODEL) is None
    replace(known, today=TODAY + 2 * LASTS).keep("http://two", MODEL, Form.PLAIN)
    assert known.path
    assert len(json.loads(known.path.read_text())["servers"]) == 1


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "\x00", "[" * 100_000, '{"version": "0", "servers": {}}'],
)
def test_a_broken_file_is_the_same_as_none(known: KnownForms, content: str) -> None:
    assert known.path
    known.path.parent.mkdir(parents=True)
    known.path.write_text(content)
    assert known.recall("http://one", MODEL) is None
    known.keep("http://one", MODEL, Form.PLAIN)
    assert known.recall("http://one", MODEL) is Form.PLAIN


@pytest.mark.parametrize(
    "entry",
    ["tool", {}, {"form": "tool"}, {"form": "?", "on": "2026-11-25"}, {"form": "tool", "on": 3}],
)
def test_a_broken_entry_is_the_same_as_none(known: KnownForms, entry: object) -> None:
    known.keep("http://one", MODEL, Form.PLAIN)
    assert known.path
    read = json.loads(known.path.read_text())
    read["servers"] = dict.fromkeys(read["servers"], entry)
    known.path.write_text(json.dumps(read))
    assert known.recall("http://one", MODEL) is None


def test_another_version_of_the_tool_finds_out_anew(
    known: KnownForms, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.keep("http://one", MODEL, Form.PLAIN)
    monkeypatch.setattr("adr_tool.architect.known_forms.__version__", "99")
    assert known.recall("http://one", MODEL) is None


def test_where_nothing_can_be_kept_the_server_is_asked_each_time(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    server.be(CHARACTERS["vLLM"](advice_text))
    for path in (None, tmp_path / "file" / "servers.json"):
        ask(KnownForms(path, TODAY)).advise(brief, print)
    assert forms(server.probes) == [Form.SCHEMA, Form.SCHEMA]
