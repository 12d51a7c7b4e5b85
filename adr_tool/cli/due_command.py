"""`adr due`: which decisions are to be looked at again."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table, record_row
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError

OVERDUE = 3


@click.command(
    "due",
    epilog="""\b
Examples:
  adr due
  adr due --within 30
  adr due --json | jq -r '.[].path'""",
)
@click.option(
    "--within",
    type=click.IntRange(0, 36500),
    default=0,
    metavar="DAYS",
    help="Also what is due in so many days.",
)
@json_option
@pass_session
def due_command(session: Session, within: int, *, as_json: bool) -> None:
    """Show what is overdue: exit 3; what is only due soon is exit 0.

    Accepted records have their review-by date; a proposal may wait 90 days without a change
    (setting stale_after).
    """
    from adr_tool.domain.due import Terms, due

    log = session.workspace.log
    for file in log.unreadable:
        session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
    terms = Terms(_today(session), within, session.workspace.settings.stale_after)
    found = due(log, _changed(session), terms)
    if as_json:
        print_json([
            {
                "id": log.id_of(one.record), "path": one.record.path, "title": one.record.title,
                "status": one.record.status.value, "reason": one.reason, "date": one.date,
                "days": one.days, "overdue": one.is_over,
            }
            for one in found
        ])  # fmt: skip
    elif found:
        rows = [(*record_row(one.record)[:2], one.date or "-", one.reason,
                 record_row(one.record)[3]) for one in found]  # fmt: skip
        print_table(rows, ("No.", "Status", "Due", "Why", "Title"))
    else:
        session.say("Nothing is due.")
    if any(one.is_over for one in found):
        sys.exit(OVERDUE)


def _today(session: Session) -> str:
    from datetime import date

    try:
        return date.fromisoformat(session.today).isoformat()
    except ValueError:
        raise UsageError(f"ADR_DATE: {session.today!r} is no ISO date") from None


def _changed(session: Session) -> Mapping[str, str]:
    """When each record was changed last; what is not committed was changed today."""
    from adr_tool.store.revisions import is_shallow
    from adr_tool.workflow.age import last_changes

    history = session.workspace.history
    if history is None:
        session.say_once("Not in a git repository: proposals are as old as they say.")
        return {}
    if is_shallow(history.root):
        session.say_once(
            "A shallow clone: proposals may be older than it shows (git fetch --unshallow)."
        )
    return last_changes(session.workspace.folder, history.root, session.today)
