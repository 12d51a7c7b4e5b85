"""Where the histories of many commits parted, found out in two questions to git."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from adr_tool.store.git_command import ask, git_in, run


class Ancestry:
    """The part of the history in which some commits differ.

    Args:
        root: The repository's work tree.
        tips: The ids of the commits.
    """

    def __init__(self, root: Path, tips: Iterable[str]) -> None:
        self._tips = {tip: 1 << place for place, tip in enumerate(dict.fromkeys(tips))}
        answer = run(git_in(root), "merge_base", "--octopus", *self._tips)
        self._below = None if answer.failed else answer.text.split("\n")[0]
        self._first = self._marked(root)

    def _marked(self, root: Path) -> dict[int, str]:
        """For each set of tips, one bit for each, the newest commit that just these have."""
        told = [*self._tips, *([f"^{self._below}"] if self._below else [])]
        lines = ask(
            git_in(root),
            "rev_list",
            "--topo-order",
            "--parents",
            "--stdin",
            told="".join(f"{word}\n" for word in told).encode(),
        ).text
        found: dict[int, str] = {}
        reached = dict(self._tips)
        # No commit comes before all of its children did.
        for line in filter(None, lines.split("\n")):
            commit, *parents = line.split(" ")
            tips = reached.pop(commit, 0)
            found.setdefault(tips, commit)
            for parent in parents:
                reached[parent] = reached.get(parent, 0) | tips
        return found

    def parting(self, one: str, other: str) -> str | None:
        """The commit at which two of them parted; None where they share none that is here."""
        both = self._tips[one] | self._tips[other]
        shared = (commit for tips, commit in self._first.items() if tips & both == both)
        return next(shared, self._below)
