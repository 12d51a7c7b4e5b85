from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.document.kind import is_record, is_record_name
from adr_tool.document.reader import Reading, read
from adr_tool.domain.link import LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

PATH = "docs/adr/0007-use-postgres.md"
BODY = "\n## Context\n\nWords.\n\n## Decision\n\nMore words.\n"


def record(text: str, path: str = PATH) -> Record:
    return read(text, path).record


def problems(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in reading.problems]


def targets(found: Record, kind: LinkKind) -> list[str]:
    return [link.target for link in found.links_of(kind)]


def test_madr_4_keeps_its_fields_in_front_matter() -> None:
    text = (
        "---\nstatus: accepted\ndate: 2024-05-01\ndecision-makers: [Ana, Bo]\n"
        "tags:\n  - data\nsupersedes: [ADR-0003]\nrelates-to: 0011#scope\nsummary: Short.\n"
        "affects: [src/**]\nreview-by: 2025-05-01\nimplementation: partial\n"
        "assisted-by: claude:opus adr\nadr-draft:\n  model: opus\n---\n\n# Use PostgreSQL\n\n"
        "## Context and Problem Statement\n\nWords.\n"
    )
    found = record(text)
    assert (found.number, found.title, found.status) == (7, "Use PostgreSQL", Status.ACCEPTED)
    assert (found.date, found.format, found.status_raw) == ("2024-05-01", "madr", "accepted")
    assert (found.decision_makers, found.tags) == (("Ana", "Bo"), ("data",))
    assert targets(found, LinkKind.SUPERSEDES) == ["ADR-0003"]
    assert [(link.target, link.section) for link in found.links_of(LinkKind.RELATES_TO)] == [
        ("0011", "scope")
    ]
    assert (found.summary, found.affects, found.review_by) == ("Short.", ("src/**",), "2025-05-01")
    assert (found.implementation, found.assisted_by) == ("partial", "claude:opus adr")
    assert found.drafted_by_model
    assert found.in_force
    assert found.body_line == 18


def test_madr_2_keeps_its_fields_in_bullets() -> None:
    text = (
        "# Use PostgreSQL\n\n* Status: superseded by [ADR-0009](0009-x.md)\n* Deciders: Ana, Bo\n"
        "* Date: 2024-05-01\n\n## Context and Problem Statement\n\nStatus: proposed\n"
    )
    found = record(text)
    assert (found.status, found.status_note) == (Status.SUPERSEDED, "by [ADR-0009](0009-x.md)")
    assert (found.date, found.decision_makers, found.format) == (
        "2024-05-01",
        ("Ana", "Bo"),
        "madr",
    )
    assert targets(found, LinkKind.SUPERSEDED_BY) == ["0009-x.md"]


def test_nygard_has_a_status_section_with_links() -> None:
    text = (
        "# 7. Use PostgreSQL\n\nDate: 2024-05-01\n\n## Status\n\nSuperceded by [9. X](9-x.md)\n\n"
        f"Amends [3. Y](0003-y.md)\n\nClarifies [4. Z](0004-z.md)\n{BODY}"
    )
    found = record(text)
    assert (found.title, found.status, found.format) == (
        "Use PostgreSQL",
        Status.SUPERSEDED,
        "nygard",
    )
    assert found.date == "2024-05-01"
    assert targets(found, LinkKind.SUPERSEDED_BY) == ["9-x.md"]
    assert targets(found, LinkKind.AMENDS) == ["0003-y.md"]
    assert [(link.words, link.line) for link in found.links_of(LinkKind.RELATES_TO)] == [
        ("Clarifies", 11)
    ]


def test_log4brains_has_a_dated_name_and_bullets() -> None:
    text = "# Use x\n\n- Status: accepted\n- Tags: a, b\n\n## Context and Problem Statement\n\nx\n"
    found = record(text, "docs/adr/20240501-use-x.md")
    assert (found.number, found.date, found.format) == (None, "2024-05-01", "log4brains")
    assert (found.status, found.tags) == (Status.ACCEPTED, ("a", "b"))


