"""What a check found, and where."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is; only an error makes `adr check` exit with 3."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one record.

    Attributes:
        code: A stable code, for example `ADR301`.
        path: The file.
        line: 1-based; 1 where the whole file is meant.
        column: 1-based.
        message: What is wrong.
        hint: What to do about it.
        fixable: Whether `adr check --fix` mends it.
    """

    code: str
    severity: Severity
    path: str
    line: int
    message: str
    hint: str = ""
    column: int = 1
    fixable: bool = False


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then the rest; those of one severity stay as they were."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a name that it keeps when lines are added above it, in hexadecimal.

    The name is made of code, path and message; of those that are told twice, also of which
    of them it is.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        told = (finding.code, finding.path, finding.message)
        words = "\0".join((*told, str(seen[told])))
        seen[told] += 1
        yield finding, hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:32]
