from __future__ import annotations

from dataclasses import replace

import pytest

from adr_tool.architect.architect import Consultation
from adr_tool.architect.brief import Answer, Brief, ContextText
from adr_tool.architect.offline import MOST_QUESTIONS, OfflineArchitect
from adr_tool.architect.persona import Persona
from adr_tool.architect.title import understand
from adr_tool.domain.advice import Direction, OptionKind, Source


@pytest.fixture
def architect() -> OfflineArchitect:
    return OfflineArchitect()


def ask(architect: OfflineArchitect, persona: Persona, title: str, **said: str) -> Consultation:
    answers = tuple(Answer(key.replace("_", "-"), key, text) for key, text in said.items())
    brief = Brief(subject=understand(title), persona=persona, answers=answers)
    return architect.advise(brief, lambda _: None)


def test_the_kind_s_questions_come_before_the_persona_s(
    architect: OfflineArchitect, brief: Brief
) -> None:
    questions = architect.questions(brief)
    assert len(questions) == MOST_QUESTIONS
    assert questions[0].key == "data-shape"
    assert len(questions[0].choices) == 3
    keys = [q.key for q in architect.all_questions(brief)]
    assert len(keys) == len(set(keys))
    assert set(keys) >= {q.key for q in brief.persona.bank}


def test_what_was_answered_is_not_asked_again(architect: OfflineArchitect, brief: Brief) -> None:
    answered = replace(brief, answers=(Answer("data-shape", "", "joins"),))
    assert "data-shape" not in {q.key for q in architect.questions(answered)}


def test_a_title_that_nothing_is_known_about_gets_the_persona_s_questions(
    architect: OfflineArchitect, persona: Persona
) -> None:
    brief = Brief(subject=understand("Paint the shed green"), persona=persona)
    assert [q.key for q in architect.questions(brief)] == (
        [q.key for q in persona.bank][:MOST_QUESTIONS]
    )


def test_no_winner_is_picked(architect: OfflineArchitect, persona: Persona) -> None:
    said = {"data_shape": "joins", "consistency": "transactions", "scale": "one server"}
    done = ask(architect, persona, "Postgres vs Mongo", **said)
    assert done.advice.outcome.option == "undecided"
    assert "a person decides" in done.advice.outcome.because
    assert done.model is None


def test_a_title_that_decides_is_taken_at_its_word_but_not_argued(
    architect: OfflineArchitect, persona: Persona
) -> None:
    outcome = ask(architect, persona, "Use Postgres").advice.outcome
    assert (outcome.option, outcome.confidence) == ("PostgreSQL", "low")
    assert "not been given yet" in outcome.because


@pytest.mark.parametrize(
    "title",
    ["Postgres vs Mongo", "Kafka vs RabbitMQ", "REST vs GraphQL", "our API takes 5 s under load",
     "We need a new backend", "Postgres vs FooBarDB"],
)  # fmt: skip
def test_every_claim_of_the_catalogue_has_a_public_source(
    architect: OfflineArchitect, persona: Persona, title: str
) -> None:
    done = ask(architect, persona, title)
    known = {source.url for source in done.sources}
    advice = done.advice
    claims = [(r.source, r.ref) for r in advice.rules]
    claims += [(f.source, f.ref) for f in advice.failures]
    for option in advice.options:
        claims += [(a.source, a.ref) for a in option.arguments]
        claims += [(s.source, s.ref) for s in (*option.limits, *option.operations)]
    for source, ref in claims:
        assert source is not Source.GENERAL_KNOWLEDGE
        assert source is not Source.CATALOGUE or ref in known, ref


def test_an_unknown_technology_has_no_argument_and_a_question(
    architect: OfflineArchitect, persona: Persona
) -> None:
    advice = ask(architect, persona, "Postgres vs FooBarDB").advice
    (unknown,) = [o for o in advice.options if o.name == "FooBarDB"]
    assert (unknown.arguments, unknown.summary.text) == ((), "")
    assert any("What is FooBarDB" in q.question for q in advice.open_questions)


