from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.domain.naming import (
    FileName,
    FilePattern,
    NamePattern,
    is_markdown,
    parse_file_name,
    pattern_of,
    record_id,
    slug,
    without_suffix,
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("adr/0007-use-x.md", FileName("", "0007", None, "use-x")),
        ("7-use-x.markdown", FileName("", "7", None, "use-x")),
        ("0007.md", FileName("", "0007", None, "")),
        ("0007_use_x.mdx", FileName("", "0007", None, "use_x")),
        ("ADR-0007-use-x.md", FileName("ADR-", "0007", None, "use-x")),
        ("adr-7-x.md", FileName("adr-", "7", None, "x")),
        ("adr007-x.md", FileName("adr", "007", None, "x")),
        ("ODH-ADR-Operator-0007-x.md", FileName("ODH-ADR-Operator-", "0007", None, "x")),
        ("ARCH-12-x.md", FileName("ARCH-", "12", None, "x")),
        ("arch-012-x.md", FileName("arch-", "012", None, "x")),
        ("rfc_3_x.md", FileName("rfc_", "3", None, "x")),
        ("20240501-use-x.md", FileName("", "", "2024-05-01", "use-x")),
        ("2024-05-01-use-x.md", FileName("", "", "2024-05-01", "use-x")),
        ("2024-05-01_007-use-x.md", FileName("", "007", "2024-05-01", "use-x")),
        ("0007-use-x/README.md", FileName("", "0007", None, "use-x")),
        ("2024-05-01-x/index.md", FileName("", "", "2024-05-01", "x")),
        ("README.md", FileName("", "", None, "README")),
        ("use-postgres.md", FileName("", "", None, "use-postgres")),
        ("0001-编写完整的单元测试.md", FileName("", "0001", None, "编写完整的单元测试")),
    ],
)
def test_a_file_name_tells_number_date_and_slug(path: str, expected: FileName) -> None:
    assert parse_file_name(path) == expected


@pytest.mark.parametrize(
    "path", ["use-http-2.md", "day-0.md", "python-3-only.md", "http2.md", "x/oauth-2-login.md"]
)
def test_a_figure_in_a_slug_is_no_number(path: str) -> None:
    assert parse_file_name(path).number is None


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert parse_file_name("2024-13-01-x.md").date is None


def test_a_number_has_no_octal_reading() -> None:
    assert parse_file_name("0010-x.md").number == 10


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Use PostgreSQL!", "use-postgresql"),
        ("C++ vs. Rust / Go", "c-vs-rust-go"),
        ("Grüße aus Köln", "grüße-aus-köln"),
        ("选择数据库", "选择数据库"),
        ("Выбор базы", "выбор-базы"),
        ("../../etc/passwd", "etc-passwd"),
        ("???", "untitled"),
        ("", "untitled"),
        ("Cafe\u0301", "café"),
    ],
)
def test_a_slug_keeps_letters_of_every_script(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text(max_size=300))
def test_a_slug_is_a_short_safe_part_of_a_file_name(title: str) -> None:
    made = slug(title)
    assert made
    assert len(made.encode()) <= 120
    assert not set(made) & set("/\\ .\n\0")


def test_a_long_title_ends_at_a_word() -> None:
    assert slug("word " * 60).endswith("-word")
    assert len(slug("w" * 300)) == 120


