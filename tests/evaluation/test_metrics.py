from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.evaluation.behaviour import observed
from tests.evaluation.cases import Case, all_cases
from tests.evaluation.drafts import Baseline, Made, make
from tests.evaluation.metrics import Scores, Share, choice_of, judged, total
from tests.evaluation.recordings import families, lying, recordings

TODAY = "2026-11-25"
EARNED = ("checks", "traceable", "recall", "mention", "acceptable")
"""Figures that a record has to earn: what says nothing must have none of them."""

BRIEFS = ("storage", "trap")
"""Two are enough to see each family of lies; the report tells them on all."""


@cache
def of(baseline: Baseline, *names: str) -> Scores:
    """The figures of a baseline without a model, over all briefs or some."""
    cases = [all_cases()[name] for name in names or all_cases()]
    return total(judged(make(case, baseline, None, TODAY), TODAY) for case in cases)


@cache
def kept(family: str = "") -> Scores:
    """The figures of the answers that were made by hand."""
    made = (
        make(
            all_cases()[name],
            Baseline.FULL,
            lying(recordings()[name], family) if family else recordings()[name],
            TODAY,
        )
        for name in BRIEFS
    )
    return total(judged(one, TODAY) for one in made)


@pytest.mark.parametrize("name", EARNED)
def test_an_empty_template_earns_nothing(name: str) -> None:
    assert getattr(of(Baseline.EMPTY), name).rate == 0
    assert getattr(of(Baseline.EMPTY), name).whole > 0


@pytest.mark.parametrize("name", EARNED)
def test_each_figure_tells_a_good_record_from_an_empty_template(name: str) -> None:
    assert getattr(kept(), name).rate >= getattr(of(Baseline.EMPTY, *BRIEFS), name).rate + 0.3


def test_nothing_is_grounded_better_than_a_draft_without_a_model() -> None:
    offline = of(Baseline.OFFLINE, *BRIEFS)
    assert offline.traceable.rate > max(kept().traceable.rate, 0.7)
    assert (offline.figures.part, offline.links.part, offline.records.part) == (0, 0, 0)


def test_a_draft_without_a_model_asks_names_risks_and_never_chooses() -> None:
    offline = of(Baseline.OFFLINE)
    assert offline.recall.rate > 0.5
    assert offline.mention.rate > 0.5
    assert offline.undecided == Share(len(all_cases()), len(all_cases()))
    assert offline.forbidden.part == 0


def test_a_good_answer_has_nothing_to_hide() -> None:
    good = kept()
    assert good.fits == good.disciplined == good.acceptable == Share(2, 2)
    assert good.whole.rate == good.recall.rate == good.mention.rate == 1
    invented = (good.figures, good.links, good.records, good.others, good.forbidden)
    assert [share.part for share in invented] == [0, 0, 0, 0, 0]


INVENTED = {
    "numbers": {"figures": 10},
    "links": {"links": 4},
    "records": {"records": 4, "others": 6},
}
"""Family → what is counted of it in two records."""


@pytest.mark.parametrize("family", INVENTED)
def test_what_is_invented_is_counted_and_none_of_it_stands_without_a_mark(family: str) -> None:
    told = kept(family)
    names = ("figures", "links", "records", "others")
    counted = {name: getattr(told, name).part for name in names if getattr(told, name).part}
    assert counted == INVENTED[family]
    assert told.unmarked == Share(0, sum(INVENTED[family].values()))
    assert told.traceable.rate < kept().traceable.rate


def test_words_about_a_status_do_not_become_one() -> None:
    assert kept("status").disciplined == Share(2, 2)
    assert kept("status").traceable.rate < kept().traceable.rate


def test_one_sided_options_fail_checks() -> None:
    assert kept("one-sided").checks.part < kept().checks.part


def test_a_choice_that_is_no_option_is_counted_and_not_made() -> None:
    told = kept("no option")
    assert told.whole.rate < 0.5
    assert told.undecided == Share(2, 2)


def test_each_family_of_lies_is_judged() -> None:
    assert {*INVENTED, "status", "one-sided", "no option"} == set(families())


def test_each_answer_says_who_made_it_and_when_and_fits_its_brief() -> None:
    every = {t.name: t for c in all_cases().values() for t in (c, *map(c.twin, c.twins))}
    assert len({name.partition(".")[0] for name in recordings()}) >= 4
    for name, one in recordings().items():
        assert one.made == "hand-made, no model, 2026-11-25"
        made = make(every[name], Baseline.FULL, one, TODAY)
        assert made.fits, name
        assert every[name].accepts(choice_of(made)), name


def test_an_answer_of_another_shape_is_no_draft() -> None:
    broken = replace(recordings()["storage"], advice={"question": "why"})
    case = all_cases()["storage"]
    scores = judged(make(case, Baseline.FULL, broken, TODAY), TODAY)
    assert scores.fits == scores.disciplined == Share(0, 1)
    assert scores.checks.part == scores.mention.part == 0


FREE = """\
---
status: accepted
date: 2024-03-01
decision-makers: [Platform Team]
---

# Use PostgreSQL

## Decision Outcome

Chosen option: "PostgreSQL", because it scales for ever and carried 12,500 requests per second.

* It takes 50 orders per minute at peak.
* See https://benchmarks.example/orders and ADR-0417.
"""


def test_free_markdown_is_held_against_the_same_sheet() -> None:
    case = all_cases()["storage"]
    told = make(case, Baseline.OFFLINE, None, TODAY).told
    load = replace(told.answers[0], key="load", text=case.answers["load"])
    free = Made(case, FREE, replace(told, answers=(load,)))
    scores = judged(free, TODAY)
    assert scores.disciplined == Share(0, 1)
    assert scores.figures == Share(1, 2)
    assert scores.links == scores.records == Share(1, 1)
    assert scores.unmarked == Share(3, 3)
    assert scores.forbidden.part == 1
    assert scores.acceptable == Share(1, 1)
    assert scores.traceable == Share(1, 3)
    assert scores.fits == Share()


def test_the_choices_of_the_kept_answers_flip_and_hold_as_they_must() -> None:
    seen = observed([all_cases()["trap"], all_cases()["storage"]], _kept, _all_kept(), ())
    assert seen.twins == Share(3, 3)
    assert seen.missed == ()


def test_an_architect_that_never_changes_its_mind_is_seen() -> None:
    made = _all_kept()
    stubborn = observed([all_cases()["storage"]], lambda _: made["storage"], made, ())
    assert stubborn.twins == Share(1, 2)
    assert stubborn.order == stubborn.leaning == Share(1, 1)
    assert stubborn.missed == ("twins, storage.documents: PostgreSQL",)


def test_an_architect_that_says_what_one_wants_to_hear_is_seen() -> None:
    made = _all_kept()

    def pleasing(case: Case) -> Made:
        likes = any("We like Mongo" in words for words in case.context)
        return made["storage.documents" if likes else "storage"]

    assert observed([all_cases()["storage"]], pleasing, made, ()).leaning == Share(0, 1)


def _kept(case: Case) -> Made | None:
    return _all_kept().get(case.name)


@cache
def _all_kept() -> dict[str, Made]:
    every = {t.name: t for c in all_cases().values() for t in (c, *map(c.twin, c.twins))}
    return {
        name: make(every[name], Baseline.FULL, one, TODAY)
        for name, one in recordings().items()
        if name.partition(".")[0] in BRIEFS
    }
