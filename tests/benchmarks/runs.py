"""Run commands in interleaved rounds, and keep what each of them took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LIMIT_SECONDS = 120.0
"""A command that takes longer is ended, and not run again."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is measured.

    Attributes:
        name: How the table names it.
        size: Records in the log it works on; 0 where that plays no part.
        undo: Puts the log back as it was, outside the measured time.
    """

    name: str
    size: int
    words: tuple[str, ...]
    cwd: Path
    undo: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, seconds of the processors, and most memory in MB."""

    clock: float
    processor: float
    memory: float


@dataclass(slots=True)
class Taken:
    """All runs of a command.

    Attributes:
        runs: The measured ones.
        over: Whether it went over the limit.
    """

    runs: list[Run] = field(default_factory=list)
    over: bool = False

    @property
    def clock(self) -> float:
        """The fastest run's seconds on the clock."""
        return min(run.clock for run in self.runs)

    @property
    def processor(self) -> float:
        """The least seconds of the processors."""
        return min(run.processor for run in self.runs)

    @property
    def median(self) -> float:
        """The median of the seconds on the clock."""
        return statistics.median(run.clock for run in self.runs)

    @property
    def memory(self) -> float:
        """The most memory that a run had, in MB."""
        return max(run.memory for run in self.runs)


Results = dict[tuple[str, int], Taken]
"""What each command took, by its name and the size of the log."""


def measure(commands: Iterable[Command], rounds: int, env: Mapping[str, str]) -> Results:
    """Run every command once unmeasured, then all of them in rounds.

    Raises:
        CalledProcessError: A command failed: what it took would say nothing.
    """
    wanted = list(commands)
    taken = {(c.name, c.size): Taken(over=run(c, env).clock >= LIMIT_SECONDS) for c in wanted}
    for _ in range(rounds):
        for command in wanted:
            found = taken[command.name, command.size]
            if not found.over:
                found.runs.append(run(command, env))
    return taken


def run(command: Command, env: Mapping[str, str], *, limit: float = LIMIT_SECONDS) -> Run:
    """Run a command once; one that goes over the limit is ended there.

    Raises:
        CalledProcessError: It failed.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        ["timeout", str(limit), *command.words],
        cwd=command.cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        # Not `wait`: only this tells what the process and those it started have used.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - start
    if process.returncode and clock < limit:
        raise subprocess.CalledProcessError(process.returncode, command.words)
    if command.undo:
        command.undo()
    return Run(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
