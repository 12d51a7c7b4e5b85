"""Pages that lead to others: one head for all of them."""

from __future__ import annotations

from adr_tool.site.addresses import INDEX
from adr_tool.site.contents import Page
from adr_tool.site.edition import Edition
from adr_tool.site.markup import crumbs, escape, front_matter, heading

HUB: dict[str, object] = {"hide": ["navigation", "toc"], "search": {"exclude": True}}
"""The front matter of a page that leads to others: it would outrank them in a search."""


def hub(
    edition: Edition,
    place: str,
    title: str,
    *parts: str,
    above: tuple[str, ...] = (),
    hidden: tuple[str, ...] = ("navigation", "toc"),
) -> Page:
    """Make such a page.

    Args:
        edition: The log.
        place: Its path.
        title: Its title.
        parts: What stands below the title; empty ones leave no gap.
        above: Links to the pages between the front page and this one, as HTML.
        hidden: What of the theme is not shown on it.
    """
    values = {"title": title, **HUB, "hide": list(hidden)}
    way = crumbs(edition.link_to(place, INDEX, edition.facts.name), *above, escape(title))
    return Page(place, joined(front_matter(values), way, heading(title), *parts))


def joined(*parts: str) -> str:
    """Join the parts of a page; empty ones leave no gap."""
    return "\n".join(part for part in parts if part)
