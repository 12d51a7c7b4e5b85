"""`adr needed`: whether a change deserves a decision; advice, never the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError

if TYPE_CHECKING:
    from adr_tool.domain.need import Need
    from adr_tool.store.history import History
    from adr_tool.workflow.govern import Governing


_MOST = 3
"""How many records are shown for one matter; JSON has all."""


@click.command(
    "needed",
    epilog="""\b
Examples:
  adr needed
  adr needed --base origin/main
  adr needed --json | jq -r '.needs[].command'""",
)
@click.option(
    "--base", metavar="REV", help="Since this branch left REV (default: the main branch)."
)
@json_option
@pass_session
def needed_command(session: Session, base: str | None, *, as_json: bool) -> None:
    """Tell whether a change deserves a decision, and which record governs it: advice, exit 0.

    A datastore, broker, framework, outside service, protocol, way to log in or language that
    no file of the base shows, one that is gone although a record demands it, a retention that
    changes, and new owners of the log. Development and test dependencies, versions and lock
    files ask for nothing.
    """
    from dataclasses import replace

    from adr_tool.workflow.needed import as_data, needed_since

    history = _history(session)
    rev = _base(history, base)
    governing = _governing(session, history)
    found = needed_since(history, rev, governing)
    needs = [replace(need, path=session.shown(history.root / need.path)) for need in found.needs]
    broken = [session.shown(history.root / path) for path in found.broken]
    for path in broken:
        session.say(f"Unreadable: {path}: what it declares is not known")
    session.say(
        f"Held against {rev}: {found.changed} files differ, "
        f"{found.read} of them tell what the project is built with."
    )
    if as_json:
        data = as_data(replace(found, needs=tuple(needs)), governing.log)
        print_json({"base": rev, "changed": found.changed, "read": found.read,
                    "unreadable": broken, "needs": data})  # fmt: skip
        return
    for need in needs:
        click.echo(printable("\n".join(_told(need))))
    if not needs:
        session.say("Nothing in them asks for a decision.")


def _history(session: Session) -> History:
    history = session.workspace.history
    if history is None:
        raise UsageError("adr needed reads a change from git: this is no repository")
    return history


def _base(history: History, stated: str | None) -> str:
    from adr_tool.store.refs import main_branch, revision

    if stated is not None:
        if revision(history.root, stated) is None:
            hint = "git fetch brings what the remote has"
            raise UsageError(f"--base {stated}: there is no such revision here", hint=hint)
        return stated
    found = main_branch(history.root)
    if found is None:
        raise UsageError("There is no main branch here", hint="name one: adr needed --base REV")
    return found


def _governing(session: Session, history: History) -> Governing:
    """The log, or nothing that governs where there is none yet."""
    from adr_tool.workflow.govern import governing, nothing_governs

    space = session.workspace
    if not space.has_log:
        session.say("There is no log yet, so no record governs anything.")
        return nothing_governs()
    for file in space.log.unreadable:
        session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
    return governing(space.log, space.folder, history.root)


def _told(need: Need) -> Iterator[str]:
    """A line on what happened, one for each record, and what to type."""
    what = f"{need.path}:{need.line}: {need.happened} {need.role}: {need.name} ({need.reason})"
    beside = ", ".join(need.beside)
    yield f"{what}; in use: {beside}" if beside else what
    for one in need.bearings[:_MOST]:
        word = "governed by" if one.governs else "see also"
        record = one.record
        yield f"  {word} {record.label} {record.title} ({record.status}, {one.where})"
    if len(need.bearings) > _MOST:
        yield f"  and {len(need.bearings) - _MOST} more (--json has all)"
    if not need.governing:
        yield "  no record governs it"
    if need.is_open:
        yield f"  {need.command}"
