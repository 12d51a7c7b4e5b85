"""`adr renumber`: another number for a record, with all that names its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import commit_option, refs_argument
from adr_tool.cli.output import printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import EditError

if TYPE_CHECKING:
    from adr_tool.workflow.renumber import Move


@click.command(
    "renumber",
    epilog="""\b
Examples:
  adr renumber adr/0037-datapath.md --dry-run
  adr renumber adr/0037-datapath.md
  adr renumber 37 --to 41""",
)
@refs_argument(several=False)
@click.option(
    "--to", type=click.IntRange(1, 999_999), metavar="N", help="The new number; else the next free."
)
@click.option("--dry-run", is_flag=True, help="Print what would change; write nothing.")
@commit_option
@pass_session
def renumber_command(
    session: Session, ref: str, *, to: int | None, dry_run: bool, commit: bool | None
) -> None:
    """Give a record another number: file, heading, and the links to it, in one commit.

    Paths are rewritten in every text file that git tracks, `ADR-0037` in the log's own
    records where only one record can be meant. Other mentions are listed and left alone.
    """
    from adr_tool.workflow.save import save

    if dry_run:
        move = _move(session, ref, to)
        move.changes()
        _tell(session, move)
        session.say("Nothing was written.")
        return
    with session.writing(commit=commit) as history:
        move = _move(session, ref, to)
        saved = save(move.changes(), move.message, history=history)
        _tell(session, move)
        session.announce(saved)


def _move(session: Session, ref: str, to: int | None) -> Move:
    from adr_tool.domain.naming import is_draft, renumbered
    from adr_tool.workflow.draft_numbers import seen_from
    from adr_tool.workflow.number import taken_in_all
    from adr_tool.workflow.renumber import Move, require_free

    space = session.workspace
    record = space.log.find(ref)
    if record.number is None:
        message = f"{record.path} has no number"
        hint = "a record that is named by its date or title needs none"
        if is_draft(record.path):
            hint = f"adr accept {record.path} gives it one"
        raise EditError(message, hint=hint)
    taken = taken_in_all(space.folder, space.history)
    if to is not None:
        require_free(to, taken, {r.number: r.path for r in space.log.records})
    folder = space.folder_from_root
    log = seen_from(space.log, space.folder, folder)
    moved = log.at(folder.shown(space.folder.place(record.path)))
    number = to or taken.following
    path = renumbered(moved.path, number, folder.notation.names)
    return Move(log, folder, moved, number, path, space.history)


def _tell(session: Session, move: Move) -> None:
    """Print old and new path, what was rewritten, and what could not be attributed."""
    root = move.folder.base
    click.echo(f"{session.shown(root / move.record.path)} → {session.shown(root / move.to)}")
    for spot in move.rewritten:
        click.echo(printable(f"{session.shown(root / spot.path)}:{spot.line}: rewritten"))
    for spot in move.left:
        place = f"{session.shown(root / spot.path)}:{spot.line}"
        click.echo(printable(f"{place}: cannot be attributed: {spot.words[:160]}"))
    for path in move.skipped:
        session.say(printable(f"Not looked at, too large: {path}"))
