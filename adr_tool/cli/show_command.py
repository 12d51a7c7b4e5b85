"""`adr show`: one record, with a banner first if it is not in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import at_option, json_option, refs_argument
from adr_tool.cli.output import print_json, printable
from adr_tool.cli.past_log import log_at
from adr_tool.cli.session import Session, pass_session

if TYPE_CHECKING:
    from adr_tool.domain.record import Record


@click.command(
    "show",
    epilog="""\b
Examples:
  adr show 7
  adr show ADR-0007 --json
  adr show use-postgres
  adr show 7 --at v2.0""",
)
@refs_argument(several=False)
@at_option
@json_option
@pass_session
def show_command(session: Session, ref: str, at: str | None, *, as_json: bool) -> None:
    """Show one record: its Markdown, or its data as JSON."""
    from adr_tool.workflow.describe import as_data
    from adr_tool.workflow.find import banner

    then = log_at(session, at) if at else None
    log = then.log if then else session.workspace.log
    record = log.find(ref)
    if as_json:
        print_json(as_data(log, record))
        return
    line = banner(log, record)
    if line:
        click.echo(f"> {printable(line)}\n")
    text = then.texts[record.path] if then else _text(session, record)
    shown = printable(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    click.echo(shown, nl=not shown.endswith("\n"))


def _text(session: Session, record: Record) -> str:
    from adr_tool.store.writing import read_text

    return read_text(session.workspace.folder.place(record.path))
