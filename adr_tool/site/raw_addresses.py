"""Addresses in raw HTML as Zensical takes them, so that both builders make the same links."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ADDRESS = re.compile(
    r"(?P<head><(?:a|img)\b[^<>]*?\s(?:href|src)\s*=\s*)(?P<quote>[\"'])(?P<url>[^\"'<>]*)(?P=quote)",
    re.IGNORECASE,
)
_KEPT = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|$", re.IGNORECASE)
_PARTS = re.compile(r"([^?#]*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is.

    Attributes:
        path: Its file in the folder of pages.
        url: Its address from the root of the site.
    """

    path: str
    url: str

    def from_source(self, address: str) -> str:
        """An address that is relative to the served page, relative to the page's file."""
        if _KEPT.match(address):
            return address
        path, rest = _PARTS.match(address).groups()  # type: ignore[union-attr]
        served = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.url), path))
        found = posixpath.relpath(served, posixpath.join("/", posixpath.dirname(self.path)))
        return f"{found}/{rest}" if path.endswith("/") else f"{found}{rest}"


class RawAddresses(Treeprocessor):  # type: ignore[misc]
    """Makes the addresses of raw HTML relative to the file of the page, under Zensical only.

    MkDocs leaves raw HTML alone, so the pages hold addresses as they are served. Zensical
    moves those too, as if they were written from the source file. Source: its release
    0.0.73, which tells an extension of the page through a preprocessor.
    """

    def run(self, root: Element) -> None:
        """Rewrite what waits to be put into the page; links of Markdown are in the tree."""
        del root
        place = self._place()
        if place:
            blocks = self.md.htmlStash.rawHtmlBlocks
            blocks[:] = [_moved_all(place, block) for block in blocks]

    def _place(self) -> Place | None:
        page = next((p.page for p in self.md.preprocessors if hasattr(p, "page")), None)
        return Place(page.path, page.url) if page else None


def _moved_all(place: Place, block: object) -> object:
    """Blocks that are no text hold Markdown."""
    if not isinstance(block, str):
        return block
    return _ADDRESS.sub(lambda found: _moved(place, found), block)


def _moved(place: Place, found: re.Match[str]) -> str:
    quote = found["quote"]
    return f"{found['head']}{quote}{place.from_source(found['url'])}{quote}"
