"""`adr log`: the history of one decision."""

from __future__ import annotations

from dataclasses import asdict

import click

from adr_tool.cli.options import json_option, refs_argument
from adr_tool.cli.output import print_json, print_table
from adr_tool.cli.past_log import require_history
from adr_tool.cli.session import Session, pass_session


@click.command(
    "log",
    epilog="""\b
Examples:
  adr log 7
  adr log 7 --json""",
)
@refs_argument(several=False)
@json_option
@pass_session
def log_command(session: Session, ref: str, *, as_json: bool) -> None:
    """Tell what happened to a decision, from git: the oldest first, under former names too."""
    from adr_tool.workflow.past import past

    space = session.workspace
    record = space.log.find(ref)
    entries = past(space.folder, require_history(session), record)
    if as_json:
        print_json([asdict(entry) for entry in entries])
        return
    rows = [
        (
            entry.date or "-",
            (entry.commit or "-")[:8],
            entry.author or "not committed",
            "; ".join(entry.events),
        )
        for entry in entries
    ]
    print_table(rows, ("Date", "Commit", "Author", "What happened"))
