"""Where other files cite a record: by its number, or by the path of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBER = r"(?P<number>[0-9]{1,6})(?![\w]|[.-][0-9])"
_BY_NUMBER = rf"(?<![\w/.-])(?:ADR[- ]|@adr[ -]+(?:ADR[- ])?){_NUMBER}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites a record.

    Attributes:
        path: The citing file.
        line: 1-based.
        column: 1-based, in characters.
        words: As written.
        number: The number cited, or None.
        target: The path cited, from the root; empty where a number is.
    """

    path: str
    line: int
    column: int
    words: str
    number: int | None = None
    target: str = ""


def pattern(folders: Iterable[str]) -> str:
    """What every line with a citation matches: an extended regular expression of POSIX."""
    paths = [rf"{_escaped(folder)}/[^[:space:]]*\.(md|markdown|mdx)" for folder in folders]
    return "|".join(["ADR[- ][0-9]", "@adr[ -]+(ADR[- ])?[0-9]", *paths])


class Citing:
    """Finds citations in lines.

    Args:
        folders: The folders of the log, as paths from the root.
    """

    def __init__(self, folders: Iterable[str]) -> None:
        self.folders = tuple(folders)
        named = "|".join(re.escape(folder) for folder in self.folders)
        rest = r"/[^\s()\[\]<>\"'`#,;:*]*\.(?:md|markdown|mdx)\b"
        path = rf"(?<![\w./@:-])(?:\.{{0,2}}/)*(?P<path>(?:{named}){rest})"
        self._any = re.compile(f"{_BY_NUMBER}|{path}" if named else _BY_NUMBER)
        self._paths = bool(named)

    def in_line(self, path: str, line: int, text: str) -> Iterator[Citation]:
        """The citations of one line."""
        for found in self._any.finditer(text):
            target = (found["path"] if self._paths else None) or ""
            number = int(found["number"]) if found["number"] else None
            column = found.start() + 1
            yield Citation(path, line, column, found.group().strip(), number, target)


def _escaped(text: str) -> str:
    return re.sub(r"([][().*+?{}|^$\\])", r"\\\1", text)
