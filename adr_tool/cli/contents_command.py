"""`adr toc`, `adr graph`, `adr generate`: the log as one document."""

from __future__ import annotations

import click

from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import NothingToReadError


@click.command("toc", epilog="Example: adr toc > docs/decisions/README.md")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="How to print it.",
)
@pass_session
def toc_command(session: Session, form: str) -> None:
    """Print the table of contents; links are relative to the first log folder."""
    from adr_tool.workflow.contents import toc
    from adr_tool.workflow.describe import as_data

    _require_records(session)
    log = session.workspace.log
    if form == "json":
        print_json([as_data(log, record) for record in log.records])
        return
    folder = session.shown(session.workspace.found.folders[0])
    click.echo(printable(toc(log, folder=folder)), nl=False)


@click.command("graph", epilog="Example: adr graph --format dot | dot -Tsvg > decisions.svg")
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "json"]),
    default="mermaid",
    help="How to print it.",
)
@pass_session
def graph_command(session: Session, form: str) -> None:
    """Print the relations of the log as a graph."""
    from adr_tool.workflow import contents

    _require_records(session)
    log = session.workspace.log
    if form == "json":
        print_json(contents.graph_data(log))
    else:
        drawn = contents.dot(log) if form == "dot" else contents.mermaid(log)
        click.echo(printable(drawn), nl=False)


@click.group("generate", epilog="Example: adr generate toc")
def generate_command() -> None:
    """The names under which adr-tools has toc and graph."""


generate_command.add_command(toc_command)
generate_command.add_command(graph_command)


def _require_records(session: Session) -> None:
    if not session.workspace.log.records:
        raise NothingToReadError("The log has no records", hint="adr new makes one")
