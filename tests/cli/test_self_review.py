"""A model's draft is reviewed by fresh eyes and repaired at most once, through the command line."""

from __future__ import annotations

import json
from typing import Any

from tests.architect import loopback as play
from tests.architect.loopback import Loopback
from tests.cli.reviewer import finding, review
from tests.cli.runner import Adr, Result, text_of

TITLE = "Postgres vs Mongo"
STANDS = "because joins are needed"


def ask(run: Adr, server: Loopback, *arguments: str) -> Result:
    env = {
        "ANTHROPIC_BASE_URL": server.url,
        "ANTHROPIC_API_KEY": "sk-test-0123456789",
        "ADR_MODEL": "claude-opus-5-5",
    }
    return run("new", TITLE, "--architect", "claude", *arguments, env=env)


def asked(server: Loopback) -> list[dict[str, Any]]:
    return [request.body for request in server.requests]


def test_the_reviewer_sees_the_record_and_nothing_of_its_making(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.play(play.reply(json.dumps(advice)), play.reply(review()))
    done = ask(logged, server, "--answer", "load=200/s")
    assert done.code == 0, done.err
    _, reviewed = asked(server)
    (turn,) = reviewed["messages"]
    seen = json.loads(turn["content"])
    assert f'Chosen option: "PostgreSQL", {STANDS}.' in seen["record"]["text"]
    assert {"key": "load", "text": "200/s"}.items() <= seen["answers"][0].items()
    assert "House rules" not in reviewed["system"]
    assert "Used 230 tokens in, 108 out" in done.err  # the probe counts


def test_what_a_reviewer_would_ask_stands_among_the_open_questions(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    invented = finding("a sentence that stands nowhere", problem="Made up?")
    server.play(play.reply(json.dumps(advice)), play.reply(review(finding(STANDS), invented)))
    text = text_of(logged, ask(logged, server))
    assert "* Review: Who says so? Name the measurement.\n" in text
    assert "Made up?" not in text
    assert len(server.requests) == 2


def test_a_serious_finding_is_repaired_once_and_what_stays_is_asked(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    repaired = json.loads(json.dumps(advice))
    repaired["outcome"]["because"] = "the orders refer to each other"
    serious = finding(STANDS, severity="error", problem="No reason at all.")
    other = finding("Which is it, and why now?", severity="error", problem="Not a question.")
    advice["question"] = repaired["question"] = "Which is it, and why now?"
    server.play(
        play.reply(json.dumps(advice)),
        play.reply(review(serious, other)),
        play.reply(json.dumps(repaired)),
    )
    done = ask(logged, server)
    text = text_of(logged, done)
    assert "because the orders refer to each other." in text
    assert "No reason at all." not in text
    assert "* Review: Not a question. Name the measurement.\n" in text
    drafted, _, mended = asked(server)
    assert [turn["role"] for turn in mended["messages"]] == ["user", "assistant", "user"]
    assert mended["messages"][0] == drafted["messages"][0]
    assert "No reason at all." in mended["messages"][2]["content"]
    assert len(server.requests) == 3


def test_a_review_that_fails_costs_the_draft_nothing(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.play(play.reply(json.dumps(advice)), play.error(401, "authentication_error"))
    done = ask(logged, server)
    assert done.code == 0, done.err
    assert "The draft could not be reviewed: " in done.err
    assert STANDS in text_of(logged, done)


def test_nobody_reviews_where_that_is_not_wanted(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.play(play.reply(json.dumps(advice)), play.reply(review(finding(STANDS))))
    assert ask(logged, server, "--no-review").code == 0
    assert len(server.requests) == 1


def test_two_personas_are_asked_in_turn_and_told_apart(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    agents = logged.project / ".claude/agents"
    agents.mkdir(parents=True)
    header = "---\nname: security\ndescription: Looks for holes.\n---\n"
    (agents / "security.md").write_text(f"{header}You are a security engineer.\n", "utf-8")
    other = json.loads(json.dumps(advice))
    other["pitfalls"][0]["text"] = "Backups hold secrets."
    other["outcome"]["option"] = "MongoDB"
    server.play(*(play.reply(text) for text in (json.dumps(advice), json.dumps(other), review())))
    done = ask(logged, server, "--persona", "backend-architect", "--persona", "security")
    text = text_of(logged, done)
    assert "Backups hold secrets (security)." in text
    assert "security would decide otherwise: MongoDB" in text
    assert 'Chosen option: "PostgreSQL"' in text
    assert "backend-architect@sha256:" in text.split("---\n")[1]
    assert "security@sha256:" in text.split("---\n")[1]
    assert asked(server)[1]["system"].startswith("You are a security engineer.")


def test_a_limit_of_cost_is_kept_before_anything_is_sent(
    logged: Adr, server: Loopback, advice: dict[str, Any]
) -> None:
    server.play(play.reply(json.dumps(advice)))
    done = ask(logged, server, "--max-cost", "0.01")
    assert done.code == 1
    assert "more than --max-cost 0.01" in done.err
    assert server.requests == []
    done = ask(logged, server, "--max-cost", "1", "--model", "somebody-elses-model")
    assert "price of somebody-elses-model is not known" in done.err
    assert server.requests == []
    assert ask(logged, server, "--max-cost", "1", "--no-review").code == 0
