from __future__ import annotations

import pytest

from adr_tool.document.digest import digest
from adr_tool.document.outline import Outline
from adr_tool.document.rubric.anatomy import Anatomy, Profile
from adr_tool.document.rubric.language import Language, language_of
from adr_tool.document.rubric.options import count_arguments
from adr_tool.document.rubric.parts import Part, part_of
from adr_tool.store.shapes import shipped


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Considered Options", Part.OPTIONS),
        ("3. **Considered Options** <!-- optional -->", Part.OPTIONS),
        ("Alternatives (Not Implemented)", Part.ALTERNATIVES),
        ("📋 Context:", Part.CONTEXT),
        ("Entscheidungsergebnis", Part.OUTCOME),
        ("各选项的优缺点", Part.ARGUMENTS),
        ("結果", Part.CONSEQUENCES),
        ("Options for the future", None),
    ],
)
def test_a_heading_opens_a_part_in_any_of_the_languages(heading: str, part: Part | None) -> None:
    assert part_of(heading) is part


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We use the queue of the shop because it is there and works for us.", Language.ENGLISH),
        ("Wir nutzen die Tabelle, weil sie schon da ist und nicht gepflegt wird.", Language.GERMAN),
        ("因为外键能够保证订单和付款一致。", Language.CHINESE),
        ("このシステムではキューを使うことに決めた。", Language.JAPANESE),
        ("Мы храним журналы тридцать дней.", Language.RUSSIAN),
        ("Lorem ipsum dolor sit amet consectetur.", None),
        ("", None),
    ],
)
def test_a_language_is_told_or_left_open(text: str, language: Language | None) -> None:
    assert language_of(text) is language


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        ("* Good, because a\n* Bad, because b\n* Neutral, because c", (1, 1, 1)),
        ("Pros:\n\n- a\n- b\n\n**Cons**\n\n- c", (2, 1, 0)),
        ("- Pros: cheap\n- Cons: slow", (1, 1, 0)),
        ("* Gut, weil a\n* Schlecht, weil b", (1, 1, 0)),
        ("- Goodness knows\n- plain", (0, 0, 0)),
    ],
)
def test_arguments_are_counted_by_their_mark_or_the_label_above(
    lines: str, counts: tuple[int, int, int]
) -> None:
    assert count_arguments(Outline(lines).lines) == counts


@pytest.mark.parametrize(
    ("headings", "profile"),
    [
        (("Considered Options", "Decision Outcome"), Profile.MADR),
        (("Context and Problem Statement", "Decision Outcome"), Profile.NYGARD),
        (("Context", "Decision", "Consequences"), Profile.NYGARD),
        (("Motivation", "Design Details"), Profile.CUSTOM),
    ],
)
def test_the_profile_is_told_by_the_parts(headings: tuple[str, ...], profile: Profile) -> None:
    text = "# T\n\n" + "".join(f"## {heading}\n\nx\n\n" for heading in headings)
    assert Anatomy(Outline(text)).profile is profile


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_section_may_be_empty(name: str) -> None:
    """As fuzzing found: a heading right below another one."""
    headings = [line for line in shipped()[name].text.splitlines() if line.startswith("#")]
    for apart in ("\n", "\n\n"):
        text = apart.join(["# 7. Use x", "Status: accepted", "", *headings[1:], ""])
        found = digest(text, "adr/0007-use-x.md")
        assert found
        assert found.record.title == "Use x"
