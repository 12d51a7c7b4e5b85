"""Claude through the command line: the real SDK against a real server on loopback."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.architect import loopback as play
from tests.architect.loopback import Handler, Loopback, Message
from tests.cli.runner import Adr, Result

Git = Callable[..., str]
KEY = "sk-test-0123456789"
TITLE = "Postgres vs Mongo"


def environment(server: Loopback, key: str | None = KEY) -> dict[str, str | None]:
    own = {"ANTHROPIC_BASE_URL": server.url, "ADR_MODEL": "claude-opus-5-5"}
    own |= {"ADR_SELF_REVIEW": "false"}
    return own | {"ANTHROPIC_API_KEY": key}


def ask(run: Adr, server: Loopback, *arguments: str, key: str | None = KEY) -> Result:
    said = ["--answer", "data-shape=joins everywhere"]
    return run("new", TITLE, *said, *arguments, env=environment(server, key))


def text_of(run: Adr, done: Result) -> str:
    return (run.project / done.path).read_text()


def slowly(text: str) -> play.Behaviour:
    """A stream with pauses and pings."""

    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for event in Message(text, piece=400).events():
            handler.server.released.wait(0.02)
            handler.send_event({"type": "ping"})
            handler.send_event(event)
        handler.end_stream()

    return behave


@pytest.mark.parametrize("mode", ["claude", "auto"])
@pytest.mark.parametrize("pace", [play.reply, slowly])
def test_a_record_of_a_model_says_so_and_waits_for_a_person(  # noqa: PLR0913, PLR0917
    logged: Adr,
    server: Loopback,
    advice: dict[str, Any],
    git: Git,
    mode: str,
    pace: Callable[[str], play.Behaviour],
) -> None:
    server.play(pace(json.dumps(advice)))
    done = ask(logged, server, "--architect", mode)
    assert done.code == 0, done.err
    text = text_of(logged, done)
    assert "  architect: claude\n  model: claude-opus" in text
    assert "\n# Postgres or Mongo?\n" in text
    assert 'Chosen option: "PostgreSQL", because joins are needed.' in text
    assert "Assisted-by: claude:claude-opus" in git(logged.project, "log", "-1", "--format=%B")
    assert "Used 130 tokens in, 58 out, $0.00 (prices of " in done.err  # the probe counts
    assert KEY not in done.err + text
    assert logged("accept", "2").code == 1
    assert logged("accept", "2", "--force").code == 1
    assert logged.done("accept", "2", "--by", "Ana Maier").path == done.path


def test_what_is_sent_is_what_show_prompt_prints(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.play(play.reply(json.dumps(advice)))
    shown = ask(logged, server, "--show-prompt", key=None).data
    assert server.requests == []
    ask(logged, server, "--architect", "claude")
    (request,) = server.requests
    assert request.body["system"] == shown["system"]
    assert request.body["messages"] == [{"role": "user", "content": shown["user"]}]


Fault = tuple[tuple[play.Behaviour, ...], str | None, str]
FAULTS: Mapping[str, Fault] = {
    "cut": ((play.cut("{}", rudely=True),), KEY, "broke off before it was complete"),
    "cut between events": ((play.cut("{}", rudely=False),), KEY, "broke off before it was"),
    "401": ((play.error(401, "authentication_error"),), KEY, "does not accept the credentials"),
    "no credentials": ((play.error(500, "api_error"),), None, "no credentials for Claude"),
    "refusal": ((play.reply("", stop_reason="refusal"),), KEY, "declined to answer"),
    "quota": (
        (play.error(429, "rate_limit_error", headers={"retry-after": "3600"}),), KEY, "wait 1 h"
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_error_that_keeps_the_answers_when_claude_was_named(
    logged: Adr, server: Loopback, advice: dict[str, Any], git: Git, fault: str
) -> None:
    script, key, says = FAULTS[fault]
    server.play(*script)
    done = ask(logged, server, "--architect", "claude", "--context", "We sell books.", key=key)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("Error: ") == 1
    assert says in done.err
    assert "your answers are kept in .git/adr/answers-postgres-vs-mongo.json" in done.err
    assert "adr new --resume goes on with them" in done.err
    assert KEY not in done.err
    assert git(logged.project, "status", "--short") == ""
    assert not (logged.project / "adr/0002-postgres-vs-mongo.md").exists()
    server.play(play.reply(json.dumps(advice)))
    again = logged("new", "--resume", "--architect", "claude", env=environment(server))
    assert again.code == 0, again.err
    sent = json.loads(server.requests[-1].body["messages"][0]["content"])
    assert sent["answers"][0]["text"] == "joins everywhere"
    assert sent["context"][0]["text"] == "We sell books."


@pytest.mark.parametrize("fault", [name for name in FAULTS if name != "no credentials"])
def test_a_fault_ends_in_the_offline_draft_when_nobody_was_named(
    logged: Adr, server: Loopback, fault: str
) -> None:
    script, key, says = FAULTS[fault]
    server.play(*script)
    done = ask(logged, server, "--architect", "auto", key=key)
    assert done.code == 0, done.err
    assert done.err.count("Notice: ") == 1
    assert says in done.err
    assert "The offline architect drafts instead." in done.err
    text = text_of(logged, done)
    assert "  architect: offline\n" in text
    assert "\n  model:" not in text
    assert logged("accept", "2").code == 0


def test_without_credentials_nobody_is_asked(logged: Adr, server: Loopback) -> None:
    server.play(play.error(500, "api_error"))
    done = ask(logged, server, key=None)
    assert done.code == 0
    assert server.requests == []
    assert "architect: offline" in text_of(logged, done)


@pytest.mark.parametrize("mode", ["claude", "auto"])
@pytest.mark.parametrize("reply", ["no JSON", '{"question": "only"}', "[]"])
def test_a_reply_of_another_shape_ends_in_the_offline_draft(
    logged: Adr, server: Loopback, mode: str, reply: str
) -> None:
    server.play(play.reply(reply))
    done = ask(logged, server, "--architect", mode)
    assert done.code == 0, done.err
    assert len(server.requests) == 4  # each form, and once more in the last
    assert "Notice: The reply" in done.err
    assert "The offline architect drafts instead." in done.err
    text = text_of(logged, done)
    assert "  architect: offline\n" in text
    assert 'You said "joins everywhere"' in text


def test_an_interrupt_while_waiting_is_prompt_and_keeps_the_answers(
    logged: Adr, server: Loopback
) -> None:
    server.play(play.stall(pings=True))
    variables = {name: value for name, value in environment(server).items() if value}
    process = logged.start(
        "new", TITLE, "--architect", "claude", "--answer", "budget=none",
        env=os.environ | variables,
    )  # fmt: skip
    while not server.requests:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, "")
    assert "Interrupted." in err
    assert "Traceback" not in err
    kept = json.loads((logged.project / ".git/adr/answers-postgres-vs-mongo.json").read_text())
    assert kept["answers"] == {"budget": "none"}


def test_what_a_model_drafts_cannot_be_accepted_at_once(logged: Adr, server: Loopback) -> None:
    server.play(play.error(500, "api_error"))
    done = ask(logged, server, "--architect", "claude", "--status", "accepted")
    assert (done.code, done.out) == (1, "")
    assert "has to be read before it is accepted" in done.err
    assert server.requests == []


def test_the_words_of_a_model_can_do_nothing_but_be_read(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    evil = "<script>x</script> ![i](http://evil/i) [l](http://evil/l) [k](https://example.org/k)"
    advice["context"][0]["text"] = f"{evil}\n\n## Status\n\nAccepted\n\n---\n"
    advice["question"] = "# Another title"
    advice["outcome"]["y_statement"] = "- [x](javascript:alert(1)) {a placeholder here}"
    advice["options"][1]["name"] = "Status"
    advice["options"][1]["arguments"] = [
        {"text": "accepted", "direction": "good", "attribute": "cost", "source": "given", "ref": ""}
    ]
    advice["illustrations"] = [
        {"kind": "snippet", "text": "if a < b:\n```\n# Evil", "language": "py`"}
    ]
    advice["related"] = [{"id": "ADR-0001", "title": "T", "path": "http://evil", "note": "<b>n"},
                         {"id": "ADR-0009", "title": "U", "path": "../x", "note": "n"}]  # fmt: skip
    server.play(play.reply(json.dumps(advice)))
    done = ask(logged, server, "--context", "See https://example.org/k for more.")
    assert done.code == 0, done.err
    text = text_of(logged, done)
    assert "&lt;script>x&lt;/script>  l [k](<https://example.org/k>) ## Status Accepted ---" in text
    assert "\n\\# Another title" in text
    assert "```py\nif a < b:\n'''\n# Evil\n```" in text
    assert "evil" not in text
    assert "ADR-0009" not in text
    assert '### "Status"' in text
    front = text.split("---\n")[1]
    assert "word" not in front
    record = logged.done("show", "2", "--json").data
    assert (record["title"], record["status"]) == ("Postgres or Mongo?", "proposed")
    # Told of it among the last records, the model may relate it; its path is ours.
    first = {"id": "ADR-0001", "path": "adr/0001-record-architecture-decisions.md", "section": None}
    assert record["relates_to"] == [first]


def test_an_option_that_nobody_named_is_not_called_given(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    option = advice["options"][0] | {"source": "given"}
    advice["options"] = [option | {"name": "Postgres"}, option | {"name": "DynamoDB"}]
    server.play(play.reply(json.dumps(advice)))
    text = text_of(logged, ask(logged, server))
    assert "* DynamoDB *(suggested by the model, not yet considered by the team)*" in text
    assert "* Postgres\n" in text
