"""Citations of records in other files: of none, of one that is not in force, of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from adr_tool.domain.citation import Citation
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_ENDED = frozenset({Status.SUPERSEDED, Status.REJECTED, Status.DEPRECATED})
BASELINE = ".adr-baseline"
"""The file, at the root, of the citations that a project knows of and has not mended yet."""

Known = tuple[str, str, str]
"""How a baseline names a citation: code, citing file, what it cites."""


def findings(
    log: DecisionLog, citations: Iterable[Citation], by_path: Mapping[str, Record | None]
) -> Iterator[tuple[Known, Finding]]:
    """Find citations that rot.

    Args:
        log: All records.
        citations: What is cited, and where.
        by_path: The files of the log by their paths from the root; None for no record.
    """
    by_number = cache(lambda number: log.candidates(f"ADR-{number:04d}"))
    for one in citations:
        cited = _cited(one, by_path) if one.target else by_number(one.number)
        if cited is None:
            continue
        code, message, hint = _verdict(log, one, cited) or ("", "", "")
        if code:
            found = Finding(code, Severity.WARNING, one.path, one.line, message, hint, one.column)
            yield (code, one.path, _name(one)), found


def new(
    found: Iterable[tuple[Known, Finding]], baseline: Mapping[int, Known], shown: str
) -> Iterator[Finding]:
    """What a baseline does not know yet, and what it knows and no longer occurs.

    Args:
        found: All findings.
        baseline: The baseline's entries by 1-based line; each stands for one place.
        shown: The baseline's path, as it is shown.
    """
    left = Counter(baseline.values())
    for known, finding in found:
        if left[known]:
            left[known] -= 1
        else:
            yield finding
    for line, known in baseline.items():
        if left[known]:
            left[known] -= 1
            message = f"no longer occurs: {' '.join(known)}"
            hint = "adr check --citations --baseline takes it out"
            yield Finding("ADR313", Severity.WARNING, shown, line, message, hint)


def _cited(one: Citation, by_path: Mapping[str, Record | None]) -> tuple[Record, ...] | None:
    """The record of a path that is cited; None for a file of the log that is no record."""
    if one.target in by_path:
        record = by_path[one.target]
        return None if record is None else (record,)
    return ()


def _verdict(
    log: DecisionLog, one: Citation, cited: tuple[Record, ...]
) -> tuple[str, str, str] | None:
    if not cited:
        return "ADR310", f"cites {one.words}, which is no record here", "mend the number or path"
    if len(cited) > 1:
        named = ", ".join(record.path for record in cited)
        return "ADR312", f"cites {one.words}, which may be {named}", "cite it by its path"
    (record,) = cited
    if record.status not in _ENDED:
        return None
    instead = [f"{log.id_of(s)} {s.title}" for s in log.successors(record)]
    by = f" by {', '.join(instead)}" if instead else ""
    hint = "cite what is in force, or say that it is history" if instead else ""
    return "ADR311", f"cites {one.words}, which is {record.status}{by}", hint


def _name(one: Citation) -> str:
    return one.target or f"ADR-{one.number:04d}"
