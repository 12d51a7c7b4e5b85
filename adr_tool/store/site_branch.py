"""Put a folder on a branch of a remote, without touching the checkout or any local branch."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from adr_tool.errors import HistoryError
from adr_tool.store import refusals
from adr_tool.store.git_command import ask, git_in, run
from adr_tool.store.history import History

_QUIETLY = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a folder goes.

    Attributes:
        remote: The remote's name.
        branch: The branch there.
        marker: The file at the top of the branch that tells that it is ours.
        force: Whether a branch without the marker is taken over; its history stays.
    """

    remote: str
    branch: str
    marker: str
    force: bool = False


def put(history: History, folder: Path, target: Target, message: str) -> str | None:
    """Push the files of a folder as the next commit of a branch.

    Nothing is ever pushed by force: a push that comes first wins.

    Returns:
        The commit, or None where the branch has exactly these files already.

    Raises:
        HistoryError: The branch holds something else, or the remote cannot be reached or refuses.
    """
    git = git_in(history.root)
    ref = f"refs/heads/{target.branch}"
    if run(git, "check_ref_format", ref).failed:
        raise HistoryError(f"{target.branch!r} is no name for a branch")
    parent = _remote_head(history, target, ref)
    if parent and not target.force:
        _require_ours(history, target, parent)
    tree = _tree(history, folder)
    if parent and ask(git, "rev_parse", f"{parent}^{{tree}}").text == tree:
        return None
    parents = ("-p", parent) if parent else ()
    commit = ask(git, "commit_tree", tree, *parents, "-m", message).text
    answer = run(git, "push", "--quiet", target.remote, f"{commit}:{ref}")
    if answer.failed:
        message = f"{target.remote} did not take {target.branch}:\n{refusals.quoted(answer.err)}"
        raise HistoryError(message, hint="if somebody else published meanwhile, publish again")
    return commit


def _remote_head(history: History, target: Target, ref: str) -> str | None:
    git = git_in(history.root)
    answer = run(git, "ls_remote", "--heads", "--end-of-options", target.remote, ref)
    if answer.failed:
        raise _unreachable(target, answer.err)
    head = answer.text.partition("\t")[0]
    if not head:
        return None
    fetched = run(git, "fetch", *_QUIETLY, target.remote, ref)
    if fetched.failed:
        raise _unreachable(target, fetched.err)
    return head


def _unreachable(target: Target, said: str) -> HistoryError:
    message = f"{target.remote} cannot be reached; git said:\n{refusals.quoted(said)}"
    return HistoryError(message, hint="--remote names another, --out writes to a folder")


def _require_ours(history: History, target: Target, commit: str) -> None:
    listed = ask(git_in(history.root), "ls_tree", "--name-only", commit, "--", target.marker).text
    if not listed:
        message = f"{target.remote}/{target.branch} holds something that adr site did not make"
        hint = "choose another branch, or take it over with --force; its history stays"
        raise HistoryError(message, hint=hint)


def _tree(history: History, folder: Path) -> str:
    """Write a folder's files to git's objects, by way of an index of their own."""
    with TemporaryDirectory(prefix="adr-index-") as place:
        environment = {
            "GIT_DIR": str(history.own_dir),
            "GIT_WORK_TREE": str(folder.resolve()),
            "GIT_INDEX_FILE": os.path.join(place, "index"),  # noqa: PTH118
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.autocrlf",
            "GIT_CONFIG_VALUE_0": "false",
        }
        git = git_in(folder)
        added = run(git, "add", "--all", "--force", "--", ".", environment=environment)
        if added.failed:
            raise refusals.failed("add", added.err)
        written = run(git, "write_tree", environment=environment)
        if written.failed:
            raise refusals.failed("write_tree", written.err)
        return written.text