@pytest.mark.parametrize(
    "line",
    [
        "**Status:** Accepted",
        "**Status**: Accepted",
        "Status: Accepted",
        "Status:Accepted",
        "STATUS: ACCEPTED",
        "> Status: Accepted",
        "| Status | Accepted |\n|---|---|",
        "Status | Accepted\n--- | ---",
        "| Field | Value |\n|---|---|\n| **Status** | Accepted |",
        "## Status\n\nAccepted",
        "## Status: Accepted",
        "Status\n------\n\nAccepted",
        "## Statut\n\nAcceptée",
        "## Estado\n\nAceptado",
        "## 状态\n\n已接受",
        "## ステータス\n\n承認済み",
        "## Статус\n\nПринято",
        "* Status: akzeptiert",
        "![status](https://img.shields.io/badge/status-accepted-green)",
        "Status: ![accepted](https://img.shields.io/badge/status-accepted-green)",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_status_is_read_in_each_notation_with_any_line_ending(
    line: str, newline: str, mark: str
) -> None:
    text = f"{mark}# 7. Use PostgreSQL\n\n{line}"
    for whole in (text, f"{text}\n{BODY}"):
        found = record(whole.replace("\n", newline))
        assert (found.title, found.status) == ("Use PostgreSQL", Status.ACCEPTED)


def test_a_status_above_the_title_is_read() -> None:
    assert record(f"\ufeffStatus: accepted\n\n# T\n{BODY}").status is Status.ACCEPTED


@pytest.mark.parametrize(
    "text",
    [
        f"# T\n\n```yaml\nstatus: accepted\n```\n{BODY}",
        f"# T\n\n```yaml\n---\nstatus: accepted\n---\n```\n{BODY}",
        f"# T\n\n<!-- Status: accepted -->\n{BODY}",
        f"# T\n\n<!--\n## Status\n\nAccepted\n-->\n{BODY}",
        f"# T\n{BODY}\nStatus: accepted\n",
        f"# T\n{BODY}\n## State\n\nThe final state is kept in Redis.\n",
        f"# T\n\n## Status\n{BODY}",
        f"---\nstatus:\n---\n# T\n{BODY}",
        "# T\n",
        "",
    ],
)
def test_no_status_is_unknown_and_never_proposed(text: str) -> None:
    found = record(text)
    assert (found.status, found.status_raw) == (Status.UNKNOWN, "")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# 7. Use x", "Use x"),
        ("# 0007 - Use x", "Use x"),
        ("# ADR-0007: Use x", "Use x"),
        ("# ADR 7 — Use x", "Use x"),
        ("# ADR: Use x", "Use x"),
        ("#7. Use x", "Use x"),
        ("# 4.5: OpenStack", "4.5: OpenStack"),
        ("# 7 layers of caching", "layers of caching"),
        ("# 2 phase commit", "2 phase commit"),
        ("# Use C#", "Use C#"),
        ("# ADR-7", "ADR-7"),
        ("Use x\n=====", "Use x"),
        ("## 7. Use x", "Use x"),
        ("# Metadata", "Metadata"),
        ("# Summary\n\n# Proposal", "use postgres"),
    ],
)
def test_a_title_is_the_heading_without_the_number(heading: str, title: str) -> None:
    assert record(f"{heading}\n{BODY}").title == title


def test_a_record_about_statuses_has_its_status_in_the_other_section() -> None:
    found = record(f"# 7. Status\n\nDate: 2024-05-01\n\n## Status\n\nAccepted\n{BODY}")
    assert (found.title, found.status) == ("Status", Status.ACCEPTED)


def test_a_title_may_stand_in_front_matter_or_the_file_name() -> None:
    assert record("---\ntitle: 'ADR-7: Use x'\n---\n\n## Context\n").title == "Use x"
    assert record("---\ntitle: Use x\n---\n\n## Context\n\n# Late heading\n").title == "Use x"
    assert record("---\ntitle: Use x\n---\n\n## Context\n\n### 1. Step\n").title == "Use x"
    assert record("words\n").title == "use postgres"


def test_a_number_comes_from_the_file_name_only() -> None:
    assert record("---\nid: 0010\n---\n# 12. T\n").number == 7
    assert record("# 12. T\n", "adr/use-x.md").number is None


def test_octal_looking_numbers_and_impossible_months_are_read_as_written() -> None:
    found = record("---\nstatus: accepted\nsuperseded_by: 0010\ndate: 2024-20-09\n---\n# T\n")
    assert targets(found, LinkKind.SUPERSEDED_BY) == ["0010"]
    assert found.date == "2024-20-09"


