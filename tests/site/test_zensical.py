from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from adr_tool.site.finishing import finishing
from adr_tool.site.pages import SiteFacts, pages
from adr_tool.site.staging import stage
from tests.site.conftest import RECORDS, SVG, sample_of
from tests.site.zensical import build_with_zensical


class _Links(HTMLParser):
    """Collects what the words of a page lead to, and their anchors."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.inside = False
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.inside = self.inside or tag == "article"
        if self.inside and told.get("id") != "__skip":
            leads = [told[name] for name in ("href", "src") if told.get(name)]
            self.found += [(tag, urljoin(self.base, url)) for url in leads if url]
            self.found += [(tag, f"#{told['id']}") for _ in range("id" in told)]

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"


def _links(out: Path) -> dict[str, list[tuple[str, str]]]:
    found = {}
    for page in out.rglob("*.html"):
        name = page.relative_to(out).as_posix()
        reader = _Links(f"https://site/{name.removesuffix('index.html')}")
        reader.feed(page.read_text("utf-8"))
        found[name] = reader.found
    return found


def _data(out: Path) -> dict[str, bytes]:
    """What both have beside pages: all but the themes' files and what only one search needs."""
    ours = [path for path in out.rglob("*") if path.is_file() and path.suffix != ".html"]
    named = {path.relative_to(out).as_posix(): path for path in ours}
    scripts = ("assets/javascripts/", "assets/stylesheets/")
    theirs = (*scripts, "sitemap.xml", "search", "pagefind/", ".adr-site")
    return {name: path.read_bytes() for name, path in named.items() if not name.startswith(theirs)}


@pytest.mark.integration
def test_the_same_stage_gives_the_same_pages_links_and_data(
    tmp_path: Path, built: Path, facts: SiteFacts
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/load.svg").write_text(SVG, encoding="utf-8")
    made = sample_of(RECORDS)
    site = pages(made.log, made.texts, facts)
    stage(site, facts, tmp_path / "stage", root=tmp_path)
    build_with_zensical(tmp_path / "stage", tmp_path / "out", finishing(site, facts, csp=True))
    links = _links(tmp_path / "out")
    assert sum(len(some) for some in links.values()) > 300
    assert links == _links(built)
    other, ours = _data(tmp_path / "out"), _data(built)
    headers = other.pop("_headers"), ours.pop("_headers")
    assert all(b"script-src 'self' 'wasm-unsafe-eval' 'sha256-" in header for header in headers)
    assert other == ours
    assert len(list((tmp_path / "out/pagefind/fragment").iterdir())) == len(RECORDS)
