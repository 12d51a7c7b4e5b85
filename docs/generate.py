"""Writes the pages of the reference that are made from the code; `--check` only compares."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

DOCS = Path(__file__).parent
MADE = "<!-- Made from the code by `nox -s reference`; edit the code. -->"
COMMANDS = """\
# Commands

`adr [-C DIR] [--dir FOLDER]… [-q|-v] COMMAND …` works from any subfolder of a repository.
The same command is installed as `adr-tool`. See [exit codes](exit-codes.md) for its answers.
"""
CATALOGUE = """\
# Catalogue

What the architect knows without a model. Each claim has a public source and the day on which
its text was read; `adr catalogue NAME` shows the same. [Add to it](../how-to/catalogue.md).
"""
SETTINGS = """\
# Settings

Settings stand under `[tool.adr]` in `pyproject.toml`, or in `adr.toml`, found upward.
A variable `ADR_…` of the environment wins over a file, an option over both.
`adr settings` prints each value and where it came from.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` name those that no longer fit the code."""
    pages = {
        "reference/commands.md": commands_page(),
        "reference/settings.md": settings_page(),
        **catalogue_pages(),
    }
    stale = [name for name, text in pages.items() if _old(name) != text]
    stale += [name for name in _kept() if name not in pages]
    if "--check" in arguments:
        sys.stderr.writelines(f"docs/{name} is stale: nox -s reference\n" for name in stale)
        return 1 if stale else 0
    for name in stale:
        if name in pages:
            (DOCS / name).parent.mkdir(exist_ok=True)
            (DOCS / name).write_text(pages[name], encoding="utf-8")
        else:
            (DOCS / name).unlink()
    return 0


def commands_page() -> str:
    """Make the page of all commands with their help and options."""
    from adr_tool.cli.main import adr

    every = _walk(adr, click.Context(adr, info_name="adr"))
    sections = [_section(command, context) for command, context in every]
    return "\n".join([MADE, "", COMMANDS, *sections])


def settings_page() -> str:
    """Make the table of all settings from the class that holds them."""
    from adr_tool.settings import Settings

    rows = [_row(field) for field in dataclasses.fields(Settings)]
    head = ["| setting | variable | default | meaning |", "| --- | --- | --- | --- |"]
    return "\n".join([MADE, "", SETTINGS, *head, *rows, ""])


def catalogue_pages() -> dict[str, str]:
    """Make a page of each kind of decision, with all that is known of its technologies."""
    from adr_tool.catalogue.catalogue import load_catalogue
    from adr_tool.catalogue.page import kind_page, technology_page

    catalogue = load_catalogue()
    pages, rows = {}, []
    for kind in catalogue.kinds.values():
        known = [catalogue.technologies[key] for key in catalogue.kinds_said(kind.id)]
        parts = [kind_page(catalogue, kind)]
        parts += [technology_page(catalogue, t) for t in known if t.kinds[0] == kind.id]
        names = ", ".join(t.name for t in known) or "; ".join(kind.option_classes)
        rows.append(f"| [{kind.name}]({kind.id}.md) | {names} |")
        pages[f"catalogue/{kind.id}.md"] = _one_page(parts)
    head = [MADE, "", CATALOGUE, "| kind of decision | what is compared |", "| --- | --- |"]
    return {"catalogue/index.md": "\n".join([*head, *rows, ""]), **pages}


def _one_page(parts: list[str]) -> str:
    """Several entries on one page: lower headings, and numbers of sources that differ."""
    first, *more = (_renumbered(part, number) for number, part in enumerate(parts, start=1))
    return "\n".join(
        [MADE, "", first, *(re.sub(r"^(?=#)", "#", p, flags=re.MULTILINE) for p in more)]
    )


def _renumbered(part: str, number: int) -> str:
    return re.sub(r"\[(\d+)\](?=\]|: <)", rf"[{number}.\1]", part)


def _row(field: dataclasses.Field[object]) -> str:
    from adr_tool.settings import Settings

    meaning = _cell(field.metadata["meaning"])
    choices = ", ".join(f"`{choice}`" for choice in field.metadata["choices"])
    one_of = f" One of {choices}." if choices else ""
    default = json.dumps(getattr(Settings(), field.name))
    variable = f"ADR_{field.name.upper()}"
    return f"| `{field.name}` | `{variable}` | `{default}` | {meaning}{one_of} |"


def _walk(
    command: click.Command, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    """Find each visible command below `command`, itself first, each with its full name."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _walk(below, click.Context(below, info_name=name, parent=context))


def _section(command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"## `{context.command_path}`", "", *_prose(command.help or "")]
    parts += ["```text", usage, "```", ""]
    records = (option.get_help_record(context) for option in command.get_params(context))
    told = [(_cell(names), _cell(help_)) for names, help_ in filter(None, records) if help_]
    rows = [f"| `{names}` | {meaning} |" for names, meaning in told]
    if rows:
        parts += ["| option | meaning |", "| --- | --- |", *rows, ""]
    return "\n".join([*parts, *_prose(command.epilog or "")])


def _prose(text: str) -> Iterator[str]:
    """Write help as Markdown: a paragraph click would not wrap becomes a block of code."""
    for paragraph in re.split(r"\n{2,}", inspect.cleandoc(text).partition("\f")[0].strip()):
        if paragraph.startswith("\b"):
            yield from ["```console", paragraph.removeprefix("\b").strip("\n"), "```", ""]
        elif paragraph:
            yield from [paragraph.replace("<", "&lt;"), ""]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _kept() -> list[str]:
    """The pages of the catalogue that are there, those of entries that went included."""
    return [f"catalogue/{page.name}" for page in (DOCS / "catalogue").glob("*.md")]


def _old(name: str) -> str:
    page = DOCS / name
    return page.read_text(encoding="utf-8") if page.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
