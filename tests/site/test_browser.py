from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from adr_tool.site.pages import Site
from tests.site.browsing import Visit, visiting
from tests.site.conftest import RECORDS

pytestmark = [pytest.mark.browser, pytest.mark.integration]

AXE_PAGES = (
    "",
    "all/",
    "timeline/",
    "as-of/",
    "start-here/",
    "graph/",
    "figures/",
    "adr/0005-store-orders-in-mysql/",
    "adr/0007-publish-events-through-kafka/",
)
AXE_CONTEXT = {
    "include": [[".md-header"], [".md-tabs"], [".md-main"], [".md-footer"], [".adr-search"]]
}
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}


class BuildSite(Protocol):
    def __call__(
        self, texts: dict[str, str], folder: Path, *, from_disk: bool = False
    ) -> tuple[Site, Path]: ...


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Visit]:
    """Open the small log; whatever a test does, nothing may go wrong or elsewhere."""
    with visiting(browser, built) as visit:
        yield visit
        assert visit.errors == []
        assert visit.elsewhere == []


def test_search_finds_a_word_of_a_body_and_opens_its_record(visit: Visit) -> None:
    visit.open("")
    hits = visit.search("xylophone")
    expect(hits).to_have_count(1)
    expect(hits).to_contain_text("because the xylophone report")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_contain_text("ADR-0047")


def test_search_finds_words_of_other_alphabets(visit: Visit) -> None:
    visit.open("all/")
    expect(visit.search("журналы").first).to_contain_text("ADR-0051")


def test_search_shows_what_is_in_force_before_what_is_not(visit: Visit) -> None:
    visit.open("adr/0001-record-architecture-decisions/")
    hits = visit.search("store orders")
    expect(hits.nth(2)).to_be_visible()
    chips = visit.page.locator(".adr-search__results .adr-chip").all_inner_texts()
    assert chips == sorted(chips)
    assert {"accepted", "superseded"} <= set(chips)
    expect(visit.page.locator(".adr-search h2").first).to_contain_text("In force")


def test_a_site_from_a_disk_is_searched_without_a_server(
    browser: Browser, tmp_path: Path, build_site: BuildSite
) -> None:
    out = build_site(RECORDS, tmp_path, from_disk=True)[1]
    with closing(browser.new_context()) as context:
        visit = Visit(context.new_page(), out.as_uri() + "/")
        visit.open("index.html")
        visit.page.locator(".md-search__input").click()
        visit.page.keyboard.type("xylophone")
        hit = visit.page.locator(".md-search-result__item a").first
        expect(hit).to_contain_text("partitioned PostgreSQL", timeout=15_000)
        hit.click()
        expect(visit.page.locator("h1")).to_contain_text("ADR-0047")
        visit.open("as-of.html")
        visit.page.get_by_text("2024-12-31: 2 in force").click()
        assert visit.errors == []
        assert visit.elsewhere == []
        visit.page.locator(".md-search__input").click()
        visit.page.keyboard.type("xylophone")
        expect(hit).to_be_visible(timeout=15_000)
        assert _faults(visit.page) == [], "axe alone asks for style sheets, in vain"


def test_a_superseded_record_leads_to_the_one_in_force(visit: Visit) -> None:
    visit.open("adr/0005-store-orders-in-mysql/")
    banner = visit.page.locator(".adr-banner")
    expect(banner).to_contain_text("Superseded by ADR-0012 (superseded) → ADR-0047")
    banner.locator("a").last.click()
    expect(visit.page.locator("h1")).to_contain_text("ADR-0047 Store orders in a partitioned")
    assert visit.page.locator(".adr-banner").count() == 0


def test_a_diagram_is_drawn_without_asking_elsewhere(visit: Visit) -> None:
    visit.open("adr/0007-publish-events-through-kafka/")
    drawing = visit.page.locator("div.mermaid")
    expect(drawing).to_be_visible(timeout=20_000)
    box = drawing.bounding_box()
    assert box is not None
    assert box["height"] > 50


