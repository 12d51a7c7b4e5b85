"""What a record, its file name or its author says is shown and never acts, in both builders."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from adr_tool.site.builder import Finish, build
from adr_tool.site.contents import Site
from adr_tool.site.policy import LENIENT, tighten
from adr_tool.site.publication import one_page, prepare
from adr_tool.workspace import Workspace
from tests.site.browsing import visiting
from tests.site.zensical import build_with_zensical

pytestmark = [pytest.mark.browser, pytest.mark.integration]

ACT = "globalThis.pwned=1"
PAYLOADS = [
    line.replace("@ACT@", ACT)
    for line in (Path(__file__).with_name("payloads.txt")).read_text("utf-8").splitlines()
]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
BUILDERS = ("mkdocs", "zensical")


def _record(payload: str) -> str:
    """A record that says the same thing wherever it can."""
    said = json.dumps(payload)
    keys = ("status", "date", "summary", "assisted-by", "implementation", "review-by", "odd")
    lists = ("tags", "decision-makers", "consulted", "affects", "supersedes", "relates-to")
    front = [f"{key}: {said}" for key in keys] + [f"{key}: [{said}]" for key in lists]
    return "\n".join(
        [
            *("---", *front, "---", ""),
            *(f"# {payload}", "", payload, "", f"## {payload}", "", f"- {payload}", ""),
            *(f"[{payload}](https://example.org/)", f"![{payload}](gone.png)", ""),
            *("| a |", "| - |", f"| {payload.replace('|', '')} |", ""),
            *("```mermaid", "flowchart LR", "  A --> B", f"  {payload}", "```", ""),
            *("```js", payload, "```", "", "haystack", ""),
        ]
    )


@pytest.fixture(scope="session")
def hostile_log(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Commit a record for each payload, by an author of that name, into a file of that name."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    (root / "adr").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for number, payload in enumerate(PAYLOADS, 1):
        name = f"{number:04d}-{payload.replace('/', '')[:80]}.md"
        (root / "adr" / name).write_text(_record(payload), encoding="utf-8")
        who = ["-c", f"user.name={payload}", "-c", "user.email=x@example.org"]
        subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
        said = [*who, "commit", "-q", "-m", payload]
        subprocess.run(["git", "-C", str(root), *said], check=True)
    return Workspace(root, ("adr",), {})


@dataclass(frozen=True)
class Hostile:
    """The same stage, built twice."""

    site: Site
    out: Path

    def pages(self, builder: str) -> Iterator[Path]:
        return (self.out / builder).rglob("*.html")


@pytest.fixture(scope="session")
def hostile(hostile_log: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Build the hostile log with each builder, and again with the policy that stops scripts."""
    out = tmp_path_factory.mktemp("built")
    site, finish = prepare(hostile_log, out / "stage", now=NOW)
    _build(out, finish)
    for builder in BUILDERS:
        shutil.copytree(out / builder, out / f"{builder}-csp")
        tighten(out / f"{builder}-csp")
        for page in (out / builder).rglob("*.html"):  # nothing but the cleaning is left to help
            text = page.read_bytes()
            page.write_bytes(text.replace(LENIENT.encode(), b"upgrade-insecure-requests", 1))
    return Hostile(site, out)


def _build(out: Path, finish: Finish) -> None:
    build(out / "stage", out / "mkdocs", finish)
    build_with_zensical(out / "stage", out / "zensical", finish)


class _Live(HTMLParser):
    """Collects what could act in the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag} {name}={value}" for name, value in attrs if _acts(name, value)]
        self.found += [f"<{tag}>" for _ in range(tag in {"iframe", "object", "embed", "base"})]


def _acts(name: str, value: str | None) -> bool:
    told = re.sub(r"[\x00-\x20]", "", value or "").lower()
    loads = name in {"src", "srcset", "data", "poster"} and told.startswith(("http", "//"))
    return name.startswith("on") or "script:" in told[:12] or told.startswith("data:") or loads


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_page_holds_what_could_act(hostile: Hostile, builder: str) -> None:
    pages = list(hostile.pages(builder))
    assert len(pages) > len(PAYLOADS)
    for page in pages:
        text = page.read_text("utf-8")
        live = _Live()
        live.feed(text)
        assert live.found == [], page
        scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL)
        assert not [words for words in scripts if "pwned" in words and "mermaid" not in words], page


@pytest.mark.parametrize("policy", ["", "-csp"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_of_a_hostile_log_acts_or_asks_elsewhere(
    browser: Browser, hostile: Hostile, builder: str, policy: str
) -> None:
    folder = hostile.out / f"{builder}{policy}"
    hubs = ["", "all/", "timeline/", "graph/", "as-of/", "start-here/", "figures/"]
    records = [found.url for found in hostile.site.found]
    with visiting(browser, folder) as visit:
        visit.open("")
        expect(visit.search("haystack").first).to_be_visible()
        for url in (*hubs, *(records[::9] if policy else records)):
            answer = visit.page.goto(visit.base + url)
            assert answer is not None
            assert answer.ok, url
            visit.page.mouse.move(400, 300)
            assert visit.page.evaluate("globalThis.pwned") is None, url
            assert visit.page.evaluate("getComputedStyle(document.body).display") != "none", url
        assert visit.elsewhere == []
        # Mermaid says that what is no diagram cannot be drawn; the policy had nothing to stop.
        assert [said for said in visit.errors if "olicy" in said or "pwned" in said[:9]] == []


def test_nothing_of_a_hostile_log_acts_in_one_file(
    browser: Browser, hostile_log: Workspace, tmp_path: Path
) -> None:
    text, _ = one_page(hostile_log, now=NOW)
    (tmp_path / "index.html").write_text(
        text.replace("default-src 'none'", "default-src * 'unsafe-inline'"), encoding="utf-8"
    )
    with visiting(browser, tmp_path) as visit:
        visit.open("")
        assert visit.page.evaluate("globalThis.pwned") is None
        assert visit.elsewhere == []
