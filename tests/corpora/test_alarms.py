"""What is called an error in a log that others keep is one, and nothing of ours drifts there."""

from __future__ import annotations

import pytest

from tests.corpora.alarms import checked, errors, judged
from tests.corpora.measure import CORPORA

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the corpora of real records are not at {CORPORA}"
)


def test_no_error_is_said_that_nobody_judged_to_be_true() -> None:
    assert errors() == {record: count for record, (count, _) in judged().items()}


def test_every_record_was_checked() -> None:
    assert sum(one.records for one in checked().values()) > 2400


def test_what_came_since_a_base_and_what_is_mended_is_no_drift() -> None:
    """Half of each log came since the base; `--fix` wrote into accepted records."""
    since = [a for one in checked().values() for a in one.alarms if a.code.startswith("ADR4")]
    assert since == []
    assert [a for one in checked().values() for a in one.drift] == []
    assert sum(one.mended for one in checked().values()) > 30
