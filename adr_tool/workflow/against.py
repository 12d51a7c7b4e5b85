"""Hold a log against other branches and a base: numbers that collide, records that drifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any

from adr_tool.workflow.check import unpacked_finding

if TYPE_CHECKING:
    from adr_tool.domain.finding import Finding
    from adr_tool.domain.log import DecisionLog
    from adr_tool.store.folder import Folder
    from adr_tool.store.history import History


@dataclass(frozen=True, slots=True)
class Against:
    """What branches and a base tell.

    Attributes:
        findings: What was found.
        shallow: Whether the beginning of the history is missing, so that a renamed record
            looks like a second one.
        commit: The base's id; empty without a base.
        before: How many records the base had.
        now: How many there are.
        moved: The log folders of today that stood elsewhere: where they were, from the root.
    """

    findings: tuple[Finding, ...]
    shallow: bool
    commit: str = ""
    before: int = 0
    now: int = 0
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def lasts(self) -> bool:
        """Whether it follows from the log and the commits alone.

        Of a log that moved, folders beside it tell where it was; of a number that is taken
        twice, files that are no records tell which one is free.
        """
        return not self.moved and all(one.code != "ADR103" for one in self.findings)

    def packed(self) -> list[Any]:
        """The same, where it lasts, in types that JSON has; `unpacked` gives it back."""
        told = [astuple(finding) for finding in self.findings]
        return [told, self.shallow, self.commit, self.before, self.now]


def unpacked(packed: list[Any]) -> Against:
    """What was packed."""
    findings, *rest = packed
    return Against(tuple(map(unpacked_finding, findings)), *rest)


def against(
    log: DecisionLog, folder: Folder, history: History, globs: Sequence[str], base: str | None
) -> Against:
    """Compare the numbers with those of branches, and the texts with those of a base.

    Args:
        log: All records.
        folder: The log folders.
        history: Git.
        globs: Which branches, as they were fetched last.
        base: A revision, or None.

    Raises:
        UsageError: A glob names no branch, or there is no such revision.
        HistoryError: The revision has nothing in common with HEAD.
    """
    from adr_tool.store.revisions import is_shallow
    from adr_tool.workflow.compare import Comparison, wanted_branches
    from adr_tool.workflow.drift import drift
    from adr_tool.workflow.number import taken_in_all

    branches = wanted_branches(history.root, globs, base)
    comparison = Comparison(log, folder, history, branches)
    collisions = comparison.findings(lambda: taken_in_all(folder, history))
    shallow = is_shallow(history.root)
    if base is None:
        return Against(collisions, shallow)
    found = drift(log, folder, history, base)
    count = found.count
    every = (*collisions, *found.findings)
    return Against(every, shallow, found.commit, count.before, count.now, found.moved)
