"""What a built site still needs: its data, its search index, and its policy."""

from __future__ import annotations

from pathlib import Path

from adr_tool.errors import SiteError
from adr_tool.site import policy, search_index
from adr_tool.site.builder import Finish
from adr_tool.site.contents import Search, Site, SiteFacts
from adr_tool.site.staging import write_text


def finishing(site: Site, facts: SiteFacts, *, csp: bool = False) -> Finish:
    """The last step for a site.

    Args:
        site: Its pages.
        facts: What was told about it.
        csp: Whether its pages may run no inline script but the theme's own.
    """

    def finish(out: Path) -> None:
        _require_pages(site, facts, out)
        # Two files a record, which a generator would only look at and copy.
        for name, text in site.data.items():
            write_text(out / name, text)
        if facts.search is Search.PAGEFIND and site.found:
            search_index.index(site.found, out)
        (out / ".nojekyll").touch()  # GitHub Pages would leave out what begins with `_`
        if csp:
            policy.tighten(out)

    return finish


_NOT_FOUND = "404.html"


def _require_pages(site: Site, facts: SiteFacts, out: Path) -> None:
    """Make sure that every page was built, and nothing that is none of ours.

    Raises:
        SiteError: A page is missing, or there is one too many.
    """
    wanted = {_file(page.path, directory_urls=facts.directory_urls) for page in site.pages}
    there = {path.relative_to(out).as_posix() for path in out.rglob("*.html")} - {_NOT_FOUND}
    for words, names in (("lacks", wanted - there), ("has an unknown page,", there - wanted)):
        if names:
            raise SiteError(f"The built site {words} {min(names)}; it is not published")


def _file(page: str, *, directory_urls: bool) -> str:
    stem = page.removesuffix(".md")
    if not directory_urls or stem.rpartition("/")[2] == "index":
        return f"{stem}.html"
    return f"{stem}/index.html"
