"""What the offline architect lays out, held against limits that keep a record readable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adr_tool.architect.brief import Answer, Brief, ContextText, RelatedText
from adr_tool.architect.layout import STATUS_QUO, lay_out
from adr_tool.architect.matter import understand_matter
from adr_tool.architect.persona import Persona
from adr_tool.architect.title import understand
from adr_tool.catalogue.catalogue import load_catalogue
from adr_tool.domain.advice import Advice, Component, Flow, OptionKind, Source

TITLES = [
    "Postgres vs Mongo", "Kafka, NATS or SQS", "REST vs gRPC", "Use PostgreSQL for orders",
    "Replace MySQL with PostgreSQL", "Should we use Kafka?", "our API takes 5 s under load",
    "A new backend for a webshop", "Paint the shed green", "Postgres vs Kafka", "採用",
    "Use A or B",
]  # fmt: skip


def told(persona: Persona, title: str) -> Brief:
    return Brief(subject=understand(title), persona=persona)


def laid(brief: Brief) -> Advice:
    return lay_out(brief, understand_matter(load_catalogue(), brief))


@pytest.mark.parametrize("title", TITLES)
def test_any_title_gives_a_question_options_and_an_outcome(persona: Persona, title: str) -> None:
    advice = laid(told(persona, title))
    assert advice.question.endswith("?")
    assert advice.options
    assert advice.outcome.because
    names = [option.name for option in advice.options]
    assert len(names) == len(set(names))
    assert advice.outcome.option in {*names, "undecided", title}


@pytest.mark.parametrize("title", TITLES)
def test_a_draft_stays_short_enough_to_be_read(persona: Persona, title: str) -> None:
    advice = laid(told(persona, title))
    assert len(advice.open_questions) <= 9
    assert len(advice.drivers) <= 4
    assert len({d.id for d in advice.drivers}) == len(advice.drivers)
    for option in advice.options:
        assert len(option.arguments) <= 7


@pytest.mark.parametrize("title", TITLES)
def test_every_rule_and_consequence_is_about_an_option_of_the_draft(
    persona: Persona, title: str
) -> None:
    advice = laid(told(persona, title))
    names = {option.name for option in advice.options}
    assert {rule.option for rule in advice.rules} <= names
    assert {c.option for c in advice.consequences} - {""} <= names


def test_the_status_quo_is_what_the_repository_shows(persona: Persona) -> None:
    brief = replace(
        told(persona, "Postgres vs Mongo"),
        context=(ContextText("found", "compose.yml", "`compose.yml` names MySQL."),),
    )
    quo = laid(brief).options[-1]
    assert (quo.name, quo.kind) == (STATUS_QUO, OptionKind.STATUS_QUO)
    assert (quo.summary.text, quo.summary.source) == ("`compose.yml` names MySQL.", Source.FILE)
    assert {a.source for a in quo.arguments} == {Source.ASSUMPTION}


def test_an_answer_that_is_understood_is_a_driver_of_its_own(persona: Persona) -> None:
    brief = replace(
        told(persona, "Postgres vs Mongo"), answers=(Answer("data-shape", "Shape?", "joins"),)
    )
    first, *others = laid(brief).drivers
    assert (first.text, first.source, first.ref) == (
        ("many related entities, joins and constraints", Source.GIVEN, "data-shape")
    )
    assert {driver.source for driver in others} == {Source.CATALOGUE}


def test_what_was_asked_and_not_answered_stays_an_open_question(persona: Persona) -> None:
    brief = told(persona, "Postgres vs Mongo")
    answered = replace(brief, answers=(Answer("data-shape", "Shape?", "joins"),))
    before = {q.question for q in laid(brief).open_questions}
    after = {q.question for q in laid(answered).open_questions}
    assert any("data look like" in question for question in before)
    assert not any("data look like" in question for question in after)
    assert all(q.why_it_matters for q in laid(brief).open_questions)


def test_of_one_chosen_option_only_its_own_consequences_are_told(persona: Persona) -> None:
    advice = laid(told(persona, "Postgres over Mongo"))
    assert {c.option for c in advice.consequences} == {""}
    both = laid(told(persona, "Postgres vs Mongo"))
    assert {c.option for c in both.consequences} == {"PostgreSQL", "MongoDB"}
    assert {c.direction for c in both.consequences} == {"good", "bad"}


def test_components_flows_and_related_records_are_passed_on(persona: Persona) -> None:
    flow = Flow("api", "pg", "orders", "", "")
    brief = replace(
        told(persona, "Postgres vs Mongo"),
        components=(Component("api", "api"), Component("pg", "pg")),
        flows=(flow,),
        related=(RelatedText("ADR-0003", "Use MySQL", "accepted", "adr/0003-x.md", ""),),
    )
    advice = laid(brief)
    assert advice.flows == (flow,)
    assert [c.id for c in advice.components] == ["api", "pg"]
    (related,) = advice.related
    assert (related.id, related.note) == ("ADR-0003", "accepted")


def test_technologies_of_two_kinds_are_both_argued(persona: Persona) -> None:
    advice = laid(told(persona, "Postgres vs Kafka"))
    assert all(o.arguments for o in advice.options)