def test_a_value_in_braces_is_the_value() -> None:
    found = record("---\nstatus: {accepted}\ndate: {2024-05-01}\ndeciders: {Ana}\n---\n# T\n")
    assert (found.status, found.date) == (Status.ACCEPTED, "2024-05-01")
    assert found.decision_makers == ("Ana",)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_invalid_front_matter_is_salvaged_and_reported_with_its_line(newline: str) -> None:
    text = "---\nstatus: accepted\ntitle: a: b\n---\n# T\n".replace("\n", newline)
    reading = read(text, PATH)
    assert reading.record.status is Status.ACCEPTED
    assert reading.record.status_raw == "accepted"
    ((line, message),) = problems(reading)
    assert line == 3
    assert "not valid YAML" in message


def test_front_matter_that_is_no_mapping_is_reported() -> None:
    reading = read("---\ntag:Web Client\n---\n# T\n\nStatus: accepted\n", PATH)
    assert reading.record.status is Status.ACCEPTED
    assert problems(reading) == [(2, "front matter is not a mapping of keys to values")]


def test_two_places_that_disagree_are_reported_and_the_first_decides() -> None:
    reading = read("---\nstatus: accepted\n---\n# T\n\n## Status\n\nProposed\n", PATH)
    assert reading.record.status is Status.ACCEPTED
    assert problems(reading) == [(8, "status is proposed here and accepted on line 2")]


def test_two_places_that_agree_are_no_problem() -> None:
    reading = read("---\nstatus: accepted\n---\n# T\n\n## Status\n\nApproved\n", PATH)
    assert problems(reading) == []
    assert len(reading.statuses) == 2


def test_a_state_of_something_else_is_no_second_status() -> None:
    reading = read("---\nstatus: accepted\nstage: beta\nstate: Bavaria\n---\n# T\n", PATH)
    assert len(reading.statuses) == 1
    reading = read("# T\n\nStatus: accepted\nState: Bavaria\n", PATH)
    assert len(reading.statuses) == 1


@pytest.mark.parametrize(
    ("written", "makers"),
    [
        ("Ana, Bo", ("Ana", "Bo")),
        ("Ana", ("Ana",)),
        ("[Ana, Bo]", ("Ana", "Bo")),
        ("\n  - Ana\n  - Bo", ("Ana", "Bo")),
        ("", ()),
        ("[]", ()),
    ],
)
@pytest.mark.parametrize("key", ["decision-makers", "deciders", "Deciders"])
def test_decision_makers_are_people_however_they_are_listed(
    key: str, written: str, makers: tuple[str, ...]
) -> None:
    assert record(f"---\n{key}: {written}\n---\n# T\n").decision_makers == makers


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("# T\n\nDate: 5 March 2024\n", "2024-03-05"),
        ("# T\n\nDatum: 5.3.2024\n", "2024-03-05"),
        ("---\ncreation-date: 2024-03-05\n---\n# T\n", "2024-03-05"),
        ("---\ncreated: 2024-01-01\ndate: 2024-03-05\n---\n# T\n", "2024-03-05"),
        ("# T\n\nDate: last summer\n", "last summer"),
        ("# T\n", None),
    ],
)
def test_a_date_is_iso_where_it_can_be(text: str, date: str | None) -> None:
    assert record(text).date == date


def test_a_links_section_states_relations() -> None:
    text = f"# T\n\nStatus: accepted\n{BODY}\n## Links\n\n* Refines [3](0003-x.md)\n* [a](b.md)\n"
    assert [link.target for link in record(text).links] == ["0003-x.md"]


def test_a_bare_link_relates_where_the_heading_says_so() -> None:
    text = "# T\n\n### Related decisions\n\n* [ADR-0003: Y](0003-y.md) (about data)\n"
    assert [(link.words, link.target) for link in record(text).links] == [
        ("Relates to", "0003-y.md")
    ]


def test_prose_states_no_relation() -> None:
    text = "# T\n\nStatus: accepted\n\n## Context\n\nThis supersedes [3](0003-x.md).\n"
    assert record(text).links == ()


def test_a_relation_in_two_places_is_one_link() -> None:
    text = "---\nsuperseded-by: 0003-x.md\nstatus: superseded by [3](0003-x.md)\n---\n# T\n"
    assert targets(record(text), LinkKind.SUPERSEDED_BY) == ["0003-x.md"]


