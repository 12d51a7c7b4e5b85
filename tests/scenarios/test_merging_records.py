"""Adding a record is one new file: branches merge, and the site knows what they brought."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git, make_hub

CODE = "src/sessions.py"


def _add(run: Adr, git: Git, title: str, cited: str) -> str:
    """Add a record that cites a file; gives its path."""
    path = run.new(title, "--reserve")
    changed = git(run.project, "diff", "--name-status", "origin/main", "HEAD").split()
    assert changed == ["A", path], "one new file, nothing else"
    with (run.project / path).open("a", encoding="utf-8") as file:
        file.write(f"\nSee [the code]({cited}).\n")
    git(run.project, "commit", "--quiet", "--all", "--amend", "--no-edit")
    return path


@pytest.mark.integration
def test_two_new_records_merge_without_a_conflict_and_both_are_published(
    tmp_path: Path, git: Git
) -> None:
    hub = make_hub(tmp_path, git, records=2)
    run = hub.clone("ana")
    (run.project / "src").mkdir()
    (run.project / CODE).write_text("TTL = 30\n", "utf-8")
    git(run.project, "add", CODE)
    git(run.project, "commit", "--quiet", "--message", "Keep sessions")
    hub.push(run)
    for branch, title in (("one", "Use Redis"), ("two", "Use gRPC")):
        git(run.project, "switch", "--quiet", "--create", branch, "origin/main")
        _add(run, git, title, f"../{CODE}")
    git(run.project, "switch", "--quiet", "main")
    for branch in ("one", "two"):
        git(run.project, "merge", "--quiet", "--no-ff", branch, "--message", f"Merge {branch}")
    assert [r["number"] for r in run.done("list", "--json").data] == [1, 2, 3, 4]
    assert run.done("check", "--base", "origin/main").code == 0
    comment = run.done("review", "--base", "origin/main", "--format", "markdown").out
    assert "### Decisions: ✅ no error; 2 new\n" in comment

    git(run.project, "remote", "set-url", "origin", "git@github.com:shop/shop.git")
    out = tmp_path / "site"
    run.done("site", "build", "--strict", "--out", str(out))
    assert git(run.project, "status", "--porcelain") == "", "a build leaves the checkout alone"
    commit = git(run.project, "rev-parse", "HEAD").strip()
    address = f"https://github.com/shop/shop/blob/{commit}/{CODE}"
    found = [gzip.decompress(f.read_bytes()) for f in out.glob("pagefind/fragment/*")]
    for name, title in (("0003-use-redis", "Use Redis"), ("0004-use-grpc", "Use gRPC")):
        page = (out / f"adr/{name}/index.html").read_text("utf-8")
        assert "adr-chip--proposed" in page
        assert f'href="{address}"' in page, "a path is a link to the built commit"
        for hub_page in ("index.html", "all/index.html", "timeline/index.html"):
            assert f"adr/{name}/" in (out / hub_page).read_text("utf-8")
        assert sum(title.encode() in fragment for fragment in found) == 1, "the search knows it"
