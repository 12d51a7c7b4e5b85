from __future__ import annotations

import pytest

from adr_tool.architect.faults import (
    Fault,
    duration,
    explain,
    readable,
    seconds_to_wait,
    status_of,
)


@pytest.mark.parametrize("status", [0, 408, 409, 429, 500, 503, 529])
def test_a_fault_of_the_moment_may_pass(status: int) -> None:
    assert Fault(status).may_pass


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
def test_a_fault_of_ours_does_not_pass(status: int) -> None:
    assert not Fault(status).may_pass


def test_a_spend_limit_does_not_pass_although_its_status_is_that_of_a_rate_limit() -> None:
    assert not Fault(429, code="contract_spend_limit_reached").may_pass


def test_an_error_inside_a_successful_response_gets_its_status_from_its_type() -> None:
    assert status_of(200, "overloaded_error") == 529
    assert status_of(200, "something_new") == 500
    assert status_of(404, "overloaded_error") == 404


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("0.5", 0.5),
        ("-3", 0),
        ("Sun, 22 Nov 2026 10:01:00 GMT", 60),
        ("", None),
        ("soon", None),
        ("inf", None),
        ("nan", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(asked: str, seconds: float | None) -> None:
    headers = {"retry-after": asked, "date": "Sun, 22 Nov 2026 10:00:00 GMT"}
    assert seconds_to_wait(headers) == seconds


def test_a_date_without_a_date_to_count_from_is_no_wait() -> None:
    assert seconds_to_wait({"retry-after": "Sun, 22 Nov 2026 10:01:00 GMT"}) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.5, "0.5 s"), (59, "59 s"), (180, "3 min"), (86_400, "24 h"), (4_294_967, "1193 h")],
)
def test_a_duration_is_told_in_a_unit_that_fits(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize("status", [418, 422, 431])
def test_a_status_that_is_not_in_the_table_is_explained_too(status: int) -> None:
    error = explain(Fault(status, detail="no tea"), host="example.org", model="m")
    assert error.message == f"example.org refused the request ({status}): no tea"
    assert error.hint


def test_words_with_markup_are_not_readable() -> None:
    assert readable("<b>no</b>") == ""
    assert readable(" a\n\tb\x1b ") == "a b"
