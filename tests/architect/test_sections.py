from __future__ import annotations

import json

import pytest

from adr_tool.architect.sections import SectionWatch

TEXT = json.dumps(
    {
        "facts": ['"costs": [', {"options": "{"}],
        "other": 1,
        "options": 'a \\ " } : ',
        "costs": {"facts": 2},
    }
)


@pytest.mark.parametrize("size", [1, 2, 7, len(TEXT)])
def test_only_top_level_keys_are_sections_however_the_text_is_cut(size: int) -> None:
    watch = SectionWatch(["facts", "options", "costs"])
    pieces = [TEXT[at : at + size] for at in range(0, len(TEXT), size)]
    assert [key for piece in pieces for key in watch.feed(piece)] == ["facts", "options", "costs"]


def test_a_section_has_not_begun_before_its_colon() -> None:
    watch = SectionWatch(["facts"])
    assert watch.feed('{"facts"') == []
    assert watch.feed(": [") == ["facts"]


def test_prose_has_no_sections() -> None:
    assert SectionWatch(["facts"]).feed('Here: "facts": yes') == []
