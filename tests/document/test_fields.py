from __future__ import annotations

import pytest

from adr_tool.document.fields import PlaceKind, labelled, section_value, status_section
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.domain.status import Status


@pytest.mark.parametrize(
    ("line", "label", "value", "kind"),
    [
        ("Status: Accepted", "Status", "Accepted", PlaceKind.LABEL),
        ("Status:Accepted", "Status", "Accepted", PlaceKind.LABEL),
        ("**Status:** Accepted", "Status", "Accepted", PlaceKind.LABEL),
        ("**Status**: Accepted", "Status", "Accepted", PlaceKind.LABEL),
        ("__Status:__ `Accepted`", "Status", "`Accepted`", PlaceKind.LABEL),
        ("* Status: Accepted", "Status", "Accepted", PlaceKind.BULLET),
        ("  - **Status:** Accepted  ", "Status", "Accepted", PlaceKind.BULLET),
        ("> Status: Accepted", "Status", "Accepted", PlaceKind.LABEL),
        ("Status: Accepted\\", "Status", "Accepted", PlaceKind.LABEL),
        ("状态：已接受", "状态", "已接受", PlaceKind.LABEL),
        ("- ステータス: 承認済み", "ステータス", "承認済み", PlaceKind.BULLET),
        ("| Status | Accepted |", "Status", "Accepted", PlaceKind.TABLE),
        ("| **Status** | Accepted | x |", "Status", "Accepted", PlaceKind.TABLE),
        ("Status | Accepted", "Status", "Accepted", PlaceKind.TABLE),
        ("| Status: | Accepted |", "Status", "Accepted", PlaceKind.TABLE),
        ("| Superseded by | [5](5.md) |", "Superseded by", "[5](5.md)", PlaceKind.TABLE),
        ("![status](https://x.io/badge/status-draft-red)", "status", "draft", PlaceKind.BADGE),
    ],
)
def test_a_labelled_value_is_found_in_each_notation(
    line: str, label: str, value: str, kind: PlaceKind
) -> None:
    text = f"\r\n{line}\r\n"
    (field,) = labelled(Outline(text).lines)
    assert (field.label, field.value, field.place.kind) == (label, value, kind)
    assert text[field.place.start : field.place.end] == value
    assert field.place.line == 2


def test_both_words_of_a_badge_are_found() -> None:
    text = "![Status: Accepted](https://img.shields.io/badge/Status-Accepted-green.svg)"
    assert [field.value for field in labelled(Outline(text).lines)] == ["Accepted", "Accepted"]


@pytest.mark.parametrize(
    "text",
    [
        "```\nStatus: x\n```",
        "<!-- Status: x -->",
        "<!--\nStatus: x\n-->",
        "just words",
        "| a | b |",
    ],
)
def test_code_comments_and_prose_are_no_values(text: str) -> None:
    assert list(labelled(Outline(text).lines)) == []


def _stated(body: str, heading: str = "## Status") -> tuple[str, PlaceKind] | None:
    text = f"# T\n\n{heading}\n{body}\n## Context\n\nx\n"
    outline = Outline(text)
    section = status_section(outline)
    assert section is not None
    field = section_value(outline, section)
    if field is None:
        return None
    assert text[field.place.start : field.place.end] == field.value
    return field.value, field.place.kind


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("\nAccepted\n", "Accepted"),
        ("\n* Accepted\n", "Accepted"),
        ("\n<!-- proposed -->\n\nAccepted\n", "Accepted"),
        ("\n```\nproposed\n```\n\nAccepted\n", "Accepted"),
        ("\nAccepted\n\nSuperseded by [5](5.md)\n", "Accepted"),
        ("\n> A decision may be proposed.\n\nAccepted\n", "Accepted"),
        ("\n> Accepted\n", "> Accepted"),
        ("\nDate: 2024-01-01\n\nAccepted\n", "Accepted"),
        ("\nAccepted\n\nDate: 2024-01-01\nDeciders: Ana\n", "Accepted"),
        ("\nDate: 2024-01-01\n\nStatus: accepted\n", "accepted"),
        ("\n2024-01-01 proposed\n2024-02-01 accepted\n", "accepted"),
        ("\n- 2024-01-01: proposed\n- 2024-02-01: accepted\n", "accepted"),
        ("\n列表：提议/通过/完成/已弃用/已取代\n\n2024-01-01 提议\n", "提议"),
        (
            "\nproposed | accepted | rejected\n\nIf replaced, name it.\n",
            "proposed | accepted | rejected",
        ),
        ("\n- [ ] Proposed\n- [x] Accepted\n- [ ] Superseded\n", "Accepted"),
    ],
)
def test_a_section_states_its_first_line_or_the_last_of_a_history(body: str, value: str) -> None:
    stated = _stated(body)
    assert stated is not None
    assert stated[0] == value


@pytest.mark.parametrize("body", ["", "\n", "\n<!-- proposed -->\n", "\n- [ ] Accepted\n"])
def test_an_empty_section_states_nothing(body: str) -> None:
    assert _stated(body) is None


def test_a_heading_may_state_the_status_itself() -> None:
    assert _stated("\nwords\n", "## Status: Accepted") == ("Accepted", PlaceKind.HEADING)


@pytest.mark.parametrize(
    "heading",
    [
        "# Status",
        "### status",
        "## 1. Status",
        "## 🚦 Status",
        "## Statut",
        "## 状态",
        "Status\n---",
    ],
)
def test_a_status_section_is_known_by_its_heading(heading: str) -> None:
    assert _stated("\nAccepted\n", heading) == ("Accepted", PlaceKind.SECTION)


@pytest.mark.parametrize(
    "heading",
    ["Status quo", "State", "Stage", "State machine", "1. `status:held` locks", "Context"],
)
def test_a_section_about_the_system_is_no_status(heading: str) -> None:
    assert status_section(Outline(f"# T\n\n## {heading}\n\nAccepted\n")) is None


PATH = "adr/0007-use-x.md"
FILLING = "a line of a log file\n" * 5_000


@pytest.mark.parametrize("above", ["# 7. Use x\n\n", "# 7. Use x\n\n## Status\n\n", "# Meta\n\n"])
def test_what_stands_behind_a_header_without_end_is_reported_not_read(above: str) -> None:
    found = read(f"{above}{FILLING}\nStatus: accepted\n", PATH)
    assert [(p.line, p.code) for p in found.problems] == [(above.count("\n") + 4762, "ADR005")]
    assert found.record.status is Status.UNKNOWN


def test_a_long_text_below_a_heading_of_its_own_is_no_header() -> None:
    found = read(f"# 7. Use x\n\nStatus: accepted\n\n## Context\n\n{FILLING * 2}", PATH)
    assert (found.record.status, found.problems) == (Status.ACCEPTED, ())
