"""Let many processes make records at once, in one clone and in clones of one remote.

`python -m tests.torture.numbers --processes 64`
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.cli.runner import Adr
from tests.scenarios.hub import Git, Hub, make_hub


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one run: the records' paths, the codes, what went wrong."""

    paths: tuple[str, ...]
    codes: tuple[int, ...]
    errors: tuple[str, ...]

    @property
    def numbers(self) -> list[str]:
        """The numbers of the records, in order."""
        return sorted(path.rpartition("/")[2][:4] for path in self.paths)


def at_once(places: Sequence[Adr], *arguments: str) -> Outcome:
    """Make a record in each place at the same time, each by a process of its own."""
    started = [
        run.start("new", "--architect", "none", *arguments, f"Use thing {n}")
        for n, run in enumerate(places)
    ]
    ended = [process.communicate() for process in started]
    codes = tuple(process.returncode for process in started)
    paths = tuple(out.strip() for out, _ in ended if out.strip())
    return Outcome(
        paths, codes, tuple(err for (_, err), code in zip(ended, codes, strict=True) if code)
    )


def locks(folder: Path) -> list[str]:
    """The lock files that git, or we, have left behind; `adr.lock` is kept on purpose."""
    return [str(p) for p in folder.rglob("*.lock") if p.name != "adr.lock"]


def in_one_clone(hub: Hub, processes: int) -> Outcome:
    """Everybody works in the same clone."""
    return at_once([hub.clone("shared")] * processes, "--reserve")


def in_clones(hub: Hub, processes: int, *arguments: str) -> tuple[Outcome, list[Adr]]:
    """Everybody works in a clone of the same remote."""
    runs = [hub.clone(f"person{n}") for n in range(processes)]
    return at_once(runs, *arguments), runs


def committed(git: Git, run: Adr) -> set[str]:
    """The records that the commits of a clone hold."""
    return set(git(run.project, "ls-tree", "--name-only", "HEAD:adr").split())


def _git(path: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["git", "-C", path, *arguments], capture_output=True, text=True, check=True
    )
    return run.stdout


def _said(name: str, begun: float, outcome: Outcome, lost: int, left: list[str]) -> str:
    return (
        f"{name}: {len(outcome.paths)} records, {len(set(outcome.numbers))} distinct numbers "
        f"({outcome.numbers[0]} to {outcome.numbers[-1]}), {lost} commits lost, "
        f"{len(outcome.errors)} failed, {len(left)} locks left; {time.monotonic() - begun:.0f} s"
    )


def main(arguments: Sequence[str]) -> int:
    """Run both, and say what came of it; 1 where anything went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, default=64)
    processes = parser.parse_args(arguments).processes
    os.environ.update(GIT_AUTHOR_NAME="Ana", GIT_COMMITTER_NAME="Ana", EMAIL="ana@example.org")
    failed = False
    for name, torture in (("one clone", _shared), ("clones of one remote", _apart)):
        with tempfile.TemporaryDirectory() as folder:
            hub = make_hub(Path(folder), _git, records=3)
            begun = time.monotonic()
            outcome, lost = torture(hub, processes)
            left = locks(Path(folder))
            sys.stdout.write(_said(name, begun, outcome, lost, left) + "\n")
            sys.stderr.writelines(outcome.errors)
            failed |= bool(left or lost or outcome.errors)
            failed |= len(set(outcome.numbers)) < processes
    return int(failed)


Torture = Callable[[Hub, int], tuple[Outcome, int]]


def _shared(hub: Hub, processes: int) -> tuple[Outcome, int]:
    outcome = in_one_clone(hub, processes)
    held = committed(_git, Adr(hub.path.parent / "shared"))
    return outcome, sum(path.rpartition("/")[2] not in held for path in outcome.paths)


def _apart(hub: Hub, processes: int) -> tuple[Outcome, int]:
    outcome, runs = in_clones(hub, processes, "--reserve")
    held = set[str]().union(*(committed(_git, run) for run in runs))
    return outcome, sum(path.rpartition("/")[2] not in held for path in outcome.paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
