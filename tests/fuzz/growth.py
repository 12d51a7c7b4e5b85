"""Measure how reading and editing grow with a text that is made to be slow.

`python -m tests.fuzz.growth [OPERATION,… [WORDS OF A NAME]]` prints, for each text and operation,
CPU seconds at 256 kB and at 1 MB and how many times longer the second took: 4 is linear. `>` is
what was ended, `DIED` what fell over, `refused` what a folder reports as unreadable because it has
too many lines; the last line tells the worst.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import sys
import time
from multiprocessing.connection import Connection

from tests.fuzz.monsters import MONSTERS
from tests.fuzz.operations import EDITS, READINGS, edited, is_refused

SIZES = (256_000, 1_024_000)
_PATIENCE = 6
"""CPU seconds after which an operation is ended."""
_SHORT = 0.05
"""Below so many seconds a factor says nothing."""


def _run(name: str, text: str) -> object:
    return READINGS[name](text) if name in READINGS else edited(name, text)


def _measure(text: str, name: str, answer: Connection) -> None:
    _run(name, MONSTERS["comments"](1000))
    used = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + _PATIENCE, resource.RLIM_INFINITY))
    _run(name, text)
    answer.send(time.process_time() - used)


def measured(text: str, name: str) -> float | None:
    """CPU seconds in a process of its own; infinite where it was ended, None where it died."""
    mine, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_measure, args=(text, name, theirs))
    process.start()
    theirs.close()
    process.join()
    if process.exitcode:
        return float("inf") if process.exitcode == -signal.SIGXCPU else None
    took: float = mine.recv()
    return took


def row(monster: str, name: str) -> tuple[str, float]:
    """A line of the table, and what the larger text took."""
    texts = [MONSTERS[monster](size) for size in SIZES]
    if is_refused(texts[-1]):
        return " refused", 0
    small, large = (measured(text, name) for text in texts)
    if small is None or large is None:
        return "    DIED", float("inf")
    if large == float("inf"):
        return f"{small:8.2f} >{_PATIENCE:6.0f}", large
    factor = f"{large / small:7.1f}" if large > _SHORT else "      -"
    return f"{small:8.2f} {large:7.2f} {factor}", large


def main(names: str = "", *words: str) -> None:
    """Measure every operation with every text whose name holds some words."""
    chosen = names.split(",") if names else [*READINGS, *EDITS]
    worst = (0.0, "nothing")
    for monster in MONSTERS:
        if " ".join(words) not in monster:
            continue
        for name in chosen:
            said, took = row(monster, name)
            worst = max(worst, (took, f"{monster}, {name}"))
            sys.stdout.write(f"{monster:45} {name:20} {said}\n")
            sys.stdout.flush()
    sys.stdout.write(f"The worst: {worst[0]:.2f} s, {worst[1]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
