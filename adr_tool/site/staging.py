"""Write a site's pages, files and settings to a folder that generators build from."""

from __future__ import annotations

import os
import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from adr_tool.errors import SiteError
from adr_tool.site.contents import CopiedFile, Site, SiteFacts
from adr_tool.site.generator import scripts, settings

DOCS = "docs"
SETTINGS = "mkdocs.yml"
DIAGRAMS = ("mermaid.min.js", "strict.js", "LICENSE.txt")
"""What draws diagrams, and its licence."""

_LIVE_SVG = re.compile(rb"<script|\son\w+\s*=|javascript:|<foreignobject", re.IGNORECASE)
_LEFT_OUT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="420" height="40"><text x="10" y="25" '
    b'font-family="sans-serif" font-size="14">image left out: it carries a script</text></svg>\n'
)


def stage(site: Site, facts: SiteFacts, folder: Path, *, root: Path) -> None:
    """Write everything that a generator needs.

    Args:
        site: The pages.
        facts: What was told about the site.
        folder: Where to write; made if missing. What an earlier stage left there is
            removed, and a file that is the same already is not touched, so that a build
            can tell what has changed.
        root: The project root, from which shown files are copied.

    Raises:
        SiteError: Something cannot be read or written.
    """
    try:
        _write(site, facts, folder, root)
    except OSError as error:
        name = error.filename or folder
        message = f"The site cannot be prepared: {name}: {error.strerror}"
        raise SiteError(message) from error


def _write(site: Site, facts: SiteFacts, folder: Path, root: Path) -> None:
    docs = folder / DOCS
    shutil.rmtree(folder / "overrides", ignore_errors=True)
    _remove_others(docs, {page.path for page in site.pages})
    write_text(folder / SETTINGS, settings(facts))
    for page in site.pages:
        write_text(docs / page.path, page.text)
    for file in site.files:
        _copy(file, docs, root)
    _write_assets(folder, facts, diagrams=site.diagrams)


def _remove_others(docs: Path, kept: set[str]) -> None:
    for folder, _, names in os.walk(docs):
        for name in names:
            path = Path(folder, name)
            if path.relative_to(docs).as_posix() not in kept:
                path.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, unless the file holds just that.

    Raises:
        OSError: It cannot be written.
    """
    content = text.encode("utf-8", "replace")
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def shown(file: CopiedFile, root: Path) -> bytes | None:
    """A file as the site shows it; None where it is none.

    A drawing that would run a script when opened is left out.
    """
    source = root / file.source
    if not source.is_file():
        return None
    content = source.read_bytes()
    is_live = source.suffix.lower() == ".svg" and _LIVE_SVG.search(content)
    return _LEFT_OUT if is_live else content


def _copy(file: CopiedFile, docs: Path, root: Path) -> None:
    content = shown(file, root)
    if content is None:
        return
    target = docs / file.destination
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _write_assets(folder: Path, facts: SiteFacts, *, diagrams: bool) -> None:
    with as_file(files("adr_tool.site") / "assets") as assets:
        shutil.copytree(assets / "overrides", folder / "overrides")
        own = folder / DOCS / "assets" / "adr"
        own.mkdir(parents=True, exist_ok=True)
        for name in ("theme.css", "site.css", *scripts(facts)):
            shutil.copyfile(assets / name, own / name)
        if facts.file_urls:
            worker = assets / "iframe-worker"
            for name in ("iframe-worker.js", "LICENSE.txt"):
                shutil.copyfile(worker / name, own / name)
        if diagrams:
            target = folder / DOCS / "assets" / "mermaid"
            target.mkdir(exist_ok=True)
            for name in DIAGRAMS:
                shutil.copyfile(assets / "mermaid" / name, target / name)
