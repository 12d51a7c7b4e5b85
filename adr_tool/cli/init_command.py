"""`adr init`: a log folder and its first record."""

from __future__ import annotations

import click

from adr_tool.cli.options import commit_option
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import FolderError


@click.command(
    "init",
    epilog="""\b
Examples:
  adr init
  adr init docs/decisions --template nygard
  adr -C ~/new-service init --git""",
)
@click.argument("directory", metavar="[DIR]", required=False)
@click.option("--template", metavar="T", help="Template of the first record.")
@click.option("--git", "make_git", is_flag=True, help="Make the git repository too.")
@commit_option
@pass_session
def init_command(
    session: Session,
    directory: str | None,
    template: str | None,
    *,
    make_git: bool,
    commit: bool | None,
) -> None:
    """Make a log folder (default: adr) and its first record, accepted."""
    from adr_tool.cli.starting import start_log

    space = session.workspace
    if space.has_log and directory is None and space.found.how != "--dir":
        shown = ", ".join(session.shown(f) for f in space.found.folders)
        raise FolderError(f"There is a log already: {shown}", hint="adr new adds a record to it")
    if make_git:
        session.make_repository()
    path = start_log(session, directory, template=template, commit=commit)
    click.echo(session.shown(path))
