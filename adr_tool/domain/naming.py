"""Numbers, slugs and file names of records, and back."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

_DATED = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?=[-_ .]|$)[-_ ]*(.*)$")
_NUMBERED = re.compile(
    r"^((?:[A-Za-z][A-Za-z0-9]*[-_ ]*?[-_ ])*?|adr|ADR)(\d{1,6})(?=[-_ .:]|$)[-_ .:]*(.*)$"
)
_RECORD_WORD = (
    r"(?i)(?:^|[-_ ])(?:[a-z]*adr|rfc|[a-z]?dr|pep|kep|dec|decisions?|records?)(?=[-_ ]|$)"
)
_INNER_NUMBER = re.compile(r"^(\d{3,4})[-_ ]+(.*)$")
_SUFFIXES = (".md", ".markdown", ".mdx")
_INDEX_STEMS = frozenset({"readme", "index"})
DRAFT = "draft-"
"""Begins the name of a proposal that gets its number when it is accepted."""

_DRAFT = re.compile(rf"{DRAFT}(?![0-9])")
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


def parse_file_name(path: str, own: FilePattern | None = None) -> FileName:
    """Read number, date and slug from a path.

    A record kept as `2024-05-01-x/README.md` or `0007-x/index.md` is named by its folder.

    Args:
        path: `/` between folders.
        own: How the project says it names its files; other names are read as everywhere.
    """
    stated = own.read(path) if own else None
    if stated is not None:
        return stated
    stem = _named_stem(path)
    if _DRAFT.match(stem):
        return FileName("", "", None, stem)
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
    return not prefix or prefix.isupper() or padded or bool(re.search(_RECORD_WORD, prefix))


def _named_stem(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = without_suffix(name)
    if folder and stem.lower() in _INDEX_STEMS:
        return folder.rpartition("/")[2]
    return stem


def is_draft(path: str) -> bool:
    """Tell whether a path names a proposal that gets its number when it is accepted."""
    return _named_stem(path).startswith(DRAFT) and not parse_file_name(path).digits


def without_suffix(path: str) -> str:
    """Take a Markdown suffix off a path."""
    return path.rpartition(".")[0] if is_markdown(path) else path


def target_of(path: str) -> str:
    """A record's path without suffix; its folder where it has one of its own."""
    plain = without_suffix(path)
    folder, _, name = plain.rpartition("/")
    return folder if folder and name.lower() in _INDEX_STEMS else plain


def numbered_in(path: str, number: int) -> str:
    """The folder in which a record's number is the only one of its kind.

    It is the one that holds the file, or the one above a folder that has the same number:
    `adr` for `adr/0007-x/README.md`.
    """
    folder = path.rpartition("/")[0]
    while folder and parse_file_name(folder.rpartition("/")[2]).number == number:
        folder = folder.rpartition("/")[0]
    return folder


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


class FilePattern:
    """How a project says that it names its records, for example `DR-{number}-{slug}`.

    Args:
        text: A file name, or the end of a path, with `{number}`, `{date}` and `{slug}` where
            these stand; the suffix `.md` may be left out.
        width: Digits of a new number, with zeros in front.

    Raises:
        ValueError: It has neither a number nor a date, a part twice, or an unknown part.
    """

    def __init__(self, text: str, width: int = 4) -> None:
        self.width = width
        self.text = text if is_markdown(text) else f"{text}.md"
        pieces = re.split(r"\{(\w*)\}", without_suffix(self.text))
        self._parts = pieces[1::2]
        unknown = [part for part in self._parts if part not in _PART]
        if unknown or len(set(self._parts)) < len(self._parts):
            raise ValueError("may have {number}, {date} and {slug}, each once")
        if not {"number", "date"} & set(self._parts):
            raise ValueError("needs {number} or {date}")
        written = [_PART[p] if i % 2 else re.escape(p) for i, p in enumerate(pieces)]
        self._prefix = pieces[0].rpartition("/")[2]
        self._matches = re.compile(rf"(?:.*/)?{''.join(written)}", re.IGNORECASE)

    def read(self, path: str) -> FileName | None:
        """What a path says, or None where it is not named so."""
        found = self._matches.fullmatch(without_suffix(path)) if is_markdown(path) else None
        if found is None:
            return None
        said = found.groupdict()
        digits, day = said.get("number") or "", re.sub(r"\D", "", said.get("date") or "")
        date = f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None
        return FileName(self._prefix if digits else "", digits, date, said.get("slug") or "")

    @property
    def is_numbered(self) -> bool:
        """Whether its files have numbers."""
        return "number" in self._parts

    def as_in(self, paths: Iterable[str]) -> FilePattern:
        """The same, with numbers as wide as most of a log's are."""
        read = [found.digits for path in paths if (found := self.read(path)) and found.digits]
        widths = Counter(map(len, read)).most_common(1)
        return FilePattern(self.text, widths[0][0]) if widths else self

    def file_name(self, number: int | None, title: str, date: str) -> str:
        """Make the file name of a new record; `date` is ISO."""
        said = {"number": f"{number or 0:0{self.width}d}", "date": date, "slug": slug(title)}
        return re.sub(r"\{(\w+)\}", lambda match: said[match[1]], self.text)


