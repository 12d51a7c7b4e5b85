"""`adr list`: the log as a table, as paths, or as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.options import at_option, json_option
from adr_tool.cli.output import print_json, print_table, printable, record_row
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import NothingToReadError, UsageError

if TYPE_CHECKING:
    from adr_tool.domain.log import DecisionLog
    from adr_tool.domain.record import Record
    from adr_tool.workflow.elsewhere import Everywhere


@click.command(
    "list",
    epilog="""\b
Examples:
  adr list
  adr list --status accepted --tag database
  adr list --at v2.0
  adr list --at 2025-12-31 --status accepted
  adr list --all-refs --status proposed,rejected
  adr list --json | jq '.[].title'""",
)
@click.argument("ignored", nargs=-1, metavar="")
@click.option(
    "--status", "statuses", multiple=True, metavar="S", help="Only these; repeatable, or S,S."
)
@click.option("--tag", "tags", multiple=True, metavar="T", help="Only with this tag; repeatable.")
@click.option("--since", metavar="DATE", help="Only dated on or after this ISO date.")
@at_option
@click.option("--all-refs", is_flag=True, help="Also what only other branches have.")
@click.option("--paths", is_flag=True, help="Print bare paths.")
@click.option("--allow-empty", is_flag=True, help="A log without records is no error.")
@json_option
@pass_session
def list_command(
    session: Session,
    /,
    ignored: tuple[str, ...],
    at: str | None,
    *,
    statuses: tuple[str, ...],
    tags: tuple[str, ...],
    since: str | None,
    **how: bool,
) -> None:
    """Show the log: number, status, date and title of each record."""
    if ignored and not session.compatible:
        raise UsageError(f"list takes no {ignored[0]!r}", hint="adr show REF shows one record")
    if at and how["all_refs"]:
        raise UsageError("--at and --all-refs exclude each other", hint="leave one of them out")
    words = tuple(word for stated in statuses for word in stated.split(",") if word)
    asked = _Asked(session, {"statuses": words, "tags": tags, "since": since}, at, how)
    if how["as_json"]:
        _print_json(asked)
    elif how["paths"] or session.compatible:
        for record in asked.listed()[1]:
            click.echo(printable(record.path))
    elif how["all_refs"]:
        _, records = asked.listed()
        rows = [_with_ref(record_row(r), asked.refs.get(r.path)) for r in records]
        print_table(rows, ("No.", "Status", "Date", "Branch", "Title"))
    else:
        print_table(asked.rows(), ("No.", "Status", "Date", "Title"))


@dataclass(frozen=True)
class _Asked:
    """What a person wants to see of which log."""

    session: Session
    wanted: dict[str, Any]
    at: str | None
    how: dict[str, bool]

    @cached_property
    def everywhere(self) -> Everywhere:
        """The log with what other branches have."""
        from adr_tool.cli.past_log import require_history
        from adr_tool.workflow.elsewhere import everywhere

        space = self.session.workspace
        root = require_history(self.session).root
        return everywhere(space.folder, root, space.log)

    @property
    def refs(self) -> Mapping[str, str]:
        """The branch of each record that is not here."""
        return self.everywhere.refs if self.how["all_refs"] else {}

    @cached_property
    def log(self) -> DecisionLog:
        """The log that is meant."""
        if self.at:
            from adr_tool.cli.past_log import log_at

            return log_at(self.session, self.at).log
        return self.everywhere.log if self.how["all_refs"] else self.session.workspace.log

    def rows(self) -> list[Sequence[str]]:
        """The table; that of the log of today is kept as long as the log does not change."""

        def conclude() -> list[Sequence[str]]:
            return [record_row(record) for record in self.listed()[1]]

        if self.at:
            return conclude()
        question = f"list {self.wanted} {self.how['allow_empty']}"
        return self.session.workspace.concluded(question, conclude)

    def listed(self) -> tuple[DecisionLog, tuple[Record, ...]]:
        """Read the log, name what cannot be read, and pick the records that are wanted."""
        from adr_tool.workflow.find import listed

        log, session = self.log, self.session
        if not log.records and not (self.how["allow_empty"] or session.compatible):
            then = f" at {self.at}" if self.at else ""
            raise NothingToReadError(
                f"The log has no records{then}",
                hint="adr new makes one; --allow-empty says that is fine",
            )
        for file in log.unreadable:
            session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
        return log, listed(log, **self.wanted, words=session.workspace.notation.statuses)


def _print_json(asked: _Asked) -> None:
    from adr_tool.workflow.describe import as_data

    log, records = asked.listed()
    data = [as_data(log, record) for record in records]
    if asked.how["all_refs"]:
        data = [one | {"ref": asked.refs.get(one["path"])} for one in data]
    print_json(data)


def _with_ref(row: tuple[str, str, str, str], ref: str | None) -> tuple[str, ...]:
    return (*row[:3], ref or "-", row[3])
