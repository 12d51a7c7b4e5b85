"""A log in a notation of its own, described in the settings."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

SETTINGS = """\
file_names = "DR{number}_{slug}"

[statuses]
erprobt = "proposed"
"im Betrieb" = "accepted"

[labels]
Reifegrad = "status"
Stand = "date"
"Löst ab" = "supersedes"
"Abgelöst von" = "superseded-by"
"""
KEYS = "---\nReifegrad: im Betrieb # seit Mai\nStand: 2024-05-01\nkunde: A\n---\n\n# Nimm Oracle\n"
SECTION = """# DR002: Nimm Kafka

## Reifegrad

Erprobt

Löst ab [DR001](DR001_nimm-oracle.md)

## Lage

Warum nicht.
"""


@pytest.fixture
def own(run: Adr, git: Callable[..., str]) -> Adr:
    folder = run.project / "architektur/entscheidungen"
    folder.mkdir(parents=True)
    (run.project / "adr.toml").write_text(SETTINGS, "utf-8")
    (folder / "DR001_nimm-oracle.md").write_text(KEYS, "utf-8")
    (folder / "DR002_nimm-kafka.md").write_text(SECTION, "utf-8")
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9))  # old enough to be kept in the cache
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Log")
    return run


def test_names_labels_and_words_of_one_s_own_are_read(own: Adr) -> None:
    first, second = own.done("list", "--json").data
    assert (first["number"], first["title"]) == (1, "Nimm Oracle")
    assert (first["status"], first["status_raw"]) == ("accepted", "im Betrieb")
    assert first["date"] == "2024-05-01"
    assert (second["number"], second["title"], second["status"]) == (2, "Nimm Kafka", "proposed")
    assert [link["id"] for link in second["supersedes"]] == ["ADR-0001"]


def test_a_word_of_one_s_own_picks_the_records_that_say_it(own: Adr) -> None:
    own.new("Use X", "--status", "proposed")
    said = [r["number"] for r in own.done("list", "--status", "Erprobt", "--json").data]
    meant = [r["number"] for r in own.done("list", "--status", "proposed", "--json").data]
    assert (said, meant) == ([2], [2, 3])


def test_records_are_edited_under_their_own_labels(own: Adr, git: Callable[..., str]) -> None:
    own.done("accept", "2")
    shown = git(own.project, "show", "--format=", "-U0").splitlines()
    lines = [li for li in shown if li[:1] in "+-" and li[:3] not in ("---", "+++")]
    assert lines == [
        "-Reifegrad: im Betrieb # seit Mai",
        "+Reifegrad: superseded # seit Mai",
        "+superseded-by: [ADR-0002]",
        "-Erprobt",
        "+Accepted",
    ]


def test_a_relation_under_a_label_of_one_s_own_is_taken_back(own: Adr) -> None:
    path = own.project / "architektur/entscheidungen/DR002_nimm-kafka.md"
    own.done("unlink", "2", "1")
    assert "Löst ab" not in path.read_text("utf-8")
    assert own.done("show", "2", "--json").data["supersedes"] == []


def test_a_new_record_is_named_in_the_project_s_own_way(own: Adr) -> None:
    assert own.new("Nimm Öl") == "architektur/entscheidungen/DR003_nimm-öl.md"


def test_another_notation_is_not_read_from_what_was_kept(own: Adr) -> None:
    own.done("list")
    (own.project / "adr.toml").write_text(SETTINGS.replace('"accepted"', '"rejected"'), "utf-8")
    assert own.done("list", "--json").data[0]["status"] == "rejected"
    own.done("list")
    (own.project / "adr.toml").write_text("", "utf-8")
    assert own("list", "--json").code == 2
