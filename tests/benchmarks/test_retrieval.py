"""The figures of docs/explanation/search.md hold, on collections that are quick to read."""

from __future__ import annotations

import pytest

from tests.benchmarks.retrieval import WAYS, collection_of, figures, together
from tests.corpora.measure import CORPORA

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the corpora of real records are not at {CORPORA}"
)

QUICK = (
    "BrighterCommand/Brighter", "apache/james-project", "archgate/cli", "cometbft/cometbft",
    "kumahq/kuma",
)  # fmt: skip


def test_what_records_refer_to_is_found_better_than_by_words_alone() -> None:
    plain, found = (
        together([figures(collection_of(name), WAYS[way]) for name in QUICK])
        for way in ("FTS5 bm25", "adr related")
    )
    assert found.queries == 151
    assert found.recall >= 1.1 * plain.recall
    assert found.mrr >= 1.1 * plain.mrr
