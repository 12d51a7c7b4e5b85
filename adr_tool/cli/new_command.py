"""`adr new`: draft, write and commit one record."""

from __future__ import annotations

import click

from adr_tool.cli.options import commit_option, complete_ref, json_option
from adr_tool.cli.session import Session, pass_session

ARCHITECTS = ["auto", "claude", "command", "offline", "none"]


@click.command(
    "new",
    epilog="""\b
Examples:
  adr new "Postgres vs Mongo"
  adr new "Kafka or RabbitMQ for order events" --context @docs/orders.md
  adr new --yes --supersedes 5 "Use PostgreSQL" --answer consistency="multi-row transactions"
  adr new --reserve --branch "Use OpenTelemetry"
  adr new --architect none --edit "Use PostgreSQL\"""",
)
@click.argument("title", nargs=-1, metavar="TITLE…")
@click.option(
    "-s",
    "--supersedes",
    multiple=True,
    metavar="REF",
    shell_complete=complete_ref,
    help="A record that this one would replace; it is untouched until acceptance.",
)
@click.option(
    "-l",
    "--link",
    "links",
    multiple=True,
    metavar="TARGET:LINK:REVERSE",
    help="Another relation, with the words for both sides.",
)
@click.option(
    "--context",
    multiple=True,
    metavar="TEXT|@FILE|-",
    help="What the architect should know; lines `a -> b: what` make a diagram.",
)
@click.option("--option", "options", multiple=True, metavar="NAME", help="An option to consider.")
@click.option(
    "--answer", "answers", multiple=True, metavar="KEY=TEXT", help="Answer a question beforehand."
)
@click.option(
    "--answers", "answers_file", type=click.Path(), metavar="FILE", help="Answers from a JSON file."
)
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag; repeatable.")
@click.option(
    "--persona",
    "personas",
    multiple=True,
    metavar="P",
    help="Name or file of a persona; repeatable.",
)
@click.option("--architect", type=click.Choice(ARCHITECTS), help="Who drafts.")
@click.option("--model", metavar="M", help="Model to ask: an alias or a full id.")
@click.option("--template", metavar="T", help="Name or file of a template.")
@click.option("--status", metavar="S", help="Status of the new record (default: proposed).")
@click.option(
    "--reserve/--no-reserve",
    default=None,
    help="Claim the number on the remote, so nobody else can.",
)
@click.option("--branch", is_flag=True, help="Make and check out the branch adr/NNNN-slug.")
@click.option(
    "--review/--no-review", default=None, help="Have a model's draft reviewed with fresh eyes."
)
@click.option(
    "--max-cost", type=click.FloatRange(min=0), metavar="USD", help="Stop before it costs more."
)
@click.option(
    "--from-draft", metavar="FILE|-", help="Take a draft in JSON that was made elsewhere."
)
@click.option("--resume", is_flag=True, help="Go on with the answers that were kept last.")
@click.option("--edit", is_flag=True, help="Open the record in your editor before the commit.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given stays open.")
@click.option("--dry-run", is_flag=True, help="Print the record; write nothing.")
@click.option("--show-prompt", is_flag=True, help="Print what a model would be sent; send nothing.")
@commit_option
@json_option
@pass_session
def new_command(session: Session, /, **typed: object) -> None:
    """Draft, write and commit one new record.

    The title is what has to be decided ("Postgres vs Mongo"), a decision that is being
    proposed ("Use PostgreSQL"), or a problem ("our API takes 5 s under load").

    Without credentials for a model the offline architect drafts: from what you type, what
    this repository says, and a catalogue with public sources.
    """
    from adr_tool.cli.drafting import Drafting
    from adr_tool.cli.requesting import Requesting

    Drafting(session, Requesting(session, typed)).run()
