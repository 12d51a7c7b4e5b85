"""Read how long a project keeps data, where its infrastructure says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEPT = re.compile(
    r"""(?im)^\s*(?:-\s+)?["']?(?P<key>[\w.-]*(?:retention|retain|expiration_days|time_to_live)"""
    r"""[\w.-]*)["']?\s*[=:]\s*["']?(?P<value>\d+\w*)\b"""
)
_BLOCK = re.compile(r"""(?m)^(?:\w+\s+"[^\n]*\{|[\w./"'-]+:\s*$)""")


@dataclass(frozen=True, slots=True)
class Kept:
    """How long something is kept.

    Attributes:
        where: The block that says so, as its first line names it.
        key: The setting.
        value: Its figure, with a unit where one is written.
        line: 1-based.
    """

    where: str
    key: str
    value: str
    line: int


def retentions(text: str) -> Iterator[Kept]:
    """Every setting of a retention with a figure."""
    blocks = [(found.start(), found.group().strip(" {")) for found in _BLOCK.finditer(text)]
    for found in _KEPT.finditer(text):
        above = [name for start, name in blocks if start < found.start()]
        line = text.count("\n", 0, found.start("key")) + 1
        yield Kept(above[-1] if above else "", found["key"], found["value"], line)
