from __future__ import annotations

from dataclasses import replace

import pytest

from adr_tool.domain.events import events
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

RECORD = Record("adr/0007-x.md", 7, "Use x", Status.PROPOSED)
BY = Link(LinkKind.SUPERSEDED_BY, "superseded-by", "ADR-0009", None, 3)
FREE = Link(LinkKind.RELATES_TO, "Clarifies", "0003-y.md", "cost", 3, "3. Y")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, RECORD, ("created, proposed",)),
        (None, replace(RECORD, status=Status.UNKNOWN), ("created",)),
        (None, replace(RECORD, links=(FREE,)), ("created, proposed", "Clarifies 3. Y#cost")),
        (RECORD, RECORD, ()),
        (RECORD, replace(RECORD, status=Status.ACCEPTED), ("proposed → accepted",)),
        (RECORD, replace(RECORD, title="Use y"), ("was titled 'Use x'",)),
        (replace(RECORD, path="a.md"), RECORD, ("moved from a.md",)),
        (RECORD, replace(RECORD, links=(BY,)), ("superseded by ADR-0009",)),
        (replace(RECORD, links=(BY,)), RECORD, ("no longer superseded by ADR-0009",)),
        (replace(RECORD, links=(BY,)), replace(RECORD, links=(replace(BY, line=9),)), ()),
    ],
)
def test_what_happened_to_a_decision_is_named(
    before: Record | None, after: Record, expected: tuple[str, ...]
) -> None:
    assert events(before, after) == expected
