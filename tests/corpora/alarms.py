"""What `adr check` says of logs that others keep: `python -m tests.corpora.alarms [--drawn]`.

Each collection of the corpora is committed to a repository of its own, half of its files and then
the rest, and checked with default settings; then `adr check --fix` mends it, and it is held
against the commit before.
"""

from __future__ import annotations

import csv
import hashlib
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from adr_tool.domain.checks.codes import CODES
from adr_tool.domain.naming import is_markdown
from tests.cli.runner import Adr
from tests.corpora.measure import CORPORA

JUDGED = Path(__file__).with_name("alarms.tsv")
DRAWN = 20
_SEED = 2026
_ERROR = "error"
_DRIFT = "ADR4"
_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True, order=True)
class Alarm:
    """A finding in a collection."""

    repository: str
    path: str
    line: int
    code: str
    severity: str
    message: str

    @property
    def can_be_judged(self) -> bool:
        """Whether the collection holds what it is about: it has records, no more of the files."""
        if self.code == "ADR703":
            return False
        gone = self.message.partition("no such file: ")[2]
        if self.code != "ADR701" or not gone:
            return True
        below = CORPORA / "files" / self.repository.replace("/", "+") / posixpath.dirname(self.path)
        return is_markdown(gone) and (below / gone).parent.is_dir()


@dataclass(frozen=True, slots=True)
class Checked:
    """What was said of a collection.

    Attributes:
        records: How many it has.
        alarms: What a check found.
        drift: What is held against the records that mending has changed.
        mended: How many findings could be mended.
    """

    records: int
    alarms: tuple[Alarm, ...]
    drift: tuple[Alarm, ...] = ()
    mended: int = 0


@cache
def checked() -> dict[str, Checked]:
    """Each collection, checked once."""
    found = {}
    with tempfile.TemporaryDirectory() as place:
        for folder in sorted((CORPORA / "files").iterdir()):
            repository = folder.name.replace("+", "/", 1)
            found[repository] = _check(repository, folder, Path(place) / folder.name)
    return found


def _check(repository: str, source: Path, root: Path) -> Checked:
    shutil.copytree(source, root)
    env = _environment(root.parent / "home")
    _commit_in_two(root, env)
    run = Adr(root)
    said = run("check", "--base", "HEAD~1", "--json", env=env).data
    found = Checked(said["records"], tuple(_alarms(repository, said)))
    mendable = sum(finding["fixable"] for finding in said["findings"])
    if not mendable:
        return found
    after = run("check", "--fix", "--base", "HEAD", "--json", env=env).data
    drifted = [f for f in _alarms(repository, after) if f.code.startswith(_DRIFT)]
    left = sum(finding["fixable"] for finding in after["findings"])
    return replace(found, drift=tuple(drifted), mended=mendable - left)


def _alarms(repository: str, said: dict[str, Any]) -> list[Alarm]:
    return [
        Alarm(repository, f["path"], f["line"], f["code"], f["severity"], f["message"])
        for f in said["findings"]
    ]


def _environment(home: Path) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    who = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    own = dict.fromkeys(who, "corpora@example.org")
    caches = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    return {**own, **caches, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


def _commit_in_two(root: Path, env: dict[str, str]) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **env}, check=True)

    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    git("init", "--quiet", "--initial-branch=main")
    for message, told in (("half", files[: len(files) // 2]), ("the rest", ["."])):
        git("add", "--force", "--", *told)
        git("commit", "--quiet", "--message", message)


def alarms() -> tuple[Alarm, ...]:
    """Everything that was said of any collection."""
    return tuple(alarm for one in checked().values() for alarm in one.alarms)


def drawn() -> list[Alarm]:
    """Findings to judge by hand: by lot, and the same where the others change."""

    def lot(alarm: Alarm) -> str:
        told = f"{_SEED} {alarm.repository} {alarm.path} {alarm.line} {alarm.code}"
        return hashlib.sha256(told.encode()).hexdigest()

    return sorted(sorted((a for a in alarms() if a.can_be_judged), key=lot)[:DRAWN])


def errors() -> Counter[tuple[str, str, str]]:
    """How many errors of each code each record has: (repository, path, code)."""
    return Counter((a.repository, a.path, a.code) for a in alarms() if a.severity == _ERROR)


@cache
def judged() -> dict[tuple[str, str, str], tuple[int, str]]:
    """The errors that were read beside their records, how many there are, and why they are true."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(r["repo"], r["path"], r["code"]): (int(r["count"]), r["why"]) for r in found}


def table() -> str:
    """How often each code is said, as Markdown."""
    lines = [
        "| code | error | warning | info | in records | in collections |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    by_code: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in alarms():
        by_code[alarm.code].append(alarm)
    for code, found in sorted(by_code.items()):
        counts = [sum(a.severity == severity for a in found) or "" for severity in _SEVERITIES]
        records = len({(a.repository, a.path) for a in found})
        cells = [f"{code} {CODES[code]}", *counts, records, len({a.repository for a in found})]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def by_collection() -> str:
    """What was said of each collection, as Markdown."""
    lines = ["| collection | records | errors | what was found |", "| --- | ---: | ---: | --- |"]
    for repository, one in checked().items():
        wrong = sum(a.severity == _ERROR for a in one.alarms)
        said = Counter(a.code for a in one.alarms)
        found = ", ".join(f"{code} {count}" for code, count in sorted(said.items()))
        lines.append(f"| {repository} | {one.records} | {wrong or ''} | {found} |")
    return "\n".join(lines)


def _rows(found: Iterable[Alarm]) -> str:
    return "\n".join(
        f"{a.repository}\t{a.path}:{a.line}\t{a.severity} {a.code}\t{' '.join(a.message.split())}"
        for a in found
    )


def main(arguments: list[str]) -> int:
    """Print the tables; with `--drawn` the findings to judge, with `--errors` every error."""
    if not CORPORA.is_dir():
        sys.stderr.write("The corpora of real records are not beside this checkout.\n")
        return 2
    parts = [table(), by_collection()]
    if "--drawn" in arguments:
        parts.append(_rows(drawn()))
    if "--errors" in arguments:
        parts.append(_rows(a for a in alarms() if a.severity == _ERROR))
    drift = [alarm for one in checked().values() for alarm in one.drift]
    parts.append(f"Of what `adr check --fix` has written: {_rows(drift) or 'no drift'}")
    sys.stdout.write("\n\n".join(parts) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
