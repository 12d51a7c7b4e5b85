"""`adr ci`: check and review a change as a job of GitHub Actions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from adr_tool.cli.check_command import PROBLEMS_FOUND, checked, cited
from adr_tool.cli.check_output import counts, located, workflow_commands
from adr_tool.cli.reviewing import comment_on, surveyed
from adr_tool.cli.session import Session, pass_session
from adr_tool.domain.finding import Severity
from adr_tool.errors import CommentError, NothingToReadError, UsageError

if TYPE_CHECKING:
    from adr_tool.cli.comment import Comment
    from adr_tool.store.ci_event import CiEvent
    from adr_tool.workflow.check import Report

_SHALLOW = "let the checkout have fetch-depth: 0, or name a revision with --base"


@click.command(
    "ci",
    epilog="""\b
Examples:
  adr ci
  adr ci --refs 'origin/*' --citations
  adr ci --no-comment --fail-on warning""",
)
@click.option("--base", metavar="REV", help="Hold the change against this instead.")
@click.option("--refs", "globs", multiple=True, metavar="GLOB", help="As of adr check; repeatable.")
@click.option("--citations", is_flag=True, help="Check what all tracked files cite, too.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    help="What makes the exit code 3: errors alone, or warnings too.",
)
@click.option(
    "--comment/--no-comment",
    "wanted",
    default=True,
    help="Keep one comment on the pull request, where the token may write.",
)
@click.option("--allow-empty", is_flag=True, help="A log without records is no error.")
@pass_session
def ci_command(
    session: Session,
    base: str | None,
    globs: tuple[str, ...],
    fail_on: str,
    *,
    citations: bool,
    wanted: bool,
    allow_empty: bool,
) -> None:
    """Check and review a change within GitHub Actions, as the action of this repository does.

    What the change is held against stands in the event: of a pull request its base, of a push
    what was there before, of a merge queue what the group is merged into. Findings become
    annotations, errors first; the review becomes the summary of the job and one comment on
    the pull request, which each run rewrites. A token that may not write, as on a fork's pull
    request, leaves the summary. The exit code is that of the checks, whatever becomes of the
    comment. No model is asked.
    """
    event = _event(session)
    held = base or _base(session, event)
    report = checked(session, globs, held)
    if citations:
        report = report.with_more(cited(session))
    if not (report.records or report.unreadable or allow_empty):
        raise NothingToReadError("The log has no records", hint="adr new makes one")
    _annotate(session, report)
    if held is None:
        session.say("There is nothing to hold this against: the log is checked as it is.")
    else:
        found = surveyed(session, held, report)
        _tell(session, event, comment_on(session, found, event.files), wanted=wanted)
    session.say(counts(report))
    if report.has(Severity(fail_on)):
        sys.exit(PROBLEMS_FOUND)


def _event(session: Session) -> CiEvent:
    """What the job was started for.

    Raises:
        UsageError: It is no job of GitHub Actions, or one that must not read what others wrote.
    """
    from adr_tool.store.ci_event import ci_event

    event = ci_event(session.environ)
    if event is None:
        raise UsageError(
            "adr ci runs within GitHub Actions", hint="elsewhere: adr check --base origin/main"
        )
    if event.name in ("pull_request_target", "workflow_run"):
        raise UsageError(
            f"on: {event.name} runs with the secrets of the repository, beside texts of anybody",
            hint="use on: pull_request",
        )
    return event


def _base(session: Session, event: CiEvent) -> str | None:
    """The first revision of the event that is here; None where the event names none.

    Raises:
        UsageError: It names some, and none is here: nothing would be held against anything.
    """
    from adr_tool.store.refs import revision

    history = session.workspace.history
    if history is None:
        raise UsageError("There is no git repository here", hint="check the repository out first")
    for name in event.bases:
        if revision(history.root, name):
            return name
    if event.bases:
        raise UsageError(f"{event.bases[0]} is not in this clone", hint=_SHALLOW)
    return None


def _annotate(session: Session, report: Report) -> None:
    for line in workflow_commands(located(report.findings, session.rooted)):
        click.echo(line)


def _tell(session: Session, event: CiEvent, comment: Comment, *, wanted: bool) -> None:
    """Put the review where it is read: into the summary of the job, and beside the change."""
    text = comment.markdown()
    if event.summary:
        with event.summary.open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
    if wanted and event.pull is not None:
        session.say(_kept(event, comment, text))


def _kept(event: CiEvent, comment: Comment, text: str) -> str:
    """Write the comment of a pull request; what became of it, as a sentence."""
    from adr_tool.cli.comment import marker
    from adr_tool.store.sticky_comment import StickyComment

    if not event.token:
        return "No comment: there is no GITHUB_TOKEN. The review is in the summary of this job."
    own = marker(comment.name)
    sticky = StickyComment(event.api, event.repository, event.pull or 0, event.token, own)
    try:
        done = sticky.put(text, begin=comment.is_needed)
    except CommentError as error:
        fork = "as on the pull request of any fork; " if event.from_fork else ""
        return f"No comment: {error.message}; {fork}the review is in the summary of this job."
    return f"The comment on the pull request is {done}." if done else "No decision changed."
