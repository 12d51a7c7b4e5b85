from __future__ import annotations

from dataclasses import replace

import pytest

from adr_tool.architect.panel import Opinion, merged
from adr_tool.architect.reply import parse_advice
from adr_tool.domain.advice import Advice, Argument, OpenQuestion, Statement


@pytest.fixture
def ground(advice_text: str) -> Advice:
    found = parse_advice(advice_text)
    option = replace(found.options[0], name="PostgreSQL")
    return replace(
        found,
        options=(option, replace(option, name="MongoDB")),
        outcome=replace(found.outcome, option="PostgreSQL"),
    )


def security(ground: Advice) -> Opinion:
    argument = replace(ground.options[0].arguments[0], text="roles are fine-grained")
    first = replace(ground.options[0], name="postgresql", arguments=(argument,))
    vault = replace(ground.options[1], name="Vault", arguments=(argument,))
    pitfall = replace(ground.pitfalls[0], text="secrets in dumps.")
    return Opinion(
        "security",
        replace(ground, options=(first, vault), pitfalls=(*ground.pitfalls, pitfall)),
    )


def texts(arguments: tuple[Argument, ...] | tuple[Statement, ...]) -> list[str]:
    return [argument.text for argument in arguments]


def test_one_opinion_is_the_advice(ground: Advice) -> None:
    assert merged([Opinion("a", ground)]) == ground


def test_what_another_adds_is_signed_and_what_both_say_stands_once(ground: Advice) -> None:
    both = merged([Opinion("backend", ground), security(ground)])
    assert [option.name for option in both.options] == ["PostgreSQL", "MongoDB", "Vault"]
    assert texts(both.options[0].arguments) == ["word", "roles are fine-grained (security)"]
    assert texts(both.options[2].arguments) == ["roles are fine-grained (security)"]
    assert texts(both.pitfalls) == ["word", "secrets in dumps (security)"]
    assert both.drivers == ground.drivers


def test_three_voices_are_told_apart(ground: Advice) -> None:
    other = security(ground)
    third = Opinion("cost", replace(ground, pitfalls=(replace(ground.pitfalls[0], text="bills"),)))
    voices = merged([Opinion("backend", ground), other, third])
    assert texts(voices.pitfalls) == ["word", "secrets in dumps (security)", "bills (cost)"]


def test_another_choice_is_an_open_question_and_not_lost(ground: Advice) -> None:
    outcome = replace(ground.outcome, option="MongoDB", because="it is lighter")
    both = merged([Opinion("backend", ground), Opinion("mobile", replace(ground, outcome=outcome))])
    assert both.outcome == ground.outcome
    said = OpenQuestion("mobile would decide otherwise: MongoDB.", "it is lighter")
    assert both.open_questions[-1] == said


def test_who_has_no_migration_takes_the_others(ground: Advice) -> None:
    without = replace(ground, migration=replace(ground.migration, strategy=""))
    both = merged([Opinion("backend", without), Opinion("ops", ground)])
    assert both.migration.strategy == "word (ops)"
