from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


def write(run: Adr, git: Git, number: int, **front: str) -> None:
    lines = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in front.items())
    path = run.project / f"adr/{number:04d}-use-{number}.md"
    path.write_text(f"---\n{lines}date: 2020-01-01\n---\n\n# Use {number}\n\nText.\n", "utf-8")
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", f"Add {number}")


@pytest.fixture
def dated(logged: Adr, git: Git, monkeypatch: pytest.MonkeyPatch) -> Adr:
    """Today is 2026-11-22, the day in the environment of all tests."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-01T12:00:00")
    write(logged, git, 2, status="accepted", review_by="2026-11-22")
    write(logged, git, 3, status="accepted", review_by="2026-12-01")
    write(logged, git, 4, status="superseded", review_by="2020-01-01")
    write(logged, git, 5, status="proposed")
    return logged


def ids(run: Adr, *arguments: str, code: int) -> list[str]:
    done = run("due", "--json", *arguments)
    assert done.code == code, done.err
    return [one["id"] for one in done.data]


def test_an_accepted_record_past_its_review_is_overdue(dated: Adr) -> None:
    assert ids(dated, code=3) == ["ADR-0002"]
    table = dated("due")
    assert table.code == 3
    assert table.out.splitlines()[1].split()[:4] == ["0002", "accepted", "2026-11-22", "review"]


def test_what_is_due_soon_is_shown_and_no_problem(dated: Adr) -> None:
    assert ids(dated, "--within", "9", code=3) == ["ADR-0002", "ADR-0003"]
    (dated.project / "adr/0002-use-2.md").unlink()
    assert ids(dated, "--within", "9", code=0) == ["ADR-0003"]


def test_a_proposal_that_nobody_touched_for_long_is_overdue(
    dated: Adr, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADR_STALE_AFTER", "21")
    assert ids(dated, code=3) == ["ADR-0002", "ADR-0005"]
    path = dated.project / "adr/0005-use-5.md"
    path.write_text(path.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert ids(dated, code=3) == ["ADR-0002"]


def test_a_review_date_that_is_none_is_not_passed_over(dated: Adr, git: Git) -> None:
    write(dated, git, 6, status="accepted", review_by="next summer")
    (one, _) = dated("due", "--json").data
    assert (one["id"], one["date"], one["overdue"]) == ("ADR-0006", None, True)
    assert "next summer" in one["reason"]


def test_nothing_due_is_said_and_no_problem(logged: Adr) -> None:
    done = logged.done("due")
    assert (done.out, done.err) == ("", "Nothing is due.\n")
    assert logged.done("due", "--json").data == []


def test_a_shallow_clone_says_that_proposals_may_be_older(dated: Adr, tmp_path: Path) -> None:
    url = f"file://{dated.project}"
    subprocess.run(["git", "clone", "-q", "--depth=1", url, tmp_path / "c"], check=True)
    assert "shallow" in Adr(tmp_path / "c")("due").err
    assert "shallow" not in dated("due").err
