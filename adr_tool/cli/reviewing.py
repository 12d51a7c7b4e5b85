"""What a review of a change takes: the checks, the comparison with its base, the questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from adr_tool.cli.check_command import checked
from adr_tool.errors import UsageError

if TYPE_CHECKING:
    from adr_tool.cli.comment import Comment
    from adr_tool.cli.session import Session
    from adr_tool.domain.record import Record
    from adr_tool.workflow.appraise import Appraisal
    from adr_tool.workflow.check import Report
    from adr_tool.workflow.needed import Needed
    from adr_tool.workflow.overview import Overview


def appraised(session: Session, records: Iterable[Record]) -> list[Appraisal]:
    """Answer the seven questions about records, with every rule switched on."""
    from adr_tool.store.writing import read_text
    from adr_tool.workflow.appraise import appraise
    from adr_tool.workflow.check import Selection
    from adr_tool.workflow.relevant import subject_of_record

    space = session.workspace
    records = tuple(records)
    report = checked(session, full=True) if records else None
    found = []
    for record in records:
        text = read_text(space.folder.place(record.path))
        own = report.only(Selection(paths=(record.path,))).findings if report else ()
        about = subject_of_record(space.finder, space.folder, record)
        near = space.finder.akin(about.title, about.beginning, to=record)
        found.append(appraise(space.log, text, space.digests[record.path], own, near))
    return found


def surveyed(session: Session, base: str, report: Report) -> Overview:
    """What the change since a base does, with the questions of each decision still to be made.

    Raises:
        UsageError: There is no git repository.
    """
    from adr_tool.workflow.overview import overview

    space = session.workspace
    if space.history is None:
        raise UsageError("--base needs a git repository", hint="name a record instead")
    found = overview(space.log, space.folder, space.history, base, report.findings)
    return replace(found, appraisals=tuple(appraised(session, found.open)))


def comment_on(
    session: Session, found: Overview, address: str = "", advice: Sequence[str] = ()
) -> Comment:
    """The comment for a change; paths are linked below an address of the forge.

    Args:
        session: The run.
        found: What the change does.
        address: Where the forge shows the files of this commit; empty links nothing.
        advice: What a model says, as at most six lines; then what deserves a decision is
            told in one more.
    """
    from adr_tool.cli.comment import Comment
    from adr_tool.cli.comment_needs import needs_line, needs_section

    here = session.rooted(".")
    name = session.rooted(session.shown(session.workspace.folder.folders[0]))
    root = "" if here == "." else f"{here}/"
    needed = _needed(session, found.rev)
    if advice:
        lines = tuple(needs_line(needed, found.rev))
        more = (*advice, *("", *lines) * bool(lines))
    else:
        more = tuple(needs_section(needed, found.rev, address))
    return Comment(found, address=address, root=root, name=name, more=more)


def _needed(session: Session, base: str) -> Needed:
    """What the change deserves a decision for, beside what it does to the log."""
    from adr_tool.workflow.govern import governing
    from adr_tool.workflow.needed import needed_since

    space = session.workspace
    if space.history is None:
        raise UsageError("--base needs a git repository", hint="name a record instead")
    governs = governing(space.log, space.folder, space.history.root)
    return needed_since(space.history, base, governs)
