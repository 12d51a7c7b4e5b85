"""Where each page and file of the site stands, and how pages refer to each other."""

from __future__ import annotations

import posixpath
import re
from enum import StrEnum
from urllib.parse import quote

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import without_suffix
from adr_tool.domain.record import Record

INDEX = "index.md"
ALL = "all.md"
TIMELINE = "timeline.md"
AS_OF = "as-of.md"
GRAPH = "graph.md"
FIGURES = "figures.md"
START = "start-here.md"
_FILES = "files"
_LISTS = "by"
_RAW = "raw"
_HUBS = (INDEX, ALL, TIMELINE, AS_OF, GRAPH, FIGURES, START)
_THEMES = ("assets", "search", "templates", "404", "sitemap", "pagefind")
_RESERVED = frozenset({*(hub.removesuffix(".md") for hub in _HUBS), *_THEMES, _FILES, _LISTS, _RAW})
_LONGEST_NAME = 60
_UNSAFE = re.compile(r"[\x00-\x20\x7f?#%&:*\"'<>|\\\ud800-\udfff]+")


class Facet(StrEnum):
    """By what the records of a log are listed and filtered."""

    STATUS = "status"
    TAG = "tag"
    YEAR = "year"
    DECIDER = "decider"


class Addresses:
    """The page of every record and list, and relative references between pages."""

    def __init__(self, log: DecisionLog, *, directory_urls: bool = True) -> None:
        self._directory_urls = directory_urls
        self._pages: dict[str, str] = {}
        taken: set[str] = set()
        for record in log.records:
            self._pages[record.path] = _unused(_page(record.path), taken)
        self._lists: dict[tuple[Facet, str], str] = {}
        self._lists_taken: set[str] = set()

    def list_page(self, facet: Facet, value: str) -> str:
        """The path of the plain list of the records that have a value."""
        key = (facet, value)
        if key not in self._lists:
            name = "-".join(_parts(value.replace("/", "-").lower()))[:_LONGEST_NAME] or "other"
            stem = f"{_LISTS}/{facet}/{name}"
            self._lists[key] = _unused(stem, self._lists_taken)
        return self._lists[key]

    def raw(self, record: Record, suffix: str) -> str:
        """The path of a record's own file on the site, `.txt` as it is kept or `.json`."""
        return f"{_RAW}/{self.page(record).removesuffix('.md')}{suffix}"

    def location(self, path: str) -> str:
        """Where a page or file is served, from the root of the site, not quoted."""
        return self._location(path)

    def page(self, record: Record) -> str:
        """The path of a record's page in the folder of pages."""
        return self._pages[record.path]

    def url(self, origin: str, path: str) -> str:
        """The address of a page or file as a browser needs it on another page, quoted."""
        here, there = self._location(origin), self._location(path)
        start = posixpath.dirname(f"/{here}")
        url = _relative(f"/{there}", start)
        return quote(f"{url}/" if there.endswith("/") or not there else url)

    def _location(self, path: str) -> str:
        if not path.endswith(".md"):
            return path
        stem = path.removesuffix(".md")
        if not self._directory_urls:
            return f"{stem}.html"
        folder, name = posixpath.split(stem)
        if name != "index":
            return f"{stem}/"
        return f"{folder}/" if folder else ""


def _relative(path: str, start: str) -> str:
    """The way from one absolute path to another.

    `posixpath.relpath` asks for the working folder each time, and a page has dozens of links.
    """
    names, above = ([p for p in place.split("/") if p] for place in (path, start))
    shared = 0
    for name, other in zip(names, above, strict=False):
        if name != other:
            break
        shared += 1
    return "/".join([*([".."] * (len(above) - shared)), *names[shared:]]) or "."


def reference(origin: str, path: str) -> str:
    """How the Markdown of one page refers to another page or file, quoted."""
    return quote(posixpath.relpath(path, posixpath.dirname(origin) or "."))


def copied(path: str) -> str:
    """Where a copied file of the project goes."""
    return posixpath.join(_FILES, *_parts(path))


def _page(path: str) -> str:
    parts = _parts(without_suffix(path)) or ["record"]
    if parts[-1].lower() == "readme":
        parts[-1] = "index"
    if parts[0].lower() in _RESERVED:
        parts.insert(0, "records")
    return "/".join(parts)


def _parts(path: str) -> list[str]:
    """Split a path into names that every file system and generator takes.

    Generators pass over names that start with a dot.
    """
    cleaned = (_UNSAFE.sub("-", part.lstrip(".")) for part in path.split("/"))
    return [part for part in cleaned if part]


def _unused(stem: str, taken: set[str]) -> str:
    name = stem
    number = 2
    while name.lower() in taken:
        name = f"{stem}-{number}"
        number += 1
    taken.add(name.lower())
    return f"{name}.md"
