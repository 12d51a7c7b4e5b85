from __future__ import annotations

import pytest

from adr_tool.domain.checks.codes import CODES
from adr_tool.domain.checks.findings import findings
from adr_tool.domain.checks.told import Told
from adr_tool.domain.finding import Severity
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.log import DecisionLog, Unreadable
from adr_tool.domain.naming import parse_file_name
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

NOTHING = Told()


def record(
    path: str, *links: tuple[LinkKind, str], status: Status = Status.ACCEPTED, raw: str = ""
) -> Record:
    stated = tuple(stated_link(kind, target) for kind, target in links)
    number = parse_file_name(path).number
    return Record(path, number, path, status, status_raw=raw, links=stated, body_line=6)


def stated_link(kind: LinkKind, target: str, label: str = "") -> Link:
    path, _, section = target.partition("#")
    return Link(kind, kind.phrase, path, section or None, 4, label)


def found(
    *records: Record, unreadable: tuple[Unreadable, ...] = (), told: Told = NOTHING
) -> list[tuple[str, str, int, Severity]]:
    log = DecisionLog(records, unreadable=unreadable)
    got = findings(log, told)
    assert {finding.code for finding in got} <= set(CODES)
    return [(f.code, f.path, f.line, f.severity) for f in got]


def test_a_sound_log_has_no_findings() -> None:
    old = record("1-a.md", (LinkKind.SUPERSEDED_BY, "2"), status=Status.SUPERSEDED)
    assert found(old, record("2-b.md", (LinkKind.SUPERSEDES, "1"))) == []


def test_an_unreadable_record_is_an_error_on_its_line() -> None:
    broken = Unreadable("1-a.md", 3, "is not UTF-8 text")
    assert found(unreadable=(broken,)) == [("ADR001", "1-a.md", 3, Severity.ERROR)]


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("ADR002", Severity.ERROR),
        ("ADR003", Severity.ERROR),
        ("ADR102", Severity.WARNING),
        ("ADR205", Severity.WARNING),
    ],
)
def test_what_the_reader_doubts_is_found(code: str, severity: Severity) -> None:
    told = Told(problems={"1-a.md": [(2, code, "doubtful")]})
    assert found(record("1-a.md"), told=told) == [(code, "1-a.md", 2, severity)]


def test_a_setting_that_is_not_known_is_an_error() -> None:
    told = Told(settings=[("adr.toml", 3, "unknown setting 'foldr'")])
    assert found(record("1-a.md"), told=told) == [("ADR004", "adr.toml", 3, Severity.ERROR)]


def test_the_second_file_of_a_number_is_told_how_to_get_another() -> None:
    log = DecisionLog((record("1-a.md"), record("1-b.md"), record("7-c.md")))
    (finding,) = findings(log, NOTHING)
    assert (finding.code, finding.path) == ("ADR101", "1-b.md")
    assert "1-a.md" in finding.message
    assert finding.hint == "adr renumber 1-b.md gives it the next free number"


def test_the_same_number_in_two_folders_is_no_collision() -> None:
    assert found(record("a/1-x.md"), record("b/1-x.md")) == []


@pytest.mark.parametrize(("raw", "said"), [("", "no status"), ("on hold", "'on hold'")])
def test_a_status_that_is_not_known_is_a_warning(raw: str, said: str) -> None:
    log = DecisionLog((record("1-a.md", status=Status.UNKNOWN, raw=raw),))
    (finding,) = findings(log, NOTHING)
    assert (finding.code, finding.severity, finding.line) == ("ADR201", Severity.WARNING, 6)
    assert said in finding.message


def test_a_superseded_record_names_its_successor() -> None:
    old = record("1-a.md", status=Status.SUPERSEDED)
    assert found(old) == [("ADR202", "1-a.md", 6, Severity.WARNING)]


def test_a_successor_may_be_outside_of_the_log() -> None:
    outside = (LinkKind.SUPERSEDED_BY, "https://example.org/7")
    assert found(record("1-a.md", outside, status=Status.SUPERSEDED)) == []


@pytest.mark.parametrize("kind", LinkKind)
def test_a_relation_to_nothing_is_an_error_on_the_line_of_the_statement(kind: LinkKind) -> None:
    expected = ("ADR301", "1-a.md", 4, Severity.ERROR)
    assert expected in found(record("1-a.md", (kind, "0099-gone.md")))


