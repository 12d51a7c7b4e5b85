"""Settle where each statement of a model comes from: a claim without its source is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from adr_tool.architect.brief import Brief
from adr_tool.domain.advice import Advice, Option, Rule, Source
from adr_tool.workflow.texts import each_object


def settle_claims(advice: Advice, told: Brief) -> Advice:
    """Take the claims back whose reference is nothing that was told.

    What claims to be given, from a file, a record or the catalogue, and names none that
    was sent, becomes the model's general knowledge. A rule is fired by an answer of a
    person, in that person's words, or not at all.
    """
    references = _references(told)
    said = {answer.key: answer.text for answer in told.answers if answer.text}

    def settled(item: Any) -> Any:  # noqa: ANN401 - any object of an advice
        if isinstance(item, Rule):
            words = item.fired_by.strip()
            fired = said.get(words, words if words in said.values() else "")
            item = replace(item, fired_by=fired)
        if isinstance(item, Option) or not hasattr(item, "source") or not hasattr(item, "ref"):
            return item
        ref = item.ref.strip()
        if item.source not in references:
            return replace(item, ref="")
        if ref in references[item.source]:
            return replace(item, ref=ref)
        return replace(item, source=Source.GENERAL_KNOWLEDGE, ref="")

    return each_object(advice, settled)


def _references(told: Brief) -> dict[Source, frozenset[str]]:
    """The references that each source that can be shown may have."""
    given = {c.ref for c in told.context if c.kind == "given"}
    answered = {answer.key for answer in told.answers if answer.text}
    records = {r.id for r in (*told.related, *told.recent)}
    return {
        Source.GIVEN: frozenset({"", *given, *answered}),
        Source.FILE: frozenset(c.ref for c in told.context if c.kind != "given"),
        Source.RECORD: frozenset(records),
        Source.CATALOGUE: frozenset(item.ref for item in told.evidence),
    }