_PART = {
    "number": r"(?P<number>\d{1,6})",
    "date": r"(?P<date>\d{4}-?\d{2}-?\d{2})",
    "slug": r"(?P<slug>[^/]*)",
}


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How a log names its files, taken from the names that stand in it.

    Attributes:
        prefix: What stands before the number.
        width: Digits of a number, with zeros in front; 0 where files have dates instead.
        separator: What stands before the slug.
        suffix: What stands behind it: `.md`, or `/README.md` where each record has a folder.
        day: How a date is written (`strftime`), for files that have dates.
    """

    prefix: str = ""
    width: int = 4
    separator: str = "-"
    suffix: str = ".md"
    day: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether the files have numbers."""
        return self.width > 0

    def file_name(self, number: int | None, title: str, date: str) -> str:
        """Make the file name of a new record; `date` is ISO."""
        day = date.replace("-", "") if self.day == "%Y%m%d" else date
        start = f"{self.prefix}{number or 0:0{self.width}d}" if self.is_numbered else day
        return f"{start}{self.separator}{slug(title)}{self.suffix}"


def pattern_of(paths: Iterable[str]) -> NamePattern:
    """Tell how most records of a log are named, by their paths; our own way for an empty log."""
    shapes = Counter(shape for shape in map(_shape, paths) if shape is not None)
    return shapes.most_common(1)[0][0] if shapes else NamePattern()


def _shape(path: str) -> NamePattern | None:
    found = parse_file_name(path)
    stem = _named_stem(path)
    suffix = path.rpartition("/")[2]
    suffix = suffix[len(stem) :] if suffix.startswith(stem) else f"/{suffix}"
    dated = _DATED.match(stem) if found.date and not found.digits else None
    if dated:
        day = "%Y-%m-%d" if stem.startswith(f"{dated[1]}-") else "%Y%m%d"
        separator = stem[dated.end(3) : dated.start(4)] or "-"
        return NamePattern("", 0, separator, suffix, day)
    if not found.digits:
        return None
    after = stem[len(found.prefix) + len(found.digits) :]
    separator = after[: len(after) - len(found.slug)] or "-"
    return NamePattern(found.prefix, len(found.digits), separator, suffix)


def renumbered(path: str, number: int, own: FilePattern | None = None) -> str:
    """The path of a record under another number; nothing else of it changes.

    Raises:
        ValueError: The path has no number.
    """
    name = parse_file_name(path, own)
    digits = f"{number:0{len(name.digits)}d}"
    for found in re.finditer(re.escape(name.digits), path) if name.digits else ():
        moved = path[: found.start()] + digits + path[found.end() :]
        if parse_file_name(moved, own) == replace(name, digits=digits):
            return moved
    raise ValueError(path)


def record_id(number: int) -> str:
    """Write a number as an id, for example `ADR-0007`."""
    return f"ADR-{number:04d}"
