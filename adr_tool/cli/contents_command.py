"""`adr toc`, `adr graph`, `adr generate`: the log as one document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import NothingToReadError, UsageError

_FILE = click.Path(path_type=Path)


@click.command("toc", epilog="Example: adr toc > docs/decisions/README.md")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="How to print it.",
)
@click.option("-i", "--intro", type=_FILE, metavar="FILE", help="Markdown above the list.")
@click.option("-o", "--outro", type=_FILE, metavar="FILE", help="Markdown below the list.")
@click.option("-p", "--prefix", default="", metavar="PREFIX", help="Put this before each link.")
@click.argument("ignored", nargs=-1, metavar="")
@pass_session
def toc_command(
    session: Session,
    /,
    form: str,
    ignored: tuple[str, ...],
    **around: Any,  # noqa: ANN401 - what stands round the list, by the option's name
) -> None:
    """Print the table of contents; links are relative to the first log folder."""
    from adr_tool.workflow.contents import Contents, toc
    from adr_tool.workflow.describe import as_data

    _require(session, ignored)
    log = session.workspace.log
    if form == "json":
        print_json([as_data(log, record) for record in log.records])
        return
    intro, outro = _text(session, around["intro"]), _text(session, around["outro"])
    contents = Contents(intro=intro, outro=outro, prefix=around["prefix"])
    if session.compatible:
        contents = replace(contents, heading="# Architecture Decision Records", plain=True)
    folder = session.shown(session.workspace.found.folders[0])
    click.echo(printable(toc(log, folder=folder, contents=contents)), nl=False)


@click.command(
    "graph",
    epilog="""\b
Examples:
  adr graph
  adr graph --format dot | dot -Tsvg > decisions.svg
  adr generate graph -p /decisions/ -e .html""",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "json"]),
    help="How to print it (default: mermaid; with -p or -e dot, as adr-tools draws it).",
)
@click.option("-p", "--prefix", metavar="PREFIX", help="Put this before each page's address.")
@click.option("-e", "--extension", metavar="EXT", help="End each page's address so (.html).")
@click.argument("ignored", nargs=-1, metavar="")
@pass_session
def graph_command(
    session: Session,
    form: str | None,
    prefix: str | None,
    extension: str | None,
    ignored: tuple[str, ...],
) -> None:
    """Print the relations of the log as a graph."""
    from adr_tool.workflow import contents

    _require(session, ignored)
    log = session.workspace.log
    as_adr_tools = session.compatible or prefix is not None or extension is not None
    if form == "json":
        print_json(contents.graph_data(log))
    elif form == "dot" and not as_adr_tools:
        click.echo(printable(contents.dot(log)), nl=False)
    elif form != "mermaid" and as_adr_tools:
        suffix = ".html" if extension is None else extension
        drawn = contents.dot_of_adr_tools(log, prefix=prefix or "", suffix=suffix)
        click.echo(printable(drawn), nl=False)
    else:
        click.echo(printable(contents.mermaid(log)), nl=False)


@click.group("generate", epilog="Example: adr generate toc")
def generate_command() -> None:
    """The names under which adr-tools has toc and graph."""


generate_command.add_command(toc_command)
generate_command.add_command(graph_command)


def _require(session: Session, ignored: tuple[str, ...]) -> None:
    """Records to draw; words that mean nothing are passed over only as adr-tools does."""
    if session.compatible:
        return
    if ignored:
        raise UsageError(f"There is nothing to do with {ignored[0]!r}", hint="leave it out")
    if not session.workspace.log.records:
        raise NothingToReadError("The log has no records", hint="adr new makes one")


def _text(session: Session, path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return (session.cwd / path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
