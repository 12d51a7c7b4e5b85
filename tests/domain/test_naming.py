from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.domain.naming import (
    FileName,
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
    name = NamePattern(prefix, width).file_name(number, "Use x")
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
    ],
)
def test_new_files_are_named_as_most_of_the_log_is(paths: list[str], expected: NamePattern) -> None:
    assert pattern_of(paths) == expected


def test_a_suffix_goes_in_any_case_and_other_files_keep_theirs() -> None:
    assert without_suffix("a/B.MD") == "a/B"
    assert without_suffix("a.txt") == "a.txt"
    assert is_markdown("A.Md")
    assert not is_markdown("a.md.txt")


def test_an_id_has_four_digits_at_least() -> None:
    assert [record_id(7), record_id(12345)] == ["ADR-0007", "ADR-12345"]
