"""Numbers, slugs and file names of records, and back."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass

_DATED = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?=[-_ .]|$)[-_ ]*(.*)$")
_NUMBERED = re.compile(
    r"^((?:[A-Za-z][A-Za-z0-9]*[-_ ]*?[-_ ])*?|adr|ADR)(\d{1,6})(?=[-_ .:]|$)[-_ .:]*(.*)$"
)
_RECORD_WORD = re.compile(
    r"(?:^|[-_ ])(?:[a-z]*adr|rfc|[a-z]?dr|pep|kep|dec|decisions?|records?)(?=[-_ ]|$)",
    re.IGNORECASE,
)
_INNER_NUMBER = re.compile(r"^(\d{3,4})[-_ ]+(.*)$")
_SUFFIXES = (".md", ".markdown", ".mdx")
_INDEX_STEMS = frozenset({"readme", "index"})
_MAX_SLUG_BYTES = 120


@dataclass(frozen=True, slots=True)
class FileName:
    """What a record's file name says.

    Attributes:
        prefix: What stands before the number, for example `ADR-`; often empty.
        digits: The number as written, with its zeros; empty where there is none.
        date: An ISO date where the name starts with one, else None.
        slug: The rest, without suffix.
    """

    prefix: str
    digits: str
    date: str | None
    slug: str

    @property
    def number(self) -> int | None:
        """The record's number, or None."""
        return int(self.digits) if self.digits else None


def parse_file_name(path: str) -> FileName:
    """Read number, date and slug from a path.

    A record kept as `2024-05-01-x/README.md` or `0007-x/index.md` is named by its folder.
    """
    stem = _named_stem(path)
    dated = _DATED.match(stem)
    if dated and 1 <= int(dated[2]) <= 12 and 1 <= int(dated[3]) <= 31:  # noqa: PLR2004
        inner = _INNER_NUMBER.match(dated[4])
        digits, rest = (inner[1], inner[2]) if inner else ("", dated[4])
        return FileName("", digits, f"{dated[1]}-{dated[2]}-{dated[3]}", rest)
    numbered = _NUMBERED.match(stem)
    if numbered and _is_numbering(numbered[1], numbered[2]):
        return FileName(numbered[1], numbered[2], None, numbered[3])
    return FileName("", "", None, stem)


def _is_numbering(prefix: str, digits: str) -> bool:
    """Tell `ADR-7`, `ARCH-12` and `arch-007` from a slug with a figure: `use-http-2`."""
    padded = len(digits) > 2 and digits.startswith("0")  # noqa: PLR2004 - `09` may be a month
    return not prefix or prefix.isupper() or padded or bool(_RECORD_WORD.search(prefix))


def _named_stem(path: str) -> str:
    folder, name = posixpath.split(path)
    stem = without_suffix(name)
    if stem.lower() in _INDEX_STEMS and folder:
        return posixpath.basename(folder)
    return stem


def without_suffix(path: str) -> str:
    """Take a Markdown suffix off a path."""
    for suffix in _SUFFIXES:
        if path.lower().endswith(suffix):
            return path[: -len(suffix)]
    return path


def is_markdown(path: str) -> bool:
    """Tell whether a path has a suffix under which records are kept."""
    return path.lower().endswith(_SUFFIXES)


def slug(title: str) -> str:
    """Make the part of a file name that a person can read.

    Letters of every script stay (Cyrillic and kanji titles get readable, distinct
    names); everything else becomes one dash. Never empty, at most 120 bytes.
    """
    plain = unicodedata.normalize("NFC", title).lower()
    words = [word for word in re.split(r"[\W_]+", plain) if word]
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer.encode()) > _MAX_SLUG_BYTES:
            break
        kept = longer
    if not kept and words:
        kept = words[0].encode()[:_MAX_SLUG_BYTES].decode(errors="ignore")
    return kept or "untitled"


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How a log names its files, taken from the names that stand in it."""

    prefix: str = ""
    width: int = 4
    separator: str = "-"
    suffix: str = ".md"

    def file_name(self, number: int, title: str) -> str:
        """Make the file name of a new record."""
        return f"{self.prefix}{number:0{self.width}d}{self.separator}{slug(title)}{self.suffix}"


def pattern_of(paths: list[str]) -> NamePattern:
    """Tell how most files of a log are named; our own pattern for an empty log."""
    shapes = [shape for shape in map(_shape, paths) if shape is not None]
    if not shapes:
        return NamePattern()
    return max(shapes, key=shapes.count)


def _shape(path: str) -> NamePattern | None:
    name = posixpath.basename(path)
    stem = without_suffix(name)
    found = parse_file_name(name)
    if not found.digits:
        return None
    after = stem[len(found.prefix) + len(found.digits) :]
    separator = after[: len(after) - len(found.slug)] or "-"
    return NamePattern(found.prefix, len(found.digits), separator, name[len(stem) :])


def record_id(number: int) -> str:
    """Write a number as an id, for example `ADR-0007`."""
    return f"ADR-{number:04d}"
