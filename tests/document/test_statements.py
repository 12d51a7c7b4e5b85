from __future__ import annotations

import pytest

from adr_tool.document.statements import (
    end_of_targets,
    free_statement,
    of_kind,
    opening_statement,
    statements,
)
from adr_tool.domain.link import Link, LinkKind

BY, OLD, AM, AMBY, REL = (
    LinkKind.SUPERSEDED_BY,
    LinkKind.SUPERSEDES,
    LinkKind.AMENDS,
    LinkKind.AMENDED_BY,
    LinkKind.RELATES_TO,
)


def said(links: tuple[Link, ...]) -> list[tuple[LinkKind, str, str | None]]:
    return [(link.kind, link.target, link.section) for link in links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Superseded by [ADR-5](0005-x.md)", [(BY, "0005-x.md", None)]),
        ("superseded by ADR-0005", [(BY, "ADR-0005", None)]),
        ("Superseded by ADR 5.", [(BY, "ADR 5", None)]),
        ("superseded by 0005-x.md", [(BY, "0005-x.md", None)]),
        ("superseded by `0005-x.md`", [(BY, "0005-x.md", None)]),
        ("superseded by <0005-x.md>", [(BY, "0005-x.md", None)]),
        ("superseded by [[0005-x]]", [(BY, "0005-x", None)]),
        ("superseded by #5", [(BY, "5", None)]),
        ("Superseded-by: 5", [(BY, "5", None)]),
        ("Superceded by [5](5.md)", [(BY, "5.md", None)]),
        ("Superseded: 2019-12-19 by [5](5.md)", [(BY, "5.md", None)]),
        ("Superseded (as never implemented) by [ADR 32](/adr/32)", [(BY, "/adr/32", None)]),
        ("superseded-in-part by ADR-3", [(AMBY, "ADR-3", None)]),
        ("Partially superseded by [3](3.md)", [(AMBY, "3.md", None)]),
        ("partially supersedes 3", [(AM, "3", None)]),
        ("superseded by [5](5.md) and [6](6.md)", [(BY, "5.md", None), (BY, "6.md", None)]),
        ("superseded by ADR-5, ADR-6 & ADR-7", [(BY, f"ADR-{n}", None) for n in (5, 6, 7)]),
        ("accepted; supersedes ADR-0045", [(OLD, "ADR-0045", None)]),
        ("Accepted (supersedes [3](a_(b).md))", [(OLD, "a_(b).md", None)]),
        ("amends ADR-3#scope", [(AM, "ADR-3", "scope")]),
        ("amended by [4](4.md#s), supersedes 2", [(AMBY, "4.md", "s"), (OLD, "2", None)]),
        ("superseded by [x](<a b.md>)", [(BY, "a b.md", None)]),
        (
            "Supersedes https://x.org/o/r/blob/main/a/0003-x.md.",
            [(OLD, "https://x.org/o/r/blob/main/a/0003-x.md", None)],
        ),
        (
            "Superseded — split between [5](5.md) and [6](6.md)",
            [(BY, "5.md", None), (BY, "6.md", None)],
        ),
        ("superseded by 5 (was: §3 superseded by [6](6.md))", [(BY, "5", None)]),
        ("Supersedes ADR-3 §13's choice", [(AM, "ADR-3", None)]),
        ("superseded by [5](5.md), Decision section 4", [(AMBY, "5.md", None)]),
        ("Supersedes/extends: builds on ADR-33", []),
        ("Superseded by [5](5.md) (locked 2026-07-08)", [(BY, "5.md", None)]),
        ("Superseded by [5](5.md) (https://x.org/pull/7)", [(BY, "5.md", None)]),
        ("Superseded, amended by ADR-5", [(AMBY, "ADR-5", None)]),
        ("superseded by decision 5", [(BY, "decision 5", None)]),
        ("superseded by arch-007", [(BY, "arch-007", None)]),
        ("Supersedes ADR-3's §4", [(AM, "ADR-3", None)]),
        ("Replaced by the decision in 12", [(BY, "12", None)]),
        ("Supersedes the experiments that were made in the work on #6023.", []),
        ("Supersedes nothing", []),
        ("Supersedes: (put N/A unless it does)", []),
        ("~~Superseded by 5~~", []),
        ("Superseded by the team. See ADR-5", []),
        ("Ersetzt durch ADR-5", [(BY, "ADR-5", None)]),
        ("remplacé par [5](5.md)", [(BY, "5.md", None)]),
        ("Заменено на [5](5.md)", [(BY, "5.md", None)]),
        ("取代ADR-3", [(OLD, "ADR-3", None)]),
        ("已被取代 [5](5.md)", [(BY, "5.md", None)]),
        ("accepted on 2024-01-02", []),
        ("", []),
    ],
)
def test_a_phrase_takes_the_targets_that_follow_it(
    text: str, expected: list[tuple[LinkKind, str, str | None]]
) -> None:
    assert said(statements(text, 3)) == expected


def test_a_statement_keeps_its_words_and_line() -> None:
    assert statements("Superseded  by ADR-5", 3) == (Link(BY, "Superseded by", "ADR-5", None, 3),)


@pytest.mark.parametrize(
    ("text", "words", "targets"),
    [
        ("Clarifies [3. Use x](0003-use-x.md)", "Clarifies", ["0003-use-x.md"]),
        ("* Depends on: [a](a.md), [b](b.md)", "Depends on", ["a.md", "b.md"]),
        ("Amends [3](3.md)", "Amends", ["3.md"]),
        ("just words", "", []),
        ("[a](a.md) comes first", "", []),
    ],
)
def test_a_line_in_anybodys_words_relates(text: str, words: str, targets: list[str]) -> None:
    found = free_statement(text, 1)
    assert [link.target for link in found] == targets
    assert {link.words for link in found} <= {words}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Supersedes [3](3.md), [5](5.md) (the port)", [(OLD, "3.md", None), (OLD, "5.md", None)]),
        ("**Superseded by [3](3.md):** skills are routed", [(BY, "3.md", None)]),
        ("> - Amends ADR-3", [(AM, "ADR-3", None)]),
        ("This record supersedes ADR-3", []),
        ("Superseded services were ADR-3", []),
        ("and supersedes ADR 26.", []),
        ("", []),
    ],
)
def test_a_sentence_states_a_relation_with_its_first_words(
    text: str, expected: list[tuple[LinkKind, str, str | None]]
) -> None:
    assert said(opening_statement(text, 1)) == expected


def test_in_a_list_of_related_records_a_sentence_about_another_states_nothing() -> None:
    assert free_statement("topology changes and supersedes ADR 26.", 1, bare=True) == ()
    assert said(free_statement("- Supersedes [3](3.md)", 1, bare=True)) == [(OLD, "3.md", None)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("0010", ["0010"]),
        ("ADR-0005, ADR-0006", ["ADR-0005", "ADR-0006"]),
        ("0011#scope", ["0011"]),
        ("none", []),
    ],
)
def test_a_value_whose_key_tells_the_relation_holds_targets(text: str, targets: list[str]) -> None:
    assert [link.target for link in of_kind(text, REL, "relates-to", 1)] == targets


@pytest.mark.parametrize(
    ("text", "rest"),
    [(" [5](5.md) (was: x)", " (was: x)"), (" 5 and 6.", "."), (" nobody", " nobody"), ("", "")],
)
def test_the_end_of_the_targets_is_told(text: str, rest: str) -> None:
    assert text[end_of_targets(text) :] == rest
