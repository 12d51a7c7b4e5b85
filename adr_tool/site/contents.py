"""What a site consists of, before any generator sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the pages need to know of the world, given by the caller.

    Attributes:
        name: The site's name, plain text.
        exists: Tells whether a path, relative to the project root, is a file or folder.
        forge: The address of a repository path at the built commit, or None.
        generated: When and from what the site was built, for the footer.
        directory_urls: Whether pages are served as `a/b/` and not as `a/b.html`.
    """

    name: str
    exists: Callable[[str], bool]
    forge: Callable[[str], str | None]
    generated: str
    directory_urls: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page with its front matter.

    Attributes:
        path: Where it goes, relative to the folder of pages.
        text: Its Markdown.
        diagrams: Whether it holds a Mermaid diagram.
    """

    path: str
    text: str
    diagrams: bool = False


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
        pages: The index page and one page per record.
        broken: Links without a target, by record and line.
        files: Files that are copied beside the pages.
        data: Name of a data file → its text, for example `decisions.json`.
    """

    pages: tuple[Page, ...]
    broken: tuple[BrokenLink, ...]
    files: tuple[CopiedFile, ...]
    data: dict[str, str] = field(default_factory=dict)
