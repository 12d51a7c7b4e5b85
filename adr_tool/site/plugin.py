"""The decision site as a section of a MkDocs site of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from adr_tool.errors import AdrError
from adr_tool.site.contents import Site
from adr_tool.site.generator import SCRIPTS
from adr_tool.site.publication import Options, read_site
from adr_tool.site.sanitise import clean, plain
from adr_tool.site.staging import DIAGRAMS, shown
from adr_tool.workspace import Workspace

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from adr_tool.site.contents import Page as OurPage

_STYLE = "site.css"
_DRAWN_BY = "assets/mermaid"


class _Settings(Config):
    folder = config_options.Type(str, default="decisions")
    log = config_options.ListOfItems(config_options.Type(str), default=[])


class DecisionsPlugin(BasePlugin[_Settings]):
    """Adds the pages and data of a log below one folder; nothing is written to the project.

    Settings: `folder`, where the section stands; `log`, the log's folders from `mkdocs.yml`,
    found as the command line finds them where none are named.
    """

    _site: Site
    _root: Path
    _ours: dict[str, OurPage]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the log, and let the pages load our style and scripts."""
        project = Path(config.config_file_path or ".").resolve().parent
        space = Workspace(project, tuple(self.config.log), os.environ)
        options = Options(directory_urls=config.use_directory_urls)
        try:
            self._site, _ = read_site(space, now=datetime.now(tz=UTC), options=options)
            self._root = space.root
            self._ours = {self._at(page.path): page for page in self._site.pages}
            config.watch.extend(str(folder) for folder in space.folder.folders)
        except AdrError as error:
            raise PluginError(f"adr: {error.message}") from error
        config.extra_css.append(self._at(f"assets/adr/{_STYLE}"))
        config.extra_javascript.extend(self._at(f"assets/adr/{name}") for name in SCRIPTS)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages, the data, the shown files and our assets."""
        for name, page in self._ours.items():
            # A lone surrogate has no place in a file.
            text = page.text.encode("utf-8", "replace").decode()
            level = InclusionLevel.NOT_IN_NAV
            made = File.generated(config, name, content=text, inclusion=level)
            files.append(made)
            self._stand_in(made, page.source, files, config)
        for name, content in self._beside().items():
            files.append(File.generated(config, self._at(name), content=content))
        return files

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Make our pages safe, whatever extensions the site has; the search sees this, too."""
        del config, files
        ours = self._ours.get(page.file.src_uri)
        if ours is None:
            return html
        _clean_names(page.toc)
        page.links_to_anchors = None  # ours are checked already; broken ones are marked
        return clean(html) + (self._drawing(page) if ours.diagrams else "")

    def _stand_in(self, ours: File, source: str, files: Files, config: MkDocsConfig) -> None:
        """Let a record that lies among the site's own pages come out once, as our page.

        Links and navigation that name the record's file lead to our page.
        """
        place, docs = (self._root / source).resolve(), Path(config.docs_dir).resolve()
        if not source or not place.is_relative_to(docs):
            return
        theirs = files.get_file_from_path(place.relative_to(docs).as_posix())
        if theirs is not None:
            theirs.inclusion = InclusionLevel.EXCLUDED
            theirs.dest_uri, theirs.url = ours.dest_uri, ours.url

    def _drawing(self, page: Page) -> str:
        """Load what draws diagrams from here; the theme would fetch it from another site."""
        scripts = [name for name in DIAGRAMS if name.endswith(".js")]
        urls = [get_relative_url(self._at(f"{_DRAWN_BY}/{name}"), page.url) for name in scripts]
        return "".join(f'<script src="{url}"></script>' for url in urls)

    def _beside(self) -> dict[str, bytes]:
        """What stands beside the pages, by its name."""
        data = {name: text.encode("utf-8", "replace") for name, text in self._site.data.items()}
        copied = {file.destination: shown(file, self._root) for file in self._site.files}
        kept = {name: content for name, content in copied.items() if content is not None}
        drawing = _files(_DRAWN_BY, "mermaid", DIAGRAMS) if self._site.diagrams else {}
        return data | kept | drawing | _files("assets/adr", "", (_STYLE, *SCRIPTS))

    def _at(self, name: str) -> str:
        folder = self.config.folder.strip("/")
        return f"{folder}/{name}" if folder else name


def _files(folder: str, place: str, names: Iterable[str]) -> dict[str, bytes]:
    """Files of ours, by where they go."""
    assets = files("adr_tool.site") / "assets" / place
    return {f"{folder}/{name}": (assets / name).read_bytes() for name in names}


def _clean_names(links: Iterable[AnchorLink]) -> None:
    """The theme puts the names of the contents into the page as they are."""
    for link in links:
        link.title = plain(link.title)
        _clean_names(link.children)
