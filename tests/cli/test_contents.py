"""The log as one document: its contents and its graph."""

from __future__ import annotations

import re

import pytest

from tests.cli.runner import Adr


@pytest.fixture
def log(logged: Adr) -> Adr:
    """Record 2 superseded by 3, and 4, which is only proposed and amends 3."""
    for title in ('Use "MySQL" <here>', "Use PostgreSQL [again]", "Keep backups"):
        logged.done("new", "--yes", "--architect", "none", title)
    logged.done("accept", "2", "3", "--force")
    logged.done("supersede", "2", "--by", "3")
    logged.done("amend", "3", "--by", "4")
    return logged


def test_the_contents_link_every_record_from_the_log_folder(log: Adr) -> None:
    lines = log.done("toc").out.splitlines()
    assert lines[0].startswith("# ")
    links = [re.search(r"\]\(([^)]+)\)", line) for line in lines if line.startswith("* ")]
    assert all(link and (log.project / "adr" / link[1]).is_file() for link in links)
    assert len(links) == 4
    assert lines[3].endswith("(superseded)")
    assert "Use PostgreSQL \\[again\\]" in lines[4]


def test_the_contents_as_data_are_those_of_the_list(log: Adr) -> None:
    assert log.done("toc", "--format", "json").data == log.done("list", "--json").data


def test_a_relation_stated_on_both_sides_is_one_edge(log: Adr) -> None:
    graph = log.done("graph", "--format", "json").data
    assert [node["id"] for node in graph["nodes"]] == [f"ADR-000{n}" for n in (1, 2, 3, 4)]
    assert graph["edges"] == [
        {"source": "ADR-0003", "target": "ADR-0002", "kind": "supersedes"},
        {"source": "ADR-0004", "target": "ADR-0003", "kind": "amends"},
    ]


def test_labels_cannot_leave_their_quotes(log: Adr) -> None:
    drawn = log.done("graph").out
    assert '["ADR-0002 Use #quot;MySQL#quot; #lt;here#gt;"]' in drawn
    assert drawn.count("-->") == 2
    assert r'label="ADR-0002 Use \"MySQL\" <here>"' in log.done("graph", "--format", "dot").out


@pytest.mark.parametrize("name", ["toc", "graph"])
def test_the_names_of_adr_tools_work_too(name: str, log: Adr) -> None:
    assert log.done("generate", name).out == log.done(name).out


@pytest.mark.parametrize("name", ["toc", "graph"])
def test_nothing_is_drawn_of_nothing(name: str, run: Adr) -> None:
    assert run(name).code == 2
