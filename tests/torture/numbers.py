"""Let many processes make records at once, in one clone and in clones of one remote.

`python -m tests.torture.numbers --processes 64`
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tests.cli.runner import Adr
from tests.scenarios.hub import Git, Hub, make_hub

_MOST_REPEATS = 20


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


def at_once(places: Mapping[int, Adr], *arguments: str) -> Outcome:
    """Make a record in each place at the same time, each by a process of its own."""
    started = [
        run.start("new", "--architect", "none", *arguments, f"Use thing {n}")
        for n, run in places.items()
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
    return at_once(dict(enumerate([hub.clone("shared")] * processes)), "--reserve")


def in_clones(hub: Hub, processes: int, *arguments: str) -> tuple[Outcome, list[Adr]]:
    """Everybody works in a clone of the same remote."""
    runs = [hub.clone(f"person{n}") for n in range(processes)]
    return at_once(dict(enumerate(runs)), *arguments), runs


def committed(git: Git, run: Adr) -> set[str]:
    """The records that the commits of a clone hold."""
    return set(git(run.project, "ls-tree", "--name-only", "HEAD:adr").split())


@contextmanager
def dying(hub: Hub, after: int, daemon: Callable[[int], subprocess.Popen[bytes]]) -> Iterator[None]:
    """Kill the server of a remote once it holds so many reservations; start it a second later."""
    port = free_port()
    process, ended = daemon(port), threading.Event()

    def kill() -> None:
        nonlocal process
        while len(hub.reserved()) < after and not ended.wait(0.05):
            pass
        stop(process)
        ended.wait(1)
        process = daemon(port)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and all that serves for it, without a chance to tidy up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def served(hub: Hub, port: int) -> subprocess.Popen[bytes]:
    """Serve the folder of a remote with git's own server."""
    options = ("--reuseaddr", "--export-all", "--enable=receive-pack", "--listen=127.0.0.1")
    command = ["git", "daemon", *options, f"--port={port}", f"--base-path={hub.path.parent}"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def in_clones_of_a_dying_remote(
    hub: Hub, processes: int, after: int
) -> tuple[Outcome, list[Adr], int]:
    """As in clones; who is refused when the server dies repeats the command. Gives the repeats."""
    runs = [hub.clone(f"person{n}") for n in range(processes)]
    ports: list[int] = []

    def daemon(port: int) -> subprocess.Popen[bytes]:
        if not ports:
            ports.append(port)
            for run in runs:
                url = f"git://127.0.0.1:{port}/{hub.path.name}"
                hub.git(run.project, "remote", "set-url", "origin", url)
        return served(hub, port)

    left = dict(enumerate(runs))
    paths: list[str] = []
    codes: list[int] = []
    errors: tuple[str, ...] = ()
    with dying(hub, after, daemon):
        for _ in range(_MOST_REPEATS):
            outcome = at_once(left, "--reserve")
            paths += outcome.paths
            errors = outcome.errors
            codes += outcome.codes
            left = {n: r for (n, r), code in zip(left.items(), outcome.codes, strict=True) if code}
            if not left:
                break
            time.sleep(1)
    return Outcome(tuple(paths), tuple(codes), errors), runs, codes.count(1)


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
    """Run all, and say what came of it; 1 where anything went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, default=64)
    parser.add_argument("--only", choices=list(_TORTURES))
    options = parser.parse_args(arguments)
    os.environ.update(GIT_AUTHOR_NAME="Ana", GIT_COMMITTER_NAME="Ana", EMAIL="ana@example.org")
    failed = False
    for name, torture in _TORTURES.items():
        if options.only not in (None, name):
            continue
        with tempfile.TemporaryDirectory() as folder:
            hub = make_hub(Path(folder), _git, records=3)
            begun = time.monotonic()
            outcome, lost = torture(hub, options.processes)
            left = locks(Path(folder))
            sys.stdout.write(_said(name, begun, outcome, lost, left) + "\n")
            sys.stderr.writelines(outcome.errors)
            failed |= bool(left or lost or outcome.errors)
            failed |= name != "unreserved" and len(set(outcome.numbers)) < options.processes
    return int(failed)


def _shared(hub: Hub, processes: int) -> tuple[Outcome, int]:
    outcome = in_one_clone(hub, processes)
    held = committed(_git, Adr(hub.path.parent / "shared"))
    return outcome, sum(path.rpartition("/")[2] not in held for path in outcome.paths)


def _apart(hub: Hub, processes: int) -> tuple[Outcome, int]:
    outcome, runs = in_clones(hub, processes, "--reserve")
    return outcome, _lost(outcome, runs)


def _dying(hub: Hub, processes: int) -> tuple[Outcome, int]:
    outcome, runs, refused = in_clones_of_a_dying_remote(hub, processes, processes // 4)
    unused = len(hub.reserved()) - len(outcome.paths)
    sys.stdout.write(
        f"refused while the remote was dead: {refused}, reserved for nothing: {unused}; "
    )
    return outcome, _lost(outcome, runs)


def _unreserved(hub: Hub, processes: int) -> tuple[Outcome, int]:
    """Everybody takes a number without a word; the checks find each pair that collides."""
    outcome, runs = in_clones(hub, processes)
    for n, run in enumerate(runs):
        hub.push(run, f"HEAD:refs/heads/person{n}")
    every = {frozenset(pair) for pair in combinations(map(str, range(processes)), 2)}
    missed = 0
    for run in (runs[0], runs[-1]):
        _git(run.project, "fetch", "--quiet")
        # With so many pairs it takes longer than a command of a test may.
        out, _ = run.start(
            "check", "--json", "--select", "ADR103", "--refs", "origin/*"
        ).communicate()
        told = (finding["message"] for finding in json.loads(out)["findings"])
        missed += len(every - {frozenset(re.findall(r"use-thing-(\d+)", words)) for words in told})
    sys.stdout.write(f"of {len(every)} collisions, checked in two clones, {missed} not found; ")
    return outcome, _lost(outcome, runs) + missed


def _lost(outcome: Outcome, runs: Sequence[Adr]) -> int:
    held = set[str]().union(*(committed(_git, run) for run in runs))
    return sum(path.rpartition("/")[2] not in held for path in outcome.paths)


_TORTURES: dict[str, Callable[[Hub, int], tuple[Outcome, int]]] = {
    "one clone": _shared,
    "clones of one remote": _apart,
    "clones of a remote that dies": _dying,
    "unreserved": _unreserved,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
