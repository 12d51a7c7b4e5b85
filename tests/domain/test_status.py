from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.domain.status import MOVES, Status, may_move
from adr_tool.domain.status_words import (
    WORDS,
    find_status_word,
    is_linked,
    offers_choices,
    parse_status,
)

A, P, S, R, D = (
    Status.ACCEPTED,
    Status.PROPOSED,
    Status.SUPERSEDED,
    Status.REJECTED,
    Status.DEPRECATED,
)


@pytest.mark.parametrize(
    ("status", "word"), [(status, word) for status, words in WORDS.items() for word in words]
)
def test_every_word_means_its_status_in_any_case(status: Status, word: str) -> None:
    assert parse_status(word) == (status, "")
    assert parse_status(word.upper())[0] is status
    assert parse_status(f"**{word.capitalize()}**")[0] is status


@pytest.mark.parametrize(
    ("written", "status", "note"),
    [
        ("Accepted. Amended by ADR-12", A, "Amended by ADR-12"),
        ("✅ Accepted", A, ""),
        ("~~Accepted~~ Superseded", S, ""),
        ("Accepted (supersedes ADR-3)", A, "supersedes ADR-3"),
        ("accepted; supersedes ADR-0045", A, "supersedes ADR-0045"),
        ("Superseded by [ADR-5](0005-accepted-x.md)", S, "by [ADR-5](0005-accepted-x.md)"),
        ("[Proposed](https://example.org/accepted) since May", P, "since May"),
        ("![status](https://img.shields.io/badge/status-accepted-green)", A, ""),
        ("[![s](https://img.shields.io/badge/s-superseded%20by-red)](a.md)", S, ""),
        ("<span class='x'>Accepted</span>", A, ""),
        ("Accepted <!-- proposed | accepted -->", A, ""),
        ("<!-- proposed --> Accepted", A, ""),
        ("{accepted}", A, ""),
        ("In  Review", P, ""),
        ("in-review", P, ""),
        ("work-in-progress", Status.DRAFT, ""),
        ("Not accepted", R, ""),
        ("superseded-in-part by 3", A, "by 3"),
        ("Partially superseded by ADR 3", A, "by ADR 3"),
        ("\n\n  Accepted\nRejected", A, ""),
        ("**proposed**|accepted|rejected", P, "|accepted|rejected"),
        ("Accepted / implemented", A, "/ implemented"),
        ("已被取代 by 3", S, "by 3"),
    ],
)
def test_the_first_status_word_decides_and_the_rest_is_the_note(
    written: str, status: Status, note: str
) -> None:
    assert parse_status(written) == (status, note)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "on hold",
        "unaccepted",
        "~~Accepted~~",
        "not implemented",
        "Not yet accepted",
        "No longer in force",
        "nicht akzeptiert",
        "не принято",
        "未通过",
        "n/a",
        "proposed | accepted",
        "{proposed | rejected | accepted | … | superseded by ADR-0123}",
        "[proposed | rejected | accepted | deprecated]",
        "列表：提议/通过/完成/已弃用/已取代",
        "<!-- accepted -->",
        "<!-- accepted",
    ],
)
def test_what_says_no_status_is_unknown(written: str) -> None:
    assert parse_status(written)[0] is Status.UNKNOWN
    assert find_status_word(written) is None


def test_an_unknown_status_keeps_its_words_as_the_note() -> None:
    assert parse_status("\n on hold until May\n") == (Status.UNKNOWN, "on hold until May")


@pytest.mark.parametrize("before", ["", "İ ", "ﬁ ﬀ ", "𝔸 ", "🤔"])
def test_the_span_of_a_word_is_exact_behind_any_letters(before: str) -> None:
    written = f"{before}Accepted by all"
    start, end = find_status_word(written) or (0, 0)
    assert written[start:end] == "Accepted"


@given(st.text(max_size=60))
def test_reading_a_status_never_fails_and_agrees_with_the_word_found(written: str) -> None:
    status, _ = parse_status(written)
    word = find_status_word(written)
    assert (status is Status.UNKNOWN) == (word is None)
    if word is not None:
        assert parse_status(written[slice(*word)])[0] is status


def test_a_table_row_of_one_status_offers_no_choice() -> None:
    assert not offers_choices("Accepted | 2024-01-01")
    assert not offers_choices("accepted / implemented")
    assert offers_choices("rejected | accepted")


def test_a_word_in_a_link_is_told_from_one_before_a_link() -> None:
    assert is_linked("[Accepted](x)", (1, 9))
    assert not is_linked("Superseded by [5](x)", (0, 10))


def test_a_superseded_record_cannot_be_rejected() -> None:
    assert not may_move(S, R)


def test_no_status_but_unknown_may_be_skipped_into_superseded_from_a_proposal() -> None:
    assert {old for old in Status if may_move(old, S)} == {A, D, Status.UNKNOWN}


def test_a_rejected_record_can_only_be_proposed_again() -> None:
    assert MOVES[R] == {P}


def test_nothing_becomes_unknown_or_a_draft() -> None:
    assert not any(may_move(old, new) for old in Status for new in (Status.UNKNOWN, Status.DRAFT))


def test_staying_is_no_move_and_every_status_has_its_moves() -> None:
    assert not any(may_move(status, status) for status in Status)
    assert set(MOVES) == set(Status)
