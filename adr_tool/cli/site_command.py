"""`adr site`: build or serve the decision site."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from adr_tool.cli.session import Session, pass_session


@click.group("site", epilog="Example: adr site build --out public --strict")
def site_command() -> None:
    """Build or serve the decision site: a page per record, an index, search."""


@site_command.command("build", epilog="Example: adr site build --out public --strict")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="Where the site goes.",
)
@click.option("--strict", is_flag=True, help="A link without a target makes exit 1.")
@pass_session
def build(session: Session, out: Path, *, strict: bool) -> None:
    """Build the site; links without a target are named on stderr and marked in the page."""
    from adr_tool.site.publication import publish

    place = session.cwd / out
    done = publish(session.workspace, place, now=datetime.now(tz=UTC))
    for link in done.broken:
        path = session.shown(session.workspace.root / link.path)
        click.echo(f"{path}:{link.line}: link without a target: {link.target}", err=True)
    session.say(f"{done.records} records, {len(done.broken)} links without a target.")
    if strict and done.broken:
        click.echo("Error: the site has links without a target.", err=True)
        click.echo("Hint: mend them, or build without --strict to publish them marked.", err=True)
        sys.exit(1)
    click.echo(session.shown(place))


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
