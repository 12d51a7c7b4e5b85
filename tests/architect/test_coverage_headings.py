"""Every demand on the architect has its heading in a record that says everything."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from adr_tool.architect.reply import parse_advice
from adr_tool.document.template import fill
from adr_tool.domain.draft import Draft
from adr_tool.domain.status import Status
from adr_tool.store.shapes import parts, shipped
from tests.architect.coverage_table import COVERAGE, Covered


@pytest.fixture
def headings(advice: dict[str, Any]) -> set[str]:
    """The headings, and the folds, of a MADR record whose advice leaves nothing out."""
    told = parse_advice(json.dumps(advice))
    draft = Draft(7, "Use PostgreSQL", Status.PROPOSED, "2026-11-22", advice=told)
    text = fill(shipped()["madr"].text, draft, parts(), "madr.md")
    found = re.findall(r"^#+ (.+)$|<summary>([^:<]+)", text, re.MULTILINE)
    return {(heading or fold).strip() for heading, fold in found}


@pytest.mark.parametrize("row", COVERAGE, ids=lambda row: row.bullet)
def test_a_demand_has_its_place_in_the_record(row: Covered, headings: set[str]) -> None:
    assert row.heading in headings
