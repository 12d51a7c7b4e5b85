"""Mend what a check finds, where the mending is mechanical: relations that one side states."""

from __future__ import annotations

from adr_tool.domain.checks import one_sided
from adr_tool.errors import EditError
from adr_tool.workflow import relate
from adr_tool.workflow.act import Act


def mend(act: Act) -> tuple[str, ...]:
    """Write the missing side of every relation; only where a record keeps its relations.

    Returns:
        What could not be mended, one sentence each.
    """
    left: list[str] = []
    for record, other, kind in one_sided(act.log):
        try:
            relate.link(act, record, kind.phrase, other, None)
        except EditError as error:
            left.append(error.message)
    act.notes.clear()
    return tuple(left)
