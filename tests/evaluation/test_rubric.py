from __future__ import annotations

import pytest

from adr_tool.domain.checks.rules import RULES
from tests.corpora.measure import CORPORA
from tests.evaluation.mutations import DEFECTS, SAMPLES, Defect
from tests.evaluation.rubric import MOST_FIRED, clean, fired, found, recall

MISSED = {("no confirmation", "madr-en")}
"""Other words of that record sound like a confirmation; see docs/explanation/rubric.md."""


@pytest.mark.parametrize("sample", [sample.name for sample in SAMPLES])
def test_a_good_record_raises_nothing(sample: str) -> None:
    assert clean()[sample] == frozenset()


@pytest.mark.parametrize("defect", [d for d in DEFECTS if d.code], ids=lambda d: d.name)
def test_a_seeded_defect_is_found_in_each_record_that_has_a_place_for_it(defect: Defect) -> None:
    hits, of, missed = recall()[defect.name]
    assert of > 0
    assert {(defect.name, sample) for sample in missed} <= MISSED
    assert hits == of - len(missed)


@pytest.mark.parametrize("defect", [d for d in DEFECTS if not d.code], ids=lambda d: d.name)
def test_what_needs_a_reader_is_not_said_to_be_found(defect: Defect) -> None:
    hits, of, _ = recall()[defect.name]
    assert (hits, of > 0) == (0, True)


def test_each_rule_about_one_text_has_a_defect_that_shows_it() -> None:
    # ADR605 is about settled records only, ADR703 needs a repository: they have tests of their own.
    assert set(RULES) - {defect.code for defect in DEFECTS} == {"ADR605", "ADR703"}


def test_a_record_in_no_known_form_or_language_is_passed_over() -> None:
    free = "# Notes\n\nWe met and talked about databases.\n"
    latin = "# Usus\n\n## Context\n\nLorem ipsum dolor sit amet consectetur adipiscing elit sed "
    latin += "do eiusmod tempor incididunt ut labore.\n\n## Decision\n\nUt enim ad minim veniam.\n"
    latin += "\n## Consequences\n\nQuis nostrud exercitation ullamco laboris nisi ut aliquip.\n"
    assert found([free, latin]) == [frozenset(), frozenset()]


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no real records at {CORPORA}")
def test_what_fires_often_on_accepted_public_records_is_off_in_logs_of_others() -> None:
    total, counts = fired()
    assert total > 1000
    often = {code for code, count in counts.items() if count > MOST_FIRED * total}
    assert {code for code in often if code not in RULES or RULES[code].usual} == set()
