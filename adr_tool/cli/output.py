"""Print records and findings: tables for people, JSON for programs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from adr_tool.architect.prompt import Prompt
    from adr_tool.domain.finding import Finding
    from adr_tool.domain.record import Record

_COLOURS = {
    "accepted": "green",
    "proposed": "yellow",
    "draft": "yellow",
    "rejected": "red",
    "deprecated": "bright_black",
    "superseded": "bright_black",
}
_SEVERITIES = {"error": "red", "warning": "yellow", "info": "blue"}
_UNUSUAL = re.compile(r"[^\n\t\x20-\x7e]")


def print_json(data: object) -> None:
    """Print JSON; letters of every script stay readable, what could drive a terminal is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    click.echo(_UNUSUAL.sub(lambda m: m[0] if _harmless(m[0]) else json.dumps(m[0])[1:-1], text))


def printable(text: str) -> str:
    """Take out what could drive a terminal: a record's text is not to be trusted."""
    if text.isprintable():
        return text
    return _UNUSUAL.sub(lambda m: m[0] if _harmless(m[0]) else "�", text)


def _harmless(char: str) -> bool:
    return char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def print_table(rows: Iterable[Sequence[str]], head: Sequence[str]) -> None:
    """Print aligned columns; the last one is as long as it is."""
    columns = [_column(cells) for cells in zip(head, *rows, strict=True)]
    first, *lines = ("  ".join(cells).rstrip() for cells in zip(*columns, strict=True))
    click.echo("\n".join([click.style(first, bold=True), *lines]))


def _column(cells: Sequence[str]) -> list[str]:
    """Fill cells up to the same width, and colour those that are a status."""
    plain = [printable(cell) for cell in cells]
    widths = [_width(cell) for cell in plain]
    most = max(widths)
    return [
        (click.style(cell, fg=_COLOURS[cell]) if cell in _COLOURS else cell) + " " * (most - width)
        for cell, width in zip(plain, widths, strict=True)
    ]


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def record_row(record: Record) -> tuple[str, str, str, str]:
    """The columns of `adr list`: number, status, date, title."""
    number = f"{record.number:04d}" if record.number is not None else "-"
    title = record.title if record.number is not None else f"{record.title} ({record.path})"
    return number, record.status.value, record.date or "-", title


def finding_line(finding: Finding) -> str:
    """A finding on one line: place, severity, code, message, hint."""
    severity = click.style(finding.severity.value, fg=_SEVERITIES[finding.severity])
    place = printable(f"{finding.path}:{finding.line}:{finding.column}")
    hint = f" (hint: {finding.hint})" if finding.hint else ""
    return f"{place}: {severity} {finding.code}: {printable(finding.message + hint)}"


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as the contract's JSON object."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "hint": finding.hint,
        "fixable": finding.fixable,
    }


def prompt_data(prompt: Prompt, schema: dict[str, object]) -> dict[str, Any]:
    """Exactly what a model would be sent, and what was taken out of it first."""
    return {
        "system": prompt.system,
        "user": prompt.user,
        "schema": schema,
        "secrets_removed": dict(prompt.secrets),
        "hidden_removed": prompt.hidden_removed,
        "truncated": prompt.truncated,
    }
