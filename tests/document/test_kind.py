from __future__ import annotations

import pytest

from adr_tool.document.kind import is_record
from adr_tool.document.reader import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ncreation-date: 2024-05-01\nsuperseded-by:\n---\n\n# A\n", True),
        ("---\ntitle: A\ndate: 2024-05-01\n---\n\n# A\n", False),
        ("---\ntitle: A\nauthor: B\n---\n\n# A\n", False),
        ("# A\n\nStatus: draft\n", True),
        ("# A\n\nProse.\n", False),
    ],
)
def test_a_file_without_a_number_is_a_record_by_what_it_says(text: str, *, expected: bool) -> None:
    assert is_record(read(text, "notes.md")) is expected