def test_an_ambiguous_relation_names_what_it_could_mean() -> None:
    twins = record("x/3-a.md"), record("y/3-b.md")
    log = DecisionLog((*twins, record("1-a.md", (LinkKind.RELATES_TO, "ADR-3"))))
    (finding,) = findings(log, NOTHING)
    assert finding.code == "ADR301"
    assert "x/3-a.md, y/3-b.md" in finding.message


def test_an_old_record_that_still_reads_as_in_force_is_an_error() -> None:
    new = record("2-b.md", (LinkKind.SUPERSEDES, "1"))
    assert found(record("1-a.md"), new) == [("ADR302", "2-b.md", 4, Severity.ERROR)]


def test_a_silent_successor_is_a_warning() -> None:
    old = record("1-a.md", (LinkKind.SUPERSEDED_BY, "2"), status=Status.SUPERSEDED)
    assert found(old, record("2-b.md")) == [("ADR302", "1-a.md", 4, Severity.WARNING)]


@pytest.mark.parametrize("kind", [LinkKind.SUPERSEDES, LinkKind.AMENDS])
def test_a_proposal_retires_nothing_yet(kind: LinkKind) -> None:
    new = record("2-b.md", (kind, "1"), status=Status.PROPOSED)
    assert found(record("1-a.md"), new) == []


def test_a_free_relation_needs_no_other_side() -> None:
    assert found(record("1-a.md"), record("2-b.md", (LinkKind.RELATES_TO, "1"))) == []


@pytest.mark.parametrize(
    ("status", "severity"),
    [
        (Status.DRAFT, Severity.WARNING),
        (Status.PROPOSED, Severity.WARNING),
        (Status.ACCEPTED, Severity.ERROR),
    ],
)
def test_a_placeholder_is_worse_in_what_is_settled(status: Status, severity: Severity) -> None:
    told = Told(placeholders={"1-a.md": [(9, "{title of an option}")]})
    got = found(record("1-a.md", status=status), told=told)
    assert got == [("ADR501", "1-a.md", 9, severity)]


def test_findings_stand_in_the_order_of_path_line_and_code() -> None:
    first = record("1-a.md", (LinkKind.AMENDS, "9-x.md"), status=Status.UNKNOWN)
    got = found(first, record("0-b.md", status=Status.UNKNOWN))
    assert [(path, line) for _, path, line, _ in got] == [
        ("0-b.md", 6),
        ("1-a.md", 4),
        ("1-a.md", 6),
    ]


def test_each_duplicate_number_is_told_how_to_get_a_free_one() -> None:
    records = tuple(
        Record(f"adr/0001-{name}.md", 1, name, Status.ACCEPTED) for name in ("a", "b", "c")
    )
    found = findings(DecisionLog(records), NOTHING)
    assert [f.hint for f in found if f.code == "ADR101"] == [
        "adr renumber adr/0001-b.md gives it the next free number",
        "adr renumber adr/0001-c.md gives it the next free number",
    ]


@pytest.mark.parametrize(
    ("names", "twice"),
    [
        (("ARCH-001-a", "CI-001-b"), []),
        (("ARCH-001-a", "CI-001-b", "CI-001-c"), ["CI-001-c"]),
        (("0001-a", "ADR-001-b"), ["ADR-001-b"]),
        (("001-a", "CI-001-b"), ["CI-001-b"]),
    ],
)
def test_series_with_letters_of_their_own_are_numbered_apart(
    names: tuple[str, ...], twice: list[str]
) -> None:
    got = found(*(record(f"{name}.md") for name in names))
    assert [path for code, path, _, _ in got if code == "ADR101"] == [f"{n}.md" for n in twice]


BY, OLD, AMENDS, AMENDED = (
    LinkKind.SUPERSEDED_BY,
    LinkKind.SUPERSEDES,
    LinkKind.AMENDS,
    LinkKind.AMENDED_BY,
)
GONE = Status.SUPERSEDED


def codes(*records: Record, told: Told = NOTHING) -> list[tuple[str, str]]:
    return [(code, path) for code, path, _, _ in found(*records, told=told)]


def test_a_record_that_names_its_successor_and_reads_as_in_force_is_an_error() -> None:
    old, new = record("1-a.md", (BY, "2")), record("2-b.md", (OLD, "1"))
    assert found(old, new) == [("ADR203", "1-a.md", 4, Severity.ERROR)]
    (finding,) = findings(DecisionLog((old, new)), NOTHING)
    assert finding.fixable


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PROPOSED, Status.REJECTED])
def test_a_record_retired_by_what_is_not_in_force_leaves_nothing_in_force(status: Status) -> None:
    old = record("1-a.md", (BY, "2"), status=GONE)
    new = record("2-b.md", (OLD, "1"), status=status)
    assert found(old, new) == [("ADR204", "1-a.md", 6, Severity.ERROR)]
    assert found(record("1-a.md", (BY, "2")), new) == [("ADR204", "1-a.md", 4, Severity.WARNING)]


