from __future__ import annotations

from collections.abc import Mapping

import pytest

from adr_tool.domain.checks import CODES, findings
from adr_tool.domain.finding import Severity
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.log import DecisionLog, Unreadable
from adr_tool.domain.naming import parse_file_name
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

Places = Mapping[str, list[tuple[int, str]]]


def record(
    path: str, *links: tuple[LinkKind, str], status: Status = Status.ACCEPTED, raw: str = ""
) -> Record:
    stated = tuple(Link(kind, kind.phrase, target, None, 4) for kind, target in links)
    number = parse_file_name(path).number
    return Record(path, number, path, status, status_raw=raw, links=stated, body_line=6)


def found(
    *records: Record,
    unreadable: tuple[Unreadable, ...] = (),
    problems: Places | None = None,
    placeholders: Places | None = None,
) -> list[tuple[str, str, int, Severity]]:
    log = DecisionLog(records, unreadable=unreadable)
    got = findings(log, problems or {}, placeholders or {})
    assert {finding.code for finding in got} <= set(CODES)
    return [(f.code, f.path, f.line, f.severity) for f in got]


def test_a_sound_log_has_no_findings() -> None:
    old = record("1-a.md", (LinkKind.SUPERSEDED_BY, "2"), status=Status.SUPERSEDED)
    assert found(old, record("2-b.md", (LinkKind.SUPERSEDES, "1"))) == []


def test_an_unreadable_record_is_an_error_on_its_line() -> None:
    broken = Unreadable("1-a.md", 3, "is not UTF-8 text")
    assert found(unreadable=(broken,)) == [("ADR001", "1-a.md", 3, Severity.ERROR)]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("front matter is not valid YAML: x", "ADR002"),
        ("front matter has the key 'status' twice", "ADR002"),
        ("status is accepted here and proposed on line 2", "ADR003"),
    ],
)
def test_what_the_reader_doubts_is_an_error(message: str, code: str) -> None:
    problems = {"1-a.md": [(2, message)]}
    assert found(record("1-a.md"), problems=problems) == [(code, "1-a.md", 2, Severity.ERROR)]


def test_the_second_file_of_a_number_is_told_the_next_free_one() -> None:
    log = DecisionLog((record("1-a.md"), record("1-b.md"), record("7-c.md")))
    (finding,) = findings(log, {}, {})
    assert (finding.code, finding.path) == ("ADR101", "1-b.md")
    assert "1-a.md" in finding.message
    assert "8" in finding.hint


def test_the_same_number_in_two_folders_is_no_collision() -> None:
    assert found(record("a/1-x.md"), record("b/1-x.md")) == []


@pytest.mark.parametrize(("raw", "said"), [("", "no status"), ("on hold", "'on hold'")])
def test_a_status_that_is_not_known_is_a_warning(raw: str, said: str) -> None:
    log = DecisionLog((record("1-a.md", status=Status.UNKNOWN, raw=raw),))
    (finding,) = findings(log, {}, {})
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
    (finding,) = findings(log, {}, {})
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
    left = {"1-a.md": [(9, "{title of an option}")]}
    got = found(record("1-a.md", status=status), placeholders=left)
    assert got == [("ADR501", "1-a.md", 9, severity)]


def test_findings_stand_in_the_order_of_path_line_and_code() -> None:
    first = record("1-a.md", (LinkKind.AMENDS, "9-x.md"), status=Status.UNKNOWN)
    got = found(first, record("0-b.md", status=Status.UNKNOWN))
    assert [(path, line) for _, path, line, _ in got] == [
        ("0-b.md", 6),
        ("1-a.md", 4),
        ("1-a.md", 6),
    ]


def test_each_duplicate_number_gets_a_free_one_of_its_own() -> None:
    records = tuple(
        Record(f"adr/0001-{name}.md", 1, name, Status.ACCEPTED) for name in ("a", "b", "c")
    )
    found = findings(DecisionLog(records), {}, {})
    assert [f.hint for f in found if f.code == "ADR101"] == [
        "number 2 is free for it",
        "number 3 is free for it",
    ]
