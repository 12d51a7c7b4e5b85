"""Measure what guards a pull request: `python -m tests.benchmarks.pull_requests`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.logs import FOLDER, git, write_log
from tests.benchmarks.runs import Command, Results, measure
from tests.benchmarks.speed import BIN, HELP, Budget, cells, judged, machine

ADR = str(BIN / "adr")
DIFF, GREP = "git diff --stat", "git grep -E 'ADR-[0-9]+'"
HELD = "adr check --base main --refs '*'"
CHANGED = f"{HELD}, just after a change"
COLLIDING = "adr check --refs '*', each branch with the same number"
CITED = "adr check --citations"
_RECORD = "# {number}. Use {number}\n\n## Status\n\nProposed\n\n## Context\n\nA test of load.\n"
_LINE = "total = sum(price * amount for price, amount in basket)  # what the customer pays\n"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    Attributes:
        records: Records of the log that branches are held against.
        branches: Branches beside `main` and the one that is checked out.
        files: Tracked files that may cite a record of a log of 100.
    """

    records: int
    branches: int
    files: int


FULL, SHORT = Sizes(10_000, 50, 50_000), Sizes(200, 5, 500)


def budgets(sizes: Sizes) -> tuple[Budget, ...]:
    """What each may take; nothing is said of little, where starting Python is all that counts."""
    if sizes != FULL:
        return ()
    held = ((1, HELP, 0), (20, DIFF, sizes.records))
    return (
        Budget((HELD, sizes.records), held),
        Budget((CHANGED, sizes.records), held),
        Budget((CITED, sizes.files), ((1, HELP, 0), (3, GREP, sizes.files))),
    )


def commands(place: Path, sizes: Sizes) -> Iterator[Command]:
    """Everything that is measured, the yardsticks first."""
    yield Command(HELP, 0, (ADR, "--help"), place)
    held = _branched(place / "held", sizes)
    # Nothing is concluded of a log of which a file changed in the last two seconds.
    changed = place / "changed"
    shutil.copytree(held, changed)
    git(changed, "status", "--short")
    record = min((changed / FOLDER).iterdir())
    against = (ADR, "check", "--base", "main", "--refs", "*")
    yield Command(DIFF, sizes.records, ("git", "diff", "--stat"), held)
    yield Command(HELD, sizes.records, against, held)
    yield Command(CHANGED, sizes.records, against, changed, record.touch)
    words = (ADR, "check", "--refs", "*", "--ignore", "ADR103")
    yield Command(COLLIDING, sizes.branches, words, _colliding(place / "colliding", sizes))
    cited = _citing(place / "cited", sizes)
    yield Command(GREP, sizes.files, ("git", "grep", "-E", "ADR-[0-9]+"), cited)
    yield Command(CITED, sizes.files, (ADR, "check", "--citations"), cited)


def _branched(root: Path, sizes: Sizes) -> Path:
    """A log, a branch that is checked out, and others, each with a record of its own."""
    write_log(root, sizes.records)
    git(root, "branch", "--move", "main")
    for place in range(sizes.branches + 1):
        _add_branch(root, f"topic-{place}", sizes.records + 1 + place, "use")
    return root


def _colliding(root: Path, sizes: Sizes) -> Path:
    """A small log and branches that all take its next number."""
    write_log(root, 10)
    git(root, "branch", "--move", "main")
    for place in range(sizes.branches):
        _add_branch(root, f"topic-{place}", 11, f"use-{place}")
    return root


def _add_branch(root: Path, name: str, number: int, slug: str) -> None:
    git(root, "switch", "--quiet", "--create", name, "main")
    record = root / FOLDER / f"{number:04d}-{slug}.md"
    record.write_text(_RECORD.format(number=f"{number}, as {slug} says"), "utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", name)


def _citing(root: Path, sizes: Sizes) -> Path:
    """Source files of which one in fifty cites a record of a log of 100."""
    write_log(root, 100)
    for number in range(sizes.files):
        file = root / f"src/part_{number // 100}/module_{number}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        cites = f"# See ADR-{number % 100 + 1:04d}.\n" if number % 50 == 0 else ""
        file.write_text(_LINE * 20 + cites, "utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Sources")
    return root


def table(results: Results) -> Iterator[str]:
    """What everything took."""
    yield "| command | on | fastest | median | processor | memory |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for (name, size), taken in results.items():
        yield f"| `{name}` | {f'{size:,}' if size else ''} | {' | '.join(cells(taken))} |"


def main(arguments: list[str]) -> int:
    """Measure, and print Markdown."""
    told = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.pull_requests", description=__doc__
    )
    told.add_argument("--rounds", type=int, default=7)
    told.add_argument("--short", action="store_true", help="little of everything, one round")
    asked = told.parse_args(arguments)
    sizes, rounds = (SHORT, 1) if asked.short else (FULL, asked.rounds)
    with tempfile.TemporaryDirectory() as place:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ADR_", "GIT_"))}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["HOME"] = place
        results = measure(tuple(commands(Path(place), sizes)), rounds, env)
    wanted = budgets(sizes)
    report = [
        *(["\n".join(judged(results, wanted))] if wanted else []),
        "\n".join(table(results)),
        f"{rounds} rounds; {sizes.branches} branches; {machine()}",
    ]
    sys.stdout.write("\n\n".join(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
