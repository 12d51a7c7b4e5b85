"""Measure how long reading and editing take for texts that are made to be slow.

`python -m tests.fuzz.scaling [CHARACTERS [OPERATION,… [WORDS OF A NAME]]]` prints what took longer
than a second, or more than four seconds and a half (it is ended then: SLOW), or died.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from tests.fuzz.monsters import MONSTERS
from tests.fuzz.operations import EDITS, READINGS, edited

_PATIENCE = 4.5
_NOTABLE = 1.0


def operations() -> dict[str, Callable[[str], object]]:
    """Every operation, by name."""

    def edit(name: str) -> Callable[[str], object]:
        return lambda text: edited(name, text)

    return {**READINGS, **{name: edit(name) for name in EDITS}}


def _measure(text: str, name: str, answer: Connection) -> None:
    operation = operations()[name]
    operation(MONSTERS["comments"](1000))
    start = time.perf_counter()
    operation(text)
    answer.send(time.perf_counter() - start)


def measured(text: str, name: str) -> str:
    """Measure in a process of its own, which is ended when it takes too long."""
    mine, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_measure, args=(text, name, theirs))
    process.start()
    theirs.close()
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        return "SLOW"
    if process.exitcode:
        return f"DIED {process.exitcode}"
    took: float = mine.recv()
    return f"{took:.2f}" if took > _NOTABLE else ""


def main(characters: str = "1000000", names: str = "", *words: str) -> None:
    """Measure every operation with every text whose name holds some words."""
    chosen = names.split(",") if names else list(operations())
    for monster, make in MONSTERS.items():
        if " ".join(words) not in monster:
            continue
        text = make(int(characters))
        for name in chosen:
            took = measured(text, name)
            if took:
                sys.stdout.write(f"{monster:45} {name:20} {took}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
