"""Find the proposals that merges brought, where a merge is what accepts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adr_tool.domain.log import DecisionLog
from adr_tool.domain.status import Status
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.merges import Merge, merges_since
from adr_tool.workflow.decide import Acceptance


@dataclass(frozen=True, slots=True)
class Brought:
    """A merge, and the records that are proposed since: their paths."""

    merge: Merge
    records: tuple[str, ...]

    def acceptance(self, by: Acceptance) -> Acceptance:
        """The acceptance that the merge is; whoever merged stands in where nobody is named."""
        merge = self.merge
        return replace(
            by,
            default=merge.author,
            evidence=by.evidence or f"merge {merge.commit}",
            commit=by.commit or merge.commit,
            today=merge.day,
        )


def brought(log: DecisionLog, folder: Folder, history: History, base: str) -> Iterator[Brought]:
    """The merges since a revision that brought proposals, the oldest first.

    Raises:
        HistoryError: There is no such revision here.
    """
    open_now = {
        folder.place(record.path).resolve(): record.path
        for record in log.records
        if record.status is Status.PROPOSED
    }
    for merge in merges_since(history.root, base, [history.name_of(f) for f in folder.folders]):
        places = (history.root / name for name in merge.added)
        found = tuple(open_now.pop(place) for place in places if place in open_now)
        if found:
            yield Brought(merge, found)
