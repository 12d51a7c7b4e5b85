"""End an act: write it, commit it, and print the paths that it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_tool.cli.session import Session

if TYPE_CHECKING:
    from adr_tool.store.history import History
    from adr_tool.workflow.act import Act


def finish(
    session: Session, act: Act, message: str, history: History | None, *, silent: bool = False
) -> None:
    """Write an act and print the paths that it changed; `silent` as adr-tools, where it is."""
    from adr_tool.workflow.save import save

    saved = save(act.changes(), message, history=history)
    if silent and session.compatible:
        return
    for note in act.notes:
        session.say(f"Note: {note}")
    for path in saved.paths:
        click.echo(session.shown(path))
    session.announce(saved)
