"""`adr help`: the help of a command, as adr-tools users ask for it."""

from __future__ import annotations

import shlex
import subprocess

import click

from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError


@click.command("help", epilog="Example: adr help new")
@click.argument("words", nargs=-1, metavar="[COMMAND]…")
@click.pass_context
@pass_session
def help_command(session: Session, ctx: click.Context, words: tuple[str, ...]) -> None:
    """Show the help of a command, through $ADR_PAGER where it is set."""
    root = ctx.find_root()
    command, context = root.command, root
    for word in words:
        below = command.get_command(context, word) if isinstance(command, click.Group) else None
        if below is None:
            raise UsageError(
                f"There is no command {' '.join(words)!r}", hint="adr --help lists all"
            )
        command, context = below, click.Context(below, info_name=word, parent=context)
    _page(command.get_help(context), session.environ.get("ADR_PAGER", ""))


def _page(text: str, pager: str) -> None:
    words = shlex.split(pager)
    if not words:
        click.echo(text)
        return
    try:
        # It is the person's own command, run as they would type it.
        subprocess.run(words, input=f"{text}\n", text=True, check=False)  # noqa: S603
    except OSError as error:
        message = f"The pager {words[0]!r} cannot be started: {error.strerror}"
        raise UsageError(message, hint="set or unset ADR_PAGER") from error
