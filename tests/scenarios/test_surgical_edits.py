"""An edit shows in `git diff` as the lines it is about, whatever else the file holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
BODY = """\
# 2. Use Oracle

{status}## Context

Words with trailing spaces  \r
````markdown
```yaml
status: rejected
```
````

<!-- status: draft -->

## Our own section

* kept * as * it * is
- [ ] a task

| a | b |
| --- | --- |
| `|` | \\| |

## Decision

The last line has no end"""
MADR = (
    "---\n# SPDX-License-Identifier: CC0-1.0\nstatus: 'proposed'   # since May\n"
    'x-own: {a: [1, 02], b: "ä"}\ndate: 2024-05-01\nlist:\n    - one\n    -   two\n---\n\n'
)


@pytest.fixture(params=["madr", "nygard"])
def odd(empty: Adr, git: Git, request: pytest.FixtureRequest) -> Adr:
    """A log with one odd file: BOM, CRLF, comments, unknown keys, fences, no final newline."""
    empty.done("init", "--template", request.param)
    text = (
        "# 3. Use Postgres\n\nDate: 2024-05-01\n\n## Status\n\nAccepted\n\n## Context\n\nX.\n\n"
        "## Decision\n\nY.\n"
    )
    (empty.project / "adr/0003-use-postgres.md").write_text(text, "utf-8")
    if request.param == "madr":
        whole = MADR + BODY.format(status="")
    else:
        whole = BODY.format(status="Date: 2024-05-01\n\n## Status\n\nProposed\n\n")
    whole = whole.replace("\r\n", "\n").replace("\n", "\r\n")
    odd_one(empty).write_bytes(b"\xef\xbb\xbf" + whole.encode())
    git(empty.project, "config", "core.autocrlf", "false")
    git(empty.project, "add", "--all")
    git(empty.project, "commit", "--quiet", "--message", "The log")
    return empty


def odd_one(run: Adr) -> Path:
    return run.project / "adr/0002-use-oracle.md"


def changed(run: Adr, git: Git) -> list[str]:
    shown = git(run.project, "diff", "-U0", "HEAD^", "--", "adr/0002-use-oracle.md")
    lines = shown.replace("\ufeff", "").split("\n")
    return [li for li in lines if li[:1] in ("-", "+") and li[:3] not in ("---", "+++")]


def test_only_the_status_line_changes_when_a_record_is_accepted(odd: Adr, git: Git) -> None:
    odd.done("accept", "2")
    removed, added = changed(odd, git)
    assert removed.lower().startswith(("-status: 'proposed'   # since may", "-proposed"))
    assert added.lower() == removed.lower().replace("-", "+", 1).replace("proposed", "accepted")


def test_only_a_line_is_added_when_records_are_linked(odd: Adr, git: Git) -> None:
    odd.done("link", "2", "Amends", "1")
    lines = changed(odd, git)
    assert [line for line in lines if line.startswith("-")] == []
    assert len([line for line in lines if line.strip("+\r")]) == 1


def test_the_status_and_the_successor_change_when_a_record_is_superseded(
    odd: Adr, git: Git
) -> None:
    odd.done("supersede", "2", "--by", "3")
    lines = [line for line in changed(odd, git) if line.strip("+-\r")]
    assert len(lines) <= 3
    assert all("supersed" in line.lower() or "proposed" in line.lower() for line in lines)


def test_what_is_taken_back_leaves_the_same_bytes(odd: Adr) -> None:
    before = odd_one(odd).read_bytes()
    odd.done("link", "2", "Amends", "1")
    odd.done("unlink", "2", "1")
    assert odd_one(odd).read_bytes() == before
    odd.done("accept", "2")
    odd.done("reopen", "2")
    assert odd_one(odd).read_bytes().lower() == before.lower()


@pytest.mark.parametrize("template", ["madr", "nygard"])
def test_titles_of_every_script_have_file_names_that_can_be_read(empty: Adr, template: str) -> None:
    empty.done("init", "--template", template)
    titles = ["Использовать Redis", "使用するデータベース", "Größe der Übung"]
    paths = [empty.new(title, "--template", template) for title in titles]
    assert paths == [
        "adr/0002-использовать-redis.md",
        "adr/0003-使用するデータベース.md",
        "adr/0004-größe-der-übung.md",
    ]
    assert [r["title"] for r in empty.done("list", "--json").data][1:] == titles
