"""`adr check`: findings as text or JSON; an error makes exit 3."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from adr_tool.cli.check_output import FORMATS, print_report
from adr_tool.cli.options import commit_option
from adr_tool.cli.output import printable
from adr_tool.cli.session import Session, pass_session
from adr_tool.domain.finding import Severity
from adr_tool.errors import NothingToReadError, UsageError

if TYPE_CHECKING:
    from adr_tool.domain.finding import Finding
    from adr_tool.workflow.against import Against
    from adr_tool.workflow.check import Report

PROBLEMS_FOUND = 3
# Groups that have no check yet are known too: scripts may name them already.
_GROUP = re.compile(r"^(?:A|AD|ADR|ADR[0-7]\d?)$")


@click.command(
    "check",
    epilog="""\b
Examples:
  adr check
  adr check --base origin/main
  adr check docs/adr --ignore ADR201
  adr check adr/0007-use-postgresql.md --select ADR5,ADR6,ADR7
  adr check --refs 'origin/*' --base origin/main
  adr check --base origin/main --format github
  adr check --json | jq '.findings[].code'""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How to print the findings.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--refs",
    "globs",
    multiple=True,
    metavar="GLOB",
    help="Compare the numbers with these branches, for example 'origin/*'; repeatable.",
)
@click.option(
    "--base", metavar="REV", help="Compare numbers and accepted texts with this revision."
)
@click.option("--select", default="", metavar="CODES", help="Only these codes or prefixes.")
@click.option("--ignore", default="", metavar="CODES", help="Not these codes or prefixes.")
@click.option("--citations", is_flag=True, help="Check what all tracked files cite, too.")
@click.option(
    "--baseline", is_flag=True, help="Keep the citations found in .adr-baseline, or drop old ones."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    help="What makes the exit code 3: errors alone, or warnings too.",
)
@click.option("--fix", is_flag=True, help="Mend what is mechanical, in one commit, then check.")
@commit_option
@click.option("--allow-empty", is_flag=True, help="A log without records is no error.")
@pass_session
def check_command(
    session: Session,
    paths: tuple[str, ...],
    form: str,
    select: str,
    ignore: str,
    *,
    globs: tuple[str, ...],
    base: str | None,
    citations: bool,
    baseline: bool,
    as_json: bool,
    fail_on: str,
    fix: bool,
    commit: bool | None,
    allow_empty: bool,
) -> None:
    """Check the log: unreadable records, numbers, status, links, content, safety.

    With --base also what became of the records since this branch left another one: accepted
    texts that were changed, moves that do not exist, records that are gone.

    Checks of the content that only few would act on are left out unless their codes are
    selected, the setting `rubric` is `full`, or `adr` drafted the record.
    """
    from adr_tool.workflow.check import Selection

    if fix:
        _mend(session, commit=commit)
    wanted = Selection(_codes(select), _codes(ignore), _places(session, paths))
    report = checked(session, globs, base, full=bool(wanted.select))
    if citations or baseline:
        report = report.with_more(cited(session, baseline=baseline))
    report = report.only(wanted)
    if not (report.records or report.unreadable or allow_empty):
        raise NothingToReadError(
            "The log has no records", hint="adr new makes one; --allow-empty says that is fine"
        )
    print_report(session, report, "json" if as_json else form)
    if report.has(Severity(fail_on)):
        sys.exit(PROBLEMS_FOUND)


def checked(
    session: Session, globs: tuple[str, ...] = (), base: str | None = None, *, full: bool = False
) -> Report:
    """Check the whole log, and hold it against branches and a base where some are named."""
    return _report(session, full=full).with_more(_against(session, globs, base))


def _report(session: Session, *, full: bool) -> Report:
    """Check the whole log; of one that has not changed since, the findings are known."""
    from adr_tool.workflow.check import check, unpacked

    terms = session.terms(full=full)

    space = session.workspace
    report = unpacked(
        space.concluded(
            f"check {terms}",
            lambda: check(space.log, space.digests, folder=space.folder, terms=terms).packed(),
        )
    )
    # What is outside of the log may have changed, though the log has not.
    return report.held_against(session.place)


def _against(session: Session, globs: tuple[str, ...], base: str | None) -> tuple[Finding, ...]:
    """What other branches and a base tell: numbers that collide, records that drifted.

    Of a log and branches that have not changed since it is known. The counts go to stderr.
    """
    if not globs and base is None:
        return ()
    from adr_tool.store import refs
    from adr_tool.workflow.against import against, unpacked

    space = session.workspace
    history = space.history
    if history is None:
        raise UsageError("--refs, --base: there is no git repository", hint="git init makes one")
    question, state = f"against {globs} {base}", refs.state(history.root, base or "HEAD")
    known = space.folder.recall(question, space.listing)
    if state and known and known[0] == state:
        found = unpacked(known[1])
    else:
        found = against(space.log, space.folder, history, globs, base)
        if state and found.lasts and not space.log.unreadable:
            space.folder.remember(question, space.listing, [state, found.packed()])
    _tell_against(session, found, base)
    return found.findings


def _tell_against(session: Session, found: Against, base: str | None) -> None:
    if found.shallow:
        from adr_tool.store.revision import SHALLOW

        session.say(f"Without the history a renamed record looks like a second one; {SHALLOW}.")
    if base is None:
        return
    session.say(
        f"Held against {printable(base)} ({found.commit[:10]}): "
        f"it had {found.before} records, now {found.now}"
    )
    for now, was in found.moved.items():
        session.say(printable(f"The log was in {was or '.'} there, and is in {now or '.'} now."))


def cited(session: Session, *, baseline: bool = False) -> tuple[Finding, ...]:
    """What all tracked files of the repository cite, held against the log."""
    from adr_tool.workflow.cited import Cited

    space = session.workspace
    if space.history is None:
        raise UsageError("--citations needs a git repository: it reads what is tracked")
    found = Cited(space.log, space.folder, space.history)
    if baseline:
        session.say(f"The baseline has {found.keep_baseline()} entries.")
    return found.findings()


def _mend(session: Session, *, commit: bool | None) -> None:
    """Mend, and name the files that were changed on stderr."""
    from adr_tool.workflow.act import Act
    from adr_tool.workflow.mend import mend
    from adr_tool.workflow.save import save

    with session.writing(commit=commit) as history:
        act = Act(session.workspace.log, session.workspace.folder)
        left = mend(act)
        saved = save(
            act.changes(),
            "Mend relations and the statuses that follow from them\n",
            history=history,
        )
    for path in saved.paths:
        session.say(f"Mended {printable(session.shown(path))}")
    for words in left:
        session.say(f"Not mended: {printable(words)}")
    session.announce(saved)
    session.reopen()


def _codes(text: str) -> tuple[str, ...]:
    """Read a list of codes or prefixes; one that fits no code would check nothing in silence."""
    from adr_tool.domain.checks.codes import CODES

    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    unknown = [code for code in codes if not (_GROUP.match(code) or code in CODES)]
    if unknown:
        known = ", ".join(CODES)
        raise UsageError(f"{unknown[0]!r} is no code of a check", hint=f"there are: {known}")
    return codes


def _places(session: Session, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Write paths as findings have them; one that does not exist would be checked in silence."""
    places = [session.cwd / path for path in paths]
    missing = [place for place in places if not place.exists()]
    if missing:
        raise UsageError(f"There is no file or folder {session.shown(missing[0])}")
    return tuple(map(session.shown, places))
