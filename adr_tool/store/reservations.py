"""Numbers that are reserved on a remote: one ref each, made by a push that only one can win."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adr_tool.errors import HistoryError
from adr_tool.store import refusals
from adr_tool.store.git_command import Git, ask, git_in, run

_REFS = "refs/adr/"
_MIRROR = f"+{_REFS}*:{_REFS}*"
_FORM = "%(refname)%00%(objectname)%00%(authorname)%00%(authordate:short)%00%(contents:subject)"
_QUIETLY = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance")
_TRIES = 3
"""How often a remote may refuse a number that nobody has: another push may hold its lock."""

_PAUSE = 0.2
"""Seconds before the next try."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reserved number.

    Attributes:
        number: The number.
        by: The name of who reserved it.
        day: When, ISO.
        title: What for.
        commit: The commit that says so; it has no files.
    """

    number: int
    by: str
    day: str
    title: str
    commit: str


def known_reservations(root: Path) -> tuple[Reservation, ...]:
    """The reservations that were fetched or made here, by number; nothing is fetched for it."""
    lines = ask(git_in(root), "for_each_ref", f"--format={_FORM}", _REFS).text.split("\n")
    rows = [line.split("\0") for line in lines if line]
    found = [
        Reservation(int(ref.removeprefix(_REFS)), by or "somebody", day, title, commit)
        for ref, commit, by, day, title in rows
        if ref.removeprefix(_REFS).isdecimal()
    ]
    return tuple(sorted(found, key=lambda held: held.number))


def remote_of(root: Path) -> str | None:
    """The remote on which numbers are reserved: `origin`, else the only one there is."""
    names = ask(git_in(root), "remote").text.split("\n")
    return "origin" if "origin" in names else names[0] if len(names) == 1 and names[0] else None


@dataclass(frozen=True, slots=True)
class Reservations:
    """The reservations of one remote, by way of a clone.

    Attributes:
        root: The clone's work tree.
        remote: The remote's name.

    Raises:
        HistoryError: In every method: the remote cannot be reached, or refuses.
    """

    root: Path
    remote: str

    @property
    def _git(self) -> Git:
        return git_in(self.root)

    def fetch(self) -> None:
        """Fetch the remote's branches, as the clone is set up for it, and the reservations."""
        key = f"remote.{self.remote}.fetch"
        usual = run(self._git, "config", "--get-all", key).text.split("\n")
        self._fetch(*(spec for spec in usual if spec), _MIRROR)

    def refresh(self) -> None:
        """Fetch the reservations, and forget those that were freed."""
        self._fetch("--prune", _MIRROR)

    def _fetch(self, *what: str) -> None:
        options = [word for word in what if word.startswith("--")]
        specs = [word for word in what if not word.startswith("--")]
        answer = run(self._git, "fetch", *_QUIETLY, *options, self.remote, *specs)
        if answer.failed:
            raise refusals.unreachable(self.remote, answer.err)

    def claim(self, title: str, following: Callable[[frozenset[int]], int]) -> int:
        """Reserve the next number that nobody else reserves, even at the same moment.

        Args:
            title: What it is for.
            following: The number to try, when these are known to be reserved.

        Raises:
            HistoryError: The remote cannot be reached, or takes no such ref.
        """
        note = self._note(title)
        reserved: frozenset[int] = frozenset()
        blocked: frozenset[int] = frozenset()
        refused = 0
        while True:
            number = following(reserved | blocked)
            ref = f"{_REFS}{number:04d}"
            said = self._push(f"--force-with-lease={ref}:", f"{note}:{ref}")
            there = {} if said is None else self._listed(number)
            if said is None or there.get(ref) == note:
                run(self._git, "update_ref", ref, note)
                return number
            reserved = frozenset(int(name.removeprefix(_REFS)) for name in there)
            if number in reserved:
                continue
            refused += 1
            if refused > _TRIES:
                raise refusals.not_reserved(self.remote, min(blocked), said)
            if refused == _TRIES:
                # A server that was killed may have left a lock on this one alone.
                blocked = frozenset({number})
            time.sleep(_PAUSE)

    def release(self, number: int) -> Reservation:
        """Free a number, if its reservation is still the one that is known.

        Raises:
            HistoryError: It is not reserved, or the remote refuses.
        """
        self.refresh()
        held = next((r for r in known_reservations(self.root) if r.number == number), None)
        if held is None:
            message = f"{number:04d} is not reserved on {self.remote}"
            raise HistoryError(message, hint="adr numbers shows what is")
        ref = f"{_REFS}{number:04d}"
        said = self._push(f"--force-with-lease={ref}:{held.commit}", f":{ref}")
        if said is not None and ref in self._listed(number):
            raise refusals.not_released(self.remote, number, said)
        run(self._git, "update_ref", "-d", ref)
        return held

    def _push(self, lease: str, spec: str) -> str | None:
        """None where the remote did it, else its complaints; hooks of ours are not concerned."""
        answer = run(self._git, "push", "--quiet", "--no-verify", lease, self.remote, spec)
        return answer.err or "git push failed" if answer.failed else None

    def _listed(self, number: int) -> dict[str, str]:
        """The reservations that the remote has: ref → commit."""
        answer = run(self._git, "ls_remote", self.remote, f"{_REFS}*")
        if answer.failed:
            raise refusals.lost_in_between(self.remote, number, answer.err)
        rows = (line.split("\t") for line in answer.text.split("\n") if line)
        return {ref: commit for commit, ref in rows if re.fullmatch(rf"{_REFS}\d+", ref)}

    def _note(self, title: str) -> str:
        """A commit without files that says who, when and what for.

        Without the mark two people of one name would make the same commit in one second, and
        both would seem to have won.
        """
        git = self._git
        empty = ask(git, "hash_object", "-w", "-t", "tree", "--stdin", told=b"").text
        mark = f"Mark: {secrets.token_hex(8)}"
        return ask(git, "commit_tree", "--no-gpg-sign", empty, "-m", title, "-m", mark).text
