"""The real SDK against a real server on loopback."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from adr_tool.architect.architect import Usage
from adr_tool.architect.brief import Brief, ContextText
from adr_tool.architect.claude import ClaudeArchitect
from adr_tool.architect.plain import in_words
from adr_tool.architect.prompt import draft_prompt, questions_prompt
from adr_tool.architect.reply import advice_schema, parse_advice
from adr_tool.errors import ArchitectError, ReplyError
from tests.architect import loopback as play
from tests.architect.loopback import Loopback

MODEL = "claude-opus-5-5"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("ANTHROPIC_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-test-0123456789")


@dataclass
class Asked:
    """An architect at the server, what it reported and how long it slept."""

    architect: ClaudeArchitect
    said: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)


Make = Callable[..., Asked]


@pytest.fixture
def ask(server: Loopback) -> Make:
    def make(**options: Any) -> Asked:  # noqa: ANN401 -- passed on as they are
        slept: list[float] = []
        options = {"base_url": server.url, "timeout": 20, **options}
        return Asked(ClaudeArchitect(MODEL, sleep=slept.append, **options), slept=slept)

    return make


def fail(asked: Asked, brief: Brief) -> ArchitectError:
    with pytest.raises(ArchitectError) as caught:
        asked.architect.advise(brief, asked.said.append)
    return caught.value


def test_advice_comes_with_the_model_and_what_it_cost(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(advice_text))
    asked = ask()
    consultation = asked.architect.advise(brief, asked.said.append)
    assert consultation.advice == parse_advice(advice_text)
    assert consultation.model == MODEL
    assert consultation.usage == Usage(input_tokens=100, output_tokens=50)
    assert consultation.notice == ""


def test_exactly_the_prompt_is_sent_and_nothing_that_the_api_refuses(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(advice_text))
    ask().architect.advise(brief, print)
    (request,) = server.requests
    prompt = draft_prompt(brief)
    assert request.path == "/v1/messages"
    assert request.body["system"] == prompt.system
    assert request.body["messages"] == [{"role": "user", "content": prompt.user}]
    assert request.body["model"] == MODEL
    assert request.body["max_tokens"] == 32_000
    assert request.body["output_config"].keys() == {"format"}
    assert set(request.body) == {
        "max_tokens",
        "messages",
        "model",
        "output_config",
        "stream",
        "system",
    }


def test_the_schema_arrives_as_we_wrote_it(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(advice_text))
    ask().architect.advise(brief, print)
    wanted = json.loads(json.dumps(advice_schema()))
    for part in wanted["$defs"].values():  # the SDK drops `type` beside `enum`
        if "enum" in part:
            del part["type"]
    assert server.requests[0].body["output_config"]["format"] == {
        "type": "json_schema",
        "schema": wanted,
    }


def test_the_effort_of_the_persona_is_passed_on(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(advice_text))
    eager = replace(brief, persona=replace(brief.persona, effort="high"))
    ask().architect.advise(eager, print)
    assert server.requests[0].body["output_config"]["effort"] == "high"


def test_thinking_before_the_answer_is_not_the_answer(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(advice_text, thinking='{"question": "no"}'))
    asked = ask()
    assert asked.architect.advise(brief, asked.said.append).advice == parse_advice(advice_text)
    assert asked.said[:2] == [f"Asking {MODEL} at 127.0.0.1", "Thinking"]


def test_progress_tells_each_section_once_in_the_order_it_came(
    server: Loopback, ask: Make, brief: Brief, advice: dict[str, Any]
) -> None:
    advice["context"] = [{"text": '"outcome": {', "source": "given", "ref": "costs"}]
    server.play(play.reply(json.dumps(dict(reversed(advice.items()))), piece=3))
    asked = ask()
    asked.architect.advise(brief, asked.said.append)
    sections = [line for line in asked.said if line.startswith("Writing")]
    assert sections == [f"Writing: {key.replace('_', ' ')}" for key in reversed(advice)]


def test_nothing_is_reported_that_did_not_come(server: Loopback, ask: Make, brief: Brief) -> None:
    server.play(play.error(401, "authentication_error"))
    asked = ask()
    fail(asked, brief)
    assert asked.said == [f"Asking {MODEL} at 127.0.0.1"]


def test_what_was_left_out_is_told(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(advice_text))
    texts = (ContextText("file", "a", "a\u200bb"), ContextText("file", "b", "x" * 9_000))
    notice = ask().architect.advise(replace(brief, context=texts), print).notice
    assert notice.startswith("1 hidden characters were left out")
    assert "1 texts were too long" in notice


def test_questions_are_asked_with_their_own_prompt(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    question = {"key": "load", "ask": "How many?", "why": "One node or more.", "choices": ["few"]}
    server.play(play.reply(json.dumps({"questions": [question]})))
    (read,) = ask().architect.questions(brief)
    assert (read.key, read.choices) == ("load", ("few",))
    assert server.requests[0].body["system"] == questions_prompt(brief).system


# --- faults that may pass ---------------------------------------------------------


def test_an_overloaded_server_is_asked_again(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.error(529, "overloaded_error"), play.reply(advice_text))
    asked = ask()
    asked.architect.advise(brief, asked.said.append)
    assert asked.slept == [0.5]
    assert "127.0.0.1 answered 529; trying again in 0.5 s" in asked.said


def test_a_server_that_stays_overloaded_is_asked_three_times_in_all(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    server.play(play.error(529, "overloaded_error"))
    asked = ask()
    error = fail(asked, brief)
    assert error.message == "127.0.0.1 is overloaded (529)"
    assert len(server.requests) == 3
    assert asked.slept == [0.5, 2.0]


def test_an_error_inside_the_stream_is_treated_like_its_status(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.error_in_stream("overloaded_error"), play.reply(advice_text))
    asked = ask()
    asked.architect.advise(brief, asked.said.append)
    assert asked.slept == [0.5]


def test_a_short_retry_after_is_obeyed(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    busy = play.error(429, "rate_limit_error", headers={"retry-after": "7"})
    server.play(busy, play.reply(advice_text))
    asked = ask()
    asked.architect.advise(brief, asked.said.append)
    assert asked.slept == [7.0]


def test_a_retry_after_of_a_day_is_told_and_not_waited_for(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    server.play(play.error(429, "rate_limit_error", headers={"retry-after": "86400"}))
    asked = ask(timeout=1_000_000)
    error = fail(asked, brief)
    assert error.message == ("127.0.0.1 takes no more requests for now and asks to wait 24 h (429)")
    assert not isinstance(error, ReplyError)
    assert (asked.slept, len(server.requests)) == ([], 1)


def test_a_wait_that_would_outlast_the_limit_is_not_begun(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    server.play(play.error(429, "rate_limit_error", headers={"retry-after": "30"}))
    asked = ask()
    fail(asked, brief)
    assert asked.slept == []


def test_a_spend_limit_is_not_retried(server: Loopback, ask: Make, brief: Brief) -> None:
    server.play(play.error(429, "rate_limit_error", code="enforced_spend_limit_reached"))
    asked = ask()
    assert "spend limit" in fail(asked, brief).message
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_an_architect_error(ask: Make, brief: Brief) -> None:
    asked = ask(base_url="http://127.0.0.1:9")
    assert fail(asked, brief).message == "127.0.0.1 could not be reached"
    assert asked.slept == [0.5, 2.0]


# --- streams that do not end ------------------------------------------------------


@pytest.mark.parametrize("rudely", [False, True])
def test_a_cut_stream_is_asked_once_more(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, *, rudely: bool
) -> None:
    server.play(play.cut(advice_text, rudely=rudely), play.reply(advice_text))
    asked = ask()
    consultation = asked.architect.advise(brief, asked.said.append)
    assert "The answer broke off; asking again" in asked.said
    assert consultation.usage.input_tokens == 200


@pytest.mark.parametrize("rudely", [False, True])
def test_a_stream_that_is_cut_twice_is_an_architect_error(
    server: Loopback, ask: Make, brief: Brief, advice_text: str, *, rudely: bool
) -> None:
    server.play(play.cut(advice_text, rudely=rudely))
    error = fail(ask(), brief)
    assert error.message == "The answer of 127.0.0.1 broke off before it was complete"
    assert not isinstance(error, ReplyError)
    assert len(server.requests) == 2


@pytest.mark.parametrize("pings", [False, True])
def test_a_server_that_stalls_is_left_when_the_time_is_up(
    server: Loopback, ask: Make, brief: Brief, *, pings: bool
) -> None:
    server.play(play.stall(pings=pings))
    begun = time.monotonic()
    error = fail(ask(timeout=0.4), brief)
    assert error.message == "127.0.0.1 did not finish within 0.4 s"
    assert time.monotonic() - begun < 5


# --- answers that are none --------------------------------------------------------


def test_a_refusal_is_told_with_its_category(server: Loopback, ask: Make, brief: Brief) -> None:
    server.play(play.reply("I cannot", stop_reason="refusal", category="cyber"))
    error = fail(ask(), brief)
    assert error.message == f"{MODEL} declined to answer (category cyber)"
    assert not isinstance(error, ReplyError)
    assert len(server.requests) == 1


def test_a_truncated_answer_is_asked_again_with_twice_the_room(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    truncated = play.reply(advice_text[:90], stop_reason="max_tokens")
    server.play(truncated, play.reply(advice_text))
    ask().architect.advise(brief, print)
    assert [request.body["max_tokens"] for request in server.requests] == [32_000, 64_000]


def test_an_answer_that_is_truncated_twice_is_a_reply_error(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    server.play(play.reply("{", stop_reason="max_tokens"))
    error = fail(ask(), brief)
    assert isinstance(error, ReplyError)
    assert len(server.requests) == 2


def test_a_reply_that_does_not_fit_is_repaired_in_one_turn(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply('{"question": 7}'), play.reply(advice_text))
    asked = ask()
    consultation = asked.architect.advise(brief, asked.said.append)
    turns = server.requests[1].body["messages"]
    assert [turn["role"] for turn in turns] == ["user", "assistant", "user"]
    assert turns[1]["content"] == '{"question": 7}'
    assert "`context` is missing" in turns[2]["content"] or "`question`" in turns[2]["content"]
    assert consultation.usage.output_tokens == 100


def test_after_an_empty_reply_the_same_question_is_put_again(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    server.play(play.reply(""), play.reply(advice_text))
    ask().architect.advise(brief, print)
    assert server.requests[1].body == server.requests[0].body


@pytest.mark.parametrize("text", ["Sure! Here is my advice.", "{}", "", '{"a": '])
def test_a_reply_that_does_not_fit_twice_is_a_reply_error(
    server: Loopback, ask: Make, brief: Brief, text: str
) -> None:
    server.play(play.reply(text))
    error = fail(ask(), brief)
    assert isinstance(error, ReplyError)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "behaviour",
    [
        play.body(200, "application/json", '{"choices": [{"message": {"content": "hi"}}]}'),
        play.body(200, "text/html", "<html>Welcome to the hotel</html>"),
        play.events(b"event: message_start\ndata: {nope\n\n"),
        play.events(b'event: message_start\ndata: {"type": "message_start", "message": null}\n\n'),
        play.events(b"event: message_start\ndata: [1]\n\n"),
        play.events(b'event: message_start\ndata: {"x": "\xff"}\n\n'),
    ],
    ids=["other JSON", "HTML", "broken JSON", "no message", "list", "no UTF-8"],
)
def test_what_is_no_messages_api_is_a_reply_error(
    server: Loopback, ask: Make, brief: Brief, behaviour: play.Behaviour
) -> None:
    server.play(behaviour)
    error = fail(ask(), brief)
    assert isinstance(error, ReplyError)
    assert error.message == "127.0.0.1 answered, but not as the Messages API does"


def test_a_message_whose_fields_are_all_missing_is_a_reply_error(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    start = b'event: message_start\ndata: {"type": "message_start", "message": {}}\n\n'
    delta = b'{"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {}}'
    server.play(play.events(start, b"event: message_delta\ndata: " + delta + b"\n\n"))
    assert isinstance(fail(ask(), brief), ReplyError)


# --- faults that stay -------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (play.error(400, "", "prompt is too long: 9 tokens > 8"), "too large for claude"),
        (play.body(400, "application/json", '{"message": "context length is 9"}'), "too large"),
        (play.error(401, "authentication_error"), "does not accept the credentials (401)"),
        (play.error(402, "billing_error"), "no credit left"),
        (play.error(403, "permission_error"), f"may not use {MODEL}"),
        (play.error(404, "not_found_error"), f"no model {MODEL}, or does"),
        (play.error(413, "request_too_large"), "too large"),
    ],
)
def test_a_lasting_fault_is_explained_with_a_hint_and_not_retried(
    server: Loopback, ask: Make, brief: Brief, answer: play.Behaviour, words: str
) -> None:
    server.play(answer)
    error = fail(ask(), brief)
    assert words in error.message
    assert error.hint
    assert not isinstance(error, ReplyError)
    assert len(server.requests) == 1


def test_a_refused_request_is_put_once_more_without_the_schema(
    server: Loopback, ask: Make, brief: Brief, advice_text: str
) -> None:
    too_complex = play.error(400, "invalid_request_error", "Schema is too complex")
    server.play(too_complex, play.reply(f"Well:\n{advice_text}"))
    asked = ask()
    consultation = asked.architect.advise(brief, asked.said.append)
    assert consultation.advice == parse_advice(advice_text)
    assert asked.said[1] == (
        "127.0.0.1 does not accept the request (400): Schema is too complex; "
        "asking for plain words instead"
    )
    last = server.requests[1].body
    assert set(last) == {"max_tokens", "messages", "model", "stream", "system"}
    assert last["system"] == f"{draft_prompt(brief).system}\n\n{in_words(advice_schema())}"


def test_a_request_that_is_refused_in_every_form_is_explained(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    server.play(play.error(400, "invalid_request_error"))
    assert "does not accept the request (400)" in fail(ask(), brief).message
    assert len(server.requests) == 2


def test_the_servers_own_words_are_one_clean_line(
    server: Loopback, ask: Make, brief: Brief
) -> None:
    words = "prompt is\n\x1b[31mtoo long; key sk-ant-api03-secret " + "x" * 500
    server.play(play.error(400, "invalid_request_error", words))
    message = fail(ask(), brief).message
    assert "prompt is [31mtoo long; key (key) xxx" in message
    assert message.isprintable()
    assert len(message) < 300


def test_a_page_of_html_is_never_printed(server: Loopback, ask: Make, brief: Brief) -> None:
    server.play(play.body(404, "text/html", "<html><h1>Not here</h1></html>"))
    message = fail(ask(), brief).message
    assert "404" in message
    assert "<" not in message


def test_refused_credentials_are_not_quoted(server: Loopback, ask: Make, brief: Brief) -> None:
    server.play(play.error(401, "authentication_error", "invalid key 0123456789"))
    assert "0123456789" not in fail(ask(), brief).message


# --- credentials and addresses ----------------------------------------------------


def test_no_credentials_are_explained_with_three_ways_out(
    server: Loopback, ask: Make, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    for options in ({}, {"base_url": None}):
        error = fail(ask(**options), brief)
        assert error.message == "There are no credentials for Claude"
        for way in ("ANTHROPIC_API_KEY", "ANTHROPIC_PROFILE", "--architect offline"):
            assert way in (error.hint or "")
    assert server.requests == []


def test_a_profile_that_is_not_there_is_explained(
    ask: Make, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("ANTHROPIC_PROFILE", "nowhere")
    assert "credentials for Claude cannot be used" in fail(ask(), brief).message


def test_a_key_with_a_line_break_is_explained_without_quoting_it(
    ask: Make, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret-1234\nsecret")
    error = fail(ask(), brief)
    assert "line break" in error.message
    assert "1234" not in error.message


@pytest.mark.parametrize("address", ["localhost:8080", "ftp://127.0.0.1", "http://", ""])
def test_an_address_that_is_none_is_explained(ask: Make, brief: Brief, address: str) -> None:
    assert "no http or https URL" in fail(ask(base_url=address), brief).message


def test_an_alias_is_not_sent_to_a_server_that_is_not_anthropics(
    server: Loopback, brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
    with pytest.raises(ArchitectError, match="`opus` means nothing to 127"):
        ClaudeArchitect("opus").advise(brief, print)
    assert server.requests == []
