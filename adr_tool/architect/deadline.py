"""A limit in wall-clock time for work that may never come back."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

Report = Callable[[str], None]


def run_within(seconds: float, work: Callable[[Report], _T], report: Report) -> _T:
    """Do work in a thread and stop waiting for it when the time is up.

    A time-out of a socket bounds one read, not the whole: a server that sends a byte
    now and then, or a name that does not resolve, would hold a person for ever. The
    thread is left to itself then and ends with the process at the latest.

    Args:
        seconds: How long to wait at most.
        work: Gets a function to report with; its result is ours.
        report: Called, in the caller's thread, with what the work reports.

    Raises:
        TimeoutError: The time is up.
        BaseException: Whatever the work raises.
    """
    events: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    results: list[_T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(lambda line: events.put(("line", line))))
        except BaseException as failure:  # noqa: BLE001 -- raised again in the caller's thread
            failures.append(failure)
        finally:
            events.put(("end", ""))

    threading.Thread(target=run, daemon=True, name="architect").start()
    until = time.monotonic() + seconds
    while True:
        try:
            kind, line = events.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if kind == "end":
            break
        if time.monotonic() > until:
            raise TimeoutError
        report(line)
    if failures:
        raise failures[0]
    return results[0]
