"""`adr show`: one record, with a banner first if it is not in force."""

from __future__ import annotations

import click

from adr_tool.cli.options import json_option, refs_argument
from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session


@click.command(
    "show",
    epilog="""\b
Examples:
  adr show 7
  adr show ADR-0007 --json
  adr show use-postgres""",
)
@refs_argument(several=False)
@json_option
@pass_session
def show_command(session: Session, ref: str, *, as_json: bool) -> None:
    """Show one record: its Markdown, or its data as JSON."""
    from adr_tool.store.writing import read_text
    from adr_tool.workflow.describe import as_data
    from adr_tool.workflow.find import banner

    log = session.workspace.log
    record = log.find(ref)
    if as_json:
        print_json(as_data(log, record))
        return
    line = banner(log, record)
    if line:
        click.echo(f"> {printable(line)}\n")
    text = read_text(session.workspace.folder.place(record.path))
    shown = printable(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    click.echo(shown, nl=not shown.endswith("\n"))
