"""Build and serve a staged site with MkDocs."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from adr_tool.errors import AdrError, SiteError
from adr_tool.site.staging import SETTINGS

MARKER = ".adr-site"
"""The file that tells a folder is ours to replace."""

Finish = Callable[[Path], None]
"""A last step in the folder of a built site."""

MakeStage = Callable[[], tuple[Path, Finish]]
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def _leave(_: Path) -> None:
    """Nothing is left to do."""


def build(stage: Path, out: Path, finish: Finish = _leave) -> None:
    """Build a staged site; what stood in the output folder is replaced only by a whole site.

    Args:
        stage: The folder that `staging.stage` wrote.
        out: Where the site goes; missing, empty, or made by an earlier build.
        finish: Does what is left to do in the folder of the built site.

    Raises:
        SiteError: The output folder holds something else, or MkDocs failed.
    """
    refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = out.parent / f".{out.name}-{uuid4().hex[:8]}"
        fresh.mkdir()
        try:
            _run(stage, fresh)
            finish(fresh)
            (fresh / MARKER).write_text(
                "Made by adr site; it will be replaced.\n", encoding="utf-8"
            )
            _swap(fresh, out)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        name = error.filename or out
        message = f"The site cannot be written: {name}: {error.strerror}"
        raise SiteError(message) from error


def refuse_foreign(out: Path) -> None:
    """Make sure that a folder is missing, empty, or made by an earlier build.

    Raises:
        SiteError: It is not.
    """
    if out.is_dir():
        foreign = not (out / MARKER).exists() and any(out.iterdir())
    else:
        foreign = out.exists() or out.is_symlink()
    if foreign:
        message = f"{out} was not made by adr site, so it is not replaced"
        raise SiteError(message, hint="name another folder with --out, or remove this one")


def _swap(fresh: Path, out: Path) -> None:
    old = fresh.with_name(f"{fresh.name}-old")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def serve(
    make_stage: MakeStage,
    watch: Iterable[Path],
    *,
    host: str,
    port: int,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a site and build it again whenever a watched file changes, until interrupted.

    A later build that fails is explained on stderr, and the last good site stays.

    Args:
        make_stage: Writes the stage anew; returns its folder, and what is to be done in the
            folder of the built site. Called for every build.
        watch: Files and folders to watch.
        host: Where to listen.
        port: The port to listen on.
        ready: Called with the address when the first build is done.

    Raises:
        AdrError: The first build failed, or the port is taken.
    """
    with TemporaryDirectory(prefix="adr-site-") as folder, _messages():
        site = Path(folder)
        builds = Builds(make_stage, site)
        builds.make()
        from mkdocs.livereload import LiveReloadServer

        server = LiveReloadServer(builder=builds.make_again, host=host, port=port, root=folder)
        for path in watch:
            server.watch(str(path))
        if ready:
            ready(server.url)
        try:
            server.serve()
        except OSError as error:
            message = f"The site cannot be served on {host}:{port}: {error.strerror}"
            raise SiteError(message, hint="choose another port") from error
        finally:
            server.shutdown()


class Builds:
    """The builds of one served site: each renders only the pages that changed since the last.

    Pages stand for themselves: what one says of another is in its own Markdown. Only other
    settings (a new commit stands there) and other pages are a reason to render them all.
    """

    def __init__(self, make_stage: MakeStage, site: Path) -> None:
        self._make_stage = make_stage
        self._site = site
        self._built: tuple[str, frozenset[Path]] | None = None

    def make(self) -> None:
        """Build the site as the log is now.

        Raises:
            AdrError: The build failed; the next one renders everything.
        """
        stage, finish = self._make_stage()
        now = _outline(stage)
        same = now == self._built
        self._built = None
        _run(stage, self._site, only_changed=same)
        finish(self._site)
        self._built = now

    def make_again(self) -> None:
        """The same for MkDocs' server, which keeps the last site where this gives up."""
        from mkdocs.exceptions import Abort

        try:
            self.make()
        except AdrError as error:
            raise Abort(f"Error: {error.message}") from error


def _outline(stage: Path) -> tuple[str, frozenset[Path]]:
    """The settings of a stage and the names of its files."""
    names = frozenset(path for path in stage.rglob("*") if path.is_file())
    return (stage / SETTINGS).read_text("utf-8"), names


def _run(stage: Path, folder: Path, *, only_changed: bool = False) -> None:
    """Run one build of MkDocs; of only the changed pages where no plugin must see them all."""
    os.environ.update(_QUIET)
    from mkdocs.commands.build import build as build_with_mkdocs
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _messages() as messages:
        try:
            config = load_config(str(stage / SETTINGS), site_dir=str(folder))
            dirty = only_changed and not config.plugins
            config.plugins.on_startup(command="build", dirty=dirty)
            try:
                build_with_mkdocs(config, dirty=dirty)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            words = "; ".join([*messages, str(error)])
            message = f"MkDocs could not build the site: {words}"
            raise SiteError(message) from error


class _Errors(logging.Handler):
    """Keeps the errors of a build instead of printing them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(record.getMessage())


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Keep MkDocs from writing to the terminal, and collect its errors."""
    logger = logging.getLogger("mkdocs")
    handler = _Errors()
    propagated = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler.words
    finally:
        logger.propagate = propagated
        logger.removeHandler(handler)
