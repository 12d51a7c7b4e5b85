"""`adr accept`, `adr reject`, `adr deprecate`: one act, one commit."""

from __future__ import annotations

import click

from adr_tool.cli.acting import finish
from adr_tool.cli.options import commit_option, refs_argument
from adr_tool.cli.session import Session, pass_session


@click.command(
    "accept",
    epilog="""\b
Examples:
  adr accept 7
  adr accept draft-use-postgresql --reserve
  adr accept 7 --from-pr 12
  adr accept --merged --base v2.0 --from-pr
  adr accept 7 8 --by "Ana Maier" --evidence https://example.org/minutes/12""",
)
@refs_argument(several=True, required=False)
@click.option("--by", multiple=True, metavar="WHO", help="Who accepted; repeatable.")
@click.option("--evidence", default="", metavar="URL", help="Where the agreement can be seen.")
@click.option(
    "--from-pr",
    is_flag=False,
    flag_value="",
    metavar="[NUMBER|URL]",
    help="Take those who approve this pull request; without a number that of CI or the merge.",
)
@click.option(
    "--merged", is_flag=True, help='Accept the proposals of a merge (acceptance = "on-merge").'
)
@click.option(
    "--base", metavar="REV", help="With --merged: since this revision; else the last commit's."
)
@click.option("--force", is_flag=True, help="Accept with placeholders left; the commit says so.")
@click.option(
    "--reserve/--no-reserve", default=None, help="Claim the number of a draft on the remote."
)
@commit_option
@pass_session
def accept_command(session: Session, /, **typed: object) -> None:
    """Accept records, and mark what they supersede, in one commit.

    A record that a model drafted needs --by; otherwise the git identity is named. A draft
    gets its number, and the links to it follow (the setting `ids = "draft"`).

    With --from-pr GitHub or GitLab is asked who approves the last commit of a pull request;
    GITHUB_TOKEN, GITLAB_TOKEN or CI_JOB_TOKEN opens private ones. The text has to be the
    approved one; its hash is kept, so that adr check tells when it changes.
    """
    from adr_tool.cli.accepting import Accepting

    Accepting(session, typed).run()


@click.command("reject", epilog="Example: adr reject 7 --reason 'No budget this year'")
@refs_argument(several=True)
@click.option("--reason", default="", metavar="T", help="Why; kept in the commit's message.")
@commit_option
@pass_session
def reject_command(
    session: Session, refs: tuple[str, ...], reason: str, *, commit: bool | None
) -> None:
    """Reject proposed records; what they would have superseded stays as it is."""
    from adr_tool.domain.status import Status
    from adr_tool.workflow import decide

    with session.writing(commit=commit) as history:
        act = decide.reject(session.workspace.log, session.workspace.folder, refs)
        finish(session, act, decide.message(act, Status.REJECTED, reason=reason), history)


@click.command("deprecate", epilog="Example: adr deprecate 7 --reason 'The service is gone'")
@refs_argument(several=True)
@click.option("--reason", default="", metavar="T", help="Why; kept in the commit's message.")
@commit_option
@pass_session
def deprecate_command(
    session: Session, refs: tuple[str, ...], reason: str, *, commit: bool | None
) -> None:
    """Mark records as no longer guidance, with nothing in their place."""
    from adr_tool.domain.status import Status
    from adr_tool.workflow import decide

    with session.writing(commit=commit) as history:
        act = decide.deprecate(session.workspace.log, session.workspace.folder, refs)
        finish(session, act, decide.message(act, Status.DEPRECATED, reason=reason), history)


@click.command("reopen", epilog="Example: adr reopen 7")
@refs_argument(several=True)
@click.option("--reason", default="", metavar="T", help="Why; kept in the commit's message.")
@commit_option
@pass_session
def reopen_command(
    session: Session, refs: tuple[str, ...], reason: str, *, commit: bool | None
) -> None:
    """Take the last move back: accepted and rejected records are proposed again.

    Deprecated and superseded ones are in force again; a superseded one only once its
    successor says no more that it replaces it (adr unlink).
    """
    from adr_tool.domain.status import Status
    from adr_tool.workflow import decide

    with session.writing(commit=commit) as history:
        act = decide.reopen(session.workspace.log, session.workspace.folder, refs)
        finish(session, act, decide.message(act, Status.PROPOSED, reason=reason), history)
