"""Find the numbers that would be taken twice once branches are merged."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import combinations, islice, product
from pathlib import Path

from adr_tool.document.kind import is_record_name
from adr_tool.domain.checks.branches import Collision, Side, findings
from adr_tool.domain.checks.numbers import in_one_series
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import is_markdown, numbered_in, parse_file_name
from adr_tool.domain.numbers import Taken
from adr_tool.errors import UsageError
from adr_tool.store import refs
from adr_tool.store.ancestry import Ancestry
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.refs import Branch, BranchFile
from adr_tool.store.revision import SHALLOW
from adr_tool.store.revisions import is_shallow

_File = list[BranchFile]
"""One file, by path and content, on each branch that has it."""


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
    _authors: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)
    _looked_into: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def findings(self, taken: Callable[[], Taken]) -> tuple[Finding, ...]:
        """All collisions, with numbers for them that are free on every branch.

        Args:
            taken: Finds out which numbers are taken; asked only where something collides.
        """
        found = tuple(self.collisions())
        return tuple(findings(found, taken().following)) if found else ()

    def collisions(self) -> Iterator[Collision]:
        """Pairs of files with one number, of which a merge would keep both."""
        seen: set[tuple[str, ...]] = set()
        for number, ours, theirs, foreign in self._alike:
            paths = tuple(sorted((ours[0].path, theirs[0].path)))
            kept = (p for p in product(ours, theirs) if paths not in seen and self._both_stay(*p))
            for one, other in islice(kept, 1):
                seen.add(paths)
                yield Collision(number, self._side(one), self._side(other), foreign)

    @cached_property
    def _alike(self) -> tuple[tuple[int, _File, _File, bool], ...]:
        """Different files with one number: our own and those of branches, then those of two."""
        return tuple(
            (number, one, other, foreign)
            for (folder, number), files in self._numbered.items()
            for one, other, foreign in self._pairs(self._own.get((folder, number), ()), files)
            if one[0].path != other[0].path
            and one[0].blob != other[0].blob
            and in_one_series(one[0].path, other[0].path)
        )

    def _pairs(
        self, own: Iterable[str], files: Sequence[_File]
    ) -> Iterator[tuple[_File, _File, bool]]:
        for path in own:
            here = [BranchFile(path, refs.blob_of(self.history.root, path), self._checked_out)]
            yield from ((here, file, False) for file in files)
        yield from ((one, other, True) for one, other in combinations(files, 2))

    def _both_stay(self, one: BranchFile, other: BranchFile) -> bool:
        """Whether a merge keeps both files: neither was renamed or deleted by the other side.

        What one side has, the other has not, and both began with, the other took away.
        """
        if not one.branch.commit:
            return True
        start = self._ancestry.parting(one.branch.commit, other.branch.commit)
        return start is None or (
            self._stays(one.path, start, other.branch.commit)
            and self._stays(other.path, start, one.branch.commit)
        )

    def _stays(self, path: str, start: str, commit: str) -> bool:
        return path not in self._files_at(start) or path in self._files_at(commit)

    @cached_property
    def _ancestry(self) -> Ancestry:
        """Where the branches parted that have one of the numbers in question."""
        files = (file for _, one, other, _ in self._alike for file in (*one, *other))
        commits = {file.branch.commit for file in files} - {""}
        return Ancestry(self.history.root, commits)

    def _files_at(self, commit: str) -> frozenset[str]:
        """Which of the files in question a commit has; each commit is looked into once."""
        if commit not in self._looked_into:
            paths = {each[0].path for _, *both, _ in self._alike for each in both}
            self._looked_into[commit] = refs.files_among(self.history.root, commit, paths)
        return self._looked_into[commit]

    @cached_property
    def _numbered(self) -> dict[tuple[str, int], list[_File]]:
        """The files of branches by folder and number."""
        found: dict[tuple[str, int], dict[tuple[str, str], list[BranchFile]]] = {}
        for file in self._added:
            number = parse_file_name(file.path, self.folder.notation.names).number
            if number is not None:
                alike = found.setdefault((numbered_in(file.path, number), number), {})
                alike.setdefault((file.path, file.blob), []).append(file)
        return {key: [*files.values()] for key, files in found.items()}

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
        wanted = {number for _, number in self._numbered}
        above = {
            folder: self.history.name_of(self.folder.place(folder) if folder else self.folder.base)
            for folder in {posixpath.dirname(record.path) for record in self.log.records}
        }
        for record in self.log.records:
            if record.number in wanted:
                folder, name = posixpath.split(record.path)
                path = posixpath.join(above[folder], name)
                key = (numbered_in(path, record.number), record.number)
                found.setdefault(key, []).append(path)
        return found

    @cached_property
    def _checked_out(self) -> Branch:
        return Branch(self.history.branch() or "HEAD", "HEAD", self.history.head() or "")

    def _side(self, file: BranchFile) -> Side:
        known = (file.branch.commit, file.path)
        if known not in self._authors:
            author = refs.author_of(self.history.root, *known) if file.branch.commit else ""
            self._authors[known] = author
        shown = self.folder.shown(self.history.root / file.path)
        return Side(shown, file.branch.name, self._authors[known])
