"""How truly the records of the corpora are read: `python -m tests.corpora.measure [--wrong]`."""

from __future__ import annotations

import csv
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adr_tool.document.reader import read
from adr_tool.document.title import unescaped
from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.store.discovery import discover
from adr_tool.store.folder import Folder

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
EXPLAINED = Path(__file__).with_name("explained.tsv")
Row = dict[str, str]

THRESHOLDS = {
    "found": 0.995,
    "number": 0.995,
    "title": 0.99,
    "status": 0.99,
    "superseded-by": 0.98,
    "supersedes": 0.98,
}
"""The least share of records that have to be right, over records and over repositories."""

IN_FORCE = {"implemented", "amended", "superseded-in-part"}
NO_STATUS = {"missing", "other", "placeholder", "deferred"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one field of one record.

    Attributes:
        says: Whether the truth or our reading has something to say here.
        checked: Whether the truth of this field was read by hand.
    """

    field: str
    repository: str
    path: str
    wanted: str
    got: str
    says: bool
    checked: bool

    @property
    def right(self) -> bool:
        return self.wanted == self.got


@cache
def rows() -> list[Row]:
    """The truth table."""
    with (CORPORA / "truth.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def text(repository: str, path: str) -> str:
    """A record's text."""
    place = CORPORA / "files" / repository.replace("/", "+") / path
    return place.read_bytes().decode()


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Every field of every record, held against the truth."""
    by_repository: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        by_repository[row["repo"]].append(row)
    return tuple(
        verdict
        for repository, found in by_repository.items()
        for verdict in (*_found(repository, found), *_read(repository, found))
    )


def discovered(repository: str) -> set[str]:
    """The records that the tool finds in a repository by itself."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "repository"
        shutil.copytree(CORPORA / "files" / repository.replace("/", "+"), root)
        (root / ".git").mkdir()
        folders = discover(root).folders
        log, _ = Folder(folders, root).read_all()
        return {record.path for record in log.records}


def in_stated_folder(repository: str) -> set[str]:
    """The records that are read when the whole repository is named as the log."""
    root = CORPORA / "files" / repository.replace("/", "+")
    log, _ = Folder((root,), root).read_all()
    return {r.path for r in log.records}


def _found(repository: str, found: list[Row]) -> Iterator[Verdict]:
    """Found unaided, or else with the folder named: logs among test fixtures have to be."""
    by_itself = discovered(repository)
    there = by_itself | in_stated_folder(repository)
    for row in found:
        if row["kind"] == "adr":
            got = "record" if row["path"] in there else "no record"
            by_hand = row["checked"] == "full"
            yield Verdict("found", repository, row["path"], "record", got, True, by_hand)
            unaided = "record" if row["path"] in by_itself else "no record"
            yield Verdict("found unaided", repository, row["path"], "record", unaided, True, False)


def _read(repository: str, found: list[Row]) -> Iterator[Verdict]:
    records = {
        row["path"]: read(text(repository, row["path"]), row["path"]).record for row in found
    }
    log = DecisionLog(tuple(records.values()))
    for row in found:
        record = records[row["path"]]
        for field, (wanted, got) in _fields(row, record, log).items():
            by_hand = row["checked"] == "full" or (
                row["checked"] == "relations" and field in ("superseded-by", "supersedes")
            )
            says = bool(wanted or got)
            yield Verdict(field, repository, row["path"], wanted, got, says, by_hand)


def _fields(row: Row, record: Record, log: DecisionLog) -> dict[str, tuple[str, str]]:
    digits = re.sub(r"\D", "", row["number"])
    return {
        "number": (str(int(digits)) if digits else "", _shown(record.number)),
        # The truth has the words of the heading as they are written.
        "title": (_folded(unescaped(row["title"])), _folded(record.title)),
        "status": (_status(row), record.status.value),
        "superseded-by": (
            _paths(row["superseded_by"]),
            _targets(log, record, LinkKind.SUPERSEDED_BY),
        ),
        "supersedes": (_paths(row["supersedes"]), _targets(log, record, LinkKind.SUPERSEDES)),
    }


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _status(row: Row) -> str:
    norm = row["status_norm"]
    if norm in NO_STATUS:
        return Status.UNKNOWN.value
    return Status.ACCEPTED.value if norm in IN_FORCE else norm


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().lower()


def _paths(written: str) -> str:
    """The targets that are files here; what is none, or ambiguous, resolves to nothing."""
    named = {path for path in written.split("; ") if path and path[0] != "?" and "|" not in path}
    return "; ".join(sorted(named))


def _targets(log: DecisionLog, record: Record, kind: LinkKind) -> str:
    found = {relation.target.path for relation in log.relations(record, kind) if relation.target}
    return "; ".join(sorted(found))


def share(field: str, *, by_repository: bool = False, saying: bool = False) -> float:
    """The share of records whose field is right.

    Args:
        field: One of `THRESHOLDS`.
        by_repository: The mean of the repositories' shares, else of all records.
        saying: Only of the records where there is something to say.
    """
    groups: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts():
        if verdict.field == field and (verdict.says or not saying):
            groups[verdict.repository if by_repository else ""].append(verdict.right)
    return sum(sum(group) / len(group) for group in groups.values()) / len(groups)


@cache
def explained() -> dict[tuple[str, str, str], str]:
    """Hand-checked rows that we read otherwise, and why: (repository, path, field) → why."""
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["repo"], row["path"], row["field"]): row["why"] for row in found}


def table() -> str:
    """The measured table as Markdown."""
    lines = [
        "| field | wanted | over records | over repositories | of those that say something |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for field, least in {**THRESHOLDS, "found unaided": 0.0}.items():
        saying = [v for v in verdicts() if v.field == field and v.says]
        right = sum(v.right for v in saying)
        cells = [
            field,
            f"{least:.1%}" if least else "",
            f"{share(field):.2%}",
            f"{share(field, by_repository=True):.2%}",
            f"{right} of {len(saying)} ({right / len(saying):.1%})",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table; with `--wrong` also every field that is read otherwise."""
    if not CORPORA.is_dir():
        sys.stderr.write("The corpora of real records are not beside this checkout.\n")
        return 2
    lines = [table()]
    if "--wrong" in arguments:
        lines += [
            f"{v.field}\t{v.repository}\t{v.path}\twanted {v.wanted!r}\tgot {v.got!r}"
            + ("\tchecked by hand" if v.checked else "")
            for v in verdicts()
            if not v.right
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
