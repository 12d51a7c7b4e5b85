from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adr_tool.cli.main import adr
from adr_tool.domain.status import Status
from adr_tool.store.history import open_history
from adr_tool.workflow.chronicle import chronicle
from adr_tool.workflow.past import past
from adr_tool.workspace import Workspace

pytestmark = pytest.mark.integration

RECORD = "# {}. Use it\n\nDate: 2024-01-0{}\n\n## Status\n\n{}\n\n## Context\n\nThere is one.\n"


def _git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Ana Ruiz", "-c", "user.email=ana@example.org")
    told = ["git", "-C", str(folder), *who, *words]
    return subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip()


def _adr(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(adr, ["-C", str(folder), *words])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a clone whose record was accepted, moved and superseded."""
    _git(tmp_path, "init", "-q", "--bare", "-b", "main", "origin.git")
    _git(tmp_path, "clone", "-q", "origin.git", "project")
    folder = tmp_path / "project"
    _git(folder, "switch", "-q", "-c", "main")
    first = folder / "doc/adr/0001-use-it.md"
    first.parent.mkdir(parents=True)
    for status in ("Proposed", "Accepted"):
        first.write_text(RECORD.format(1, 1, status), encoding="utf-8")
        _git(folder, "add", "-A")
        _git(folder, "commit", "-q", "-m", f"Say that it is {status}")
    moved = first.with_name("0001-use-this.md")
    _git(folder, "mv", str(first), str(moved))
    _git(folder, "commit", "-q", "-m", "Move it")
    moved.write_text(RECORD.format(1, 1, "Superseded by [2](0002-b.md)"), encoding="utf-8")
    (first.parent / "0002-b.md").write_text(RECORD.format(2, 2, "Accepted"), encoding="utf-8")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "Replace it")
    return folder


def test_the_history_of_all_records_is_that_of_each(project: Path) -> None:
    (project / "doc/adr/0002-b.md").write_text(RECORD.format(2, 2, "Deprecated"), encoding="utf-8")
    space = Workspace(project, (), {})
    folder = space.folder_from_root
    log, _ = folder.read_all()
    texts = {r.path: (project / r.path).read_text("utf-8") for r in log.records}
    history = open_history(project)
    assert history is not None
    told = chronicle(folder, history.root, log, texts)
    assert told == {r.path: past(folder, history, r) for r in log.records}
    statuses = [entry.status for entry in told["doc/adr/0001-use-this.md"]]
    assert statuses == [Status.PROPOSED, Status.ACCEPTED, Status.ACCEPTED, Status.SUPERSEDED]
    assert told["doc/adr/0002-b.md"][-1].commit is None


def test_a_site_is_published_on_top_of_the_last_one_and_the_checkout_stays(project: Path) -> None:
    before = _git(project, "status", "--porcelain=v2", "--branch")
    refs = _git(project, "for-each-ref", "refs/heads")
    first = _adr(project, "site", "publish")
    assert (first.exit_code, first.stdout) == (0, "origin/gh-pages\n")
    origin = project.parent / "origin.git"
    files = _git(origin, "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert {"index.html", ".nojekyll", "decisions.json", ".adr-site"} <= set(files)
    assert "doc/adr/0001-use-this/index.html" in files
    (project / "doc/adr/0003-c.md").write_text(RECORD.format(3, 3, "Proposed"), encoding="utf-8")
    assert _adr(project, "site", "publish").exit_code == 0
    assert _git(origin, "rev-list", "--count", "gh-pages") == "2"
    (project / "doc/adr/0003-c.md").unlink()
    assert _git(project, "status", "--porcelain=v2", "--branch") == before
    assert _git(project, "for-each-ref", "refs/heads") == refs


def test_a_branch_of_someone_else_is_never_published_over(project: Path) -> None:
    _git(project, "push", "-q", "origin", "main:gh-pages")
    refused = _adr(project, "site", "publish")
    assert refused.exit_code == 1
    assert "origin/gh-pages holds something that adr site did not make" in refused.stderr
    assert _adr(project, "site", "publish", "--force").exit_code == 0
    origin = project.parent / "origin.git"
    assert _git(origin, "rev-list", "--count", "gh-pages") == "5"


def test_a_link_without_a_target_keeps_a_strict_site_from_being_published(project: Path) -> None:
    broken = project / "doc/adr/0003-c.md"
    broken.write_text(RECORD.format(3, 3, "Proposed") + "[gone](gone.md)\n", encoding="utf-8")
    refused = _adr(project, "site", "publish", "--strict")
    assert refused.exit_code == 1
    assert "doc/adr/0003-c.md:12: link without a target: gone.md" in refused.stderr
    assert _git(project, "ls-remote", "origin", "gh-pages") == ""


def test_the_pipeline_of_the_forge_is_written_once(project: Path) -> None:
    _git(project, "remote", "set-url", "origin", "https://gitlab.example.org/shop/shop.git")
    assert _adr(project, "site", "init").stdout == ".gitlab/decisions.yml\n"
    assert _adr(project, "site", "init", "--forge", "github").exit_code == 0
    again = _adr(project, "site", "init")
    assert (again.exit_code, "there already" in again.stderr) == (1, True)


def test_a_repository_that_cannot_be_reached_is_explained(project: Path) -> None:
    refused = _adr(project, "site", "publish", "--remote", "nowhere")
    assert refused.exit_code == 1
    assert "nowhere cannot be reached" in refused.stderr
    assert "Traceback" not in refused.stderr
