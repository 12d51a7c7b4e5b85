from __future__ import annotations

import pytest

from adr_tool.domain.quantities import Quantity, plain_numbers, quantities


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "5,000 req/s", "5000 requests per second", "5.000 Anfragen pro Sekunde", "5k rps",
        "5 000 requêtes par seconde", "5'000 requests/s", "$2,000 a month", "2.000 €", "€2k",
        "CHF 20", "99.95 %", "99,95 %", "100%", "40 ms", "40ms", "3 TB", "3 TiB", "30-day",
        "2 million users", "5 Mio. Nutzer", "200 daily active users", "4 developers", "12 nodes",
        "500 Mbit/s", "3 GB/day", "0.5 s", "5000/s", "$40 million",
    ],
)  # fmt: skip
def test_a_number_with_a_unit_is_a_figure_as_a_whole(text: str) -> None:
    found = only(f"it is {text}, they say")
    assert f"it is {text}, they say"[found.start : found.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "HTTP/2 streams", "S3 buckets", "p99 latency", "RFC 7231 says", "UTF-8 bytes", "SHA-256",
        "24/7 support", "e.g. 1,2 and", "Python 3.11", "Python 3.11 users", "Oracle 23 supports",
        "2026-11-22 days", "22.11.2026 s", "1.2.3 s", "10:30 h", "64-bit integers", "3 nodes",
        "one user", "1 user", "$lookup", "section 3", "ISO 25010:2023", "IPv4 users", "3-tier",
    ],
)  # fmt: skip
def test_versions_names_and_dates_are_no_figures(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5,000 req/s", "5.000 Anfragen pro Sekunde"),
        ("5,000 req/s", "5000 requests per second"),
        ("5,000 req/s", "300,000 requests per minute"),
        ("5,000 req/s", "5k rps"),
        ("5,000 requests", "5,000 req/s"),
        ("5 s", "5000 ms"),
        ("2,000 €", "EUR 2000 per month"),
        ("99.95 %", "99,95 Prozent"),
        ("1 GB", "1,000 MB"),
    ],
)
def test_the_same_figure_is_the_same_in_other_words(one: str, other: str) -> None:
    assert only(one).is_same(only(other))
    assert only(other).is_same(only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5,000 req/s", "5,000 ms"),
        ("5,000 req/s", "5,001 req/s"),
        ("5,000 requests", "5,000 users"),
        ("5 s", "5 ms"),
        ("$2,000", "2,000 €"),
        ("$2,000 a month", "$2,000 a day"),
        ("99.95 %", "99.9 %"),
        ("3 TB", "3 TiB"),
    ],
)
def test_another_figure_is_another(one: str, other: str) -> None:
    assert not only(one).is_same(only(other))


def test_a_number_may_mean_more_than_one() -> None:
    assert plain_numbers("5.000 or 99,95 or 1.000.000") == {5.0, 5000.0, 99.95, 1_000_000.0}
