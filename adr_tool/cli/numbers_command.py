"""`adr numbers`: the reserved numbers, and freeing one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.cli.starting import folder_for, place_for

if TYPE_CHECKING:
    from adr_tool.workflow.reserve import Use


@click.command(
    "numbers",
    epilog="""\b
Examples:
  adr numbers
  adr numbers --release 29""",
)
@click.option(
    "--release", type=click.IntRange(min=1), metavar="N", help="Free this reserved number."
)
@json_option
@pass_session
def numbers_command(session: Session, *, release: int | None, as_json: bool) -> None:
    """Show the numbers that are reserved on the remote: by whom, when, and for which record.

    Asks the remote, so what is shown is how it stands now.
    """
    from adr_tool.workflow.reserve import reservations_of, uses

    reservations = reservations_of(session.workspace.history)
    if release is not None:
        held = reservations.release(release)
        session.say(f"It was reserved by {printable(held.by)} on {held.day}.")
        click.echo(f"{release:04d} is free")
        return
    found = uses(reservations, place_for(session, folder_for(session), template=None))
    if as_json:
        print_json([_as_data(use) for use in found])
    elif found:
        print_table(map(_row, found), ("number", "by", "day", "record", "title"))
    else:
        session.say(f"No number is reserved on {reservations.remote}.")


def _row(use: Use) -> tuple[str, str, str, str, str]:
    held = use.held
    return f"{held.number:04d}", held.by, held.day, use.record or "-", held.title


def _as_data(use: Use) -> dict[str, object]:
    kept = {name: value for name, value in asdict(use.held).items() if name != "commit"}
    return {**kept, "record": use.record or None}
