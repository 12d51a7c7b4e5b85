"""`adr stats`: figures of the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import NothingToReadError

if TYPE_CHECKING:
    from adr_tool.domain.figures import Figures, Life
    from adr_tool.domain.log import DecisionLog

_MOST = 10
"""How many people and tags are shown; JSON has all."""


@click.command("stats", epilog="Example: adr stats --json | jq .acceptance.median_days")
@click.option("--allow-empty", is_flag=True, help="A log without records is no error.")
@json_option
@pass_session
def stats_command(session: Session, *, allow_empty: bool, as_json: bool) -> None:
    """Show figures of the log: status, years, how long decisions wait, who makes them.

    How old proposals are and how long acceptances took is told from git.
    """
    from adr_tool.domain.figures import figures

    log = session.workspace.log
    if not log.records and not allow_empty:
        raise NothingToReadError("The log has no records", hint="adr new makes one")
    for file in log.unreadable:
        session.say(f"Unreadable: {file.path}:{file.line}: {file.message}")
    found = figures(log, _lives(session), session.today)
    if as_json:
        print_json(_data(log, found))
    else:
        click.echo(printable("\n".join(_lines(found))))


def _lives(session: Session) -> Mapping[str, Life]:
    from adr_tool.store.revisions import is_shallow
    from adr_tool.workflow.life import lives

    space = session.workspace
    if space.history is None:
        session.say_once("Not in a git repository: how long decisions took is not known.")
        return {}
    if is_shallow(space.history.root):
        session.say_once("A shallow clone knows only its end (git fetch --unshallow).")
    return lives(space.folder, space.history.root, space.log)


def _data(log: DecisionLog, found: Figures) -> dict[str, Any]:
    return {
        "records": found.records,
        "in_force": found.in_force,
        "unreadable": len(log.unreadable),
        "status": dict(found.status),
        "years": [{"year": year, "records": n} for year, n in found.years.items()],
        "proposals": {
            "records": len(found.waiting),
            "median_days": found.median_age,
            "oldest": [
                {"id": log.id_of(record), "path": record.path, "days": days}
                for record, days in found.waiting
            ],
        },
        "acceptance": {
            "records": len(found.took),
            "median_days": found.median_wait,
            "longest_days": found.took[-1] if found.took else None,
        },
        "superseded_share": found.superseded,
        "without_review": found.without_review,
        "deciders": _named(found.deciders),
        "tags": _named(found.tags),
    }


def _named(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"name": name, "records": n} for name, n in counts.items()]


def _lines(found: Figures) -> Iterator[str]:
    yield f"Records     {found.records}, {found.in_force} in force"
    yield f"Status      {_listed(found.status)}"
    yield f"Years       {_listed({str(y or 'no date'): n for y, n in found.years.items()})}"
    if found.waiting:
        record, days = found.waiting[0]
        oldest = "" if days is None else f"; the oldest, {record.label}, for {_days(days)}"
        yield f"Proposals   {len(found.waiting)}, waiting for {_days(found.median_age)}{oldest}"
    if found.took:
        longest = f"the longest {_days(found.took[-1])}, of {len(found.took)} that git saw"
        yield f"Acceptance  took {_days(found.median_wait)}; {longest}"
    if found.superseded is not None:
        yield f"Superseded  {found.superseded:.0%} of what was once accepted"
    yield f"Review      {found.without_review} in force without a review-by date"
    if found.deciders:
        yield f"Deciders    {_listed(found.deciders)}"
    if found.tags:
        yield f"Tags        {_listed(found.tags)}"


def _listed(counts: Mapping[str, int]) -> str:
    shown = ", ".join(f"{name} {n}" for name, n in list(counts.items())[:_MOST])
    more = len(counts) - _MOST
    return f"{shown} and {more} more" if more > 0 else shown


def _days(days: float | None) -> str:
    return "an unknown time" if days is None else f"{days:g} day{'' if days == 1 else 's'}"
