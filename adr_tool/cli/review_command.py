"""`adr review`: what a reviewer should ask about a record; advisory unless `--strict`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.check_command import PROBLEMS_FOUND, checked
from adr_tool.cli.check_output import located, workflow_commands
from adr_tool.cli.options import complete_ref
from adr_tool.cli.output import print_json, prompt_data
from adr_tool.cli.reviewing import appraised, comment_on, surveyed
from adr_tool.cli.session import Session, pass_session
from adr_tool.errors import ArchitectError, UsageError

if TYPE_CHECKING:
    from adr_tool.architect.review import Review
    from adr_tool.domain.record import Record
    from adr_tool.workflow.check import Report


@click.command(
    "review",
    epilog="""\b
Examples:
  adr review 7
  adr review --base main --format markdown
  adr review 7 --llm
  adr review 7 --show-prompt""",
)
@click.argument("ref", required=False, shell_complete=complete_ref)
@click.option("--base", metavar="REV", help="The records that changed since this revision.")
@click.option("--llm", is_flag=True, help="Also ask the configured model; its words are advice.")
@click.option("--show-prompt", is_flag=True, help="Print what a model would be sent; send nothing.")
@click.option("--strict", is_flag=True, help="Exit 3 where a check finds an error.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "github"]),
    default="text",
    help="How to print it.",
)
@pass_session
def review_command(
    session: Session,
    ref: str | None,
    base: str | None,
    form: str,
    *,
    llm: bool,
    show_prompt: bool,
    strict: bool,
) -> None:
    """Judge a record as its reviewer would: seven questions, with the lines that answer them.

    Each is answered pass, fail or cannot tell, as far as code can; then come the findings of
    all checks and the related records in force that it does not mention. Without REF and
    --base these are all drafts and proposals.

    With --base and --format markdown it is one comment on the whole change, of 60 lines at
    most: what happens to decisions, the findings, the records forgotten, the questions left,
    and what beside the log deserves a decision.
    """
    if show_prompt:
        prompts = [_prompt(session, record) for record in _records(session, ref, base)]
        print_json(prompts[0] if len(prompts) == 1 else prompts)
        return
    if base and not ref and form == "markdown":
        failed = _print_comment(session, base, llm=llm).failed
    else:
        failed = _print_each(session, _records(session, ref, base), form, llm=llm)
    if strict and failed:
        sys.exit(PROBLEMS_FOUND)


def _print_each(session: Session, records: tuple[Record, ...], form: str, *, llm: bool) -> bool:
    """Print the review of each record; tells whether a check found an error."""
    from adr_tool.cli import review_output

    appraisals = appraised(session, records)
    reviewed = [(a, _asked(session, a.record) if llm else None) for a in appraisals]
    found = [finding for a in appraisals for finding in a.findings]
    if form == "github":
        for line in workflow_commands(located(found, session.rooted)):
            click.echo(line)
    elif form == "json":
        print_json([review_output.as_data(one) for one in reviewed])
    else:
        shown = getattr(review_output, f"as_{form}")
        click.echo("\n\n".join("\n".join(shown(one)) for one in reviewed), nl=bool(reviewed))
    if not records:
        session.say("There is nothing to review.")
    return any(finding.severity == "error" for finding in found)


def _records(session: Session, ref: str | None, base: str | None) -> tuple[Record, ...]:
    from adr_tool.domain.status import Status

    log = session.workspace.log
    if ref and base:
        raise UsageError("A record and --base exclude each other")
    if ref:
        return (log.find(ref),)
    if base is None:
        return tuple(r for r in log.records if r.status in (Status.DRAFT, Status.PROPOSED))
    history = session.workspace.history
    if history is None:
        raise UsageError("--base needs a git repository", hint="name a record instead")
    changed = {session.shown(path) for path in history.changed_since(base)}
    return tuple(r for r in log.records if r.path in changed)


def _print_comment(session: Session, base: str, *, llm: bool) -> Report:
    """Print the one comment on a change; gives what the checks found."""
    from adr_tool.cli.review_output import as_advice

    report = checked(session, base=base)
    found = surveyed(session, base, report)
    advised = [(record, _asked(session, record)) for record in found.open] if llm else []
    comment = comment_on(session, found, advice=tuple(as_advice(advised)))
    click.echo(comment.markdown(), nl=False)
    return report


def _prompt(session: Session, record: Record) -> dict[str, Any]:
    """What a model would be sent about a record; none need be configured."""
    from adr_tool.architect.review import review_prompt, review_schema
    from adr_tool.store.writing import read_text
    from adr_tool.workflow.second_opinion import brief_for

    space = session.workspace
    brief = brief_for(space.finder, record, space.persona(None), space.folder)
    text = read_text(space.folder.place(record.path))
    prompt = review_prompt(text, brief.answers, brief.related)
    for notice in prompt.notices:
        session.say(f"Notice: {notice}")
    return prompt_data(prompt, review_schema())


def _asked(session: Session, record: Record) -> Review:
    """What a model says about a record.

    Raises:
        ArchitectError: No model is configured, or it could not be reached.
    """
    from adr_tool.store.writing import read_text
    from adr_tool.workflow.second_opinion import brief_for

    space = session.workspace
    name = space.architect_name(space.settings.architect)
    if name not in ("claude", "command"):
        raise ArchitectError(
            "--llm needs a model, and none is configured",
            hint="set ANTHROPIC_API_KEY, ADR_BASE_URL or ADR_COMMAND; without --llm none is asked",
        )
    brief = brief_for(space.finder, record, space.persona(None), space.folder)
    text = read_text(space.folder.place(record.path))
    architect = space.architect(name, space.settings.model)
    return architect.review(text, brief, session.say)
