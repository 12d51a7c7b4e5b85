from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.cli.runner import Adr

RECORD = """# =cmd() of the orders

- Status: accepted
- Date: 2026-11-22
- Tags: data, orders

## Context

See [the other](0002-keep-them.md#context), [below](#decision), [nothing](nowhere.md).
![plan](https://example.org/plan.png) <script>alert(1)</script>

## Decision

Amended.[^1]

[^1]: In May.
"""
OTHER = "# Keep them\n\n- Status: proposed\n\n## Context\n\nOne.[^1]\n\n[^1]: In June.\n"


@pytest.fixture
def log(run: Adr) -> Adr:
    """A log of two records, in a repository that has a commit."""
    run.done("init")
    folder = run.project / "adr"
    for path in folder.glob("*.md"):
        path.unlink()
    (folder / "0001-orders.md").write_text(RECORD, "utf-8")
    (folder / "0002-keep-them.md").write_text(OTHER, "utf-8")
    return run


def break_one(run: Adr) -> None:
    (run.project / "adr/0003-broken.md").write_bytes(b"# Broken\n\xff\n")


def test_json_wraps_the_records_of_the_list(log: Adr) -> None:
    made = log.done("export", "json").data
    assert list(made) == ["schema", "generated_at", "commit", "records", "unreadable"]
    assert made["schema"] == 1
    assert made["records"] == log.done("list", "--json").data
    assert re.fullmatch("[0-9a-f]{40}", made["commit"])


def test_paths_are_those_from_the_root_of_the_repository(log: Adr) -> None:
    made = log.done("export", "json", at=log.project / "adr").data
    assert [r["path"] for r in made["records"]] == ["adr/0001-orders.md", "adr/0002-keep-them.md"]


def test_outside_git_there_is_no_commit(log: Adr) -> None:
    (log.project / ".git").rename(log.project / "no-git")
    assert log.done("export", "json").data["commit"] is None


def test_a_record_that_cannot_be_read_is_in_the_export_as_such(log: Adr) -> None:
    break_one(log)
    made = log.done("export", "json")
    assert len(made.data["records"]) == 2
    assert made.data["unreadable"] == [
        {"path": "adr/0003-broken.md", "line": 2, "message": "is not UTF-8 text"}
    ]
    assert "adr/0003-broken.md:2: is not UTF-8 text" in made.err
    page = log.done("export", "html")
    assert "adr/0003-broken.md:2: is not UTF-8 text" in page.out
    assert "adr/0003-broken.md:2" in log.done("-q", "export", "csv").err


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_a_log_without_records_is_no_export(run: Adr, form: str) -> None:
    assert run("export", form).code == 2
    (run.project / "adr").mkdir()
    break_one(run)
    assert run("export", form).code == 2


def test_a_row_has_the_keys_of_the_json(log: Adr) -> None:
    first, _ = csv.DictReader(io.StringIO(log.done("export", "csv").out))
    assert list(first) == list(log.done("show", "1", "--json").data)
    assert first["tags"] == "data; orders"
    assert first["in_force"] == "true"


@pytest.mark.parametrize("mark", "=+-@")
def test_no_cell_is_a_formula(log: Adr, mark: str) -> None:
    text = RECORD.replace("=cmd()", f"{mark}cmd()")
    (log.project / "adr/0001-orders.md").write_text(text, "utf-8")
    first, _ = csv.DictReader(io.StringIO(log.done("export", "csv").out))
    assert first["title"] == f"'{mark}cmd() of the orders"


def test_a_relation_in_a_cell_names_record_and_section(log: Adr) -> None:
    log.done("accept", "1", "2")
    log.done("amend", "1#context", "--by", "2")
    _, second = csv.DictReader(io.StringIO(log.done("export", "csv").out))
    assert second["amends"] == "ADR-0001#context"
    assert second["links"] == "amends ADR-0001"


def test_a_page_asks_for_nothing_and_runs_nothing(log: Adr) -> None:
    page = log.done("export", "html").out
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:script|link|img|iframe)\b|\b(?:src|onload)=|@import|url\(", page)
    assert "alert(1)" not in page


def test_every_id_of_a_page_stands_once_and_every_link_in_it_leads_somewhere(log: Adr) -> None:
    page = log.done("export", "html").out
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    inside = re.findall(r'href="#([^"]*)"', page)
    assert {"r1-decision", "r2"} <= set(inside) <= set(ids)
    assert "target not found" in page


def test_the_site_serves_what_is_exported(log: Adr) -> None:
    """And adds where a record's page is, and since when it had each status."""
    break_one(log)
    log.done("site", "build")
    served = json.loads((log.project / "site/decisions.json").read_text("utf-8"))
    made = log.done("export", "json").data
    added = {"url", "year", "statuses"}
    assert all(added <= record.keys() for record in served["records"])
    for record in served["records"]:
        for key in added:
            del record[key]
    assert {**served, "generated_at": ""} == {**made, "generated_at": ""}
