"""`adr convert`: records in the notation of another template, with a report of what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import commit_option, complete_ref
from adr_tool.cli.output import printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import EditError, NothingToReadError

if TYPE_CHECKING:
    from adr_tool.workflow.convert import Conversion, Outcome


@click.command(
    "convert",
    epilog="""\b
Examples:
  adr convert --to madr --dry-run
  adr convert --to madr
  adr convert --to nygard 7 12""",
)
@click.argument("refs", nargs=-1, metavar="[REF]…", shell_complete=complete_ref)
@click.option(
    "--to",
    "target",
    type=click.Choice(["madr", "madr-minimal", "nygard"]),
    required=True,
    help="The template in whose notation to write.",
)
@click.option("--dry-run", is_flag=True, help="Print the report and write nothing.")
@click.option("--skip", is_flag=True, help="Leave records that cannot be converted as they are.")
@commit_option
@pass_session
def convert_command(
    session: Session,
    refs: tuple[str, ...],
    target: str,
    *,
    dry_run: bool,
    skip: bool,
    commit: bool | None,
) -> None:
    """Write records in another notation: all of the log, or those named.

    Status, date, people, tags and relations move; known sections get their new headings;
    everything else stays as it is and is named in the report. File names stay. A record of
    which something would be lost is refused, and then nothing is written, unless --skip.
    """
    from adr_tool.document.outline import Outline
    from adr_tool.store.shapes import shipped
    from adr_tool.workflow.act import Act
    from adr_tool.workflow.convert import Target, convert
    from adr_tool.workflow.save import save

    known = frozenset(h.text.lower() for h in Outline(shipped()[target].text).headings)
    with session.writing(commit=False if dry_run else commit) as history:
        log = session.workspace.log
        if not log.records:
            raise NothingToReadError("The log has no records", hint="adr new makes one")
        for file in log.unreadable:
            session.say(f"Unreadable, left as it is: {file.path}:{file.line}: {file.message}")
        act = Act(log, session.workspace.folder)
        records = [log.find(ref) for ref in refs] or log.records
        outcome = convert(act, records, Target(target), known)
        _report(session, outcome)
        if outcome.refused and not skip:
            count = len(outcome.refused)
            message = f"{count} records cannot be converted, so nothing was written"
            raise EditError(message, hint="mend them, or leave them as they are with --skip")
        if dry_run:
            session.say("Nothing was written.")
            return
        message = f"Convert {len(outcome.done)} records to {target}\n"
        session.announce(save(act.changes(), message, history=history))


def _report(session: Session, outcome: Outcome) -> None:
    """Print what moves, what stays, what is refused and which links lose their section."""
    for conversion in outcome.done:
        for words in _lines(conversion):
            click.echo(printable(words))
    for record in outcome.same:
        click.echo(printable(f"{record.path}: is so already"))
    for refusal in outcome.refused:
        click.echo(printable(f"Refused: {refusal.message}"), err=True)
    for link in outcome.lost:
        words = f"{link.path}:{link.line}: {link.target} leads to a section that is gone"
        click.echo(printable(words))
    session.say(f"{len(outcome.done)} converted, {len(outcome.same)} as they were.")


def _lines(conversion: Conversion) -> list[str]:
    path = conversion.record.path
    said = [
        (step.line, f"{step.old or 'new'} → {step.new}")
        for step in conversion.steps
        if step.old.strip()
    ]
    said += [(step.line, f"stays: {step.old}") for step in conversion.kept]
    return [f"{path}:{line}: {words}" for line, words in sorted(said)]
