"""`adr rescue`: a proposal that was never merged, as a rejected record."""

from __future__ import annotations

import click

from adr_tool.cli.options import commit_option
from adr_tool.cli.past_log import require_history
from adr_tool.cli.session import Session, pass_session


@click.command(
    "rescue",
    epilog="""\b
Examples:
  adr list --all-refs --status proposed,rejected
  adr rescue use-kafka --reason "nobody to run it"
  adr rescue origin/pr/123:8 --reason "closed in March: nobody to run it\"""",
)
@click.argument("what", metavar="REF|REV:REF")
@click.option("--reason", default="", metavar="T", help="Why; kept in the commit's message.")
@commit_option
@pass_session
def rescue_command(session: Session, what: str, reason: str, *, commit: bool | None) -> None:
    """Take a proposal that was never merged into the log, as a rejected record.

    REF is a record that only another branch has; REV:REF one of any branch, commit or closed
    pull request that git has fetched. The record says which commit it comes from. Where its
    number is taken it gets the next free one.
    """
    from adr_tool.workflow.rescue import rescue, write

    space, there = session.workspace, require_history(session)
    with session.writing(commit=commit) as history:
        rescued = rescue(space.folder, there, space.log, what)
        saved = write(rescued, rescued.message(reason), history)
    if rescued.is_renumbered:
        session.say(f"{rescued.record.label} is taken: it has the number {rescued.number} here.")
    session.say(f"Taken from {rescued.source.rev} (commit {rescued.source.commit[:8]}).")
    click.echo(session.shown(rescued.path))
    session.announce(saved)