_PIECES = [
    "---\n", "status: accepted\n", "Status: ", "accepted", "|", "# T\n", "## Status\n", "<!--",
    "-->", "```\n", "\r\n", "\n", "\ufeff", "* ", "[a](b.md)", "superseded by ", "~~", "{", "}",
    "'", ": ", "Date: 2024-05-01\n", "![status](https://x.io/badge/status-draft-red)", "&a ", "*a",
    "\x00", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_reading_never_fails_and_each_place_holds_its_value(text: str) -> None:
    reading = read(text, PATH)
    assert reading.record.title
    for field in reading.statuses:
        assert 0 <= field.place.start <= field.place.end <= len(text)
        assert 1 <= field.place.line <= text.count("\n") + text.count("\r") + 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("adr/0007-x.md", True),
        ("adr/2024-05-01-x.md", True),
        ("adr/draft-x.md", True),
        ("adr/README.md", False),
        ("adr/index.md", False),
        ("adr/template.md", False),
        ("adr/0000-template.md", False),
        ("adr/adr-template.md", False),
        ("adr/0012-template-engine.md", True),
        ("adr/0007-x/README.md", True),
        ("adr/use-x.md", None),
    ],
)
def test_a_name_tells_a_record_from_other_files(path: str, expected: bool | None) -> None:  # noqa: FBT001
    assert is_record_name(path) is expected


def test_a_file_with_a_free_name_is_a_record_when_it_reads_as_one() -> None:
    assert is_record(read("# T\n\nStatus: accepted\n", "adr/use-x.md"))
    assert is_record(read(f"# T\n{BODY}", "adr/use-x.md"))
    assert not is_record(read("# Notes\n\nwords\n", "adr/notes.md"))


@pytest.mark.parametrize(
    ("section", "status"),
    [
        ("Amended by [9. x](0009-x.md)\n\nSuperceded by [7. y](0007-y.md)", "superseded"),
        ("Supercedes [2. x](0002-x.md)\n\nSuperceded by [7. y](0007-y.md)", "superseded"),
        ("Amends [2. x](0002-x.md)\n\nAccepted", "accepted"),
        ("Accepted\n\nAmends [2. x](0002-x.md)", "accepted"),
        ("Accepted, supersedes [2. x](0002-x.md)", "accepted"),
        ("Accepted (lazy consensus)\n\nSuperceded by [7. y](0007-y.md)", "accepted"),
    ],
)
def test_a_line_that_only_states_a_relation_is_no_status(section: str, status: str) -> None:
    text = f"# 3. Title\n\nDate: 2020-01-01\n\n## Status\n\n{section}\n\n## Context\n\nWords.\n"
    assert read(text, "doc/adr/0003-title.md").record.status == status


def test_a_record_with_a_status_section_and_a_decision_is_nygards() -> None:
    text = "# 12. Title\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nWords.\n"
    assert read(text, "doc/adr/0012-title.md").record.format == "nygard"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "# 7. X\n\nSupersedes [3](3.md), [5](5.md).\n\n## Context\n\nSupersedes [9](9.md).\n",
            ["3.md", "5.md"],
        ),
        (
            "---\nstatus: superseded\n---\n\nSuperseded by [3](3.md).\n\n# X\n\n## Context\n",
            ["3.md"],
        ),
        ("# X\nAmends ADR-3\n\n## Context\n", ["ADR-3"]),
        ("# X\n\nWe moved the log away, it was\nsuperseded by [3](3.md) long ago.\n", []),
        ("# X\n\n```text\nSupersedes [3](3.md)\n```\n", []),
    ],
)
def test_a_paragraph_round_the_title_states_relations_with_its_first_words(
    text: str, targets: list[str]
) -> None:
    assert [link.target for link in read(text, "0007-x.md").record.links] == targets


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("7. -Bar-", "-Bar-"),
        ("7 — Use x", "Use x"),
        ("ADR-0007: - Use x", "Use x"),
        ("7.Use x", "Use x"),
        ("7) Use x", "Use x"),
        ("7 | Use x", "Use x"),
    ],
)
def test_a_title_keeps_the_marks_that_are_its_own(heading: str, title: str) -> None:
    assert read(f"# {heading}\n", "0007-x.md").record.title == title


def test_a_y_statement_is_a_format_wherever_its_words_break() -> None:
    said = "In the context of\norders, facing load,\nwe decided for Kafka,\nbecause it is fast.\n"
    assert record(f"# T\n\n{said}").format == "y-statement"
    assert record(f"# T\n\n> {said.replace('we decided', 'we have not decided')}").format == (
        "y-statement"
    )
    assert record(f"# T\n\n{said.replace('facing', 'with')}").format == "custom"
    assert record(f"# T\n\n## Context\n\n{said}\n## Decision\n\nKafka.\n").format == "nygard"
