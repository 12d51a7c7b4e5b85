"""The root command: the table of commands, global options, and the one error boundary."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from adr_tool import __version__
from adr_tool.errors import AdrError

COMMANDS = {
    "new": ("new", "Draft, write and commit one new record."),
    "list": ("list", "Show the log."),
    "show": ("show", "Show one record."),
    "search": ("search", "Find records by their words."),
    "related": ("search", "Find what a record or text should know of and does not cite."),
    "for": ("search", "Find the records that bear on files."),
    "context": ("context", "Gather the decisions for a task, within a budget of tokens."),
    "log": ("log", "Tell what happened to a decision, from git."),
    "diff": ("diff", "Tell what changed in decisions, section by section."),
    "changes": ("changes", "Tell which decisions changed between two revisions."),
    "due": ("due", "Show what is overdue: exit 3."),
    "stats": ("stats", "Show figures of the log."),
    "edit": ("edit", "Open a record in your editor, check it, commit it."),
    "accept": ("decide", "Accept records, and flip what they supersede."),
    "reject": ("decide", "Reject proposed records."),
    "deprecate": ("decide", "Mark records as no longer guidance."),
    "reopen": ("decide", "Take the last move of records back."),
    "rescue": ("rescue", "Take a proposal that was never merged into the log, as rejected."),
    "supersede": ("relate", "Let a new record replace an old one."),
    "amend": ("relate", "Let a new record change a part of an old one."),
    "link": ("relate", "State a relation between two records."),
    "unlink": ("relate", "Take back the relations between two records."),
    "renumber": ("renumber", "Give a record another number, and let the links follow."),
    "numbers": ("numbers", "Show the numbers that are reserved on the remote."),
    "check": ("check", "Check the log; an error makes exit 3."),
    "cite": ("cite", "Tell whether a record is in force, and what replaced it."),
    "needed": ("needed", "Tell whether a change deserves a decision."),
    "review": ("review", "Judge a record as its reviewer would."),
    "ci": ("ci", "Check and review a change within GitHub Actions."),
    "toc": ("contents", "Print the table of contents."),
    "graph": ("contents", "Print the relations of the log as a graph."),
    "generate": ("contents", "The names under which adr-tools has toc and graph."),
    "site": ("site", "Build, serve or publish the decision site."),
    "convert": ("convert", "Write records in the notation of another template."),
    "import": ("import", "Copy records from elsewhere into the log."),
    "export": ("export", "Print the whole log as JSON, CSV or one page of HTML."),
    "init": ("init", "Make a log and its first record."),
    "upgrade-repository": ("upgrade", "Write the dates of old adr-tools logs as ISO dates."),
    "help": ("help", "Show the help of a command."),
    "templates": ("templates", "List the templates for new records."),
    "catalogue": ("catalogue", "Show what the architect knows without a model."),
    "personas": ("personas", "List the personas an architect can take on."),
    "settings": ("settings", "Show each setting, its value and where it came from."),
}
"""Command → module in this package and one line of help, most used first."""

INTERRUPTED = 130


class CommandTable(click.Group):
    """Imports a command when it is asked for, and turns our errors into sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, D102
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002, D102
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"adr_tool.cli.{COMMANDS[cmd_name][0]}_command")
        name = cmd_name.partition("-")[0]
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def resolve_command(  # noqa: D102
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002, D102
        # The table has the words already: no command is imported to list them.
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401, D102
        with explained(ctx):
            return super().invoke(ctx)


@contextmanager
def explained(ctx: click.Context | None = None) -> Iterator[None]:
    """Turn an error of ours into `Error: …`, a hint and its exit code."""
    try:
        yield
    except AdrError as error:
        if ctx and _told_as_adr_tools(error, ctx):
            sys.exit(AdrError.exit_code)
        _tell(error.message, error.hint)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _tell(f"{error.filename}: {error.strerror}" if error.filename else str(error), None)
        sys.exit(AdrError.exit_code)


def _told_as_adr_tools(error: AdrError, ctx: click.Context) -> bool:
    from adr_tool.cli import compatible
    from adr_tool.cli.session import Session

    return isinstance(ctx.obj, Session) and compatible.tell(error, ctx.obj)


def _tell(message: str, hint: str | None) -> None:
    click.echo(f"{click.style('Error:', fg='red')} {_shown(message)}", err=True)
    if hint:
        click.echo(f"Hint: {_shown(hint)}", err=True)


def _shown(text: str) -> str:
    """Take control characters out of what may come from a file or a server."""
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)


@click.command(
    cls=CommandTable,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  adr new "Postgres vs Mongo"
  adr accept 7 --by "Ana Maier"
  adr check
  adr site serve

\b
Completion, for ~/.bashrc (or zsh_source in ~/.zshrc, fish_source for fish):
  eval "$(_ADR_COMPLETE=bash_source adr)\"""",
)
@click.version_option(__version__, "-V", "--version", prog_name="adr")
@click.option(
    "-C", "directory", type=click.Path(path_type=Path), metavar="DIR", help="Work in this folder."
)
@click.option("--dir", "dirs", multiple=True, metavar="FOLDER", help="Log folder; repeatable.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more on stderr.")
@click.pass_context
def adr(
    ctx: click.Context, directory: Path | None, dirs: tuple[str, ...], *, quiet: bool, verbose: bool
) -> None:
    """Architecture decisions: drafted, reviewed, linked, published.

    A decision log is a folder of Markdown files in git; every dialect of ADRs is read as
    it is.
    """
    from adr_tool.cli.session import open_session

    ctx.obj = open_session(directory, dirs, quiet=quiet, verbose=verbose)
