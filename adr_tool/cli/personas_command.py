"""`adr personas`: who the architect can be."""

from __future__ import annotations

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table
from adr_tool.cli.session import Session, pass_session

_SHORT = 72


@click.command(
    "personas", epilog="Example: adr new --persona .claude/agents/dba.md 'Shard orders?'"
)
@json_option
@pass_session
def personas_command(session: Session, *, as_json: bool) -> None:
    """List the personas an architect can take on: the project's, your own, and ours.

    Any Claude Code sub-agent file works as it is: `.claude/agents/NAME.md`.
    """
    from adr_tool.architect.roster import personas

    space = session.workspace
    found = personas(space.cwd, space.home).values()
    if as_json:
        print_json(
            [
                {
                    "name": p.name,
                    "description": p.description,
                    "origin": p.origin,
                    "sha256": p.sha256,
                    "questions": len(p.bank),
                    "ignored": list(p.ignored),
                }
                for p in found
            ]
        )
    else:
        rows = [(p.name, p.origin, _short(p.description)) for p in found]
        print_table(rows, ("Name", "From", "For"))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else plain[: _SHORT - 1].rsplit(" ", 1)[0] + "…"
