from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adr_tool.document.reader import read
from adr_tool.domain.status import Status
from tests.document.strategies import Written, written
from tests.fuzz.monsters import MONSTERS
from tests.fuzz.operations import (
    PATH,
    assert_edits_are_surgical,
    edit_bytes,
    read_bytes,
    read_every_way,
)

STATED = [
    name
    for name in MONSTERS
    if name.startswith("status of") and name not in {"status of choices", "status of slashes"}
]
"""The texts that state a status and go on without end."""


@pytest.mark.parametrize("name", MONSTERS)
def test_a_text_that_is_made_to_be_slow_is_read_to_its_end(name: str) -> None:
    read_every_way(MONSTERS[name](5_000))


@pytest.mark.parametrize("name", STATED)
def test_a_status_is_read_whatever_follows_it(name: str) -> None:
    found = read(MONSTERS[name](500), PATH).record
    assert (found.title, found.status) == ("Use x", Status.ACCEPTED)


@pytest.mark.parametrize("name", MONSTERS)
def test_a_text_that_is_made_to_be_slow_is_edited_by_the_byte(name: str) -> None:
    assert_edits_are_surgical(MONSTERS[name](200))


_PIECES = st.sampled_from([make(12)[-12:] for make in MONSTERS.values()])


@settings(deadline=None, max_examples=20)
@given(written(), st.lists(_PIECES, max_size=12).map("".join), st.binary(max_size=3))
def test_any_bytes_are_read_and_edited_or_refused(record: Written, words: str, raw: bytes) -> None:
    text = record.stating("accepted") + words
    for given_bytes in (text.encode(), raw + text.encode(), text.encode() + raw):
        read_bytes(given_bytes)
        edit_bytes(given_bytes)
