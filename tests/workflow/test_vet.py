from __future__ import annotations

from dataclasses import replace

import pytest

from adr_tool.architect.brief import Brief
from adr_tool.domain.advice import (
    Advice,
    Comparison,
    Confidence,
    Direction,
    Driver,
    Illustration,
    Option,
    OptionKind,
    RelatedRecord,
    Rule,
    Source,
    Statement,
)
from adr_tool.workflow.grounds import Known
from adr_tool.workflow.trim import MOST_CHARACTERS
from adr_tool.workflow.vet import Vetted, vet
from tests.domain.made_secrets import made


def vetted(advice: Advice, told: Brief) -> Vetted:
    return vet(advice, told, Known())


def saying(advice: Advice, text: str, source: Source = Source.GENERAL_KNOWLEDGE) -> Advice:
    return replace(advice, context=(Statement(text, source, ""),))


def test_what_nothing_bears_out_is_marked_and_listed_with_its_place(
    advice: Advice, told: Brief
) -> None:
    done = vetted(saying(advice, "Since PR #99999 it takes 41 ms."), told)
    assert (
        done.advice.context[0].text == "Since PR `#99999` [unverified] it takes 41 ms [unverified]."
    )
    assert [(u.kind, u.text, u.field) for u in done.unverified] == [
        ("pull request or issue", "PR #99999", "context[0].text"),
        ("figure", "41 ms", "context[0].text"),
    ]


def test_a_figure_of_an_assumption_stays_because_it_is_labelled(
    advice: Advice, told: Brief
) -> None:
    done = vetted(saying(advice, "It takes 41 ms, says ADR-0999.", Source.ASSUMPTION), told)
    assert done.advice.context[0].text == "It takes 41 ms, says ADR-0999 [unverified]."


@pytest.mark.parametrize(
    ("source", "ref", "kept"),
    [
        (Source.GIVEN, "", True),
        (Source.GIVEN, "load", True),
        (Source.GIVEN, "--context", True),
        (Source.GIVEN, "budget", False),
        (Source.GIVEN, "team", False),
        (Source.FILE, "README.md", True),
        (Source.FILE, "go.mod", False),
        (Source.FILE, "", False),
        (Source.RECORD, "ADR-0003", True),
        (Source.RECORD, "ADR-0999", False),
        (Source.CATALOGUE, "https://kafka.example/doc", True),
        (Source.CATALOGUE, "https://kafka.example", False),
        (Source.ASSUMPTION, "load", True),
    ],
)
def test_a_claim_without_its_source_is_general_knowledge(
    advice: Advice, told: Brief, source: Source, ref: str, *, kept: bool
) -> None:
    done = vetted(replace(advice, facts=(Statement("It is so.", source, ref),)), told)
    (fact,) = done.advice.facts
    assert fact.source is (source if kept else Source.GENERAL_KNOWLEDGE)
    assert fact.ref == (ref if kept and source is not Source.ASSUMPTION else "")


def test_a_snippet_is_left_alone_and_can_draw_nothing(advice: Advice, told: Brief) -> None:
    snippets = (
        Illustration("Snippet ", "if a < b: see('#99999')", "Python"),
        Illustration("snippet", "graph LR", "mermaid"),
        Illustration("Example", "<b>", "mermaid"),
    )
    code, drawing, example = vetted(
        replace(advice, illustrations=snippets), told
    ).advice.illustrations
    assert (code.kind, code.text, code.language) == ("snippet", snippets[0].text, "python")
    assert (drawing.kind, drawing.language) == ("snippet", "")
    assert (example.kind, example.text) == ("example", "&lt;b>")


def test_secrets_and_hidden_characters_are_not_written(advice: Advice, told: Brief) -> None:
    text, secret = made()["github-token"]
    snippet = Illustration("snippet", f"key = '{secret}'\u202e", "python")
    done = vetted(replace(saying(advice, f"a\u200bb {text}"), illustrations=(snippet,)), told)
    assert done.advice.context[0].text == "ab use «secret:github-token» there"
    assert done.advice.illustrations[0].text == "key = '«secret:github-token»'"
    assert "the answer held what looked like a secret (github-token: 2)" in done.notes


def test_an_endless_answer_is_cut_and_says_so(advice: Advice, told: Brief) -> None:
    long = replace(
        saying(advice, "word " * 40_000),
        facts=(Statement("fact " * 300, Source.ASSUMPTION, ""),) * 400,
        options=tuple(replace(advice.options[0], name=f"O{n}") for n in range(300)),
    )
    done = vetted(long, told)
    assert done.advice.context[0].text.endswith("…")
    assert len(done.advice.facts) <= 16
    assert len(repr(done.advice)) < 3 * MOST_CHARACTERS
    assert any("the answer was too long" in note for note in done.notes)


def test_an_answer_of_usual_length_is_left_whole(advice: Advice, told: Brief) -> None:
    facts = (Statement("It is so. " * 20, Source.ASSUMPTION, ""),) * 12
    done = vetted(replace(advice, facts=facts), told)
    assert len(done.advice.facts) == 12
    assert not any("too long" in note for note in done.notes)


