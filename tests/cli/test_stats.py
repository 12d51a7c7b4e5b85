from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


@pytest.fixture
def lived(logged: Adr, git: Git, monkeypatch: pytest.MonkeyPatch) -> Adr:
    """One decision took 4 days, one 30 under two names; one is superseded, one waits."""

    def on(day: str) -> None:
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+00:00")
        monkeypatch.setenv("ADR_DATE", day)

    on("2025-01-01")
    slow, quick = logged.new("Use slow", "--tag", "db"), logged.new("Use quick", "--tag", "db")
    on("2025-01-05")
    logged.done("accept", "--force", quick)
    on("2025-01-31")
    git(logged.project, "mv", slow, "adr/0002-use-slower.md")
    git(logged.project, "commit", "-qm", "Move")
    logged.done("accept", "--force", "2")
    logged.done("accept", "--force", logged.new("Use next", "-s", "3", "--tag", "ui"))
    on("2026-11-02")
    waiting = logged.project / logged.new("Use maybe")
    text = waiting.read_text("utf-8").replace("status:", "review-by: 2027-01-01\nstatus:", 1)
    waiting.write_text(text.replace("status:", "decision-makers: [Ana, Bo]\nstatus:", 1), "utf-8")
    git(logged.project, "commit", "-qam", "Name who decides")
    monkeypatch.setenv("ADR_DATE", "2026-11-22")
    return logged


def test_the_figures_of_a_log_are_those_of_its_records_and_its_history(lived: Adr) -> None:
    found = lived.done("stats", "--json").data
    assert (found["records"], found["in_force"]) == (5, 3)
    assert found["status"] == {"accepted": 3, "proposed": 1, "superseded": 1}
    assert [(y["year"], y["records"]) for y in found["years"]] == [(2025, 3), (2026, 2)]
    assert found["proposals"]["records"] == 1
    assert found["proposals"]["oldest"][0] == {
        "id": "ADR-0005", "path": "adr/0005-use-maybe.md", "days": 20,
    }  # fmt: skip
    assert found["acceptance"] == {"records": 3, "median_days": 4, "longest_days": 30}
    assert found["superseded_share"] == 0.25
    assert found["without_review"] == 3
    assert found["deciders"] == [{"name": "Ana", "records": 1}, {"name": "Bo", "records": 1}]
    assert found["tags"] == [{"name": "db", "records": 2}, {"name": "ui", "records": 1}]
    told = lived.done("stats").out
    assert "Status      accepted 3, proposed 1, superseded 1\n" in told
    assert "Proposals   1, waiting for 20 days; the oldest, ADR-0005, for 20 days\n" in told
    assert "Acceptance  took 4 days; the longest 30 days, of 3 that git saw\n" in told


def test_a_log_without_records_is_said_to_be_empty(run: Adr) -> None:
    (run.project / "adr").mkdir()
    assert run("stats").code == 2
    assert run.done("stats", "--allow-empty", "--json").data["records"] == 0
