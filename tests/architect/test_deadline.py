from __future__ import annotations

import threading
import time

import pytest

from adr_tool.architect.deadline import Report, run_within


def test_the_result_and_the_reports_come_back_in_order() -> None:
    heard: list[str] = []

    def work(report: Report) -> int:
        report("one")
        report("two")
        return 7

    assert run_within(5, work, heard.append) == 7
    assert heard == ["one", "two"]


def test_reports_are_heard_in_the_callers_thread() -> None:
    heard: list[threading.Thread] = []

    def work(report: Report) -> None:
        report("one")

    run_within(5, work, lambda _line: heard.append(threading.current_thread()))
    assert heard == [threading.current_thread()]


def test_what_the_work_raises_is_raised() -> None:
    def work(_report: Report) -> None:
        raise KeyError("no")

    with pytest.raises(KeyError, match="no"):
        run_within(5, work, print)


def test_work_that_is_silent_is_left() -> None:
    done = threading.Event()
    with pytest.raises(TimeoutError):
        run_within(0.05, lambda _report: done.wait(10), print)
    done.set()


def test_work_that_reports_faster_than_one_can_listen_is_left_too() -> None:
    def work(report: Report) -> None:
        for _ in range(500):
            report("still here")

    with pytest.raises(TimeoutError):
        run_within(0.05, work, lambda _line: time.sleep(0.001))
