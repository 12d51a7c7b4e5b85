"""`adr import`: records from elsewhere, with a report of what came along and what did not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import commit_option
from adr_tool.cli.output import print_table, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError

if TYPE_CHECKING:
    from adr_tool.workflow.adopt import Log, Plan


@click.command(
    "import",
    epilog="""\b
Examples:
  adr import ../old-service/docs/adr --dry-run
  adr import ../old-service/docs/adr
  adr import docs/decisions.md --from sections""",
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "form",
    type=click.Choice(["records", "sections"]),
    help="One record a file, or one a section of a file (default: as it reads).",
)
@click.option("--dry-run", is_flag=True, help="Print the report and write nothing.")
@commit_option
@pass_session
def import_command(
    session: Session, path: Path, form: str | None, *, dry_run: bool, commit: bool | None
) -> None:
    """Copy records into the log: those of a folder, of a file, or the sections of a file.

    Texts stay as they are. A number that is taken is given anew, and links are written for
    the new place. What did not come along is named.
    """
    from adr_tool.workflow.adopt import Form, plan, write

    source = Path(os.path.normpath(session.cwd / path))
    if not source.exists():
        raise UsageError(f"There is no file or folder {session.shown(source)}")
    if source.suffix == ".json":
        hint = "name the folder of the records: adr export json does not hold their words"
        raise UsageError(f"{path}: records cannot be made of data", hint=hint)
    with session.writing(commit=False if dry_run else commit) as history:
        log = _log(session)
        if source.resolve().is_relative_to(log.folder.resolve()):
            raise UsageError(f"{path} is a part of the log already")
        done = plan(source, Form(form) if form else None, log)
        if dry_run:
            _report(session, done)
            session.say("Nothing was written.")
            return
        message = f"Import {len(done.copies)} records from {source.name}\n"
        saved = write(done, message, history)
        _report(session, done)
        session.announce(saved)


def _log(session: Session) -> Log:
    from adr_tool.cli.starting import folder_for
    from adr_tool.workflow.adopt import Log

    space = session.workspace
    folder = folder_for(session)
    paths: tuple[str, ...] = ()
    if space.has_log:
        log = space.log
        paths = tuple(r.path for r in log.records)
        paths += tuple(f.path for f in log.others) + tuple(f.path for f in log.unreadable)
    return Log(Path(os.path.normpath(folder)), paths, space.root)


def _report(session: Session, done: Plan) -> None:
    rows = [
        (f"{session.shown(c.record.source)}:{c.record.line}", session.shown(c.record.place))
        for c in done.copies
    ]
    if rows:
        print_table(rows, ("From", "To"))
    for copy in done.copies:
        for loss in copy.losses:
            shown = session.shown(copy.record.place)
            click.echo(printable(f"{shown}:{loss.line}: {loss.message}"))
    for path in done.there:
        click.echo(printable(f"{session.shown(path)}: is here already"))
    for path, line, why in done.left:
        click.echo(printable(f"Not imported: {session.shown(path)}:{line}: {why}"))
    session.say(f"{len(done.copies)} imported, {len(done.left)} files or sections not.")
