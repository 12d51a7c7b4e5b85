from __future__ import annotations

import pytest

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.index.related import related


def record(number: int, title: str, status: Status = Status.ACCEPTED) -> Record:
    return Record(f"adr/{number:04d}-x.md", number, title, status)


LOG = DecisionLog(
    (
        record(1, "Use PostgreSQL for orders"),
        record(2, "Use Kafka for events"),
        record(3, "Cache orders in Redis"),
        record(4, "PostgreSQL for invoices", Status.SUPERSEDED),
        record(5, "选择 数据库服务 for orders"),
    )
)


def numbers(text: str, limit: int = 3) -> list[int | None]:
    return [found.number for found in related(LOG, text, limit=limit)]


def test_records_that_share_rare_words_are_related() -> None:
    assert numbers("Which Kafka client?") == [2]


def test_a_record_in_force_comes_before_a_superseded_one() -> None:
    assert numbers("postgresql invoices") == [1, 4]


def test_more_shared_words_rank_higher() -> None:
    assert numbers("orders in redis")[0] == 3


@pytest.mark.parametrize("text", ["", "use the for", "an unrelated title", "??"])
def test_a_title_that_shares_nothing_has_no_related_records(text: str) -> None:
    assert numbers(text) == []


def test_the_limit_holds_and_an_empty_log_relates_to_nothing() -> None:
    assert len(numbers("kafka redis", limit=1)) == 1
    assert related(DecisionLog(()), "orders") == ()


def test_words_of_every_script_count() -> None:
    assert numbers("数据库服务") == [5]
