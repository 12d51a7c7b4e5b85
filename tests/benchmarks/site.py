"""Measure the decision site beside plain generators: `python -m tests.benchmarks.site`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.logs import FOLDER, write_log
from tests.benchmarks.runs import Command, Results, Run, Taken, run
from tests.benchmarks.speed import BIN, machine

PLAIN, OURS, ZENSICAL = "plain Material", "adr site build", "Zensical"
_ZENSICAL = "zensical==0.0.73"
_LIMIT_SECONDS = 1800.0
_SETTINGS = """site_name: Decisions
docs_dir: {docs}
theme:
  name: material
  font: false
nav:
  - Home: index.md
not_in_nav: "*"
"""


def commands(root: Path, size: int, zensical: Path | None) -> Iterator[Command]:
    """The builds of one log, the yardstick first."""
    write_log(root, size)
    # The generators get the same Markdown, with a page that stands in the navigation.
    (root / FOLDER / "index.md").write_text("# Decisions\n", encoding="utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text(_SETTINGS.format(docs=FOLDER), encoding="utf-8")
    told = ("build", "-q", "-d", str(root.with_name(f"plain-{size}")))
    yield Command(PLAIN, size, (str(BIN / "mkdocs"), *told), root)
    out = str(root.with_name(f"ours-{size}"))
    yield Command(OURS, size, (str(BIN / "adr"), "site", "build", "--out", out), root)
    if zensical is not None:
        yield Command(ZENSICAL, size, (str(zensical), "build"), root)


def _install_zensical(place: Path) -> Path | None:
    """Install Zensical into an environment of its own; where that fails it is left out."""
    venv.create(place, with_pip=True)
    words = [str(place / "bin/pip"), "install", "--quiet", _ZENSICAL]
    done = subprocess.run(words, check=False, stderr=subprocess.DEVNULL)
    return None if done.returncode else place / "bin/zensical"


def table(results: Results) -> Iterator[str]:
    """What every build took."""
    yield "| build | records | processor | a record | times plain | clock | memory |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for (name, size), taken in results.items():
        times = taken.processor / results[PLAIN, size].processor
        cells = [
            f"{taken.processor:.1f} s",
            f"{1000 * taken.processor / size:.1f} ms",
            f"{times:.2f}",
            f"{taken.clock:.1f} s",
            f"{taken.memory:.0f} MB",
        ]
        yield f"| {name} | {size:,} | {' | '.join(cells)} |"


def measured(wanted: list[Command], rounds: int, env: dict[str, str]) -> Results:
    """Run every build in rounds; none goes before unmeasured, as a build is long."""
    taken = {(c.name, c.size): Taken() for c in wanted}
    for _ in range(rounds):
        for command in wanted:
            found: Run = run(command, env, limit=_LIMIT_SECONDS)
            taken[command.name, command.size].runs.append(found)
    return taken


def main(arguments: list[str]) -> int:
    """Measure, and print Markdown."""
    told = argparse.ArgumentParser(prog="python -m tests.benchmarks.site", description=__doc__)
    told.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    told.add_argument("--rounds", type=int, default=1)
    told.add_argument("--short", action="store_true", help="20 records, no Zensical")
    asked = told.parse_args(arguments)
    sizes = [20] if asked.short else asked.sizes
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "home").mkdir()
        env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ADR_", "GIT_"))}
        env |= {"HOME": str(place / "home"), "NO_MKDOCS_2_WARNING": "1"}
        zensical = None if asked.short else _install_zensical(place / "zensical")
        results: Results = {}
        for size in sizes:
            wanted = list(commands(place / str(size), size, zensical))
            results |= measured(wanted, asked.rounds, env)
            sys.stderr.write("\n".join(list(table(results))[2:]) + "\n")
    material = f"mkdocs-material {version('mkdocs-material')}"
    rounds = f"{asked.rounds} round{'s' if asked.rounds > 1 else ''}"
    sys.stdout.write("\n".join(table(results)) + f"\n\n{rounds}; {material}, {machine()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
