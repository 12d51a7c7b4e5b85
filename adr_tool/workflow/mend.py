"""Mend what a check finds, where the mending is mechanical."""

from __future__ import annotations

from adr_tool.document import editor
from adr_tool.domain.checks.relations import one_sided
from adr_tool.domain.checks.statuses import retired
from adr_tool.domain.status import Status
from adr_tool.errors import EditError
from adr_tool.workflow import relate
from adr_tool.workflow.act import Act


def mend(act: Act) -> tuple[str, ...]:
    """Write the missing side of every relation, and the status of what has a successor.

    Returns:
        What could not be mended, one sentence each.
    """
    left: list[str] = []
    for record, other, kind in one_sided(act.log):
        try:
            relate.link(act, record, kind.phrase, other, None)
        except EditError as error:
            left.append(error.message)
    for record, _ in retired(act.log):
        try:
            text = editor.set_status(act.text(record), record.path, Status.SUPERSEDED, act.notation)
            act.write(record, text)
        except EditError as error:
            left.append(error.message)
    act.notes.clear()
    return tuple(left)
