from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adr_tool.architect.brief import Brief, Subject
from adr_tool.architect.persona import Persona, parse_persona
from adr_tool.architect.reply import advice_schema

SHIPPED = Path(__file__).parents[2] / "adr_tool/architect/personas/backend-architect.md"


@pytest.fixture(scope="session")
def persona() -> Persona:
    return parse_persona(SHIPPED.read_bytes().decode(), origin="shipped")


@pytest.fixture
def brief(persona: Persona) -> Brief:
    subject = Subject(
        title="Postgres vs Mongo",
        heading="PostgreSQL or MongoDB?",
        options=("PostgreSQL", "MongoDB"),
    )
    return Brief(subject=subject, persona=persona)


@pytest.fixture
def advice() -> dict[str, Any]:
    """Advice that fits the schema: every text is a word, every list has one item."""
    schema = advice_schema()
    filled = fill(schema, schema["$defs"])
    assert isinstance(filled, dict)
    return filled


def fill(schema: dict[str, Any], defs: dict[str, Any]) -> object:
    if "$ref" in schema:
        return fill(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "array":
        return [fill(schema["items"], defs)]
    if schema["type"] == "object":
        return {key: fill(part, defs) for key, part in schema["properties"].items()}
    return "word"


@pytest.fixture
def advice_text(advice: dict[str, Any]) -> str:
    return json.dumps(advice)