@given(st.integers(1, 999_999), st.sampled_from(["", "ADR-", "adr-"]), st.integers(1, 6))
def test_a_file_name_that_is_made_reads_back(number: int, prefix: str, width: int) -> None:
    name = NamePattern(prefix, width).file_name(number, "Use x", "2026-11-23")
    assert parse_file_name(name) == FileName(prefix, f"{number:0{width}d}", None, "use-x")


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], NamePattern()),
        (["README.md"], NamePattern()),
        (["001-a.md", "002-b.md", "README.md"], NamePattern("", 3)),
        (["adr-007_x.markdown"], NamePattern("adr-", 3, "_", ".markdown")),
        (["0001-a.md", "0002-b.md", "3-c.md"], NamePattern("", 4)),
        (["ADR-1 a.md"], NamePattern("ADR-", 1, " ")),
        (["log/20240501-a.md", "x/20240502-b.md"], NamePattern("", 0, "-", ".md", "%Y%m%d")),
        (["2024-05-01_a.md"], NamePattern("", 0, "_", ".md", "%Y-%m-%d")),
        (["0007-a/README.md", "0008-b/README.md"], NamePattern("", 4, "-", "/README.md")),
        (["2024-05-01-a/index.md"], NamePattern("", 0, "-", "/index.md", "%Y-%m-%d")),
    ],
)
def test_new_files_are_named_as_most_of_the_log_is(paths: list[str], expected: NamePattern) -> None:
    assert pattern_of(paths) == expected


@pytest.mark.parametrize("day", ["%Y-%m-%d", "%Y%m%d"])
@pytest.mark.parametrize("suffix", [".md", "/README.md"])
def test_a_dated_file_name_that_is_made_reads_back(day: str, suffix: str) -> None:
    name = NamePattern("", 0, "-", suffix, day).file_name(None, "Use x", "2026-11-23")
    assert parse_file_name(name) == FileName("", "", "2026-11-23", "use-x")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("DR{number}_{slug}", "log/DR012_use-x.md", FileName("DR", "012", None, "use-x")),
        ("dr{number}_{slug}.md", "DR012_Use-x.MD", FileName("dr", "012", None, "Use-x")),
        ("{slug}.{number}", "a/use-x.0007.md", FileName("", "0007", None, "use-x")),
        ("{slug}@{date}.md", "x@20240501.md", FileName("", "", "2024-05-01", "x")),
        ("{number}/decision.md", "log/12/decision.md", FileName("", "12", None, "")),
        ("n°{number} {slug}", "log/n°3 Use x.md", FileName("n°", "3", None, "Use x")),
    ],
)
def test_a_project_may_say_how_it_names_its_files(
    pattern: str, path: str, expected: FileName
) -> None:
    assert parse_file_name(path, FilePattern(pattern)) == expected


def test_names_that_do_not_fit_the_project_s_pattern_are_read_as_everywhere() -> None:
    own = FilePattern("DR{number}_{slug}")
    assert parse_file_name("0007-use-x.md", own).number == 7
    assert parse_file_name("DR012_use-x.txt", own).number is None


@given(st.integers(1, 999_999), st.sampled_from(["DR{number}_{slug}", "{slug}.{number}"]))
def test_a_file_name_of_the_project_s_own_reads_back(number: int, pattern: str) -> None:
    own = FilePattern(pattern)
    name = own.file_name(number, "Use x", "2026-11-23")
    assert own.is_numbered
    assert (own.read(name) or FileName("", "", None, "")).number == number


def test_a_dated_pattern_of_the_project_s_own_reads_back() -> None:
    own = FilePattern("{date}/{slug}.md")
    assert own.file_name(None, "Use x", "2026-11-23") == "2026-11-23/use-x.md"
    assert own.read("log/2026-11-23/use-x.md") == FileName("", "", "2026-11-23", "use-x")
    assert not own.is_numbered


@pytest.mark.parametrize("pattern", ["{slug}", "x", "{number}{number}", "{nummer}-{slug}", ""])
def test_a_pattern_without_number_or_date_or_with_other_parts_is_none(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"\{number\}"):
        FilePattern(pattern)


def test_a_suffix_goes_in_any_case_and_other_files_keep_theirs() -> None:
    assert without_suffix("a/B.MD") == "a/B"
    assert without_suffix("a.txt") == "a.txt"
    assert is_markdown("A.Md")
    assert not is_markdown("a.md.txt")


def test_an_id_has_four_digits_at_least() -> None:
    assert [record_id(7), record_id(12345)] == ["ADR-0007", "ADR-12345"]
