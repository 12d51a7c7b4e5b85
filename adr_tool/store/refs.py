"""What the branches of a repository have that the checked-out commit has not."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from adr_tool.store.git_command import Git, ask, git_in, run

_BRANCHES = ("refs/heads", "refs/remotes")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Branch:
    """A local or remote-tracking branch.

    Attributes:
        name: As a person says it: `main`, `origin/main`.
        full: The whole name of the ref, or a commit's.
        commit: What it points to.
    """

    name: str
    full: str
    commit: str


@dataclass(frozen=True, slots=True)
class BranchFile:
    """A file of a branch.

    Attributes:
        path: Its path from the repository's root, `/` between folders.
        blob: The id of its content.
    """

    path: str
    blob: str
    branch: Branch


def branches(root: Path) -> tuple[Branch, ...]:
    """Every local branch, then every remote-tracking one; nothing is fetched for it."""
    form = "--format=%(refname)%00%(objectname)%00%(symref)"
    lines = ask(git_in(root), "for_each_ref", form, *_BRANCHES).text.split("\n")
    rows = (line.split("\0") for line in lines if line)
    return tuple(Branch(_short(ref), ref, commit) for ref, commit, symbolic in rows if not symbolic)


def state(root: Path, rev: str) -> str:
    """What tells one state of all branches, reservations, HEAD and a revision from another.

    Returns:
        Hexadecimal; empty where there is no commit yet, or no such revision.
    """
    git = git_in(root)
    asked = ("--is-shallow-repository", "HEAD^{commit}", f"{rev}^{{commit}}")
    heads = run(git, "rev_parse", *asked, "--symbolic-full-name", "HEAD")
    if heads.failed or rev.startswith("-"):
        return ""
    refs = ask(git, "for_each_ref", "--format=%(refname) %(objectname)", *_BRANCHES, "refs/adr")
    return hashlib.sha256(b"\0".join((heads.out, refs.out))).hexdigest()


def fetched_alone(root: Path) -> str:
    """The only branches that the clone fetches, as `origin/main`; empty where it fetches all."""
    answer = run(git_in(root), "config", "--get-regexp", r"^remote\..*\.fetch$")
    ends = [line.rpartition(":")[2] for line in answer.text.split("\n") if line]
    of_branches = [end for end in ends if end.startswith("refs/remotes/")]
    if not of_branches or any("*" in end for end in of_branches):
        return ""
    return ", ".join(map(_short, of_branches))


def revision(root: Path, name: str) -> Branch | None:
    """A revision as if it were a branch; None where there is none of that name."""
    if name.startswith("-"):
        return None
    answer = run(git_in(root), "rev_parse", "--quiet", "--verify", f"{name}^{{commit}}")
    # Of `main..idea` rev-parse makes more than one id.
    single = not answer.failed and _COMMIT.fullmatch(answer.text)
    return Branch(name, name, answer.text) if single else None


def main_branch(root: Path) -> str | None:
    """The branch that others are merged into, by the remote's word, else by its usual names."""
    answer = run(git_in(root), "symbolic_ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    usual = ("origin/main", "origin/master", "main", "master", "trunk")
    told = () if answer.failed else (answer.text,)
    return next((name for name in (*told, *usual) if revision(root, name)), None)


def files_of_head(root: Path, folder: str) -> tuple[str, ...]:
    """The paths below a folder in the checked-out commit, from the repository's root."""
    git = git_in(root)
    (tree,) = _trees(git, ["HEAD"], folder)
    if tree is None:
        return ()
    names = ask(git, "ls_tree", "-r", "-z", "--name-only", tree).out.split(b"\0")
    return tuple(_below(folder, os.fsdecode(name)) for name in names if name)


def files_added(root: Path, folder: str, among: Iterable[Branch]) -> tuple[BranchFile, ...]:
    """The files below a folder that branches have and the checked-out commit has not.

    One process compares all of them with the checked-out commit, each distinct tree once: it
    takes as long as there are differences, however large the folder is.
    """
    git = git_in(root)
    each = tuple(among)
    own, *others = _trees(git, ["HEAD", *(branch.commit for branch in each)], folder)
    # The empty tree stands in for a folder that is not there yet.
    own = own or ask(git, "hash_object", "-t", "tree", "--stdin").text
    on: dict[str, list[Branch]] = {}
    for branch, tree in zip(each, others, strict=True):
        if tree not in (None, own):
            on.setdefault(tree or "", []).append(branch)
    found = _differences(git, own, list(on))
    return tuple(
        BranchFile(_below(folder, name), blob, branch)
        for tree, name, blob in found
        for branch in on[tree]
    )


def files_among(root: Path, commit: str, paths: Iterable[str]) -> frozenset[str]:
    """Which of some files a commit has, by their paths from the root."""
    told = ("-z", "--name-only", "--full-tree", commit, "--", *paths)
    names = ask(git_in(root), "ls_tree", *told).out.split(b"\0")
    return frozenset(os.fsdecode(name) for name in names if name)


def blob_of(root: Path, path: str) -> str:
    """The id that the content of a file in the work tree has, or would have, in git."""
    return ask(git_in(root), "hash_object", "--", path).text


def merge_base(root: Path, one: str, other: str) -> str | None:
    """The commit at which two histories parted; None where they share none that is here."""
    answer = run(git_in(root), "merge_base", one, other)
    return None if answer.failed else answer.text


def author_of(root: Path, commit: str, path: str) -> str:
    """Who brought a file in, as of a commit; empty where that is not known here."""
    options = ("-1", "--diff-filter=A", "--no-show-signature", "--format=%an")
    plain = {"GIT_LITERAL_PATHSPECS": "1"}
    answer = run(git_in(root), "log", *options, commit, "--", path, environment=plain)
    return "" if answer.failed else answer.text


def _trees(git: Git, commits: Iterable[str], folder: str) -> list[str | None]:
    asked = "".join(f"{commit}:{folder}\n" for commit in commits)
    return _objects(git, asked, "tree")


def _objects(git: Git, asked: str, kind: str) -> list[str | None]:
    form = "--batch-check=%(objecttype) %(objectname)"
    told = asked.encode("utf-8", "surrogateescape")
    lines = ask(git, "cat_file", form, told=told).text.split("\n")
    return [line.split(" ")[1] if line.startswith(f"{kind} ") else None for line in lines if line]


def _differences(git: Git, own: str, trees: list[str]) -> Iterator[tuple[str, str, str]]:
    """For each tree the files that our own has not: the tree, the name below it, the blob.

    Source: git-diff-tree(1): with `--stdin` each pair of trees is followed by its differences.
    """
    if not trees:
        return
    told = "".join(f"{own} {tree}\n" for tree in trees).encode()
    options = ("--stdin", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--diff-filter=A")
    words = iter(ask(git, "diff_tree", *options, told=told).out.split(b"\0"))
    tree = ""
    for word in words:
        *heads, change = word.split(b"\n")
        if heads:
            tree = heads[-1].decode().split(" ")[1]
        if change.startswith(b":"):
            yield tree, os.fsdecode(next(words)), change.decode().split(" ")[3]


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _short(ref: str) -> str:
    return ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
