"""Adding a record is one new file: branches merge, and the site knows what they brought."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.hub import Git, make_hub


@pytest.mark.integration
def test_two_new_records_merge_without_a_conflict_and_both_are_published(
    tmp_path: Path, git: Git
) -> None:
    hub = make_hub(tmp_path, git, records=2)
    run = hub.clone("ana")
    for branch, title in (("one", "Use Redis"), ("two", "Use gRPC")):
        git(run.project, "switch", "--quiet", "--create", branch, "origin/main")
        path = run.new(title, "--reserve")
        changed = git(run.project, "diff", "--name-status", "origin/main", "HEAD").split()
        assert changed == ["A", path], "one new file, nothing else"
    git(run.project, "switch", "--quiet", "main")
    for branch in ("one", "two"):
        git(run.project, "merge", "--quiet", "--no-ff", branch, "--message", f"Merge {branch}")
    assert [r["number"] for r in run.done("list", "--json").data] == [1, 2, 3, 4]
    assert run.done("check", "--base", "origin/main").code == 0
    comment = run.done("review", "--base", "origin/main", "--format", "markdown").out
    assert "### Decisions: ✅ no error; 2 new\n" in comment

    run.done("site", "build", "--out", str(tmp_path / "site"))
    index = (tmp_path / "site/index.html").read_text("utf-8")
    for name in ("0003-use-redis", "0004-use-grpc"):
        page = (tmp_path / f"site/adr/{name}/index.html").read_text("utf-8")
        assert "proposed" in page.lower()
        assert re.search(rf'href="[^"]*{name}/', index)
