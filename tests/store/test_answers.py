from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from adr_tool.errors import UsageError
from adr_tool.store.answers import AnswerBook, Typed, read_answers

TYPED = Typed("Postgres vs Mongo", {"load": "200 é/s\nor more"}, ("Postgres",), ("why",))


def test_what_was_typed_reads_back(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path / "deep/adr")
    assert read_answers(book.keep(TYPED)) == TYPED
    assert book.latest() == TYPED


def test_answers_are_for_their_owner_only(tmp_path: Path) -> None:
    path = AnswerBook(tmp_path).keep(TYPED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keeping_again_replaces_the_answers_of_the_same_title(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path)
    book.keep(TYPED)
    book.keep(Typed(TYPED.title, {"load": "300"}))
    assert [p.name for p in tmp_path.iterdir()] == ["answers-postgres-vs-mongo.json"]
    found = book.latest()
    assert found is not None
    assert found.answers == {"load": "300"}


def test_the_latest_answers_are_those_kept_last(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path)
    older = book.keep(TYPED)
    book.keep(Typed("Another", {}))
    os.utime(older, (1, 1))
    found = book.latest()
    assert found is not None
    assert found.title == "Another"


def test_dropped_answers_are_gone_and_may_be_dropped_twice(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path / "adr")
    assert book.latest() is None
    book.keep(TYPED)
    book.drop(TYPED.title)
    book.drop(TYPED.title)
    assert book.latest() is None


def test_a_plain_mapping_of_answers_is_read(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text('\ufeff{"load": "200"}', "utf-8")
    assert read_answers(path) == Typed("", {"load": "200"})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"\xff",
        b'{"load": 200}',
        b'{"answers": []}',
        b'{"answers": {}, "options": 3}',
        b'{"answers": {}, "context": "abc"}',
    ],
)
def test_what_is_no_mapping_of_answers_is_a_usage_error_that_names_the_file(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"answers\.json"):
        read_answers(path)


def test_a_missing_file_of_answers_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.json"):
        read_answers(tmp_path / "gone.json")


def test_a_reply_is_kept_whole_in_place_of_its_pieces(tmp_path: Path) -> None:
    replies = AnswerBook(tmp_path / "adr").replies("Postgres vs Mongo")
    assert replies.recall("k") is None
    replies.hear("k", '{"question"')
    replies.hear("k", ': "Wh')
    (part,) = replies.folder.iterdir()
    assert part.read_text("utf-8") == '{"question": "Wh'
    replies.keep("k", "{}")
    assert replies.recall("k") == "{}"
    assert [kept.suffix for kept in replies.folder.iterdir()] == [".json"]


def test_replies_go_with_the_answers_of_their_title_only(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path / "adr")
    book.replies("Postgres vs Mongo").keep("k", "{}")
    book.replies("Kafka or RabbitMQ").keep("k", "{}")
    book.drop("Postgres vs Mongo")
    assert book.replies("Postgres vs Mongo").recall("k") is None
    assert book.replies("Kafka or RabbitMQ").recall("k") == "{}"
    book.drop("Kafka or RabbitMQ")
    assert not book.folder.exists()
