"""Killed at any stage, `adr new` keeps what was typed and paid for, and pays only the rest."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.architect import loopback as play
from tests.architect.loopback import Behaviour, Handler, Loopback, Message
from tests.cli.reviewer import finding, review
from tests.cli.runner import Adr, text_of

Git = Callable[..., str]
TITLE = "Postgres vs Mongo"
STAGES = ("draft", "review", "repair")


def half(text: str) -> Behaviour:
    """Send half of an answer, then nothing more."""

    def behave(handler: Handler) -> None:
        events = list(Message(text, piece=200).events())
        handler.begin_stream()
        for event in events[: len(events) // 2]:
            handler.send_event(event)
        handler.server.released.wait()

    return behave


def environment(server: Loopback) -> dict[str, str]:
    return {
        **os.environ,
        "ANTHROPIC_BASE_URL": server.url,
        "ANTHROPIC_API_KEY": "sk-test-0123456789",
        "ADR_MODEL": "claude-opus-5-5",
    }


def answers(advice: dict[str, Any]) -> list[str]:
    """Draft, review and repair as the model would answer them."""
    serious = finding("because joins are needed", severity="error")
    repaired = {**advice, "question": "Which one, after the repair?"}
    return [json.dumps(advice), review(serious), json.dumps(repaired)]


def until(reached: Callable[[], bool]) -> None:
    for _ in range(3000):
        if reached():
            return
        time.sleep(0.01)
    pytest.fail("the stage was never reached")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("stage", STAGES)
def test_what_was_paid_for_is_not_paid_for_again(  # noqa: PLR0913, PLR0917
    logged: Adr,
    server: Loopback,
    advice: dict[str, Any],
    git: Git,
    stage: str,
    how: signal.Signals,
) -> None:
    said, place = answers(advice), STAGES.index(stage)
    server.play(*map(play.reply, said[:place]), half(said[place]))
    replies = logged.project / ".git/adr/replies-postgres-vs-mongo"
    arguments = ["new", TITLE, "--architect", "claude", "--answer", "load=200/s", "--tag", "data"]
    with logged.start(*arguments, env=environment(server)) as process:
        until(lambda: len(server.requests) == place + 1 and bool([*replies.glob("*.part")]))
        process.send_signal(how)
        _, told = process.communicate(timeout=30)
    assert process.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    if how is signal.SIGINT:
        assert "adr new --resume goes on with them" in told
    (part,) = replies.glob("*.part")
    assert part.read_text("utf-8") in said[place]
    probe = 1
    assert len([*replies.glob("*.json")]) == probe + place
    assert git(logged.project, "status", "--short") == ""

    server.requests.clear()
    server.play(*map(play.reply, said[place:]))
    done = logged("new", "--resume", "--architect", "claude", env=environment(server))
    assert done.code == 0, done.err
    assert len(server.requests) == len(STAGES) - place
    text = text_of(logged, done)
    assert "Which one, after the repair?" in text
    assert "200/s" in server.requests[0].body["messages"][0]["content"]
    assert "tags: [data]" in text
    assert not (logged.project / ".git/adr").exists()


def test_another_question_about_the_same_title_is_paid_for(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.play(play.reply(json.dumps(advice)), play.error(401, "authentication_error"))
    env = {**environment(server), "ADR_SELF_REVIEW": "false"}
    hook = logged.project / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert logged("new", TITLE, "--architect", "claude", env=env).code == 1
    again = logged(
        "new", "--resume", "--architect", "claude", "--context", "Now for orders.", env=env
    )
    assert again.code == 1
    assert len(server.requests) == 2


def test_answers_of_an_unfinished_draft_are_put_aside_and_named(
    logged: Adr, server: Loopback
) -> None:
    server.play(play.error(401, "authentication_error"))
    first = [TITLE, "--architect", "claude", "--answer", "load=200/s"]
    assert logged("new", *first, env=environment(server)).code == 1
    done = logged("new", TITLE, "--architect", "claude", env=environment(server))
    aside = ".git/adr/answers-postgres-vs-mongo.json~"
    assert f"answers from an unfinished draft are now in {aside}" in done.err
    assert "200/s" in (logged.project / aside).read_text("utf-8")


@pytest.mark.parametrize("kept", ["", "[]", '{"text": 1}', "{", "\x00"])
def test_a_kept_reply_that_cannot_be_read_is_asked_for_again(
    logged: Adr, server: Loopback, advice: dict[str, Any], kept: str
) -> None:
    server.play(play.reply(json.dumps(advice)), half("{}"))
    env = environment(server)
    with logged.start("new", TITLE, "--architect", "claude", env=env) as process:
        until(lambda: len(server.requests) == 2)
        process.kill()
        process.communicate(timeout=30)
    for reply in (logged.project / ".git/adr").glob("replies-*/*.json"):
        reply.write_text(kept, "utf-8")
    server.play(play.reply(json.dumps(advice)), play.reply(review()))
    done = logged("new", "--resume", "--architect", "claude", env=env)
    assert done.code == 0, done.err
    assert len(server.requests) == 4
