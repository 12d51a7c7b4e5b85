"""What a built site still needs: its search index, and its policy."""

from __future__ import annotations

from pathlib import Path

from adr_tool.site import policy, search_index
from adr_tool.site.builder import Finish
from adr_tool.site.contents import Search, Site, SiteFacts


def finishing(site: Site, facts: SiteFacts, *, csp: bool = False) -> Finish:
    """The last step for a site.

    Args:
        site: Its pages.
        facts: What was told about it.
        csp: Whether its pages may run no inline script but the theme's own.
    """

    def finish(out: Path) -> None:
        if facts.search is Search.PAGEFIND and site.found:
            search_index.index(site.found, out)
        (out / ".nojekyll").touch()  # GitHub Pages would leave out what begins with `_`
        if csp:
            policy.tighten(out)

    return finish
