"""The site of every collection of real records: `python -m tests.corpora.sites [REPOSITORY …]`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from tests.corpora.measure import CORPORA

_REPORTED = re.compile(r"^(?P<path>.+?):(?P<line>\d+): link without a target: ", re.MULTILINE)
_DEFINITION = re.compile(r"\s*\[[^\]]+\]:")
_MARK = 'class="adr-broken"'
_WHO = ("-c", "user.name=Ana Ruiz", "-c", "user.email=ana@example.org")
_NO_LINKS, _LINKS = 0, 1


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one collection.

    Attributes:
        repository: Its name.
        records: How many records the site knows.
        pages: How many of them have a page.
        reported: By record, how many of its links have no target.
        shown: The records where such a link is more than a definition, which nobody may use.
        marked: By record, how many links its page marks so.
        code: The exit code of the strict build.
    """

    repository: str
    records: int
    pages: int
    reported: Counter[str]
    shown: frozenset[str]
    marked: Counter[str]
    code: int

    @property
    def faults(self) -> list[str]:
        """What is not as it should be."""
        wanted = _LINKS if self.reported else _NO_LINKS
        return [
            *(["exit"] if self.code != wanted else []),
            *(["record without a page"] if self.pages != self.records or not self.records else []),
            *(f"not marked: {path}" for path in sorted(self.shown - self.marked.keys())),
            *(f"not reported: {p}" for p in sorted(self.marked.keys() - self.reported.keys())),
        ]


def repositories() -> list[str]:
    """The collections beside this checkout."""
    return sorted(path.name for path in (CORPORA / "files").glob("*"))


def built(repository: str) -> Built:
    """Commit a collection to a repository of its own, and build its site with `--strict`."""
    with tempfile.TemporaryDirectory() as place:
        root, out = Path(place) / "repository", Path(place) / "site"
        shutil.copytree(CORPORA / "files" / repository, root)
        for words in (("init", "-q"), ("add", "-A", "-f"), (*_WHO, "commit", "-q", "-m", "Log")):
            subprocess.run(["git", "-C", str(root), *words], check=True)
        done = _build(root, out)
        if not (out / "decisions.json").exists():  # a log among fixtures has to be named
            done = _build(root, out, "--dir", ".")
        return _read(repository, root, out, done)


def _build(root: Path, out: Path, *where: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "adr_tool", *where, "site", "build", "--strict"]
    command = [*run, "--out", str(out)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def _read(repository: str, root: Path, out: Path, done: subprocess.CompletedProcess[str]) -> Built:
    data = out / "decisions.json"
    records = json.loads(data.read_text("utf-8"))["records"] if data.exists() else []
    pages = {r["path"]: out / unquote(r["url"]) / "index.html" for r in records}
    there = {path: page.read_text("utf-8") for path, page in pages.items() if page.is_file()}
    marked = Counter({path: text.count(_MARK) for path, text in there.items() if _MARK in text})
    told = [(found["path"], int(found["line"])) for found in _REPORTED.finditer(done.stderr)]
    reported = Counter(path for path, _ in told)
    shown = frozenset(
        path for path, line in told if not _DEFINITION.match(_line(root / path, line))
    )
    return Built(repository, len(records), len(there), reported, shown, marked, done.returncode)


def _line(file: Path, number: int) -> str:
    return file.read_text("utf-8", "replace").splitlines()[number - 1]


def table(every: Iterable[Built]) -> str:
    """The outcome as Markdown."""
    lines = [
        "| collection | records | pages | links without a target | in records | exit |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in every:
        links = [one.reported.total(), len(one.reported), one.code]
        cells = [one.repository.replace("+", "/"), one.records, one.pages, *links]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Build all collections, or those that are named, and print the table."""
    if not CORPORA.is_dir():
        sys.stderr.write("The corpora of real records are not beside this checkout.\n")
        return 2
    every = [built(name.replace("/", "+")) for name in arguments or repositories()]
    sys.stdout.write(table(every) + "\n")
    for one in every:
        for fault in one.faults:
            sys.stdout.write(f"{one.repository}\t{fault}\n")
    return int(any(one.faults for one in every))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
