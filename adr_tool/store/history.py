"""The git history of a log: what is committed, by whom and when."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from adr_tool.domain.naming import slug
from adr_tool.errors import HistoryError
from adr_tool.store import refusals
from adr_tool.store.git_command import Git, ask, git_available, git_in, run
from adr_tool.store.refs import revision
from adr_tool.store.versions import FORMAT, Version, read_log, with_texts

_UNFINISHED = {"MERGE_HEAD": "merge", "CHERRY_PICK_HEAD": "cherry-pick", "REVERT_HEAD": "revert"}
_NAMES = ("--name-only", "--no-renames")


def open_history(start: Path) -> History | None:
    """Find the repository a folder belongs to, as git itself would.

    Args:
        start: The folder the person works in; it, and folders above it, need not exist yet.

    Returns:
        None outside of any repository, and where git is not installed (`git_available`).

    Raises:
        HistoryError: The repository has no work tree, is broken, or git does not trust its owner.
    """
    start = start.absolute()
    folder = next(place for place in (start, *start.parents) if place.is_dir())
    if not git_available():
        return None
    questions = ("--is-bare-repository", "--show-toplevel", "--absolute-git-dir")
    answer = run(git_in(folder), "rev_parse", *questions, "--git-common-dir")
    if answer.failed:
        # A broken `.git` file says "not a git repository: PATH" and is worth a word.
        if "not a git repository (or any" in answer.err:
            return None
        raise refusals.not_opened(folder, answer.err, bare=answer.out.startswith(b"true"))
    _bare, root, own_dir, common_dir = os.fsdecode(answer.out).rstrip("\n").split("\n")
    return History(Path(root), (folder / common_dir).resolve(), Path(own_dir), folder)


def init_repository(path: Path) -> History:
    """Make a repository with the person's defaults; one that is there stays as it is.

    Raises:
        HistoryError: Git is missing or refuses.
    """
    path = path.absolute()
    ask(git_in(Path(path.anchor)), "init", "--quiet", "--", str(path))
    history = open_history(path)
    if history is None:
        raise refusals.failed("init", "no repository is there afterwards")
    return history


@dataclass(frozen=True, slots=True)
class History:
    """A repository with a work tree, asked and changed through the person's own git.

    Every method takes paths that are absolute or relative to `root`, never to the process's
    folder, and raises `HistoryError` where git refuses.
    """

    root: Path
    """The work tree's top folder, without symbolic links."""
    git_dir: Path
    """The folder all work trees of the repository share: the place for locks."""
    own_dir: Path
    """This work tree's own part of it."""
    start: Path
    """Where the person works: commands in hints name files relative to it."""
    _git: Git = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_git", git_in(self.root))

    def branch(self) -> str | None:
        """Tell the checked-out branch, born or not; None when HEAD is detached."""
        answer = run(self._git, "symbolic_ref", "--quiet", "HEAD")
        return None if answer.failed else answer.text.removeprefix("refs/heads/")

    def head(self) -> str | None:
        """Tell the id of the last commit; None before the first."""
        return self._commit_id("HEAD")

    def identity(self) -> str:
        """Tell who a commit would be by, as `Name <mail>`."""
        self._require_identity()
        return re.sub(r" \d+ [+-]\d+$", "", ask(self._git, "var", "GIT_AUTHOR_IDENT").text)

    def user_name(self) -> str:
        """Tell who a commit would be by, without the address."""
        return self.identity().rpartition(" <")[0]

    def remote_url(self) -> str | None:
        """Tell where `origin` is, without passwords and tokens; None without one."""
        answer = run(self._git, "remote", "get-url", "origin")
        return None if answer.failed else _without_credentials(answer.text)

    def require_ready(self) -> None:
        """Make sure, before anything is written, that a commit can be made.

        Raises:
            HistoryError: HEAD is detached, something is unfinished, or nobody is named.
        """
        if any((self.own_dir / name).exists() for name in ("rebase-merge", "rebase-apply")):
            raise refusals.unfinished("rebase", self.root)
        for ref, act in _UNFINISHED.items():
            if self._commit_id(ref):
                raise refusals.unfinished(act, self.root)
        # Unlike `diff` it looks at the index alone, not at each file of the work tree.
        unmerged = self._listed("ls_files", "--unmerged", at=[":(top)"])
        if unmerged:
            raise refusals.unmerged(unmerged[0].partition("\t")[2], self.root)
        if self.branch() is None:
            raise refusals.detached(self.root)
        self._require_identity()

    def commit(self, paths: Sequence[Path], message: str) -> str:
        """Commit exactly these files, added, changed or deleted, whatever else is staged.

        Hooks and signing run as in any commit. What else is staged stays staged. Of a
        symbolic link the file it points to is committed too.

        Returns:
            The id of the commit, or of the last one when nothing changed.

        Raises:
            HistoryError: A path is ignored or not in the work tree, or a hook, the signing or
                git refuses: then the files are as written, the new ones staged.
        """
        wanted = _literal(name for path in paths for name in self._names_of(path))
        self._require_not_ignored(wanted)
        before = self.head()
        # The empty tree stands in for the parent of a first commit.
        base = before or ask(self._git, "hash_object", "-t", "tree", "--stdin").text
        new = self._listed("ls_files", "--others", "--exclude-standard", at=wanted)
        if new:
            self._write(base, new, "add")
        changed = self._listed("diff", *_NAMES, base, at=wanted)
        if changed:
            options = ("--quiet", "--only", "--cleanup=whitespace", f"--message={message}")
            self._write(base, changed, "commit", *options)
            self._settle_index()
        head = self.head() if changed else before
        if head is None:
            raise refusals.failed("commit", f"there is nothing to commit in {self.root}")
        return head

    def start_branch(self, number: int | None, title: str) -> str:
        """Make the branch of a new record, `adr/NNNN-slug`, and check it out."""
        name = f"adr/{slug(title)}" if number is None else f"adr/{number:04d}-{slug(title)}"
        if self._commit_id(f"refs/heads/{name}"):
            hint = f"`git switch {name}` and leave `--branch` out"
            raise HistoryError(f"There is a branch {name} already", hint=hint)
        ask(self._git, "switch", "--quiet", "-c", name)
        return name

    def show(self, rev: str, path: Path) -> str:
        """Read a file as it was, byte for byte as `writing.read_text` would.

        Raises:
            HistoryError: There is no such revision, or no such file in it.
        """
        commit = self._commit_id(rev)
        if commit is None:
            raise refusals.no_revision(rev, self.root)
        answer = run(self._git, "cat_file", "blob", f"{commit}:{self._name_of(path)}")
        if answer.failed:
            raise refusals.no_file(path, rev)
        return answer.out.decode("utf-8", "surrogateescape")

    def versions(self, path: Path) -> tuple[Version, ...]:
        """Every committed state of a file, the oldest first, under its former names too.

        Merges tell nothing that their parts did not tell, and are left out.
        """
        if self.head() is None:
            return ()
        name = self._name_of(path)
        options = ("--follow", "--raw", "--no-abbrev", "--no-show-signature", "-z", FORMAT)
        # Following a file takes a plain path: nothing in it is a pattern.
        plain = {"GIT_LITERAL_PATHSPECS": "1"}
        answer = run(self._git, "log", *options, "--", name, environment=plain)
        if answer.failed:
            raise refusals.failed("log", answer.err)
        found = read_log(answer.out)
        blobs = "".join(f"{version.blob}\n" for version in found)
        said = ask(self._git, "cat_file", "--batch", told=blobs.encode())
        return with_texts(found, said.out)

    def dates(self, folders: Sequence[Path]) -> dict[Path, tuple[str, str]]:
        """Tell when the files below some folders were first and last committed.

        Returns:
            Absolute path (below `root`) to first and last day, `YYYY-MM-DD`, where the
            committer was. Files under former names and deleted ones are among them.
        """
        if self.head() is None:
            return {}
        # A name never starts with a slash, so the days can be told from the names.
        options = ("--no-show-signature", "--no-follow", "--format=/%cs", *_NAMES)
        places = _literal(self._name_of(folder) for folder in folders)
        found: dict[Path, tuple[str, str]] = {}
        day = ""
        for word in self._listed("log", *options, at=places):
            if word.startswith("/"):
                day = word[1:]
                continue
            # Git ends the day's line before the first name of each commit.
            path = self.root / word.removeprefix("\n")
            first, last = found.get(path, (day, day))
            found[path] = (min(first, day), max(last, day))
        return found

    def changed_since(self, rev: str) -> tuple[Path, ...]:
        """The files that differ from where this branch left a revision; deleted ones are none.

        Raises:
            HistoryError: There is no such revision.
        """
        told = ("--name-only", "--diff-filter=d", "--merge-base", "-z", "--end-of-options", rev)
        out = ask(self._git, "diff", *told).out
        return tuple(self.root / os.fsdecode(name) for name in out.split(b"\0") if name)

    def commits_among(self, names: Iterable[str]) -> frozenset[str] | None:
        """Tell which abbreviated ids name an object that is here; nothing is fetched for it.

        Returns:
            None in a shallow or partial clone, where a commit that is missing may well exist.
        """
        asked = [
            run(self._git, "rev_parse", "--is-shallow-repository").text == "true",
            not run(self._git, "config", "--get-regexp", r"^remote\..*\.promisor$").failed,
        ]
        if any(asked):
            return None
        told = "".join(f"{name}\n" for name in names).encode()
        answer = ask(self._git, "cat_file", "--batch-check=%(objectname)", told=told)
        lines = answer.text.split("\n")
        gone = {line.rpartition(" ")[0] for line in lines if line.endswith(" missing")}
        return frozenset(names) - gone

    def name_of(self, folder: Path) -> str:
        """Name a folder from the root, `/` between folders; the root itself is empty."""
        name = self._name_of(folder.resolve())
        return "" if name == "." else name

    def _commit_id(self, rev: str) -> str | None:
        found = revision(self.root, rev)
        return found.commit if found else None

    def _listed(self, command: str, *options: str, at: Sequence[str]) -> list[str]:
        if not at:
            return []
        out = ask(self._git, command, "-z", *options, "--", *at).out
        return [os.fsdecode(name) for name in out.split(b"\0") if name]

    def _name_of(self, path: Path) -> str:
        """Name a file from the root; its folder may be a link, it itself stays what it is."""
        place = self.root / path
        try:
            return (place.parent.resolve() / place.name).relative_to(self.root).as_posix()
        except ValueError as error:
            raise refusals.outside(path, self.root) from error

    def _names_of(self, path: Path) -> list[str]:
        names = [self._name_of(path)]
        target = (self.root / path).resolve()
        if (self.root / path).is_symlink() and target.is_relative_to(self.root):
            names.append(target.relative_to(self.root).as_posix())
        return names

    def _require_identity(self) -> None:
        for role in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            if run(self._git, "var", role).failed:
                raise refusals.nobody()

    def _require_not_ignored(self, places: Sequence[str]) -> None:
        options = ("--others", "--ignored", "--exclude-standard")
        for name in self._listed("ls_files", *options, at=places):
            answer = run(self._git, "check_ignore", "--verbose", "--", f"./{name}")
            raise refusals.ignored(name, answer.text.partition("\t")[0])

    def _write(self, base: str, names: Sequence[str], command: str, *options: str) -> None:
        # Hooks talk to the person: they get the person's locale, not the one we parse in.
        locale = {name: os.environ.get(name, "") for name in ("LC_ALL", "LANGUAGE")}
        places = _literal(names)
        answer = run(self._git, command, *options, "--", *places, environment=locale)
        if answer.failed:
            new = self._listed("diff", *_NAMES, "--diff-filter=A", base, at=places)
            old = self._listed("diff", *_NAMES, "--diff-filter=a", base, at=places)
            undo = [f"git rm -f -- {self._typed(new)}"] if new else []
            undo += [f"git checkout HEAD -- {self._typed(old)}"] if old else []
            acts = ("add", "commit") if command == "add" else ("commit",)
            retry = " && ".join(f"git {act} -- {self._typed(names)}" for act in acts)
            raise refusals.not_committed(
                os.fsdecode(answer.out) + answer.err, retry=retry, undo=undo
            )

    def _typed(self, names: Iterable[str]) -> str:
        here = self.start.resolve()
        return shlex.join(os.path.relpath(self.root / name, here) for name in names)

    def _settle_index(self) -> None:
        """Let the index follow what a hook has added to the commit.

        `git commit --only` hands hooks a temporary index; what they add there is committed,
        but the real index would keep the older text and show it as a staged change.
        """
        options = ("--root", "--no-commit-id", "-r", *_NAMES, "HEAD")
        touched = _literal(self._listed("diff_tree", *options, at=[":(top)"]))
        if self._listed("diff", "--cached", *_NAMES, at=touched):
            run(self._git, "reset", "--quiet", "--", *touched)


def _literal(names: Iterable[str]) -> list[str]:
    # The root itself has the empty name: `log` finds nothing below a literal dot.
    return [f":(top,literal){'' if name == '.' else name}" for name in names]


def _without_credentials(url: str) -> str | None:
    if "://" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    user, _, host = parts.netloc.rpartition("@")
    # The user of ssh (`git@`) is part of the address; that of https may be a token.
    kept = f"{user.partition(':')[0]}@" if user and parts.scheme == "ssh" else ""
    return urlunsplit((parts.scheme, kept + host, parts.path, "", ""))