def test_the_list_is_filtered_by_facets_and_words(visit: Visit) -> None:
    visit.open("all/")
    rows = visit.page.locator("tr[data-adr-values]:visible")
    expect(rows).to_have_count(9)
    visit.page.get_by_label("accepted 4").check()
    expect(rows).to_have_count(4)
    visit.page.get_by_label("orders 2").check()
    expect(rows).to_have_count(2)
    visit.page.get_by_label("Filter by words").fill("kafka")
    expect(rows).to_have_count(1)
    expect(visit.page.locator(".adr-count")).to_have_text("1 of 9 decisions.")
    assert visit.page.url.endswith("/all/?words=kafka&status=accepted&tag=orders")
    visit.page.reload()
    expect(rows).to_have_count(1)
    visit.page.get_by_text("Clear all").click()
    expect(rows).to_have_count(9)
    assert visit.page.url == f"{visit.base}all/"


def test_the_address_of_the_list_keeps_the_choice(visit: Visit) -> None:
    visit.open("all/?status=superseded&status=proposed&year=2024")
    expect(visit.page.locator("tr[data-adr-values]:visible")).to_have_count(2)
    expect(visit.page.locator("[data-adr-value=superseded] input")).to_be_checked()


def test_a_tag_of_a_record_leads_to_the_records_with_it(visit: Visit) -> None:
    visit.open("adr/0005-store-orders-in-mysql/")
    visit.page.locator("a.adr-tag", has_text="data").click()
    expect(visit.page.locator("tr[data-adr-values]:visible")).to_have_count(3)


def test_the_lists_are_plain_pages_without_scripts(browser: Browser, built: Path) -> None:
    with visiting(browser, built, java_script_enabled=False) as visit:
        visit.open("all/?status=accepted")
        expect(visit.page.locator("tr[data-adr-values]:visible")).to_have_count(9)
        visit.page.locator("[data-adr-value=deprecated] a").click()
        visit.page.get_by_role("link", name="Keep sessions in Redis").click()
        expect(visit.page.locator(".adr-banner")).to_contain_text("Deprecated")
        visit.open("as-of/")
        visit.page.get_by_text("2024-12-31: 2 in force").click()
        expect(visit.page.get_by_role("link", name="ADR-0012")).to_be_visible()


def test_the_log_is_shown_as_of_a_date(visit: Visit) -> None:
    visit.open("as-of/?on=2024-06-01")
    listed = visit.page.locator(".adr-as-of__list li")
    expect(listed).to_have_count(2)
    expect(listed.last).to_contain_text("ADR-0005 Store orders in MySQL superseded")
    visit.page.get_by_label("In force on").fill("2026-06-01")
    visit.page.keyboard.press("Enter")
    expect(listed).to_have_count(4)
    assert visit.page.url.endswith("?on=2026-06-01")


def test_the_graph_is_walked_with_the_keyboard(visit: Visit) -> None:
    visit.open("graph/")
    visit.page.locator("[data-adr-node]").first.focus()
    visit.page.keyboard.press("ArrowRight")
    said = visit.page.locator(".adr-graph__said")
    expect(said).to_contain_text(", ")
    visit.page.get_by_label("Find in the graph").fill("kafka")
    expect(said).to_have_text("1 of 9 decisions.")
    visit.page.locator("[data-adr-node='ADR-0007']").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_contain_text("Kafka")


def _faults(page: Page) -> list[str]:
    """What axe-core finds on a page: its rule, where, and why.

    Only when nothing moves any more: a colour on its way to another is what nobody reads.
    """
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
    found = Axe().run(page, context=AXE_CONTEXT, options=AXE_OPTIONS)
    return [
        f"{one['id']} {node['target']} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def test_no_page_has_a_fault_that_axe_finds(browser: Browser, built: Path) -> None:
    """WCAG 2.2 A and AA, by axe-core, light and dark, with what the theme puts around our pages."""
    for scheme, width, pages in (("light", 1280, AXE_PAGES), ("dark", 390, AXE_PAGES[::2])):
        screen = {"width": width, "height": 900}
        with visiting(browser, built, color_scheme=scheme, viewport=screen) as visit:
            for path in pages:
                visit.open(path)
                if not path:
                    visit.search("orders")
                assert _faults(visit.page) == [], f"{path} {scheme}"


@pytest.mark.parametrize("path", ["", "all/", "graph/", "adr/0007-publish-events-through-kafka/"])
def test_nothing_is_cut_off_on_a_phone(browser: Browser, built: Path, path: str) -> None:
    with visiting(browser, built, viewport={"width": 390, "height": 844}) as visit:
        visit.open(path)
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert width == 390
