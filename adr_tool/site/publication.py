"""Publish a project's log: read it, make its pages, stage and build them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from adr_tool import __version__
from adr_tool.domain.log import DecisionLog
from adr_tool.site.contents import BrokenLink, Site, SiteFacts
from adr_tool.site.pages import pages
from adr_tool.site.staging import stage
from adr_tool.store.writing import read_text
from adr_tool.workflow.chronicle import chronicle
from adr_tool.workflow.export import require_records
from adr_tool.workflow.past import Entry
from adr_tool.workspace import Workspace

_REMOTE = re.compile(
    r"^(?:https?://|git@|ssh://git@)(?P<host>[^/:]+)[/:](?P<name>.+?)(?:\.git)?/?$"
)
_FILES_OF = {"github": "blob", "gitlab": "-/blob"}
_COMMITS_OF = {"blob": "commit", "-/blob": "-/commit"}


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build did: the links without a target, and how many records it shows."""

    broken: tuple[BrokenLink, ...]
    records: int


def publish(space: Workspace, out: Path, *, now: datetime) -> Publication:
    """Build the site of a project's log.

    Raises:
        NothingToReadError: There are no records.
        SiteError: The site cannot be built or written.
    """
    from adr_tool.site.builder import build

    with TemporaryDirectory(prefix="adr-stage-") as folder:
        site = prepare(space, Path(folder), now=now)
        build(Path(folder), out)
        return Publication(site.broken, len(site.found))


def serve(space: Workspace, *, host: str, port: int, now: datetime) -> None:
    """Serve the site and rebuild it whenever a record changes, until interrupted.

    Raises:
        NothingToReadError: There are no records.
        SiteError: The site cannot be built, or the port is taken.
    """
    from adr_tool.site.builder import serve as serve_stage

    with TemporaryDirectory(prefix="adr-stage-") as folder:

        def make_stage() -> Path:
            prepare(space, Path(folder), now=now)
            return Path(folder)

        serve_stage(make_stage, space.folder.folders, host=host, port=port)


def prepare(space: Workspace, folder: Path, *, now: datetime) -> Site:
    """Stage the site of a project's log.

    Raises:
        NothingToReadError: There are no records.
    """
    log, bodies = _read(space)
    facts = replace(_facts(space, space.root, now), past=_past(space, log, bodies))
    site = pages(log, bodies, facts)
    stage(site, facts, folder, root=space.root)
    return site


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
    )


def _forge(remote: str | None) -> tuple[str, str] | None:
    """The address of a repository on the forges we know, and what leads to its files there."""
    found = _REMOTE.match(remote or "")
    kind = next((_FILES_OF[f] for f in _FILES_OF if found and f in found["host"]), None)
    if found is None or kind is None:
        return None
    return f"https://{found['host']}/{found['name']}", kind
