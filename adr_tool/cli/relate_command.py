"""`adr link`, `adr unlink`, `adr supersede`, `adr amend`: both sides of a relation, one commit."""

from __future__ import annotations

import click

from adr_tool.cli.acting import finish
from adr_tool.cli.options import commit_option, complete_ref
from adr_tool.cli.session import Session, pass_session

_by_option = click.option(
    "--by", "new", required=True, metavar="REF", shell_complete=complete_ref, help="The new record."
)


@click.command(
    "link",
    epilog="""\b
Examples:
  adr link 12 Amends 10 "Amended by"
  adr link 12 "Relates to" 3""",
)
@click.argument("source", metavar="SOURCE", shell_complete=complete_ref)
@click.argument("words", metavar="LINK")
@click.argument("target", metavar="TARGET", shell_complete=complete_ref)
@click.argument("reverse", metavar="[REVERSE]", required=False)
@commit_option
@pass_session
def link_command(
    session: Session,
    source: str,
    words: str,
    target: str,
    reverse: str | None,
    *,
    commit: bool | None,
) -> None:
    """State a relation between two records, in words of your own if you like.

    Without REVERSE the target says the inverse back: superseded by, amended by, relates to.
    """
    from adr_tool.workflow import relate
    from adr_tool.workflow.act import Act

    with session.writing(commit=commit) as history:
        log = session.workspace.log
        one, other = log.find(source), log.find(target)
        act = Act(log, session.workspace.folder)
        relate.link(act, one, words, other, reverse)
        said = f"Link {log.id_of(one)}: {words} {log.id_of(other)}"
        finish(session, act, f"{said}\n", history, silent=True)


@click.command("unlink", epilog="Example: adr unlink 12 10")
@click.argument("source", metavar="SOURCE", shell_complete=complete_ref)
@click.argument("target", metavar="TARGET", shell_complete=complete_ref)
@commit_option
@pass_session
def unlink_command(session: Session, source: str, target: str, *, commit: bool | None) -> None:
    """Take back every relation between two records, on both sides."""
    from adr_tool.workflow import relate
    from adr_tool.workflow.act import Act

    with session.writing(commit=commit) as history:
        log = session.workspace.log
        one, other = log.find(source), log.find(target)
        act = Act(log, session.workspace.folder)
        relate.unlink(act, one, other)
        said = f"Unlink {log.id_of(one)} and {log.id_of(other)}"
        finish(session, act, f"{said}\n", history)


@click.command("supersede", epilog="Example: adr supersede 5 --by 12")
@click.argument("old", metavar="OLD", shell_complete=complete_ref)
@_by_option
@commit_option
@pass_session
def supersede_command(session: Session, old: str, new: str, *, commit: bool | None) -> None:
    """Let a new record replace an old one.

    While the new one is only proposed, the old one stays as it is; accepting the new one
    changes both.
    """
    from adr_tool.workflow import relate
    from adr_tool.workflow.act import Act

    with session.writing(commit=commit) as history:
        log = session.workspace.log
        one, other = log.find(old), log.find(new)
        act = Act(log, session.workspace.folder)
        relate.supersede(act, one, other)
        said = f"Supersede {log.id_of(one)} by {log.id_of(other)}: {other.title}"
        finish(session, act, f"{said}\n", history)


@click.command("amend", epilog="Example: adr amend 5#retention --by 12")
@click.argument("target", metavar="TARGET[#SECTION]", shell_complete=complete_ref)
@_by_option
@commit_option
@pass_session
def amend_command(session: Session, target: str, new: str, *, commit: bool | None) -> None:
    """Let a new record change a part of an old one, which stays in force."""
    from adr_tool.workflow import relate
    from adr_tool.workflow.act import Act

    with session.writing(commit=commit) as history:
        log = session.workspace.log
        ref, _, section = target.partition("#")
        one, other = log.find(ref), log.find(new)
        act = Act(log, session.workspace.folder)
        relate.amend(act, one, section or None, other)
        said = f"Amend {log.id_of(one)} by {log.id_of(other)}: {other.title}"
        finish(session, act, f"{said}\n", history)
