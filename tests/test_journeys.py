"""A team's month, through the command line and git, to the published site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr, without_credentials

Git = Callable[..., str]


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Adr:
    for name in without_credentials():
        monkeypatch.delenv(name)
    monkeypatch.setenv("ADR_DATE", "2026-11-22")
    return Adr(project)


@pytest.mark.integration
def test_a_team_s_month_from_a_question_to_a_published_decision(run: Adr, git: Git) -> None:
    # A new project decides on MySQL.
    run.done("init", "docs/decisions")
    first = run.done("new", "--architect", "offline", "Use MySQL for orders").path
    run.done("accept", "2", "--by", "Ana Ruiz")
    before = (run.project / first).read_bytes()

    # Two ideas compete to replace it; nothing is superseded yet.
    mongo = run.done("new", "Use MongoDB for orders", "--supersedes", "2").path
    asked = ["--answer", "data-shape=joins", "--context", "api -> pg: orders"]
    postgres = run.done("new", "Postgres over MySQL for orders", "-s", "mysql", *asked).path
    assert (run.project / first).read_bytes() == before
    assert run.done("check").code == 0

    # One is rejected, the other accepted: only that flips the old one.
    run.done("reject", "mongo", "--reason", "Orders need joins")
    assert (run.project / first).read_bytes() == before
    assert run.done("accept", "4").out.splitlines() == [postgres, first]

    statuses = {r["path"]: r["status"] for r in run.done("list", "--json").data}
    assert statuses == {
        "docs/decisions/0001-record-architecture-decisions.md": "accepted",
        first: "superseded",
        mongo: "rejected",
        postgres: "accepted",
    }
    assert run.done("check", "--json").data["findings"] == []
    assert run.done("show", "2").out.startswith("> Not in force: superseded by ADR-0004")

    # The history tells the month, one act a commit, and nothing is left over.
    assert git(run.project, "log", "--reverse", "--format=%s").splitlines() == [
        "Accept ADR-0001: Record architecture decisions",
        "Propose ADR-0002: Use MySQL for orders",
        "Accept ADR-0002: Use MySQL for orders",
        "Propose ADR-0003: Use MongoDB for orders",
        "Propose ADR-0004: Postgres over MySQL for orders",
        "Reject ADR-0003: Use MongoDB for orders",
        "Accept ADR-0004: Postgres over MySQL for orders",
    ]
    assert git(run.project, "status", "--short") == ""

    # The site shows where the superseded record leads.
    assert run.done("site", "build", "--strict", "--out", "public").out.splitlines()[-1] == "public"
    (page,) = (run.project / "public").glob(f"**/*{Path(first).stem}*/index.html")
    text = page.read_text("utf-8")
    assert Path(postgres).stem in text
    assert "superseded" in text.lower()


def test_a_log_of_adr_tools_goes_on_in_its_own_way(run: Adr, git: Git) -> None:
    (run.project / ".adr-dir").write_text("doc/arch\n")
    folder = run.project / "doc/arch"
    folder.mkdir(parents=True)
    for number, title in enumerate(("Record decisions", "Use MySQL"), start=1):
        (folder / f"{number:04d}-{title.lower().replace(' ', '-')}.md").write_text(
            f"# {number}. {title}\n\nDate: 2019-05-0{number}\n\n## Status\n\nAccepted\n\n"
            "## Context\n\nWe need it.\n\n## Decision\n\nWe will.\n\n## Consequences\n\nGood.\n"
        )
    git(run.project, "add", ".")
    git(run.project, "commit", "-qm", "A log of adr-tools")
    new = run.done("new", "-s", "2", "Use", "PostgreSQL").path
    assert new == "doc/arch/0003-use-postgresql.md"
    text = (run.project / new).read_text()
    assert text.startswith("# 3. Use PostgreSQL\n\nDate: 2026-11-22\n\n## Status\n\nProposed\n")
    assert "Supersedes [2. Use MySQL](0002-use-mysql.md)" in text
    run.done("accept", "3")
    changed = git(run.project, "show", "--format=", "--unified=0").splitlines()
    assert [x for x in changed if x[:1] in "+-" and x[:3] not in ("+++", "---")] == [
        "-Accepted",
        "+Superseded by [3. Use PostgreSQL](0003-use-postgresql.md)",
        "-Proposed",
        "+Accepted",
    ]
    assert run.done("check", "--json").data["findings"] == []