def test_keeping_what_there_is_is_always_an_option_and_only_once(
    architect: OfflineArchitect, persona: Persona
) -> None:
    for title in ("Postgres vs Mongo", "Use Kafka", "Should we keep MySQL or use Postgres?"):
        options = ask(architect, persona, title).advice.options
        kept = [o for o in options if o.kind is OptionKind.STATUS_QUO or "keep" in o.name.lower()]
        assert len(kept) == 1, title


def test_an_answer_fires_the_rules_it_is_about_and_they_come_first(
    architect: OfflineArchitect, persona: Persona
) -> None:
    rules = ask(architect, persona, "Postgres vs Mongo", data_shape="joins").advice.rules
    fired = [rule for rule in rules if rule.fired_by]
    assert fired == list(rules[: len(fired)])
    assert {(r.option, r.direction) for r in fired} == (
        {("PostgreSQL", Direction.GOOD), ("MongoDB", Direction.BAD)}
    )
    assert {r.fired_by for r in fired} == {"joins"}


def test_an_answer_that_fits_no_class_fires_nothing_and_stays_a_fact(
    architect: OfflineArchitect, persona: Persona
) -> None:
    advice = ask(architect, persona, "Postgres vs Mongo", data_shape="purple").advice
    assert not any(rule.fired_by for rule in advice.rules)
    assert any("purple" in fact.text for fact in advice.facts)
    assert "What does the data look like" not in [q.question for q in advice.open_questions]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("our API takes 5 s under load", "Performance problem"),
        ("We need a new backend", "Backend for a new product"),
    ],
)
def test_a_problem_or_a_wish_gets_classes_of_options(
    architect: OfflineArchitect, persona: Persona, title: str, kind: str
) -> None:
    said: list[str] = []
    brief = Brief(subject=understand(title), persona=persona)
    advice = architect.advise(brief, said.append).advice
    assert f"Recognised a decision about: {kind}" in said
    offered = [o for o in advice.options if o.source is Source.CATALOGUE]
    assert len(offered) >= 3
    assert not any(o.arguments for o in offered)


def test_what_was_given_and_found_keeps_its_source(
    architect: OfflineArchitect, brief: Brief
) -> None:
    told = replace(
        brief,
        context=(
            ContextText("given", "--context", "Orders grow."),
            ContextText("found", "compose.yml", "`compose.yml` names MySQL."),
        ),
    )
    advice = architect.advise(told, lambda _: None).advice
    assert [(s.text, s.source) for s in advice.context] == [("Orders grow.", Source.GIVEN)]
    assert ("`compose.yml` names MySQL.", Source.FILE) in [(f.text, f.source) for f in advice.facts]


def test_the_same_brief_gives_the_same_advice(architect: OfflineArchitect, brief: Brief) -> None:
    assert architect.advise(brief, print) == OfflineArchitect().advise(brief, print)


def test_a_technology_told_in_short_is_argued_by_its_rules(
    architect: OfflineArchitect, persona: Persona
) -> None:
    said = {"data": "counters"}
    advice = ask(architect, persona, "Redis or Memcached for sessions", **said).advice
    memcached = next(o for o in advice.options if o.name == "Memcached")
    assert memcached.summary.text
    assert {a.direction for a in memcached.arguments} == {Direction.GOOD, Direction.BAD}
    assert "(if counters, lists, sets or hashes" in memcached.arguments[0].text


def test_a_caching_question_is_no_question_of_the_data_store(
    architect: OfflineArchitect, persona: Persona
) -> None:
    brief = Brief(
        subject=understand("Should we cache pages in Redis or in Postgres?"), persona=persona
    )
    said: list[str] = []
    architect.advise(brief, said.append)
    assert "Recognised a decision about: Cache" in said
