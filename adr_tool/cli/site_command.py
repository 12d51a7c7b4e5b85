"""`adr site`: build, serve and publish the decision site."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError

if TYPE_CHECKING:
    from adr_tool.site.publication import Publication

_F = TypeVar("_F", bound=Callable[..., Any])


@click.group("site", epilog="Example: adr site build --out public --strict")
def site_command() -> None:
    """Build, serve or publish the decision site: a page per record, lists, a graph, search."""


def _strict_option(function: _F) -> _F:
    words = "A link without a target makes exit 1."
    return click.option("--strict", is_flag=True, help=words)(function)


def _csp_option(function: _F) -> _F:
    words = "State a strict Content-Security-Policy, in the pages and in the file _headers."
    return click.option("--csp", is_flag=True, help=words)(function)


@site_command.command(
    "build",
    epilog="""\b
Examples:
  adr site build --out public --strict
  adr site build --file-urls""",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="Where the site goes.",
)
@_strict_option
@_csp_option
@click.option("--file-urls", is_flag=True, help="Make a site that opens from a disk.")
@pass_session
def build(session: Session, out: Path, *, strict: bool, csp: bool, file_urls: bool) -> None:
    """Build the site; links without a target are named on stderr and marked in the page."""
    from adr_tool.site.publication import Options, build_site

    if csp and file_urls:
        raise UsageError("--csp and --file-urls do not go together: a file has no origin")
    place = session.cwd / out
    options = Options(csp=csp, file_urls=file_urls)
    done = build_site(session.workspace, place, now=datetime.now(tz=UTC), options=options)
    _tell(session, done, strict=strict)
    click.echo(session.shown(place))


@site_command.command(
    "publish",
    epilog="""\b
Examples:
  adr site publish --branch gh-pages
  adr site publish --out /srv/www/decisions""",
)
@click.option("--branch", default="gh-pages", show_default=True, help="The branch it is pushed to.")
@click.option("--remote", default="origin", show_default=True, help="The remote with that branch.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Write it to a folder instead."
)
@click.option("--force", is_flag=True, help="Take over a branch that holds something else.")
@_strict_option
@_csp_option
@pass_session
def publish(
    session: Session,
    branch: str,
    remote: str,
    out: Path | None,
    *,
    force: bool,
    strict: bool,
    csp: bool,
) -> None:
    """Build the site and push it to a branch, on top of what is there.

    Neither the checkout nor any local branch is touched.
    """
    from adr_tool.site.builder import MARKER
    from adr_tool.site.publication import Options, build_site
    from adr_tool.site.publication import publish as push
    from adr_tool.store.site_branch import Target

    now, options = datetime.now(tz=UTC), Options(csp=csp)
    if out is not None:
        done = build_site(session.workspace, session.cwd / out, now=now, options=options)
        _tell(session, done, strict=strict)
        click.echo(session.shown(session.cwd / out))
        return
    target = Target(remote, branch, MARKER, force=force)

    def tell(done: Publication) -> None:
        _tell(session, done, strict=strict)

    commit = push(session.workspace, target, tell, now=now, options=options)
    session.say(f"Pushed {commit[:10]}." if commit else "Nothing has changed since the last time.")
    click.echo(session.workspace.settings.site_url or f"{remote}/{branch}")


@site_command.command("init", epilog="Example: adr site init --forge gitlab")
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab"]),
    help="Whose pipeline is written.  [default: that of the remote, else github]",
)
@pass_session
def init(session: Session, forge: str | None) -> None:
    """Write the pipeline that publishes the site from GitHub or GitLab."""
    from adr_tool.site.pipeline import write_pipeline

    space = session.workspace
    remote = space.history.remote_url() if space.history else None
    found = forge or ("gitlab" if "gitlab" in (remote or "") else "github")
    click.echo(session.shown(write_pipeline(space.root, found)))


@site_command.command("serve", epilog="Example: adr site serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@pass_session
def serve(session: Session, host: str, port: int) -> None:
    """Serve the site on this machine, and rebuild it whenever a record changes."""
    from adr_tool.site.publication import serve as serve_site

    click.echo(f"http://{host}:{port}/")
    session.say("Press Ctrl-C to stop.")
    serve_site(session.workspace, host=host, port=port, now=datetime.now(tz=UTC))


def _tell(session: Session, done: Publication, *, strict: bool) -> None:
    """Name the links without a target; with `strict` they end the run."""
    for link in done.broken:
        path = session.shown(session.workspace.root / link.path)
        click.echo(f"{path}:{link.line}: link without a target: {link.target}", err=True)
    session.say(f"{done.records} records, {len(done.broken)} links without a target.")
    if strict and done.broken:
        click.echo("Error: the site has links without a target.", err=True)
        click.echo("Hint: mend them, or build without --strict to publish them marked.", err=True)
        sys.exit(1)
