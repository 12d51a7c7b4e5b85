"""`adr changes`: which decisions changed between two revisions."""

from __future__ import annotations

import click

from adr_tool.cli.output import print_json, printable
from adr_tool.cli.past_log import log_at, require_history
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError


@click.command(
    "changes",
    epilog="""\b
Examples:
  adr changes v1.0..v2.0
  adr changes v1.0.. >> RELEASE.md
  adr changes 2025-01-01..2025-12-31 --format json""",
)
@click.argument("span", metavar="REV..REV")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="How to print it (default: markdown).",
)
@pass_session
def changes_command(session: Session, span: str, form: str) -> None:
    """Tell which decisions changed between two revisions, for release notes.

    Either side is a tag, branch, commit or ISO day; nothing after the dots means HEAD.
    """
    from adr_tool.workflow.changelog import changelog

    old, dots, new = span.partition("..")
    if not old or not dots or new.startswith("."):
        hint = "for example adr changes v1.0..v2.0, or v1.0.. up to HEAD"
        raise UsageError(f"{span!r} is no REV..REV", hint=hint)
    root = require_history(session).root
    before, after = log_at(session, old), log_at(session, new or "HEAD")
    for file in (*before.log.unreadable, *after.log.unreadable):
        session.say_once(f"Unreadable: {file.path}:{file.line}: {file.message}")
    found = changelog(session.workspace.folder, root, before, after)
    if form == "json":
        print_json(found.data())
    else:
        click.echo(printable(found.markdown()), nl=False)
