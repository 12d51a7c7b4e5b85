"""`adr upgrade-repository`: dates of old adr-tools logs as ISO dates."""

from __future__ import annotations

import click

from adr_tool.cli.acting import finish
from adr_tool.cli.options import commit_option
from adr_tool.cli.session import Session, pass_session


@click.command("upgrade-repository", epilog="Example: adr upgrade-repository")
@commit_option
@pass_session
def upgrade_command(session: Session, *, commit: bool | None) -> None:
    """Write dates such as 31/12/2016, as old adr-tools wrote them, as 2016-12-31."""
    from adr_tool.workflow.act import Act
    from adr_tool.workflow.upgrade import upgrade

    with session.writing(commit=commit) as history:
        act = Act(session.workspace.log, session.workspace.folder)
        upgrade(act)
        finish(session, act, "Write dates as ISO dates\n", history, silent=True)
