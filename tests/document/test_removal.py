from __future__ import annotations

import pytest

from adr_tool.document.editor import Reference, add_link
from adr_tool.document.reader import read
from adr_tool.document.removal import remove_key, remove_links
from adr_tool.domain.link import Link, LinkKind
from adr_tool.errors import EditError

PATH = "0007-use-x.md"
BODY = "\n## Context\n\nWhy.\n\n## Decision\n\nThat.\n"


def without(text: str, target: str) -> str:
    def wanted(link: Link) -> bool:
        return target in link.target

    return remove_links(text, PATH, wanted)


@pytest.mark.parametrize(
    ("header", "left"),
    [
        ("Status: accepted\nSupersedes: [3](0003-x.md)\n", "Status: accepted\n"),
        ("- Status: accepted\n- Supersedes: ADR-0003\n", "- Status: accepted\n"),
        ("**Supersedes:** ADR-0003, ADR-0005\n", "**Supersedes:** ADR-0005\n"),
        ("**Supersedes:** ADR-0005, ADR-0003\n", "**Supersedes:** ADR-0005\n"),
        ("Amends [3](0003-x.md) and [5](0005-x.md).\n", "Amends [5](0005-x.md).\n"),
        ("Status: superseded by [3](0003-x.md)\n", "Status: superseded\n"),
        (
            "Status: superseded by [3](0003-x.md), amends [5](0005-x.md)\n",
            "Status: superseded, amends [5](0005-x.md)\n",
        ),
        (
            "Status: superseded by [5](0005-x.md) and [3](0003-x.md) (as it was slow)\n",
            "Status: superseded by [5](0005-x.md) (as it was slow)\n",
        ),
        (
            "| Status | superseded by [3](0003-x.md) (https://x.org/7) |\n",
            "| Status | superseded (https://x.org/7) |\n",
        ),
        ("| Status | draft |\n| Clarifies | [3](0003-x.md) |\n", "| Status | draft |\n"),
        ("| Status | accepted |\n| Amends | [3](0003-x.md) |\n", "| Status | accepted |\n"),
    ],
)
def test_a_relation_goes_and_the_others_stay(header: str, left: str) -> None:
    text = f"# 7. Use x\n\n{header}{BODY}"
    assert without(text, "3") == f"# 7. Use x\n\n{left}{BODY}"


@pytest.mark.parametrize(
    "header",
    [
        "Supersedes [3](0003-x.md) (the per-agent\nport), once it is accepted.\n",
        "Supersedes: ADR-0003 because it was slow\n",
    ],
)
def test_a_line_that_says_more_is_left_to_the_person(header: str) -> None:
    text = f"# 7. Use x\n\n{header}{BODY}"
    assert read(text, PATH).record.links
    with pytest.raises(EditError) as caught:
        without(text, "3")
    assert PATH in caught.value.message
    assert caught.value.hint


def test_a_key_that_is_not_there_changes_nothing() -> None:
    text = f"---\nstatus: accepted\n---\n\n# Use x\n{BODY}"
    assert remove_key(text, PATH, "accepted") == text
    assert remove_key(text.replace("---\n\n", "accepted: {}\n---\n\n"), PATH, "accepted") == text


def test_a_line_that_stands_alone_goes_with_the_blank_line_above_it() -> None:
    badge = "# T\n\n![status](https://x.org/badge/status-accepted-red)\n"
    assert without(f"{badge}\nAmends: [3](0003-x.md)\n{BODY}", "3") == badge + BODY


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
def test_a_line_is_added_and_taken_out_among_mixed_endings(ending: str) -> None:
    """As fuzzing found: a lone carriage return before a line feed is one ending, not two."""
    other = Reference("ADR-0009", "9. Use y", "0009-use-y.md")
    for own in ("\r", "\n", "\r\n"):
        text = f"# 7. Use x{ending}more\n\n## Status\n\nAccepted{own}{own}## Context\n\nWhy.\n"
        linked = add_link(text, PATH, LinkKind.AMENDS, other)
        assert f"{own}Amends [9. Use y](0009-use-y.md){own}" in linked
        assert without(linked, "0009") == text


def test_a_long_record_that_says_it_very_often_is_left_to_the_person() -> None:
    """Each statement costs a reading of the whole text."""
    often = "* Amends: [3](0003-x.md)\n* Amends: [5](0005-x.md)\n" * 3
    text = f"# 7. Use x\n\n{often}{BODY}"
    assert without(text, "0003").count("0005") == 3
    with pytest.raises(EditError, match="too often for so long a text"):
        without(text + "x " * 800_000, "0003")


def test_a_list_that_never_ends_is_left_to_the_person() -> None:
    """As fuzzing found, in front matter that is no valid YAML."""
    text = "---\nsupersedes: [ADR-3, ADR-5\nstatus: accepted\n---\n\n# Use x\n"
    assert len(read(text, PATH).record.links) == 2
    for target in ("3", "5"):
        with pytest.raises(EditError, match="line 2: the list of supersedes is not valid YAML"):
            without(text, target)


def test_a_key_goes_with_its_only_value() -> None:
    """As fuzzing found: brackets that nobody wrote stayed where a plain value had been."""
    text = "---\nsupersedes: ADR-0003\nstatus: accepted\n---\n\n# Use x\n"
    assert without(text, "0003") == "---\nstatus: accepted\n---\n\n# Use x\n"
