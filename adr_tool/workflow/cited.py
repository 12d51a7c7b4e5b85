"""Hold what a repository cites against its log, and know what it has not mended yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from adr_tool.domain.checks.citations import BASELINE, Known, findings, new
from adr_tool.domain.citation import Citing, pattern
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.history import History
from adr_tool.store.tracked_lines import lines_with
from adr_tool.store.writing import read_text, replace_text

_HEAD = "# Citations that are known and not mended yet; see ADR313. Entries only ever go.\n"
_ENTRY = re.compile(r"(?P<code>ADR\d{3}) (?P<path>.+) (?P<cited>\S+)")
_PAST = re.compile(r"(?i)(?:^|/)(?:changelog|changes|history|news|releases?)(?:\.\w+)?$")
"""Files that tell what was true once: what they cite is not to be mended."""


class Cited:
    """What the tracked files of a repository cite.

    Args:
        log: All records.
        folder: The folders of the log.
        history: The repository.
    """

    def __init__(self, log: DecisionLog, folder: Folder, history: History) -> None:
        self._folder = folder
        self._place = history.root / BASELINE
        rooted = replace(folder, base=history.root)
        folders = [name for f in folder.folders if (name := rooted.shown(f.resolve())) != "."]
        citing = Citing(folders)
        by_path = dict(_files(log, folder, rooted))
        lines = lines_with(history, pattern(folders), folder.folders)
        every = [c for row in lines if not _PAST.search(row[0]) for c in citing.in_line(*row)]
        self._found = [
            (known, replace(finding, path=folder.shown(history.root / finding.path)))
            for known, finding in findings(log, every, by_path)
        ]

    def findings(self) -> tuple[Finding, ...]:
        """What the baseline does not know, and what it knows and no longer occurs."""
        return tuple(new(self._found, self._baseline(), self._folder.shown(self._place)))

    def keep_baseline(self) -> int:
        """Write a first baseline, or take out of the one there is what no longer occurs.

        Returns:
            How many entries it has now.
        """
        now = Counter(known for known, _ in self._found)
        kept = now & Counter(self._baseline().values()) if self._place.exists() else now
        rows = sorted(" ".join(known) for known in kept.elements())
        replace_text(self._place, _HEAD + "".join(f"{row}\n" for row in rows))
        return len(rows)

    def _baseline(self) -> dict[int, Known]:
        if not self._place.exists():
            return {}
        rows = enumerate(read_text(self._place).splitlines(), start=1)
        return {n: known for n, row in rows if (known := _entry(row))}


def _entry(row: str) -> Known | None:
    found = _ENTRY.fullmatch(row.strip())
    return (found["code"], found["path"], found["cited"]) if found else None


def _files(log: DecisionLog, folder: Folder, rooted: Folder) -> Iterator[tuple[str, Record | None]]:
    """Every file of the log by its path from the root, with its record."""

    def at_root(path: str) -> str:
        place: Path = folder.place(path)
        return rooted.shown(place.parent.resolve() / place.name)

    for path in (*(o.path for o in log.others), *(u.path for u in log.unreadable)):
        yield at_root(path), None
    for record in log.records:
        yield at_root(record.path), record
