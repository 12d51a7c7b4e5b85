"""The text of every public decision stays the same, whatever a tool writes into its record."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from adr_tool.document import editor
from adr_tool.document.decision import Decision
from adr_tool.document.editor import Reference
from adr_tool.document.reader import read
from adr_tool.domain.link import LinkKind
from adr_tool.domain.status import MOVES, Status
from adr_tool.errors import EditError
from adr_tool.store.writing import read_text
from tests.cli.runner import Adr
from tests.corpora.measure import CORPORA, rows

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora of real records at {CORPORA}"),
]
Git = Callable[..., str]
NEW = Reference("ADR-9999", "9999. Use something new", "9999-use-something-new.md")
REPOSITORIES = sorted({row["repo"] for row in rows()}) if CORPORA.is_dir() else []
SAMPLE = 12
"""How many records of each repository are edited at most; others are like them."""


@pytest.fixture(params=REPOSITORIES)
def repository(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def edits(text: str, path: str) -> dict[str, str]:
    """The text after each of our edits that it allows."""
    found: dict[str, str] = {}
    wanted: dict[str, Callable[[], str]] = {
        "amended": lambda: editor.add_link(text, path, LinkKind.AMENDED_BY, NEW),
        "related": lambda: editor.add_link(text, path, LinkKind.RELATES_TO, NEW),
    }
    status = read(text, path).record.status
    if Status.SUPERSEDED in MOVES[status]:
        wanted["superseded"] = lambda: editor.supersede(text, path, NEW)
    if Status.DEPRECATED in MOVES[status]:
        wanted["deprecated"] = lambda: editor.set_status(text, path, Status.DEPRECATED)
    for name, edit in wanted.items():
        try:
            found[name] = edit()
        except EditError:
            continue
    return found


def test_no_edit_of_ours_changes_the_text_of_a_decision(repository: str) -> None:
    mine = [row for row in rows() if row["repo"] == repository]
    changed = []
    for row in mine[:: len(mine) // SAMPLE + 1]:
        text = read_text(CORPORA / "files" / repository.replace("/", "+") / row["path"])
        before = Decision(text, row["path"])
        changed += [
            f"{row['path']} {name}"
            for name, after in edits(text, row["path"]).items()
            if Decision(after, row["path"]).hash != before.hash
        ]
    assert changed == []


def test_a_log_that_did_not_change_has_not_drifted(
    repository: str, tmp_path: Path, git: Git
) -> None:
    root = tmp_path / "project"
    shutil.copytree(CORPORA / "files" / repository.replace("/", "+"), root)
    git(root, "init", "--quiet")
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--message", "All of it")
    done = Adr(root)("check", "--base", "HEAD", "--json", "--select", "ADR4")
    assert done.data["findings"] == []
    records = done.data["records"]
    assert f"it had {records} records, now {records}" in done.err
