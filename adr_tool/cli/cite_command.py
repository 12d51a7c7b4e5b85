"""`adr cite`: may a record be cited as guidance; exit 0 yes, 3 not in force, 2 unknown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from adr_tool.cli.check_command import PROBLEMS_FOUND
from adr_tool.cli.options import refs_argument
from adr_tool.cli.output import printable
from adr_tool.cli.session import Session, pass_session

if TYPE_CHECKING:
    from adr_tool.domain.log import DecisionLog
    from adr_tool.domain.record import Record

_UNKNOWN = 2


@click.command(
    "cite",
    epilog="""\b
Examples:
  adr cite 7
  adr cite ADR-0007 ADR-0012
  adr cite docs/adr/0007-use-postgresql.md""",
)
@refs_argument(several=True)
@pass_session
def cite_command(session: Session, refs: tuple[str, ...]) -> None:
    """Tell whether records are in force, and what to cite instead of those that are not.

    Prints id, title, status and path, with tabs between them, of each record; below one that
    is not in force those that replaced it. Exit 0 when all are in force, 3 when one is not,
    2 when one is unknown or a reference fits several.
    """
    log = session.workspace.log
    codes = [_cite(session, log, ref) for ref in refs]
    code = _UNKNOWN if _UNKNOWN in codes else max(codes)
    if code:
        sys.exit(code)


def _cite(session: Session, log: DecisionLog, ref: str) -> int:
    from adr_tool.errors import UnknownRecordError
    from adr_tool.workflow.find import banner, last_words

    try:
        record = log.find(ref)
    except UnknownRecordError as error:
        # Said even when quiet: it is why the exit code is what it is.
        click.echo(printable(f"Error: {error.message}"), err=True)
        return _UNKNOWN
    click.echo(_line(log, record))
    if record.in_force:
        return 0
    for successor in last_words(log, record):
        click.echo(_line(log, successor))
    session.say(f"{log.id_of(record)}: {banner(log, record)}")
    return PROBLEMS_FOUND


def _line(log: DecisionLog, record: Record) -> str:
    parts = (log.id_of(record), record.title, record.status.value, record.path)
    return "\t".join(printable(" ".join(part.split())) for part in parts)
