"""`adr list`: the log as a table, as paths, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table, printable, record_row
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import NothingToReadError, UsageError

if TYPE_CHECKING:
    from adr_tool.domain.log import DecisionLog
    from adr_tool.domain.record import Record


@click.command(
    "list",
    epilog="""\b
Examples:
  adr list
  adr list --status accepted --tag database
  adr list --json | jq '.[].title'""",
)
@click.argument("ignored", nargs=-1, metavar="")
@click.option("--status", "statuses", multiple=True, metavar="S", help="Only these; repeatable.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Only with this tag; repeatable.")
@click.option("--since", metavar="DATE", help="Only dated on or after this ISO date.")
@click.option("--paths", is_flag=True, help="Print bare paths.")
@click.option("--allow-empty", is_flag=True, help="A log without records is no error.")
@json_option
@pass_session
def list_command(
    session: Session,
    ignored: tuple[str, ...],
    statuses: tuple[str, ...],
    tags: tuple[str, ...],
    since: str | None,
    *,
    paths: bool,
    allow_empty: bool,
    as_json: bool,
) -> None:
    """Show the log: number, status, date and title of each record."""
    if ignored and not session.compatible:
        raise UsageError(f"list takes no {ignored[0]!r}", hint="adr show REF shows one record")
    wanted = {"statuses": statuses, "tags": tags, "since": since}
    if as_json:
        from adr_tool.workflow.describe import as_data

        log, records = _listed(session, wanted, allow_empty=allow_empty)
        print_json([as_data(log, record) for record in records])
    elif paths or session.compatible:
        for record in _listed(session, wanted, allow_empty=allow_empty)[1]:
            click.echo(printable(record.path))
    else:
        rows = session.workspace.concluded(
            f"list {wanted} {allow_empty}",
            lambda: [record_row(r) for r in _listed(session, wanted, allow_empty=allow_empty)[1]],
        )
        print_table(rows, ("No.", "Status", "Date", "Title"))


def _listed(
    session: Session, wanted: dict[str, Any], *, allow_empty: bool
) -> tuple[DecisionLog, tuple[Record, ...]]:
    """Read the log, name what cannot be read, and pick the records that are wanted."""
    from adr_tool.workflow.find import listed

    log = session.workspace.log
    if not log.records and not (allow_empty or session.compatible):
        raise NothingToReadError(
            "The log has no records", hint="adr new makes one; --allow-empty says that is fine"
        )
    for file in log.unreadable:
        session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
    return log, listed(log, **wanted, words=session.workspace.notation.statuses)
