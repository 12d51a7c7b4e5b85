"""`adr export`: the whole log as JSON, CSV or one HTML file."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session

if TYPE_CHECKING:
    from adr_tool.domain.log import DecisionLog


@click.command(
    "export",
    epilog="""\b
Examples:
  adr export json > decisions.json
  adr export csv > decisions.csv
  adr export html > decisions.html""",
)
@click.argument("form", type=click.Choice(["json", "csv", "html"]), metavar="json|csv|html")
@pass_session
def export_command(session: Session, form: str) -> None:
    """Print the whole log as data, or as one page that opens without a server.

    Paths are relative to the root of the repository. Records that cannot be read are named
    on stderr, and in the JSON and on the page, too.
    """
    from adr_tool.workflow.export import require_records, rows, whole

    now = datetime.now(tz=UTC)
    space = session.workspace
    if form == "html":
        from adr_tool.site.publication import one_page

        page, log = one_page(space, now=now)
        _tell(session, log)
        click.echo(page, nl=False)
        return
    log, _ = space.folder_from_root.read_all()
    _tell(session, log)
    require_records(log)
    if form == "json":
        commit = space.history.head() if space.history else None
        print_json(whole(log, commit=commit, now=now))
    else:
        table = rows(log)
        # What could drive a terminal is data in a file.
        click.echo(printable(table) if sys.stdout.isatty() else table, nl=False)


def _tell(session: Session, log: DecisionLog) -> None:
    """Name what the export does not hold, even to those who want quiet: it would look whole."""
    for file in log.unreadable:
        click.echo(printable(f"Unreadable: {file.path}:{file.line}: {file.message}"), err=True)
    if log.unreadable and log.records:
        session.say(f"Exported {len(log.records)} records, without these {len(log.unreadable)}.")
