"""Take the approvals of a pull request as the acceptance of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from adr_tool.document.decision import Decision
from adr_tool.domain.approvals import Approvals
from adr_tool.domain.record import Record
from adr_tool.errors import HistoryError, MoveError
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.refs import revision
from adr_tool.store.writing import read_text
from adr_tool.workflow.decide import Acceptance


def approved(said: Approvals, by: Acceptance) -> Acceptance:
    """The acceptance by those who approve, with the pull request as its evidence.

    Raises:
        MoveError: Nobody approves it as it is now.
    """
    if not said.by:
        reasons = f": {'; '.join(said.notes)}" if said.notes else ""
        message = f"{said.address}: nobody approves it as it is now{reasons}"
        raise MoveError(message, hint="have it approved, or name who agreed with --by")
    people = (*by.by, *(name for name in said.by if name not in by.by))
    evidence = by.evidence or said.address
    return replace(by, by=people, evidence=evidence, commit=said.head, deciders=True)


def require_approved_text(
    said: Approvals, records: Iterable[Record], folder: Folder, history: History
) -> None:
    """Make sure that the text of each record is the one that was approved.

    Raises:
        HistoryError: The commit that was approved is not here.
        MoveError: A record is not in it, or reads otherwise there.
    """
    if revision(history.root, said.head) is None:
        ref = "pull" if "/pull/" in said.address else "merge-requests"
        number = said.address.rpartition("/")[2]
        message = f"{said.address}: its last commit {said.head[:10]} is not in this clone"
        raise HistoryError(message, hint=f"git fetch origin refs/{ref}/{number}/head")
    for record in records:
        place = folder.place(record.path)
        try:
            there = Decision(history.show(said.head, place), record.path, folder.notation)
        except HistoryError as error:
            message = f"{record.path} is not in {said.address}, so nobody approved it there"
            raise MoveError(message, hint="name who agreed with --by") from error
        if there.hash != Decision(read_text(place), record.path, folder.notation).hash:
            message = f"{record.path} is not the text that was approved in {said.address}"
            raise MoveError(message, hint="push it and have it approved, or name who agreed: --by")
