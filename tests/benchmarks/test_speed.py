"""The table of speeds is made by one command; what it says is no business of a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.runs import Command, Run, Taken, measure
from tests.benchmarks.speed import CHECK, CLICK, FINDING, HELP, LIST, NEW, STATUS, budgets, judged

ROOT = Path(__file__).parents[2]


def printed(*words: str) -> str:
    told = [sys.executable, "-m", *words]
    return subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.integration
def test_the_table_is_made_by_one_command() -> None:
    done = printed("tests.benchmarks.speed", "--sizes", "10", "--rounds", "1")
    assert "| `adr list` | 10 |" in done
    assert "| `git status` | 10 |" in done
    assert '| `adr --help` | 2 x `python -c "import click"` |' in done


@pytest.mark.integration
def test_what_guards_a_pull_request_is_measured_by_one_command() -> None:
    done = printed("tests.benchmarks.pull_requests", "--short")
    assert "| `adr check --base main --refs '*'` | 200 |" in done
    assert "| `adr check --citations` | 500 |" in done


@pytest.mark.integration
def test_the_table_of_sites_is_made_by_one_command() -> None:
    words = [sys.executable, "-m", "tests.benchmarks.site", "--short"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "| plain Material | 20 |" in done.stdout
    assert "| adr site build | 20 |" in done.stdout


def test_a_command_that_fails_ends_the_measurement(tmp_path: Path) -> None:
    failing = Command("false", 0, ("false",), tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        measure([failing], 1, {"PATH": "/usr/bin:/bin"})


def taken(seconds: float) -> Taken:
    return Taken([Run(seconds, seconds, 1)])


def test_a_budget_that_is_not_met_is_said_plainly() -> None:
    results = {(CLICK, 0): taken(0.1), (HELP, 0): taken(0.15)}
    for size in (10, 10_000):
        results |= {(name, size): taken(0.1) for name in (LIST, CHECK, STATUS, *FINDING)}
        results[NEW, size] = taken(0.1 if size == 10 else 0.16)
    verdicts = [line.split("|")[-2].strip() for line in judged(results, budgets(10, 10_000))][2:]
    assert verdicts == ["yes", "yes", "yes", "**no**", *["yes"] * 5]


def test_a_budget_for_a_large_log_is_not_judged_by_a_small_one() -> None:
    assert len(budgets(10, 200)) == 2
    assert len(budgets(10, 10_000)) == 9
