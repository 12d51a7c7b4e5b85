"""Measure `adr` beside its yardsticks and its peers: `python -m tests.benchmarks.speed`."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.logs import write_log
from tests.benchmarks.runs import LIMIT_SECONDS, Command, Results, Taken, measure, run

LARGE = 10_000
_COLD_SECONDS = 900.0
BIN = Path(sys.executable).parent
ADR_TOOLS = Path("/usr/bin/adr")
ADR_LOG = "adr-log@2.2.0"
CLICK, HELP = 'python -c "import click"', "adr --help"
LIST, SHOW, CHECK, TOC = "adr list", "adr show 5", "adr check", "adr toc"
SEARCH, RELATED = "adr search kafka payments", "adr related 5"
FOR, CONTEXT = "adr for README.md", "adr context --query kafka"
NEW, STATUS = "adr new --architect offline --yes", "git status"

FINDING = (SEARCH, RELATED, FOR, CONTEXT)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a command may take: so many times each of the others."""

    command: tuple[str, int]
    allowed: tuple[tuple[float, str, int], ...]

    def ratio(self, results: Results, clock: str) -> float:
        """What it took over what it may take; 1 or less is within."""
        most = sum(
            times * getattr(results[name, size], clock) for times, name, size in self.allowed
        )
        return float(getattr(results[self.command], clock) / most)

    @property
    def words(self) -> str:
        """The allowance in words."""
        return " + ".join(
            f"{f'{times:g} x ' if times != 1 else ''}`{name}`{on(size)}"
            for times, name, size in self.allowed
        )


def budgets(least: int, most: int) -> tuple[Budget, ...]:
    """The budgets that can be judged by the smallest and the largest log that were measured."""
    small = (Budget((HELP, 0), ((2, CLICK, 0),)), Budget((LIST, least), ((2, CLICK, 0),)))
    if most < LARGE:
        return small
    return (
        *small,
        Budget((LIST, most), ((3, LIST, least),)),
        Budget((NEW, most), ((1.5, NEW, least),)),
        Budget((CHECK, most), ((1, HELP, 0), (5, STATUS, most))),
        *(Budget((name, most), ((2, HELP, 0),)) for name in FINDING),
    )


def commands(place: Path, sizes: list[int], peer: Path | None) -> Iterator[Command]:
    """Everything that is measured, the yardsticks first."""
    yield Command(CLICK, 0, (sys.executable, "-c", "import click"), place)
    yield Command(HELP, 0, (str(BIN / "adr"), "--help"), place)
    for size in sizes:
        root = place / str(size)
        folder = write_log(root, size)
        yield Command(STATUS, size, ("git", "status"), root)
        for name in (LIST, SHOW, CHECK, TOC, *FINDING):
            yield Command(name, size, (str(BIN / "adr"), *name.split()[1:]), root)
        words = (str(BIN / "adr"), *NEW.split()[1:], "Postgres vs Mongo")
        yield Command(NEW, size, words, root, lambda root=root: _forget_new(root))  # type: ignore[misc]
        if peer is not None:
            yield from _peers(root, folder, size, peer)


def _peers(root: Path, folder: Path, size: int, peer: Path) -> Iterator[Command]:
    if ADR_TOOLS.exists():
        yield Command("adr-tools: adr list", size, (str(ADR_TOOLS), "list"), root)
        if size <= 1000:  # it took minutes at 1,000 records
            words = (str(ADR_TOOLS), "generate", "toc")
            yield Command("adr-tools: adr generate toc", size, words, root)
    if peer.exists():
        yield Command("adr-log: adr-log -d", size, (str(peer), "-d", str(folder)), root)


def _forget_new(root: Path) -> None:
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard", "HEAD~1"], check=True)


def _install_peer(place: Path) -> Path:
    """Install adr-log into a temporary folder; where that fails it is left out."""
    if shutil.which("npm"):
        place.mkdir()
        subprocess.run(["npm", "install", "--silent", ADR_LOG], cwd=place, check=False)
    return place / "node_modules/.bin/adr-log"


def table(results: Results) -> Iterator[str]:
    """What everything took."""
    yield "| command | records | fastest | median | processor | times `import click` | memory |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (name, size), taken in results.items():
        row = [
            f"`{name}`" if ": " not in name else name,
            f"{size:,}" if size else "",
            *cells(taken),
        ]
        yield f"| {' | '.join([*row[:5], _times(results, taken), *row[5:]])} |"


def cells(taken: Taken) -> tuple[str, ...]:
    """What a command took: fastest, median and processor time, and memory."""
    if taken.over:
        return (f"over {LIMIT_SECONDS:g} s", "", "", "")
    seconds = (taken.clock, taken.median, taken.processor)
    return (*(f"{1000 * s:,.0f} ms" for s in seconds), f"{taken.memory:.0f} MB")


def _times(results: Results, taken: Taken) -> str:
    return "" if taken.over else f"{taken.processor / results[CLICK, 0].processor:.1f}"


def judged(results: Results, wanted: Iterable[Budget]) -> Iterator[str]:
    """Each budget and whether it is met."""
    yield "| what | may take | takes of that, by the clock | by processor time | met |"
    yield "| --- | --- | ---: | ---: | --- |"
    for budget in wanted:
        name, size = budget.command
        clock, processor = (budget.ratio(results, by) for by in ("clock", "processor"))
        met = {2: "yes", 1: "within the noise", 0: "**no**"}[(clock <= 1) + (processor <= 1)]
        yield f"| `{name}`{on(size)} | {budget.words} | {clock:.0%} | {processor:.0%} | {met} |"


def on(size: int) -> str:
    """The size of what a command works on, in words."""
    return f" on {size:,}" if size else ""


def machine() -> str:
    """What it was measured on, without names."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout
    found = [f"adr {version('adr-tool')}", f"Python {platform.python_version()}"]
    found += [f"click {version('click')}", git.strip()]
    load = os.getloadavg()[1]
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{', '.join(found)}; {system}, load {load:.1f} at the end."


def main(arguments: list[str]) -> int:
    """Measure, and print Markdown."""
    told = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed", description=__doc__)
    told.add_argument("--sizes", type=int, nargs="+", default=[10, 1000, LARGE])
    told.add_argument("--rounds", type=int, default=7)
    told.add_argument("--short", action="store_true", help="10 and 200 records, two rounds")
    told.add_argument("--peers", action="store_true", help="other tools too")
    asked = told.parse_args(arguments)
    sizes, rounds = ([10, 200], 2) if asked.short else (asked.sizes, asked.rounds)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        home.mkdir()
        # Caches of their own, and compiled modules as after an installation.
        env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ADR_", "GIT_"))}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        peer = _install_peer(Path(place) / "peer") if asked.peers else None
        wanted = list(commands(Path(place), sizes, peer))
        env["HOME"] = str(home)
        cold = [run(c, env, limit=_COLD_SECONDS) for c in wanted if c.name == LIST]
        results = measure(wanted, rounds, env)
    first = f"The first `adr list` on {max(sizes):,} records reads every file: "
    report = [
        "\n".join(table(results)),
        f"{first}{cold[-1].processor:.1f} s of a processor.",
        "\n".join(judged(results, budgets(min(sizes), max(sizes)))),
        f"{rounds} rounds; {machine()}",
    ]
    sys.stdout.write("\n\n".join(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
