from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from adr_tool.store.ancestry import Ancestry

Git = Callable[..., str]
_PARENTS = {
    "a": "", "b": "a", "left": "b", "right": "b", "behind": "a", "l2": "left right",
    "r2": "right left", "l3": "l2", "r3": "r2", "alone": "",
}  # fmt: skip
"""Two branches that merged each other, one that is behind, and one with a root of its own."""


@pytest.fixture
def commits(project: Path, git: Git) -> dict[str, str]:
    tree = git(project, "hash-object", "-w", "-t", "tree", "/dev/null").strip()
    made: dict[str, str] = {}
    for name, parents in _PARENTS.items():
        told = [word for parent in parents.split() for word in ("-p", made[parent])]
        made[name] = git(project, "commit-tree", tree, *told, "-m", name).strip()
    return made


@pytest.mark.parametrize("tips", [["l3", "r3", "b", "behind"], ["l3", "r3"], ["r2", "alone", "b"]])
def test_where_commits_parted_is_what_git_says_of_each_pair(
    project: Path, git: Git, commits: dict[str, str], tips: list[str]
) -> None:
    ancestry = Ancestry(project, [commits[tip] for tip in tips])
    for one, other in product(tips, tips):
        found = ancestry.parting(commits[one], commits[other])
        if "alone" in (one, other) and one != other:
            assert found is None
        else:
            assert (
                found in git(project, "merge-base", "--all", commits[one], commits[other]).split()
            )