def test_only_options_that_a_person_named_count_as_given(advice: Advice, told: Brief) -> None:
    other = replace(advice.options[0], name="NATS", source=Source.GIVEN)
    quo = replace(other, name="NATS JetStream", kind=OptionKind.STATUS_QUO)
    keep = replace(other, name="Keep the cron jobs", kind=OptionKind.STATUS_QUO)
    done = vetted(replace(advice, options=(*advice.options, other, quo, keep)), told)
    assert [o.source for o in done.advice.options] == [
        Source.GIVEN, Source.GIVEN, Source.GENERAL_KNOWLEDGE, Source.GENERAL_KNOWLEDGE,
        Source.ASSUMPTION,
    ]  # fmt: skip


def test_what_was_named_and_the_status_quo_are_added_and_an_option_stands_once(
    advice: Advice, told: Brief
) -> None:
    kafka = advice.options[0]
    done = vetted(replace(advice, options=(kafka, replace(kafka, name="kafka "))), told)
    names = [(o.name, o.source) for o in done.advice.options]
    assert names == [
        ("Kafka", Source.GIVEN),
        ("RabbitMQ", Source.GIVEN),
        ("Keep what there is", Source.ASSUMPTION),
    ]  # fmt: skip
    assert "the model left out RabbitMQ, which was named; it was added" in done.notes
    assert "the model did not weigh keeping what there is; it was added" in done.notes


def test_the_choice_is_an_option_or_open(advice: Advice, told: Brief) -> None:
    chosen = replace(advice.outcome, option="Pulsar", y_statement="We decided for Pulsar.")
    done = vetted(replace(advice, outcome=chosen), told)
    assert done.advice.outcome.option == "undecided"
    assert done.advice.outcome.y_statement == ""
    assert "the model chose 'Pulsar', which is none of the options" in done.notes
    spelled = replace(advice.outcome, option=" kafka")
    assert vetted(replace(advice, outcome=spelled), told).advice.outcome.option == "Kafka"


@pytest.mark.parametrize(
    ("answered", "most"),
    [
        (("load", "data-volume", "latency", "budget"), Confidence.HIGH),
        (("load", "data-volume", "latency"), Confidence.MEDIUM),
        (("load", "data-volume"), Confidence.LOW),
        ((), Confidence.LOW),
    ],
)
def test_confidence_is_no_higher_than_the_answers_allow(
    advice: Advice, told: Brief, answered: tuple[str, ...], most: Confidence
) -> None:
    answers = tuple(replace(told.answers[0], key=key) for key in answered)
    sure = replace(advice, outcome=replace(advice.outcome, confidence=Confidence.HIGH))
    done = vetted(sure, replace(told, answers=answers))
    assert done.advice.outcome.confidence is most
    assert any("confidence" in note for note in done.notes) == (most is not Confidence.HIGH)
    modest = replace(advice, outcome=replace(advice.outcome, confidence=Confidence.LOW))
    assert vetted(modest, told).advice.outcome.confidence is Confidence.LOW


def test_verdicts_rules_and_consequences_are_about_what_is_there(
    advice: Advice, told: Brief
) -> None:
    driver: Driver = replace(advice.drivers[0], id="D1")
    cell: Comparison = replace(advice.comparison[0], option="kafka", driver="d1")
    rule: Rule = replace(advice.rules[0], option="RabbitMQ", fired_by="load")
    about = replace(advice.consequences[0], option="Kafka")
    done = vetted(
        replace(
            advice,
            drivers=(driver,),
            comparison=(cell, cell, replace(cell, option="Pulsar"), replace(cell, driver="D9")),
            rules=(rule, replace(rule, fired_by="budget"), replace(rule, option="Pulsar")),
            consequences=(about, replace(about, option=""), replace(about, option="Pulsar")),
        ),
        told,
    )
    assert [(c.option, c.driver) for c in done.advice.comparison] == [("Kafka", "D1")]
    assert [r.fired_by for r in done.advice.rules] == ["200", ""]
    assert [c.option for c in done.advice.consequences] == ["Kafka", ""]
    assert "3 verdicts of the model belong to no option and driver" in done.notes


def test_only_records_that_were_told_of_are_related(advice: Advice, told: Brief) -> None:
    said = (
        RelatedRecord("ADR-0003", "Evil", "http://evil", "note"),
        RelatedRecord("ADR-9", "", "", ""),
    )
    (related,) = vetted(replace(advice, related=said), told).advice.related
    assert (related.title, related.path, related.note) == ("Use Redis", "adr/0003-redis.md", "note")


def test_the_name_of_an_option_is_the_same_wherever_it_is_marked(
    advice: Advice, told: Brief
) -> None:
    name = "Kafka of ADR-0999"
    option: Option = replace(advice.options[0], name=name)
    about = replace(advice.consequences[0], option=name, direction=Direction.GOOD)
    done = vetted(
        replace(
            advice, options=(option,), consequences=(about,),
            outcome=replace(advice.outcome, option=name),
        ),
        told,
    )  # fmt: skip
    marked = "Kafka of ADR-0999 [unverified]"
    assert done.advice.options[0].name == marked
    assert done.advice.outcome.option == marked
    assert done.advice.consequences[0].option == marked
