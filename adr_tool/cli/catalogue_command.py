"""`adr catalogue`: what the architect knows without a model, and whether its files are right."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.options import json_option
from adr_tool.cli.output import print_json, print_table, printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import UsageError

if TYPE_CHECKING:
    from adr_tool.catalogue.catalogue import Catalogue
    from adr_tool.catalogue.entries import Kind, Technology

PROBLEMS_FOUND = 3
SCHEMA = 1


@click.command(
    "catalogue",
    epilog="""\b
Examples:
  adr catalogue
  adr catalogue message-broker
  adr catalogue postgres
  adr catalogue --json | jq '.technologies | length'""",
)
@click.argument("name", required=False, metavar="[KIND|TECHNOLOGY]")
@click.option("--check", is_flag=True, help="Check the files of the catalogue, yours included.")
@json_option
@pass_session
def catalogue_command(session: Session, name: str | None, *, check: bool, as_json: bool) -> None:
    """Show what the architect knows without a model: kinds of decisions, technologies, patterns.

    Files of your own in the folder `catalogue` beside your records come first: house
    standards, rules, and a radar of what to adopt, to try, to assess and to hold.
    """
    catalogue = session.workspace.unchecked_catalogue if check else session.workspace.catalogue
    if check and name:
        raise UsageError("--check checks all files", hint="adr catalogue --check")
    if check:
        _check(session, catalogue)
    elif name:
        _show(catalogue, name, as_json=as_json)
    elif as_json:
        entries = (catalogue.kinds.values(), catalogue.technologies.values())
        kinds, technologies = ([_data(e) for e in shelf] for shelf in entries)
        print_json({"schema": SCHEMA, "kinds": kinds, "technologies": technologies})
    else:
        _list(catalogue)


def _check(session: Session, catalogue: Catalogue) -> None:
    from adr_tool.catalogue.faults import faults_of

    cwd = session.workspace.cwd
    # No source was read after today, by the clock on the wall.
    faults = list(faults_of(catalogue, date.today()))  # noqa: DTZ011
    for fault in faults:
        click.echo(printable(str(replace(fault, path=os.path.relpath(cwd / fault.path, cwd)))))
    count = f"{len(catalogue.kinds)} kinds, {len(catalogue.technologies)} technologies"
    click.echo(f"{count}; {len(faults)} problem{'' if len(faults) == 1 else 's'}")
    if faults:
        sys.exit(PROBLEMS_FOUND)


def _list(catalogue: Catalogue) -> None:
    rows = []
    for kind in catalogue.kinds.values():
        named = (catalogue.technologies[key] for key in catalogue.kinds_said(kind.id))
        known = ", ".join(t.name + (f" ({t.ring})" if t.ring else "") for t in named)
        rows.append((kind.id, known or "; ".join(kind.option_classes)))
    print_table(rows, ("Kind", "What is compared"))


def _show(catalogue: Catalogue, name: str, *, as_json: bool) -> None:
    from adr_tool.catalogue.page import kind_page, technology_page

    entry = _entry(catalogue, name)
    if as_json:
        print_json(_data(entry))
    elif entry.id in catalogue.kinds and entry is catalogue.kinds[entry.id]:
        click.echo(printable(kind_page(catalogue, entry)), nl=False)
    else:
        click.echo(printable(technology_page(catalogue, entry)), nl=False)


def _entry(catalogue: Catalogue, name: str) -> Any:  # noqa: ANN401 - a kind or a technology
    plain = "-".join(name.lower().split())
    known = catalogue.kinds.get(plain) or catalogue.technology(name)
    if known:
        return known
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), [*catalogue.kinds, *catalogue.names], n=1)
    meant = f"adr catalogue '{near[0]}'? " if near else ""
    raise UsageError(
        f"The catalogue has no kind and no technology {name!r}",
        hint=f"{meant}adr catalogue lists all",
    )


def _data(entry: Kind | Technology) -> dict[str, Any]:
    data = asdict(entry, dict_factory=_plain)
    depth = getattr(entry, "depth", None)
    return {**data, "depth": depth} if depth else data


def _plain(items: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in items}
