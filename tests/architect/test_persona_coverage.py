from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from adr_tool.architect.persona import Persona
from adr_tool.architect.review import Judgement
from adr_tool.domain import advice as shapes
from tests.architect.coverage_table import CLOSING, COVERAGE, REQUIREMENTS, SECTIONS, Covered
from tests.evaluation.mutations import DEFECTS

SHARED = Path(__file__).parents[3] / "shared/persona/backend-architect.md"

HEADINGS = {
    "Context and Problem Statement",
    "Decision Drivers",
    "Considered Options",
    "Decision Outcome",
    "Consequences",
    "Confirmation",
    "Pros and Cons of the Options",
    "More Information",
    "What would decide",
    "Open questions",
    "Failure scenarios",
    "Migration and rollback",
    "Data flow",
    "Qualities by design",
    "Trade-offs",
    "Costs",
    "Standards",
    "Revisit when",
    "Monitoring",
    "Illustrations",
    "What this rests on",
    "Comparison",
    "Related decisions",
}

each = pytest.mark.parametrize("row", COVERAGE, ids=lambda row: row.bullet)


def field_names(name: str) -> set[str]:
    shape = getattr(shapes, name)
    assert isinstance(shape, type)
    assert is_dataclass(shape)
    return {field.name for field in fields(shape)}


@each
def test_every_demand_has_a_field_of_the_advice(row: Covered) -> None:
    assert row.fields
    for place in row.fields:
        shape, _, name = place.rpartition(".")
        assert name in field_names(shape or "Advice"), place


@each
def test_every_demand_has_a_heading_of_the_record(row: Covered) -> None:
    assert row.heading in HEADINGS


@each
def test_every_demand_has_a_check_that_was_seen_to_find_its_loss(row: Covered) -> None:
    seeded = {defect.code for defect in DEFECTS}
    assert row.check in seeded | {judgement.value for judgement in Judgement}


def test_every_heading_answers_a_demand() -> None:
    assert {row.heading for row in COVERAGE} == HEADINGS


def test_every_field_of_the_advice_answers_a_demand() -> None:
    assert field_names("Advice") == {
        name for row in COVERAGE for name in row.fields if "." not in name
    }


@each
def test_our_persona_keeps_every_demand(row: Covered, persona: Persona) -> None:
    body = " ".join(persona.body.partition("## Questions")[0].split()).lower()
    assert [word for word in row.keywords if word.lower() not in body] == []


def test_the_four_questions_of_the_persona_are_in_its_bank(persona: Persona) -> None:
    assert {"load", "data-volume", "latency", "budget"} <= {q.key for q in persona.bank}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared persona is not here")
def test_the_table_has_a_row_for_every_bullet_we_were_given() -> None:
    bullets = re.findall(
        r"^\s*- (?!<)(.+)$", SHARED.read_text().split("\n---\n", 1)[1], re.MULTILINE
    )
    in_prose = len(REQUIREMENTS) + len(CLOSING)
    assert len(COVERAGE) - in_prose == len(bullets)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared persona is not here")
def test_the_table_has_a_section_for_every_section_we_were_given() -> None:
    body = SHARED.read_text().split("\n---\n", 1)[1]
    blocks = re.split(r"^(?:\*\*.+:\*\*|\d\. \*\*.+)$", body, flags=re.MULTILINE)
    counts = [len(re.findall(r"^\s*- ", block, re.MULTILINE)) for block in blocks]
    expected = [len(section) for section in SECTIONS if section not in (REQUIREMENTS, CLOSING)]
    assert [count for count in counts if count] == expected


@pytest.mark.skipif(not SHARED.exists(), reason="the shared persona is not here")
def test_our_persona_copies_no_sentence_of_the_one_we_were_given(persona: Persona) -> None:
    given = SHARED.read_text().split("\n---\n", 1)[1]
    lines = [line.strip(" -*") for line in given.splitlines()]
    ours = " ".join(persona.body.split())
    assert [line for line in lines if len(line.split()) > 4 and line in ours] == []
