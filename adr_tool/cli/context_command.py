"""`adr context`: the decisions that bear on a task, within a budget of tokens."""

from __future__ import annotations

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError


@click.command(
    "context",
    epilog="""\b
Examples:
  adr context --paths src/payments/api.py
  adr context --paths src/payments --query "retry of payments" --budget 2000
  adr context --query "which database" --json""",
)
@click.option("--paths", "paths", multiple=True, metavar="P", help="Files of the task; repeatable.")
@click.option("--query", default="", metavar="Q", help="What the task is about.")
@click.option(
    "--budget",
    type=click.IntRange(min=50),
    default=4000,
    show_default=True,
    metavar="TOKENS",
    help="No more than this; a token counts as 4 bytes.",
)
@json_option
@pass_session
def context_command(
    session: Session, paths: tuple[str, ...], query: str, budget: int, *, as_json: bool
) -> None:
    """Gather the decisions that bear on a task: for a person, or for an agent's prompt.

    Those in force come first, each with why it is here; then what is only proposed; what was
    rejected is one line, so that nobody proposes it again. What is superseded is never shown.
    """
    from adr_tool.cli.search_command import concerns, require_records
    from adr_tool.index.question import terms
    from adr_tool.workflow.context import Bundle, bundle

    if not paths and not terms(query):
        hint = "adr context --paths src/payments/api.py; or --query 'retry of payments'"
        raise UsageError("Neither --paths nor --query says what the task is", hint=hint)
    require_records(session)
    space = session.workspace
    files = concerns(session, paths) if paths else None
    found: Bundle = bundle(space.finder, space.folder, files, query)
    text, left_out = found.within(budget, as_json=as_json)
    click.echo(printable(text), nl=False)
    for file in space.finder.unreadable:
        session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
    if left_out:
        session.say(f"{left_out} more did not fit into {budget} tokens.")
