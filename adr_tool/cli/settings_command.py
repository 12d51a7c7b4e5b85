"""`adr settings`: each setting, its value, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping

import click

from adr_tool.cli.in_force import origins_in_force
from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table
from adr_tool.cli.session import Session, pass_session
from adr_tool.settings import Value


@click.command("settings", epilog="Example: adr settings --json")
@json_option
@pass_session
def settings_command(session: Session, *, as_json: bool) -> None:
    """Show each setting, its value and where it came from.

    Settings stand in `[tool.adr]` of pyproject.toml, or in adr.toml, found upward; a
    variable such as ADR_TEMPLATE wins over both, a flag over all. What none of them says, a
    log that exists shows: its folder, and the notation that new records go on in.
    """
    origins = origins_in_force(session.workspace)
    if as_json:
        print_json({o.name: {"value": _value(o.value), "source": o.source} for o in origins})
        return
    rows = [(o.name, _text(o.value), o.source) for o in origins]
    print_table(rows, ("Setting", "Value", "From"))


def _value(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={item}" for key, item in value.items())
    return ", ".join(value) if isinstance(value, tuple) else str(value)
