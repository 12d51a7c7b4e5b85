"""What a site consists of, before any generator sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from adr_tool.workflow.past import Entry


def _nowhere(_: str) -> None:
    """No address is known."""


class Search(StrEnum):
    """What searches the site: Pagefind, or the theme's own where pages are opened as files."""

    PAGEFIND = "pagefind"
    LUNR = "lunr"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the pages need to know of the world, given by the caller.

    Attributes:
        name: The site's name, plain text.
        exists: Tells whether a path, relative to the project root, is a file or folder.
        forge: The address of a repository path at the built commit, or None.
        generated: When and from what the site was built, for the footer.
        directory_urls: Whether pages are served as `a/b/` and not as `a/b.html`.
        commit_page: The address of a commit on the forge, or None.
        commit: The id of the built commit, or None outside git.
        now: When the site is built.
        past: By path of a record, what git tells of it, the oldest first.
        home: The address at which the site is published; empty where it is not known.
        search: What searches it.
        file_urls: Whether the site is opened from a disk, without a server.
    """

    name: str
    exists: Callable[[str], bool]
    forge: Callable[[str], str | None]
    generated: str
    directory_urls: bool = True
    commit_page: Callable[[str], str | None] = _nowhere
    commit: str | None = None
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    past: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    home: str = ""
    search: Search = Search.PAGEFIND
    file_urls: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What the search knows of a record, in plain words.

    Attributes:
        url: Where its page is served, from the root of the site, not quoted.
        title: Its name.
        standing: `In force`, `Under discussion` or `History`.
        status: Its status.
        date: Its date as written, or empty.
        tags: Its tags.
        text: Its words as Markdown, without front matter and title.
    """

    url: str
    title: str
    standing: str
    status: str
    date: str
    tags: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page with its front matter.

    Attributes:
        path: Where it goes, relative to the folder of pages.
        text: Its Markdown.
        diagrams: Whether it holds a Mermaid diagram.
        source: The record that it shows, relative to the project root; empty for others.
    """

    path: str
    text: str
    diagrams: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link of a record whose target does not exist.

    Attributes:
        path: The record, relative to the project root.
        line: 1-based.
        target: The target as written.
    """

    path: str
    line: int
    target: str


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of the project that pages show.

    Attributes:
        source: Relative to the project root.
        destination: Relative to the folder of pages.
    """

    source: str
    destination: str


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is written for the generator.

    Attributes:
        pages: The page of every record, and those that lead to them.
        broken: Links without a target, by record and line.
        files: Files that are copied beside the pages.
        data: Name of a data file → its text, for example `decisions.json`.
        found: What the search is to know of each record.
    """

    pages: tuple[Page, ...]
    broken: tuple[BrokenLink, ...]
    files: tuple[CopiedFile, ...]
    data: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Found, ...] = ()

    @property
    def diagrams(self) -> bool:
        """Whether any page holds a diagram."""
        return any(page.diagrams for page in self.pages)
