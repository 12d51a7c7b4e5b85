"""`adr templates`: the templates for new records."""

from __future__ import annotations

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table
from adr_tool.cli.session import Session, pass_session


@click.command("templates", epilog="Example: adr new --template nygard 'Use PostgreSQL'")
@json_option
@pass_session
def templates_command(session: Session, *, as_json: bool) -> None:
    """List the templates for new records; a log's own win over ours.

    A log's own templates are NAME.md in the folder `templates` of the log; one called
    `template.md` is taken when no other is named.
    """
    from adr_tool.store.shapes import own, shipped

    folders = session.workspace.found.folders
    found = {**shipped(), **(own(folders[0]) if folders else {})}
    if as_json:
        print_json([{"name": s.name, "origin": s.origin} for s in found.values()])
    else:
        print_table([(s.name, s.origin) for s in found.values()], ("Name", "From"))
