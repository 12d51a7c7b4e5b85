"""`adr diff`: what changed in a decision, or in all of them since a revision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import complete_ref, json_option
from adr_tool.cli.output import print_json, printable
from adr_tool.cli.past_log import log_at, require_history
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import HistoryError, UsageError

if TYPE_CHECKING:
    from adr_tool.domain.record import Record
    from adr_tool.store.snapshot import Snapshot
    from adr_tool.workflow.difference import Difference


@click.command(
    "diff",
    epilog="""\b
Examples:
  adr diff 7
  adr diff 7 v1.0
  adr diff 7 v1.0 --to v2.0
  adr diff main
  adr diff v1.0 --to v2.0 --json""",
)
@click.argument("ref", metavar="REF|REV", shell_complete=complete_ref)
@click.argument("rev", metavar="[REV]", required=False)
@click.option("--to", metavar="REV", help="Up to this revision, not up to now.")
@json_option
@pass_session
def diff_command(
    session: Session, ref: str, rev: str | None, to: str | None, *, as_json: bool
) -> None:
    """Tell what changed in decisions: status, title, relations, and the text by section.

    Of one record its last change, or all since REV; where REF is a revision, of every record
    since then. What is not committed yet counts. Line breaks, and the links of a record that
    only moved, are no change.
    """
    differences = _differences(session, ref, rev, to)
    log = session.workspace.log
    if as_json:
        print_json([one.data(log) for one in differences])
        return
    for one in differences:
        click.echo(printable("\n".join(_told(one))))
    if not differences:
        session.say("No decision changed.")


def _differences(
    session: Session, ref: str, rev: str | None, to: str | None
) -> tuple[Difference, ...]:
    record = _record(session, ref)
    if record is None:
        if rev and to:
            raise UsageError(f"diff {ref} {rev} has an end already", hint="leave --to out")
        return _between(session, ref, to or rev)
    if rev is None and to is not None:
        raise UsageError("--to needs a beginning", hint=f"adr diff {ref} REV --to {to}")
    if rev is not None:
        found = _between(session, rev, to)
        paths = {record.path}
        return tuple(d for d in found if paths & {d.record.path, d.former and d.former.path})
    return _last(session, record)


def _record(session: Session, ref: str) -> Record | None:
    """The record that is meant; None where it is a revision. Exact names of records win."""
    from adr_tool.store.revisions import commit_of

    log, root = session.workspace.log, require_history(session).root
    if not log.named(ref):
        try:
            commit_of(root, ref)
        except HistoryError:
            return log.find(ref)
        return None
    return log.find(ref)


def _between(session: Session, old: str, new: str | None) -> tuple[Difference, ...]:
    from adr_tool.workflow.difference import between

    space, root = session.workspace, require_history(session).root
    before = log_at(session, old)
    after = log_at(session, new) if new else _now(session)
    for file in (*before.log.unreadable, *after.log.unreadable):
        session.say_once(f"Unreadable: {file.path}:{file.line}: {file.message}")
    return between(space.folder, root, before, after)


def _now(session: Session) -> Snapshot:
    from adr_tool.store.snapshot import work_tree

    space = session.workspace
    return work_tree(space.folder, require_history(session).root, space.log)


def _last(session: Session, record: Record) -> tuple[Difference, ...]:
    from adr_tool.store.writing import read_text
    from adr_tool.workflow.difference import last_change

    folder = session.workspace.folder
    text = read_text(folder.place(record.path))
    found = last_change(folder, require_history(session), record, text)
    return (found,) if found else ()


def _told(one: Difference) -> Iterator[str]:
    name = (
        one.record.title if one.record.number is None else f"{one.record.label} {one.record.title}"
    )
    yield f"{name} ({one.record.path})"
    yield from (f"  {words}" for words in one.events)
    for heading, found in one.sections:
        yield f"  {heading or 'above the first section'}:"
        for hunk in found:
            yield from (f"    - {hunk.old}" for _ in range(bool(hunk.old)))
            yield from (f"    + {hunk.new}" for _ in range(bool(hunk.new)))
