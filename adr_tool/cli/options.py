"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from adr_tool.cli.session import Session

Command = Callable[..., Any]

commit_option = click.option(
    "--commit/--no-commit", default=None, help="Commit this act, or leave it to you."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def complete_ref(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the records of the log: their numbers with the titles as help."""
    from adr_tool.errors import AdrError

    session: Session | None = ctx.find_object(_session_type())
    if session is None:
        return []
    try:
        log = session.workspace.log
    except AdrError:
        return []
    return [
        CompletionItem(str(r.number if r.number is not None else r.path), help=r.title)
        for r in log.records
        if str(r.number).startswith(incomplete) or r.path.startswith(incomplete)
    ]


def _session_type() -> type[Session]:
    from adr_tool.cli.session import Session

    return Session


def refs_argument(*, several: bool) -> Callable[[Command], Command]:
    """The record or records that a command is about."""
    return click.argument(
        "refs" if several else "ref",
        metavar="REF…" if several else "REF",
        nargs=-1 if several else 1,
        required=True,
        shell_complete=complete_ref,
    )
