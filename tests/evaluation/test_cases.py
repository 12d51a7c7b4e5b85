from __future__ import annotations

import re

import pytest

from adr_tool.architect.brief import Question
from adr_tool.architect.title import understand
from tests.evaluation.cases import TOPICS, UNDECIDED, Case, Expected, all_cases

CASES = pytest.mark.parametrize("case", all_cases().values(), ids=lambda case: case.name)


def test_there_are_briefs_of_every_sort() -> None:
    assert len(all_cases()) >= 16
    assert {"trap", "contradiction", "german", "nothing-to-decide", "detail"} <= set(all_cases())
    assert sum(case.blocked for case in all_cases().values()) == 1


@CASES
def test_a_brief_has_a_sheet_to_be_held_against_and_a_twin(case: Case) -> None:
    assert case.decisive
    assert case.mention
    assert case.forbidden
    assert 1 <= len(case.twins) <= 2
    assert {*case.decisive, *case.answers} <= set(TOPICS)
    assert case.blocked or set(case.decisive) & set(case.answers)
    for pattern in case.forbidden:
        re.compile(pattern)


@CASES
def test_a_twin_that_flips_shares_no_named_choice_with_its_brief(case: Case) -> None:
    for twin in case.twins:
        changed = case.twin(twin)
        assert (changed.context, changed.answers) != (case.context, case.answers)
        shared = set(twin.acceptable) & set(case.acceptable) - {UNDECIDED, "Keep what there is"}
        assert bool(shared) == (twin.expect is Expected.HOLD)


@CASES
def test_what_may_be_chosen_is_named_in_the_title_or_is_free_to_be_found(case: Case) -> None:
    named = {o.lower() for o in understand(case.title, case.options).options}
    for acceptable in (case.acceptable, *(twin.acceptable for twin in case.twins)):
        free = {UNDECIDED, "keep what there is"}
        known = [a for a in acceptable if a.lower() in named | free or "*" in a]
        known += [a for a in acceptable if any(o in a.lower() for o in named | {"postgres"})]
        assert known, acceptable


@pytest.mark.parametrize(
    ("key", "ask", "topic"),
    [
        ("load", "anything", "load"),
        ("q1", "How many requests per second arrive at the peak?", "load"),
        ("q2", "Who builds it, and who is on call?", "team"),
        ("q3", "Which records have to commit together?", "consistency"),
        ("q4", "Which colour should the logo have?", ""),
    ],
)
def test_a_question_is_known_by_its_key_or_by_its_words(key: str, ask: str, topic: str) -> None:
    case = all_cases()["storage"]
    assert case.topic(Question(key, ask, "")) == topic
    assert case.reply(Question(key, ask, "")) == case.answers.get(topic, "")
