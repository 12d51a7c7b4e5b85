"""Publish a project's log: read it, make its pages, stage and build them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from adr_tool import __version__
from adr_tool.domain.log import DecisionLog
from adr_tool.errors import HistoryError
from adr_tool.site.builder import Finish
from adr_tool.site.contents import BrokenLink, Search, Site, SiteFacts
from adr_tool.site.pages import pages
from adr_tool.site.search_index import available
from adr_tool.site.staging import stage
from adr_tool.store.site_branch import Target
from adr_tool.store.writing import read_text
from adr_tool.workflow.chronicle import chronicle
from adr_tool.workflow.export import require_records
from adr_tool.workflow.past import Entry
from adr_tool.workspace import Workspace

_REMOTE = re.compile(
    r"^(?:https?://|git@|ssh://git@)(?P<host>[^/:]+)[/:](?P<name>.+?)(?:\.git)?/?$"
)
_FILES_OF = {"github": "blob", "gitlab": "-/blob"}
_TO_FOLDER = "adr site publish --out DIR writes it to a folder"
_COMMITS_OF = {"blob": "commit", "-/blob": "-/commit"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a site is built.

    Attributes:
        csp: Whether its pages may run no inline script but the theme's own.
        file_urls: Whether it is opened from a disk, without a server.
        directory_urls: Whether pages are served as `a/b/`; never so from a disk.
    """

    csp: bool = False
    file_urls: bool = False
    directory_urls: bool = True


_PLAIN = Options()


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build did: the links without a target, and how many records it shows."""

    broken: tuple[BrokenLink, ...]
    records: int


def build_site(
    space: Workspace, out: Path, *, now: datetime, options: Options = _PLAIN
) -> Publication:
    """Build the site of a project's log.

    Raises:
        NothingToReadError: There are no records.
        SiteError: The site cannot be built or written.
    """
    from adr_tool.site.builder import build

    with TemporaryDirectory(prefix="adr-stage-") as folder:
        site, finish = prepare(space, Path(folder), now=now, options=options)
        build(Path(folder), out, finish)
        return Publication(site.broken, len(site.found))


def publish(
    space: Workspace,
    target: Target,
    tell: Callable[[Publication], None],
    *,
    now: datetime,
    options: Options = _PLAIN,
) -> str | None:
    """Build the site and push it to a branch.

    Args:
        space: The project.
        target: Where it goes.
        tell: Called with what the build did, before anything is pushed.
        now: When it is built.
        options: How it is built.

    Returns:
        The pushed commit; None where nothing has changed.

    Raises:
        NothingToReadError: There are no records.
        SiteError: The site cannot be built.
        HistoryError: There is no repository, or the branch cannot be pushed.
    """
    from adr_tool.store.site_branch import put

    if space.history is None:
        raise HistoryError("A site is published from a git repository", hint=_TO_FOLDER)
    with TemporaryDirectory(prefix="adr-site-") as folder:
        out = Path(folder) / "site"
        done = build_site(space, out, now=now, options=options)
        tell(done)
        source = f" from {commit[:10]}" if (commit := _commit(space)) else ""
        return put(space.history, out, target, f"Publish the decision log{source}")


def serve(space: Workspace, *, host: str, port: int, now: datetime) -> None:
    """Serve the site and rebuild it whenever a record changes, until interrupted.

    Raises:
        NothingToReadError: There are no records.
        SiteError: The site cannot be built, or the port is taken.
    """
    from adr_tool.site.builder import serve as serve_stage

    with TemporaryDirectory(prefix="adr-stage-") as folder:

        def make_stage() -> tuple[Path, Finish]:
            _, finish = prepare(space, Path(folder), now=now)
            return Path(folder), finish

        serve_stage(make_stage, space.folder.folders, host=host, port=port)


def prepare(
    space: Workspace, folder: Path, *, now: datetime, options: Options = _PLAIN
) -> tuple[Site, Finish]:
    """Stage the site of a project's log; gives its pages, and what is left to do when built.

    Raises:
        NothingToReadError: There are no records.
    """
    from adr_tool.site.finishing import finishing

    site, facts = read_site(space, now=now, options=options)
    stage(site, facts, folder, root=space.root)
    return site, finishing(site, facts, csp=options.csp)


def read_site(
    space: Workspace, *, now: datetime, options: Options = _PLAIN
) -> tuple[Site, SiteFacts]:
    """Read a project's log and make its pages; nothing is written.

    Raises:
        NothingToReadError: There are no records.
    """
    log, bodies = _read(space)
    searched = available() and not options.file_urls
    facts = replace(
        _facts(space, space.root, now),
        past=_past(space, log, bodies),
        search=Search.PAGEFIND if searched else Search.LUNR,
        directory_urls=options.directory_urls and not options.file_urls,
        file_urls=options.file_urls,
    )
    return pages(log, bodies, facts), facts


def one_page(space: Workspace, *, now: datetime) -> tuple[str, DecisionLog]:
    """Make one HTML file of a project's log; gives the log that it shows, too.

    Raises:
        NothingToReadError: There are no records.
    """
    from adr_tool.site.single_page import single_page

    log, bodies = _read(space)
    return single_page(log, bodies, _facts(space, space.root, now)), log


def _read(space: Workspace) -> tuple[DecisionLog, dict[str, str]]:
    folder = space.folder_from_root
    log, _ = folder.read_all()
    require_records(log)
    return log, {record.path: read_text(folder.place(record.path)) for record in log.records}


def _past(
    space: Workspace, log: DecisionLog, bodies: dict[str, str]
) -> dict[str, tuple[Entry, ...]]:
    """The history of every record; nothing outside git."""
    if space.history is None:
        return {}
    return chronicle(space.folder_from_root, space.root, log, bodies)


def _commit(space: Workspace) -> str | None:
    return space.history.head() if space.history else None


def _facts(space: Workspace, root: Path, now: datetime) -> SiteFacts:
    commit = _commit(space)
    at = f" from {commit[:10]}" if commit else ""
    forge = _forge(space.history.remote_url() if space.history else None)
    real = os.path.realpath(root)

    @cache
    def exists(path: str) -> bool:
        """What lies outside the project does not exist for its site."""
        there = os.path.realpath(root / path)
        return os.path.exists(there) and (there == real or there.startswith(real + os.sep))  # noqa: PTH110

    def address(path: str) -> str | None:
        return f"{forge[0]}/{forge[1]}/{commit}/{path}" if forge and commit else None

    def commit_page(name: str) -> str | None:
        return f"{forge[0]}/{_COMMITS_OF[forge[1]]}/{name}" if forge else None

    made = f"Built{at} on {now:%Y-%m-%d} with adr {__version__}"
    return SiteFacts(
        space.settings.site_name,
        exists,
        address,
        made,
        commit_page=commit_page,
        commit=commit,
        now=now,
        home=f"{home.rstrip('/')}/" if (home := space.settings.site_url) else "",
    )


def _forge(remote: str | None) -> tuple[str, str] | None:
    """The address of a repository on the forges we know, and what leads to its files there."""
    found = _REMOTE.match(remote or "")
    kind = next((_FILES_OF[f] for f in _FILES_OF if found and f in found["host"]), None)
    if found is None or kind is None:
        return None
    return f"https://{found['host']}/{found['name']}", kind
