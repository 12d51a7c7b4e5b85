"""`adr edit`: the person's editor, then a check, then a commit."""

from __future__ import annotations

from pathlib import Path

import click

from adr_tool.cli.editing import editor_of, run_editor
from adr_tool.cli.options import commit_option, refs_argument
from adr_tool.cli.output import finding_line
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import EditError, UsageError


@click.command("edit", epilog="Example: EDITOR='code --wait' adr edit 7")
@refs_argument(several=False)
@commit_option
@pass_session
def edit_command(session: Session, ref: str, *, commit: bool | None) -> None:
    """Open a record in $VISUAL or $EDITOR, check it, and commit what you wrote."""
    from adr_tool.store.writing import read_text

    space = session.workspace
    record = space.log.find(ref)
    if not session.asks:
        hint = f"change {record.path} yourself, then adr check and git commit"
        raise UsageError("adr edit needs a terminal", hint=hint)
    path = space.folder.place(record.path)
    before = read_text(path)
    # Nobody is kept waiting while the person types: the lock is taken only to commit.
    code = run_editor(editor_of(session.environ) or ["vi"], path, session.cwd)
    if code:
        hint = f"git diff {record.path} shows what was saved; git commit keeps it"
        raise EditError(f"The editor ended with {code}: nothing was committed", hint=hint)
    if read_text(path) == before:
        session.say("Nothing was changed.")
    else:
        session.reopen()
        _check(session, record.path)
        _commit(session, path, commit=commit)
    click.echo(record.path)


def _check(session: Session, path: str) -> None:
    """Say what the checks find in a record.

    Raises:
        EditError: It cannot be read any more.
    """
    from adr_tool.workflow.check import Selection, check

    space = session.workspace
    report = check(space.log, space.digests, folder=space.folder, terms=session.terms())
    for finding in report.only(Selection(paths=(path,))).findings:
        session.say(finding_line(finding))
    broken = next((file for file in space.log.unreadable if file.path == path), None)
    if broken:
        message = f"{path}:{broken.line}: {broken.message}: nothing was committed"
        raise EditError(message, hint=f"adr edit {path} mends it; git diff shows what was saved")


def _commit(session: Session, path: Path, *, commit: bool | None) -> None:
    from adr_tool.workflow.save import Saved

    with session.writing(commit=commit) as history:
        if history is None:
            return
        log, shown = session.workspace.log, session.shown(path)
        record = next((r for r in log.records if r.path == shown), None)
        named = f"{record.label}: {record.title}" if record else shown
        history.commit([path], f"Edit {named}\n")
        session.announce(Saved((path,), history.branch()))
