"""What git refuses, told to a person with the way out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from adr_tool.errors import HistoryError

_NO_COMMIT = "or repeat the command with `--no-commit`"
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_SHOWN_LINES = 30
_SHOWN_COLUMNS = 300


def printable(text: str) -> str:
    """Take what would steer a terminal out of a text of one line."""
    return "".join(filter(str.isprintable, _ESCAPES.sub("", text)))


def quoted(said: str) -> str:
    """Indent the last lines a program said, safe to print; empty where it said nothing."""
    text = said.replace("\r", "\n").replace("\t", "    ")
    lines = [printable(line)[:_SHOWN_COLUMNS].rstrip() for line in text.split("\n")]
    return "\n".join(f"  {line}" for line in [line for line in lines if line][-_SHOWN_LINES:])


def failed(command: str, said: str) -> HistoryError:
    """Tell that a command of git failed that should not have."""
    return HistoryError(f"git {command.replace('_', '-')} failed:\n{quoted(said)}")


def not_opened(folder: Path, said: str, *, bare: bool) -> HistoryError:
    """Tell why the repository a folder belongs to cannot be used."""
    trust = re.search(r"git config --global --add safe\.directory .+", said)
    if trust:
        return HistoryError(
            f"Git does not trust the repository of {folder}: it belongs to another user",
            hint=f"If you trust it: `{trust.group()}`",
        )
    if bare:
        return HistoryError(
            f"{folder} is in a bare repository, no work tree",
            hint="Work in a clone, or make a work tree: `git worktree add PATH`",
        )
    return HistoryError(f"The repository of {folder} cannot be used:\n{quoted(said)}")


def detached(root: Path) -> HistoryError:
    """Tell that a commit would be on no branch."""
    return HistoryError(
        f"HEAD is detached in {root}: a commit would be on no branch",
        hint=f"`git switch -c NAME` makes a branch of it, {_NO_COMMIT}",
    )


def unfinished(act: str, root: Path) -> HistoryError:
    """Tell that a merge, rebase, cherry-pick or revert waits for its end."""
    return HistoryError(
        f"A {act} is in progress in {root}",
        hint=f"Finish it (`git {act} --continue`) or drop it (`git {act} --abort`), {_NO_COMMIT}",
    )


def unmerged(name: str, root: Path) -> HistoryError:
    """Tell that a file has two versions that nobody has settled."""
    return HistoryError(
        f"Conflicts are not resolved in {root}, first in {printable(name)}",
        hint=f"Resolve them and `git add` the files, {_NO_COMMIT}",
    )


def nobody() -> HistoryError:
    """Tell that a commit would have no author."""
    return HistoryError(
        "Git does not know who you are",
        hint='`git config --global user.name "Your Name"` and '
        f"`git config --global user.email you@example.com`, {_NO_COMMIT}",
    )


def outside(path: Path, root: Path) -> HistoryError:
    """Tell that a path cannot be in this history."""
    return HistoryError(
        f"{path} is outside of the work tree {root}",
        hint=f"Keep the log inside of the repository, {_NO_COMMIT}",
    )


def ignored(name: str, rule: str) -> HistoryError:
    """Tell which rule (`.gitignore:LINE:PATTERN`) keeps a file out."""
    return HistoryError(
        f"{printable(name)} is ignored by git ({printable(rule)})",
        hint=f"Remove that rule, add the file with `git add -f`, {_NO_COMMIT}",
    )


def not_committed(said: str, *, retry: str, undo: Sequence[str]) -> HistoryError:
    """Tell that a hook, the signing or git stopped a commit of files already written."""
    hint = f"Repair the cause, then `{retry}`"
    if undo:
        hint += "; to undo: " + " and ".join(f"`{command}`" for command in undo)
    return HistoryError(
        "The files are written but not committed; git said:\n"
        + (quoted(said) or "  nothing (a hook that refuses without a word?)"),
        hint=hint,
    )


def no_revision(rev: str, root: Path) -> HistoryError:
    """Tell that a revision is unknown here."""
    return HistoryError(
        f"{printable(rev)} is no revision in {root}",
        hint="`git log --oneline` lists them; a shallow clone needs `git fetch --unshallow`",
    )


def no_file(path: Path, rev: str) -> HistoryError:
    """Tell that a revision does not have a file."""
    return HistoryError(f"{path} is no file in {printable(rev)}")


def no_remote(root: Path) -> HistoryError:
    """Tell that there is nowhere to reserve a number."""
    return HistoryError(
        f"{root} has no remote named origin and not exactly one other to reserve on",
        hint="`git remote add origin URL`; or repeat the command with `--no-reserve`",
    )


def unreachable(remote: str, said: str) -> HistoryError:
    """Tell that a remote did not answer before anything was asked of it."""
    return HistoryError(
        f"{remote} cannot be reached, so no number is reserved; git said:\n{quoted(said)}",
        hint="Repeat it when it can be reached; `--no-reserve` takes a number that is free here",
    )


def lost_in_between(remote: str, number: int, said: str) -> HistoryError:
    """Tell that a remote stopped answering while a number was asked of it."""
    return HistoryError(
        f"{remote} stopped answering: whether {number:04d} is reserved now is not known; "
        f"git said:\n{quoted(said)}",
        hint=f"`adr numbers` shows it, and `adr numbers --release {number}` frees it",
    )


def not_reserved(remote: str, number: int, said: str) -> HistoryError:
    """Tell that a remote takes no reservation."""
    return HistoryError(
        f"{remote} does not let you reserve {number:04d} (refs/adr/{number:04d}); "
        f"git said:\n{quoted(said)}",
        hint="You need the right to push refs/adr/* there. Without it: `--no-reserve`, and "
        "`adr check --refs` before the merge",
    )


def not_released(remote: str, number: int, said: str) -> HistoryError:
    """Tell that a remote keeps a reservation."""
    return HistoryError(
        f"{remote} did not free {number:04d}; git said:\n{quoted(said)}",
        hint="`adr numbers` shows who has it now; it needs the right to push there",
    )


def not_that_old(day: str, root: Path, *, shallow: bool) -> HistoryError:
    """Tell that nothing was committed by a day, as far as this clone knows."""
    if shallow:
        message = f"{root} is a shallow clone without the commits up to {day}"
        return HistoryError(message, hint="`git fetch --unshallow` gets them")
    return HistoryError(f"Nothing was committed in {root} by {day}")


def log_was_elsewhere(rev: str, folders: Sequence[str]) -> HistoryError:
    """Tell that a revision has no log folder that could be recognised."""
    return HistoryError(
        f"{printable(rev)} has no {' or '.join(folders)}, and no folder with records of that name",
        hint="--dir names another folder of today; an older log was perhaps begun later",
    )