def test_a_successor_that_was_replaced_itself_is_no_gap() -> None:
    first = record("1-a.md", (BY, "2"), status=GONE)
    second = record("2-b.md", (OLD, "1"), (BY, "3"), status=GONE)
    assert found(first, second, record("3-c.md", (OLD, "2"))) == []


def test_records_that_supersede_each_other_in_a_circle_are_reported_once() -> None:
    first = record("1-a.md", (BY, "2"), (OLD, "3"), status=GONE)
    second = record("2-b.md", (BY, "3"), (OLD, "1"), status=GONE)
    third = record("3-c.md", (BY, "1"), (OLD, "2"), status=GONE)
    assert found(first, second, third) == [("ADR303", "1-a.md", 6, Severity.ERROR)]
    (finding,) = findings(DecisionLog((first, second, third)), NOTHING)
    assert "1-a.md → 2-b.md → 3-c.md → 1-a.md" in finding.message


def test_a_record_that_supersedes_itself_is_a_circle() -> None:
    assert codes(record("1-a.md", (OLD, "1"))) == [("ADR303", "1-a.md")]


def test_two_successors_that_the_old_record_does_not_name_are_a_warning() -> None:
    old = record("1-a.md", (BY, "2"), status=GONE)
    second, third = record("2-b.md", (OLD, "1")), record("3-c.md", (OLD, "1"))
    assert codes(old, second, third) == [("ADR304", "1-a.md"), ("ADR302", "3-c.md")]
    split = record("1-a.md", (BY, "2"), (BY, "3"), status=GONE)
    assert codes(split, second, third) == []


def with_label(label: str, target: str) -> Record:
    link = stated_link(LinkKind.RELATES_TO, target, label)
    return Record("9-x.md", 9, "X", Status.ACCEPTED, links=(link,))


@pytest.mark.parametrize("label", ["ADR-0007: Use y", "7. Use y", "#7", "[ADR 7", "0007 Use 16"])
def test_a_link_that_reads_otherwise_than_it_leads_is_a_warning(label: str) -> None:
    assert codes(record("7-y.md"), record("8-z.md"), with_label(label, "8-z.md")) == [
        ("ADR305", "9-x.md")
    ]
    assert codes(record("7-y.md"), with_label(label, "7-y.md")) == []


@pytest.mark.parametrize(
    "label", ["", "Use Postgres 16", "2024-05-01 meeting", "v8.2", "7.1 of it"]
)
def test_a_link_text_without_a_record_s_number_is_no_matter(label: str) -> None:
    assert codes(record("8-z.md"), with_label(label, "8-z.md")) == []


def test_a_section_that_the_target_does_not_have_is_a_warning_that_names_those_it_has() -> None:
    new = record("2-b.md", (AMENDS, "1#scope"))
    old = record("1-a.md", (AMENDED, "2"))
    assert codes(old, new, told=Told(sections={"1-a.md": ("scope", "cost")})) == []
    log = DecisionLog((old, new))
    (finding,) = findings(log, Told(sections={"1-a.md": ("context", "cost")}))
    assert (finding.code, finding.path, finding.line) == ("ADR306", "2-b.md", 4)
    assert "#context, #cost" in finding.hint


def test_a_record_that_four_others_amend_should_be_written_anew() -> None:
    new = [record(f"{n}-x.md", (AMENDS, "1")) for n in (2, 3, 4, 5)]
    old = record("1-a.md", *((AMENDED, str(n)) for n in (2, 3, 4, 5)))
    assert found(old, *new) == [("ADR307", "1-a.md", 6, Severity.INFO)]
    assert found(record("1-a.md", *((AMENDED, str(n)) for n in (2, 3, 4))), *new[:3]) == []


def test_a_place_of_the_status_that_holds_only_a_relation_is_no_unknown_word() -> None:
    old = record("1-a.md", (AMENDS, "2"), status=Status.UNKNOWN, raw="Amends [2](2-b.md)")
    new = record("2-b.md", (AMENDED, "1"))
    (finding,) = findings(DecisionLog((old, new)), NOTHING)
    assert (finding.code, finding.message) == ("ADR201", "no status")
