"""Measures `adr needed` on the history of repositories: alarms per 100 commits, and a random draw.

`python -m tests.evaluation.needed REPOSITORY… [--last N] [--draw N] [--seed N] [--out FILE]`

A repository is a clone, bare or not. Each commit of the first-parent line is held against its
parent without a log, so that every matter is an alarm. The first commit has no parent and is
left out. With `--draw` so many alarms are drawn from all repositories, to be judged by hand.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from adr_tool.project.files import reader_of
from adr_tool.project.owners import PLACES
from adr_tool.store.sides import Sides
from adr_tool.workflow.govern import nothing_governs
from adr_tool.workflow.needed import needed


@dataclass(frozen=True)
class Alarm:
    """One matter of one commit, with what a judge wants to see."""

    repository: str
    commit: str
    subject: str
    role: str
    name: str
    change: str
    place: str
    reason: str


def main(arguments: list[str]) -> int:
    """Walk the repositories, print a table, write the alarms as lines of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--last", type=int, default=0, help="only so many commits, 0 for all")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--out", type=Path)
    stated = parser.parse_args(arguments)
    every: list[Alarm] = []
    sys.stdout.write("| repository | commits | that touch a file of ours | alarms | per 100 |\n")
    sys.stdout.write("| --- | ---: | ---: | ---: | ---: |\n")
    for root in stated.repositories:
        name = (root.parent if root.name == "repo" else root).name.replace("+", "/")
        walked = list(_walk(root, stated.last))
        told = [(c, p, s) for c, p, s, files in walked if any(map(_tells, files))]
        found = [alarm for one in told for alarm in _alarms(root, name, *one)]
        rate = 100 * len(found) / max(len(walked), 1)
        row = f"| {name} | {len(walked)} | {len(told)} | {len(found)} | {rate:.2f} |\n"
        sys.stdout.write(row)
        sys.stdout.flush()
        every += found
    if stated.out:
        lines = "".join(json.dumps(asdict(alarm)) + "\n" for alarm in every)
        stated.out.write_text(lines, encoding="utf-8")
    drawn = random.Random(stated.seed).sample(every, min(stated.draw, len(every)))  # noqa: S311
    for number, a in enumerate(drawn, start=1):
        sys.stdout.write(
            f"{number}. {a.repository} {a.commit[:10]} {a.subject[:70]!r}: {a.change} {a.role} "
            f"{a.name} ({a.reason}) {a.place}\n"
        )
    return 0


def _tells(path: str) -> bool:
    return bool(reader_of(path) or path in PLACES)


def _walk(root: Path, last: int) -> Iterator[tuple[str, str, str, list[str]]]:
    """Each commit with a parent: its id, that of the parent, subject, and files."""
    form = "--format=%x1e%H%x1f%P%x1f%s%x1f"
    command = ["git", "-C", str(root), "log", "--first-parent", "-m", "--name-only"]
    command += ["--no-renames", form, *([f"-{last}"] if last else [])]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    for part in out.decode("utf-8", "replace").split("\x1e")[1:]:
        commit, parents, subject, files = part.split("\x1f")
        if parents:
            yield commit, parents.split()[0], subject, files.split("\n")


def _alarms(root: Path, name: str, commit: str, parent: str, subject: str) -> Iterator[Alarm]:
    for need in needed(Sides(root, parent, commit), nothing_governs()).needs:
        place = f"{need.path}:{need.line}"
        yield Alarm(
            name, commit, subject, need.role, need.name, need.happened.value, place, need.reason
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
