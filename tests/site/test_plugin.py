from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browsing import visiting

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


def _built(project: Path, *, section: bool, settings: str = SETTINGS) -> Path:
    flow = (", adr", ", {Decisions: decisions/index.md}")
    block = ("- adr\n", "- Decisions: decisions/index.md\n")
    added = (flow if settings == SETTINGS else block) if section else ("", "")
    (project / "mkdocs.yml").write_text(settings % added, encoding="utf-8")
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


RICH = """\
site_name: The shop
theme: {name: material, font: false, custom_dir: overrides}
plugins:
- search
- tags
- blog
- git-revision-date-localized: {enable_creation_date: true}
- mkdocstrings: {handlers: {python: {paths: [src]}}}
%smarkdown_extensions:
- attr_list
- admonition
- pymdownx.superfences:
    custom_fences:
    - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
validation: {anchors: warn, unrecognized_links: warn, absolute_links: warn, omitted_files: warn}
nav:
- Start: index.md
- Code: code.md
- Tags: tags.md
- Blog: [blog/index.md]
- The other decision: adr/0002-b.md
- One decision: adr/0001-a.md
%s"""
DRAWN = """---
status: accepted
date: 2024-01-02
tags: [db, only-of-a-decision]
---

# Use it

See [the other](0002-b.md), <a href="gone.md">nothing</a> and [the start](../index.md).

```mermaid
flowchart LR
  A --> B
```
"""
OTHERS = {
    "docs/index.md": "---\ntags: [db]\n---\n# The shop\n\nSee [why](adr/0001-a.md).\n",
    "docs/code.md": "# Code\n\n::: shop\n",
    "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/hello.md": "---\ndate: 2024-01-31\n---\n# Hello\n\nWords.\n",
    "docs/adr/0001-a.md": DRAWN,
    "docs/adr/0002-b.md": "# Store it\n\n## Status\n\nAccepted\n",
    "overrides/main.html": '{% extends "base.html" %}{% block announce %}Sale{% endblock %}',
    "src/shop.py": '"""The shop."""\n\n\ndef order() -> None:\n    """Place an order."""\n',
}


@pytest.mark.browser
def test_a_log_among_the_pages_of_a_rich_site_comes_out_once_and_draws_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    for name, text in OTHERS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "Start")):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    out = _built(tmp_path, section=False, settings=RICH)
    plain = {name: (out / name).read_bytes() for name in _files(out)}
    out = _built(tmp_path, section=True, settings=RICH)
    moved = {name for name in plain if name.startswith("adr/")}
    assert {"adr/0001-a/index.html", "adr/0002-b/index.html"} == moved - _files(out)
    start = (out / "index.html").read_text("utf-8")
    assert "Sale" in start
    assert 'href="decisions/docs/adr/0001-a/">why</a>' in start
    assert "Place an order" in (out / "code/index.html").read_text("utf-8")
    assert "only-of-a-decision" in (out / "tags/index.html").read_text("utf-8")
    with visiting(browser, out) as visit:
        visit.open("decisions/docs/adr/0001-a/")
        expect(visit.page.locator("div.mermaid")).to_be_visible(timeout=20_000)
        expect(visit.page.locator(".adr-broken")).to_have_text("nothing")
        assert (visit.elsewhere, visit.errors) == ([], [])
    out = _built(tmp_path, section=False, settings=RICH)
    assert _files(out) == plain.keys()
    same = {name for name in plain if plain[name] == (out / name).read_bytes()}
    assert {n for n in plain if n.endswith(".html")} <= same
