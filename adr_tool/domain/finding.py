"""What a check found, and where."""

from __future__ import annotations

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
