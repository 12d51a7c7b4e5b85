"""Find the numbers that would be taken twice once branches are merged."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import combinations
from pathlib import Path

from adr_tool.document.kind import is_record_name
from adr_tool.domain.checks.branches import Collision, Side, findings
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import is_markdown, numbered_in, parse_file_name
from adr_tool.domain.numbers import Taken
from adr_tool.errors import UsageError
from adr_tool.store import refs
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.refs import Branch, BranchFile
from adr_tool.store.revision import SHALLOW
from adr_tool.store.revisions import is_shallow


def wanted_branches(root: Path, globs: Sequence[str], base: str | None) -> tuple[Branch, ...]:
    """The branches that the globs name, and a revision.

    Raises:
        UsageError: A glob names no branch, so that nothing would be checked in silence.
    """
    every = refs.branches(root)
    found: dict[str, Branch] = {}
    for glob in globs:
        fits = [b for b in every if fnmatchcase(b.name, glob) or fnmatchcase(b.full, glob)]
        if not fits:
            hint = "git fetch brings them; git branch --all shows those that are here"
            narrow = refs.fetched_alone(root)
            if narrow:
                remote = narrow.partition("/")[0]
                hint = f"this clone fetches {narrow} alone: git remote set-branches {remote} '*'"
            raise UsageError(f"--refs {glob}: no branch here has such a name", hint=hint)
        found.update((branch.full, branch) for branch in fits)
    if base is not None:
        stated = refs.revision(root, base)
        if stated is None:
            hint = SHALLOW if is_shallow(root) else "git fetch"
            raise UsageError(f"--base {base}: there is no such revision here", hint=hint)
        found[stated.full] = stated
    return tuple(found.values())


@dataclass(frozen=True)
class Comparison:
    """The log of the checked-out tree beside those of branches.

    Attributes:
        log: The log; its paths are relative to the folder's base.
        folder: The log folders.
        history: Git.
        branches: What to compare with.
    """

    log: DecisionLog
    folder: Folder
    history: History
    branches: tuple[Branch, ...]

    def findings(self, taken: Taken) -> tuple[Finding, ...]:
        """All collisions, with numbers for them that are free on every branch."""
        return tuple(findings(self.collisions(), taken.following))

    def collisions(self) -> Iterator[Collision]:
        """Pairs of files with one number, of which a merge would keep both."""
        here = Branch(self.history.branch() or "HEAD", "HEAD", self.history.head() or "")
        seen: set[tuple[str, str]] = set()
        by_number: dict[tuple[str, int], list[BranchFile]] = {}
        for file in self._added:
            number = parse_file_name(file.path, self.folder.notation.names).number
            if number is not None:
                key = (numbered_in(file.path, number), number)
                by_number.setdefault(key, []).append(file)
        for (folder, number), files in by_number.items():
            for path in self._own.get((folder, number), ()):
                ours = BranchFile(path, self._blob(path), here)
                yield from self._pairs(number, ((ours, theirs) for theirs in files), seen)
            pairs = combinations(files, 2)
            yield from self._pairs(number, pairs, seen, foreign=True)

    def _pairs(
        self,
        number: int,
        pairs: Iterable[tuple[BranchFile, BranchFile]],
        seen: set[tuple[str, str]],
        *,
        foreign: bool = False,
    ) -> Iterator[Collision]:
        for one, other in pairs:
            first, second = sorted((one.path, other.path))
            if first == second or (first, second) in seen or one.blob == other.blob:
                continue
            if self._both_stay(one, other):
                seen.add((first, second))
                yield Collision(number, self._side(one), self._side(other), foreign)

    def _both_stay(self, one: BranchFile, other: BranchFile) -> bool:
        """Whether a merge keeps both files: neither was renamed or deleted by the other side.

        What one side has, the other has not, and both began with, the other took away.
        """
        if not one.branch.commit:
            return True
        start = refs.merge_base(self.history.root, one.branch.commit, other.branch.commit)
        if start is None:
            return True
        paths = (one.path, other.path)
        before = refs.blobs(self.history.root, start, paths)
        on_other, on_one = (
            refs.blobs(self.history.root, commit, (path,))[0]
            for commit, path in ((other.branch.commit, one.path), (one.branch.commit, other.path))
        )
        first_stays = before[0] is None or on_other is not None
        second_stays = before[1] is None or on_one is not None
        return first_stays and second_stays

    @cached_property
    def _added(self) -> tuple[BranchFile, ...]:
        """The records of branches that the checked-out commit has not."""
        names = self.folder.notation.names
        return tuple(
            file
            for folder in self.folder.folders
            for file in refs.files_added(
                self.history.root, self.history.name_of(folder), self.branches
            )
            if is_markdown(file.path) and is_record_name(file.path, names) is not False
        )

    @cached_property
    def _own(self) -> dict[tuple[str, int], list[str]]:
        """The records of the work tree by folder and number, with paths from the root."""
        found: dict[tuple[str, int], list[str]] = {}
        above = {
            folder: self.history.name_of(self.folder.place(folder) if folder else self.folder.base)
            for folder in {posixpath.dirname(record.path) for record in self.log.records}
        }
        for record in self.log.records:
            if record.number is not None:
                folder, name = posixpath.split(record.path)
                path = posixpath.join(above[folder], name)
                key = (numbered_in(path, record.number), record.number)
                found.setdefault(key, []).append(path)
        return found

    def _blob(self, path: str) -> str:
        return refs.blob_of(self.history.root, path)

    def _side(self, file: BranchFile) -> Side:
        commit = file.branch.commit
        author = refs.author_of(self.history.root, commit, file.path) if commit else ""
        return Side(self.folder.shown(self.history.root / file.path), file.branch.name, author)
