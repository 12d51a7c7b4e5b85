"""Records come from elsewhere as they are; what does not come along is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]

MYSQL = """# 1. Use MySQL

Date: 2020-01-01

## Status

Superseded by [2. Use PG](0002-use-pg.md)

## Context

See ADR-0002, [how](../project/docs/run.md), ![plan](plan.png) and [above](#status).
"""
PG = """---
status: accepted
supersedes: [ADR-0001, 1]
---

# 2. Use PG

See [1. Use MySQL](0001-use-mysql.md#context), [ADR-0001](0001-use-mysql.md), ADR-0001.
See [gone](x.md).
"""
FILE = """# Decisions

How we got here.

## ADR-001: Use X

**Status:** Accepted
**Date:** 2021-02-03

### Context

We [follow](#adr-002-use-y).

## ADR-002: Use Y

**Status:** Proposed

Amends ADR-001.

## Questions

None.
"""


@pytest.fixture
def source(run: Adr) -> Path:
    """A folder beside the project with two records, one of them with the number 1."""
    folder = run.project.parent / "elsewhere"
    folder.mkdir()
    (folder / "0001-use-mysql.md").write_text(MYSQL, "utf-8")
    (folder / "0002-use-pg.md").write_text(PG, "utf-8")
    (folder / "plan.png").write_bytes(b"x")
    (run.project / "docs").mkdir()
    (run.project / "docs/run.md").write_text("# Run\n", "utf-8")
    return folder


def test_into_an_empty_log_records_come_with_their_bytes(run: Adr, source: Path, git: Git) -> None:
    (source / "0001-use-mysql.md").write_text(MYSQL.replace("../project/docs/run.md", "x"), "utf-8")
    run.done("import", "../elsewhere")
    assert (run.project / "adr/0002-use-pg.md").read_text("utf-8") == PG
    assert git(run.project, "log", "--format=%s") == "Import 2 records from elsewhere\n"
    assert git(run.project, "status", "--porcelain") == "?? docs/\n"


@pytest.mark.usefixtures("source")
def test_a_number_that_is_taken_is_given_anew_wherever_it_stands(logged: Adr) -> None:
    out = logged.done("import", "../elsewhere").out
    assert "../elsewhere/0001-use-mysql.md:1  adr/0003-use-mysql.md" in out
    assert "../elsewhere/0002-use-pg.md:1     adr/0002-use-pg.md" in out
    moved = (logged.project / "adr/0003-use-mysql.md").read_text("utf-8")
    assert moved == MYSQL.replace("# 1.", "# 3.").replace("../project/docs", "../docs")
    kept = (logged.project / "adr/0002-use-pg.md").read_text("utf-8")
    assert kept == (
        PG.replace("ADR-0001", "ADR-0003")
        .replace(", 1]", ", 3]")
        .replace("[1. Use", "[3. Use")
        .replace("0001-use-mysql.md", "0003-use-mysql.md")
    )
    pg = logged.done("show", "2", "--json").data
    assert [r["id"] for r in pg["supersedes"]] == ["ADR-0003"]
    assert logged("check").code == 0


def test_what_does_not_come_along_is_named(logged: Adr, source: Path) -> None:
    (source / "README.md").write_text("# About\n", "utf-8")
    (source / "0009-broken.md").write_bytes(b"# 9\n\xff\n")
    out = logged.done("import", "../elsewhere").out
    assert "adr/0003-use-mysql.md:11: plan.png did not come along" in out
    assert "adr/0002-use-pg.md:9: x.md did not come along" in out
    assert "Not imported: ../elsewhere/plan.png:1: is no record" in out
    assert "Not imported: ../elsewhere/README.md:1: is no record" in out
    assert "Not imported: ../elsewhere/0009-broken.md:2: is not UTF-8 text" in out


@pytest.mark.usefixtures("source")
def test_a_dry_run_reports_the_same_and_writes_nothing(logged: Adr, git: Git) -> None:
    dry = logged.done("import", "../elsewhere", "--dry-run").out
    assert git(logged.project, "status", "--porcelain", "adr") == ""
    assert logged.done("import", "../elsewhere").out == dry


def test_what_is_here_already_is_not_taken_twice(run: Adr, source: Path) -> None:
    (source / "0001-use-mysql.md").unlink()
    (source / "0002-use-pg.md").write_text("# 2. Use PG\n\nStatus: accepted\n", "utf-8")
    run.done("import", "../elsewhere")
    again = run.done("import", "../elsewhere").out
    assert "../elsewhere/0002-use-pg.md: is here already" in again
    assert "0 imported" in run.done("import", "../elsewhere").err


def test_a_file_of_decisions_becomes_a_record_a_section(logged: Adr) -> None:
    (logged.project / "decisions.md").write_text(FILE, "utf-8")
    out = logged.done("import", "decisions.md").out
    assert "decisions.md:5   adr/0003-use-x.md" in out
    first = (logged.project / "adr/0003-use-x.md").read_text("utf-8")
    second = (logged.project / "adr/0002-use-y.md").read_text("utf-8")
    assert first == (
        "# ADR-003: Use X\n\n**Status:** Accepted\n**Date:** 2021-02-03\n\n"
        "## Context\n\nWe [follow](0002-use-y.md).\n"
    )
    assert second == "# ADR-002: Use Y\n\n**Status:** Proposed\n\nAmends ADR-003.\n"
    assert "Not imported: decisions.md:1: # Decisions" in out
    assert "Not imported: decisions.md:20: ## Questions" in out


def test_sections_without_a_status_are_records_where_a_person_says_so(run: Adr) -> None:
    text = "# Decisions\n\n## Use X\n\nWe do.\n\n## Use Y\n\nWe do, too.\n"
    (run.project / "decisions.md").write_text(text, "utf-8")
    assert run("import", "decisions.md", "--from", "records").code == 2
    run.done("import", "decisions.md", "--from", "sections")
    assert (run.project / "adr/0002-use-y.md").read_text("utf-8") == "# Use Y\n\nWe do, too.\n"


def test_a_source_without_a_record_is_nothing_to_read(run: Adr, source: Path) -> None:
    for path in source.glob("*.md"):
        path.unlink()
    assert run("import", "../elsewhere").code == 2
    assert run("import", "../nowhere").code == 2
    (source / "log.json").write_text("{}", "utf-8")
    refused = run("import", "../elsewhere/log.json")
    assert refused.code == 2
    assert "adr export json does not hold their words" in refused.err


def test_a_relation_that_cannot_be_carried_is_named(logged: Adr, source: Path) -> None:
    forge = "https://example.org/team/elsewhere/blob/main/elsewhere/0001-use-mysql.md"
    (source / "0002-use-pg.md").write_text(f"# 2. Use PG\n\nSupersedes: [it]({forge})\n", "utf-8")
    out = logged.done("import", "../elsewhere").out
    assert f"adr/0002-use-pg.md:3: Supersedes {forge} no longer leads to 0003-use-mysql.md" in out


@pytest.mark.parametrize(
    ("name", "title", "there", "new_title"),
    [
        ("001 Logging.md", "# 001 Logging", "002 Logging.md", "# 002 Logging"),
        ("2001-12-06_001-logs.md", "# Logs of 1", "2001-12-06_002-logs.md", "# Logs of 1"),
        ("0001-undo.md", "# 1. Undo ADR-0001", "0002-undo.md", "# 2. Undo ADR-0002"),
    ],
)
def test_a_number_is_found_in_every_kind_of_name(
    logged: Adr, name: str, title: str, there: str, new_title: str
) -> None:
    folder = logged.project.parent / "elsewhere"
    folder.mkdir()
    (folder / name).write_text(f"{title}\n\nStatus: accepted\n", "utf-8")
    logged.done("import", "../elsewhere")
    made = (logged.project / "adr" / there).read_text("utf-8")
    assert made == f"{new_title}\n\nStatus: accepted\n"


def test_the_log_itself_is_no_source(logged: Adr) -> None:
    assert logged("import", "adr").code == 2


def test_an_import_that_cannot_be_written_leaves_nothing_behind(logged: Adr, source: Path) -> None:
    (source / "sub").mkdir()
    (source / "sub/0007-use-z.md").write_text("# 7. Use Z\n\nStatus: accepted\n", "utf-8")
    (logged.project / "adr/sub").write_text("in the way", "utf-8")
    assert logged("import", "../elsewhere").code == 1
    assert sorted(p.name for p in (logged.project / "adr").glob("*.md")) == [
        "0001-record-architecture-decisions.md"
    ]
