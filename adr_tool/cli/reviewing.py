"""What a review of a change takes: the checks, the comparison with its base, the questions."""

from __future__ import annotations

from collections.abc import Iterable
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


def comment_on(session: Session, found: Overview, address: str = "") -> Comment:
    """The comment for a change; paths are linked below an address of the forge."""
    from adr_tool.cli.comment import Comment

    here = session.rooted(".")
    name = session.rooted(session.shown(session.workspace.folder.folders[0]))
    root = "" if here == "." else f"{here}/"
    return Comment(found, address=address, root=root, name=name)
