from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

RECORD = """---
status: accepted
date: 2024-01-02
tags: [db]
---

# Use </title><script>globalThis.acted = 1</script> it

## Context <img src=x onerror="globalThis.acted = 1">

[click](javascript:globalThis.acted=1){: onclick="globalThis.acted=1" }

See [the other](0002-b.md) and ![a drawing](img/a.svg).
"""
SETTINGS = """\
site_name: The shop
theme: {name: material, font: false}
plugins: [search, tags%s]
markdown_extensions: [attr_list, md_in_html, admonition]
nav: [{Start: index.md}%s]
"""


def _built(project: Path, *, section: bool) -> Path:
    added = (", adr", ", {Decisions: decisions/index.md}") if section else ("", "")
    (project / "mkdocs.yml").write_text(SETTINGS % added, encoding="utf-8")
    out = project / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-d", str(out)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, env=quiet
    )
    assert done.returncode == 0, done.stderr
    return out


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_site_of_ones_own_gets_the_section_by_one_line_and_loses_it_without(
    tmp_path: Path,
) -> None:
    written = {
        "docs/index.md": "# The shop\n\nWelcome.\n",
        "adr/0001-a.md": RECORD,
        "adr/0002-b.md": "# Store it\n\n## Status\n\nAccepted\n",
        "adr/img/a.svg": "<svg onload='x()'/>",
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    plain = _files(_built(tmp_path, section=False))
    out = _built(tmp_path, section=True)
    section = {name for name in _files(out) - plain if not name.startswith("decisions/")}
    assert section == set()
    page = (out / "decisions/adr/0001-a/index.html").read_text("utf-8")
    assert '<a href="../0002-b/">the other</a>' in page
    assert 'href="../../assets/adr/site.css"' in page
    article = page.split("<article")[1].split("</article>")[0]
    for sign in ("<script", "onerror=", "onclick=", "javascript:"):
        assert sign not in article
    assert "<script>globalThis" not in page
    assert "left out" in (out / "decisions/files/adr/img/a.svg").read_text("utf-8")
    data = json.loads((out / "decisions/decisions.json").read_text("utf-8"))
    assert {(out / "decisions" / r["url"]).is_dir() for r in data["records"]} == {True}
    assert "adr/0002-b" not in (out / "index.html").read_text("utf-8")
    assert _files(_built(tmp_path, section=False)) == plain
    assert _files(tmp_path) - {f"site/{name}" for name in plain} == {*written, "mkdocs.yml"}
