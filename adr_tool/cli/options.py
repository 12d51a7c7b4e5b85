"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from adr_tool.domain.record import Record

Command = Callable[..., Any]

commit_option = click.option(
    "--commit/--no-commit", default=None, help="Commit this act, or leave it to you."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
at_option = click.option(
    "--at", metavar="REV", help="As it was then: a tag, branch or commit, or the end of an ISO day."
)


def complete_ref(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the records of the log: their numbers with the titles as help."""
    from adr_tool.cli.session import open_session
    from adr_tool.errors import AdrError

    stated = ctx.find_root().params
    try:
        log = open_session(stated["directory"], stated["dirs"], quiet=True).workspace.log
    except (AdrError, OSError, click.BadParameter):
        return []
    return [
        CompletionItem(name, help=record.title)
        for record in log.records
        if (name := _completed(record, incomplete))
    ]


def _completed(record: Record, incomplete: str) -> str | None:
    """The record's number or path, whichever the person has begun to type."""
    number = record.number
    names = () if number is None else (str(number), f"{number:04d}")
    return next((n for n in (*names, record.path) if n.startswith(incomplete)), None)


def refs_argument(*, several: bool, required: bool = True) -> Callable[[Command], Command]:
    """The record or records that a command is about."""
    return click.argument(
        "refs" if several else "ref",
        metavar="REF…" if several else "REF",
        nargs=-1 if several else 1,
        required=required,
        shell_complete=complete_ref,
    )
