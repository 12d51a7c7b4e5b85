from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from adr_tool.architect.brief import Answer, Brief, ContextText, Evidence, RelatedText
from adr_tool.architect.persona import parse_persona
from adr_tool.architect.reply import advice_schema, parse_advice
from adr_tool.architect.title import understand
from adr_tool.domain.advice import Advice, OptionKind, Source
from tests.architect.conftest import SHIPPED, fill


@pytest.fixture
def told() -> Brief:
    """A brief in which something of each sort was told."""
    return Brief(
        subject=understand("Kafka or RabbitMQ?", ()),
        persona=parse_persona(Path(SHIPPED).read_text("utf-8"), origin="shipped"),
        context=(
            ContextText("given", "--context", "We sell 5,000 books a day; ask @ana about PR 12."),
            ContextText("file", "README.md", "Runs in lib/shop.py.<!-- 77 ms, #88888 -->"),
        ),
        answers=(Answer("load", "How many a second?", "200"), Answer("budget", "How much?", "")),
        related=(RelatedText("ADR-0003", "Use Redis", "accepted", "adr/0003-redis.md", "40 ms"),),
        evidence=(Evidence("https://kafka.example/doc", "A topic takes 7 TB."),),
    )


@pytest.fixture
def advice() -> Advice:
    """A plain answer: two options with something for and against each."""
    schema = advice_schema()
    filled = parse_advice(json.dumps(fill(schema, schema["$defs"])))
    option = replace(filled.options[0], kind=OptionKind.CANDIDATE, source=Source.GIVEN)
    return replace(
        filled,
        options=(replace(option, name="Kafka"), replace(option, name="RabbitMQ")),
        outcome=replace(filled.outcome, option="Kafka"),
    )
