"""Find the commit that a person means, and read files out of it without a checkout."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from adr_tool.store import refusals
from adr_tool.store.git_command import ask, git_in, run
from adr_tool.store.refs import merge_base, revision
from adr_tool.store.versions import FORMAT, Version, contents, read_log

_DAY = re.compile(r"(?:@\{)?(\d{4}-\d\d-\d\d)\}?")
_FILE = "blob"
_LINK = "120000"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a commit.

    Attributes:
        name: Its path from the repository's root, `/` between folders.
        id: The id of its content.
        is_link: Whether it is a symbolic link, so that its content is a path.
    """

    name: str
    id: str
    is_link: bool = False


def commit_of(root: Path, rev: str) -> str:
    """The id of the commit that a person means.

    Args:
        root: The repository's work tree.
        rev: A tag, branch or commit, or an ISO day, bare or as `@{2026-11-22}`: the last
            commit that HEAD had by the end of that day.

    Raises:
        HistoryError: There is no such commit here.
    """
    day = _DAY.fullmatch(rev)
    found = None if rev.startswith("@{") and day else revision(root, rev)
    if found:
        return found.commit
    if day:
        return _by_day(root, day[1])
    raise refusals.no_revision(rev, root)


def _by_day(root: Path, day: str) -> str:
    """The last commit by the end of a day; what a merge brought counts from the merge on."""
    told = ("--first-parent", "-1", f"--before={day} 23:59:59", "HEAD", "--")
    answer = run(git_in(root), "rev_list", *told)
    if answer.failed or not answer.text:
        raise refusals.not_that_old(day, root, shallow=is_shallow(root))
    return answer.text


def is_shallow(root: Path) -> bool:
    """Whether the beginning of the history was left out of this clone."""
    return run(git_in(root), "rev_parse", "--is-shallow-repository").text == "true"


def day_of(root: Path, commit: str) -> str:
    """The ISO day of a commit, where the committer was."""
    told = ("-1", "--format=%cs", "--no-show-signature", "--no-patch", commit)
    return ask(git_in(root), "log", *told, "--").text


def files_of(root: Path, commit: str, folders: Sequence[str]) -> tuple[Blob, ...]:
    """Every file below folders, as a commit has it; the empty name is the root itself."""
    below = [] if "" in folders else [f"{folder}/" for folder in folders]
    out = ask(git_in(root), "ls_tree", "-r", "-z", "--full-tree", commit, "--", *below).out
    found = []
    for entry in out.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        mode, sort, blob = head.decode().split(" ") if head else ("", "", "")
        if sort == _FILE:
            found.append(Blob(os.fsdecode(name), blob, mode == _LINK))
    return tuple(found)


def texts_of(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents behind ids, all in one question to git; missing ones are left out."""
    wanted = list(dict.fromkeys(blobs))
    told = "".join(f"{blob}\n" for blob in wanted).encode()
    out = ask(git_in(root), "cat_file", "--batch", told=told).out if wanted else b""
    return {blob: raw for blob, raw in zip(wanted, contents(out), strict=True) if raw is not None}


def renames_between(
    root: Path, old: str, new: str | None, folders: Sequence[str]
) -> dict[str, str]:
    """The files below folders that are renamed between two commits: new path → old path.

    Without a second commit the work tree is the end; of it, what git tracks.
    """
    told = ("--name-status", "-M", "--diff-filter=R", "-z", old, *((new,) if new else ()))
    words = iter(ask(git_in(root), "diff", *told, "--", *_places(folders)).out.split(b"\0"))
    found = {}
    for letter in words:
        if letter:
            former = os.fsdecode(next(words))
            found[os.fsdecode(next(words))] = former
    return found


def added_on(root: Path, commit: str, folders: Sequence[str]) -> frozenset[str]:
    """The files below folders that a branch has added since it left HEAD.

    Of a branch that shares no commit with HEAD, also in a clone that is too shallow to know,
    what HEAD does not have; before the first commit of HEAD, everything.
    """
    git = git_in(root)
    if not revision(root, "HEAD"):
        return frozenset(blob.name for blob in files_of(root, commit, folders))
    # Records of one template look like renames of each other: what is new by name is new.
    told = ("--name-only", "--no-renames", "--diff-filter=A", "-z")
    base = merge_base(root, "HEAD", commit) or "HEAD"
    out = ask(git, "diff", *told, base, commit, "--", *_places(folders)).out
    return frozenset(os.fsdecode(name) for name in out.split(b"\0") if name)


def all_changes(root: Path, folders: Sequence[str]) -> tuple[Version, ...]:
    """Every change of the files below folders up to HEAD, the oldest first, in one pass.

    The texts are not read. Merges tell nothing that their parts did not tell.
    """
    told = ("--raw", "-M", "--no-abbrev", "--no-show-signature", "-z", FORMAT)
    answer = run(git_in(root), "log", *told, "--", *_places(folders))
    return tuple(read_log(answer.out)) if not answer.failed else ()


def uncommitted(root: Path, folders: Sequence[str]) -> tuple[str, ...]:
    """The files below folders that differ from HEAD; before the first commit, those staged."""
    git = git_in(root)
    base = ("HEAD",) if revision(root, "HEAD") else ("--cached",)
    out = ask(git, "diff", "--name-only", "--no-renames", "-z", *base, "--", *_places(folders)).out
    return tuple(os.fsdecode(name) for name in out.split(b"\0") if name)


def _places(folders: Sequence[str]) -> list[str]:
    return [f":(top,literal){folder}" for folder in folders]
