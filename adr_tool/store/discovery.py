"""Find the log folders of a project, whoever made them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adr_tool.document.notation import STATED_BY
from adr_tool.domain.naming import FilePattern, is_markdown, parse_file_name

USUAL_FOLDERS = (
    "adr", "adrs", "doc/adr", "doc/adrs", "docs/adr", "docs/adrs", "docs/ADR", "docs/ADRs",
    "docs/decisions", "doc/decisions", "docs/decision-records", "docs/architecture/decisions",
    "docs/architecture/adr", "docs/architecture/adrs", "docs/architecture-decisions",
    "docs/architecture-decision-records", "doc/architecture/decisions", "architecture/decisions",
    "architecture/adr", "architecture-decision-record", "architecture-decision-records",
    ".decisions", "decisions", ".adr", ".archgate/adrs",
)  # fmt: skip
"""Folders under which projects keep their records, most usual first."""

_SKIPPED = frozenset(
    {"node_modules", "__pycache__", "site-packages", "vendor", "templates", "target"}
)
_CONTAINERS = frozenset({"packages", "apps", "services", "libs", "modules", "crates", "projects"})
_NO_PACKAGES = frozenset(
    {"test", "tests", "testdata", "fixtures", "examples", "example", "samples"}
)
_LEAST_RECORDS = 2
_HEAD_BYTES = 4096
# Text until it is used, here and in the modules below: to compile it takes a millisecond, and
# most runs never look for it.
_HEAD = rf"(?im)^[ \t>|*_#-]*(?:{'|'.join(map(re.escape, STATED_BY))})[ \t*_]*(?:[:：|]|$)"

_YAML_PATH = re.compile(
    r"^[ \t-]*(?:adrFolder|adrs|path)[ \t]*:[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Where records were found.

    Attributes:
        root: The folder that the log belongs to: a project's root.
        folders: The log folders, the one for new records first; empty where there is none.
        how: What told us, for example `docs/adr` or `.adr-dir`.
    """

    root: Path
    folders: tuple[Path, ...]
    how: str


def discover(
    start: Path,
    *,
    stated: tuple[str, ...] = (),
    root: Path | None = None,
    own: FilePattern | None = None,
) -> Found:
    """Find the log folders for a working directory.

    Args:
        start: The folder in which the person works.
        stated: Folders named in the settings, relative to `root`.
        root: The folder of the settings file.
        own: How the project says it names its records.

    Returns:
        What was found; nothing above the nearest folder that has a log of its own.
    """
    top = project_root(start)
    if stated:
        base = root or top
        return Found(base, tuple(base / folder for folder in stated), "settings")
    for folder in _upward(start, top):
        found = _stated_by_others(folder) or _usual(folder)
        if found:
            return found
    for folder in dict.fromkeys((start, top)):
        below = tuple(_reading_as_logs(folder, own))
        if below:
            return Found(top, below, "records found below")
    return _empty(start, top) or Found(top, (), "nothing found")


def discover_as_adr_tools(start: Path) -> Found:
    """Find the log as adr-tools does: the nearest `.adr-dir` or `doc/adr`, else `doc/adr` here.

    It looks upward from the working folder and does not stop at the root of a repository.
    """
    for folder in (start, *start.parents):
        stated = _adr_dir(_text(folder / ".adr-dir"))
        if stated and stated[0]:
            return Found(folder, (folder / stated[0],), ".adr-dir")
        if (folder / "doc/adr").is_dir():
            return Found(folder, (folder / "doc/adr",), "doc/adr")
    return Found(start, (start / "doc/adr",), "doc/adr")


def _empty(start: Path, top: Path) -> Found | None:
    """A usual folder that waits for its first record."""
    for folder in _upward(start, top):
        for name in USUAL_FOLDERS:
            place = folder / name
            if place.is_dir() and all(_is_no_content(entry) for entry in place.iterdir()):
                return Found(folder, (place,), name)
    return None


def _is_no_content(entry: Path) -> bool:
    return entry.name.startswith(".") or entry.name == "templates"


def project_root(start: Path) -> Path:
    """The work tree that a folder is in, or the folder itself outside git."""
    for folder in (start, *start.parents):
        if (folder / ".git").exists():
            return folder
    return start


def _upward(start: Path, top: Path) -> Iterator[Path]:
    """Folders from `start` up to the project's root; outside git, up to the last one."""
    in_git = (top / ".git").exists()
    for folder in (start, *start.parents):
        yield folder
        if in_git and folder == top:
            return


def _stated_by_others(folder: Path) -> Found | None:
    """Read the settings files of other tools: adr-tools, log4brains, adrs, adr (npm)."""
    for name, read in _OTHERS.items():
        path = folder / name
        if path.is_file():
            places = [folder / place for place in read(_text(path)) if place]
            if places:
                return Found(folder, tuple(dict.fromkeys(places)), name)
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _adr_dir(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()[:1]]


def _log4brains(text: str) -> list[str]:
    found = [_YAML_PATH.match(line) for line in text.splitlines()]
    return [m[1].strip() for m in found if m and "adrFolder" in m.group()]


def _adrs_toml(text: str) -> list[str]:
    import tomllib

    try:
        stated = tomllib.loads(text).get("adr_dir")
    except tomllib.TOMLDecodeError:
        return []
    return [stated] if isinstance(stated, str) else []


def _adr_json(text: str) -> list[str]:
    import json

    try:
        stated = json.loads(text).get("path")
    except (ValueError, AttributeError):
        return []
    return [stated] if isinstance(stated, str) else []


_OTHERS = {
    ".adr-dir": _adr_dir,
    ".log4brains.yml": _log4brains,
    "adrs.toml": _adrs_toml,
    ".adr.json": _adr_json,
}


def _usual(folder: Path) -> Found | None:
    """The usual folders of a project, and then those of its packages."""
    found: dict[Path, None] = {}
    for top in (folder, *_packages(folder)):
        for name in USUAL_FOLDERS:
            place = top / name
            if place.is_dir() and _holds_markdown(place) and not _same_twice(place, found):
                found[place] = None
        if top == folder and not found:
            return None
    return Found(folder, tuple(found), os.path.relpath(next(iter(found)), folder))


def _holds_markdown(folder: Path) -> bool:
    """Whether there is a Markdown file in a folder; most often a look at a few names tells."""
    with os.scandir(folder) as listed:
        if any(is_markdown(entry.name) and entry.is_file() for entry in listed):
            return True
    return any(markdown_files(folder))


def _packages(folder: Path) -> Iterator[Path]:
    """The folders below a project's root that may have a log of their own."""
    for below in _folders(folder):
        yield below
        if below.name in _CONTAINERS:
            yield from _folders(below)


def _folders(folder: Path) -> Iterator[Path]:
    usual = {name.partition("/")[0] for name in USUAL_FOLDERS}
    with os.scandir(folder) as listed:
        names = sorted(entry.name for entry in listed if entry.is_dir(follow_symlinks=False))
    for name in names:
        if not (is_passed_over(name) or name in usual or name.lower() in _NO_PACKAGES):
            yield folder / name


def _same_twice(place: Path, found: dict[Path, None]) -> bool:
    """Whether a folder is one already found, under another case or through a link."""
    return any(place.samefile(other) for other in found)


def is_passed_over(name: str) -> bool:
    """Tell whether a folder of this name holds no records: hidden, or somebody else's."""
    return name in _SKIPPED or name.startswith(".")


def markdown_files(folder: Path) -> Iterator[Path]:
    """All Markdown files below a folder, in a stable order; hidden folders are passed over."""
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not is_passed_over(f))
        for name in sorted(names):
            if is_markdown(name):
                yield Path(current, name)


def _reading_as_logs(top: Path, own: FilePattern | None) -> Iterator[Path]:
    for current, folders, names in os.walk(top):
        folders[:] = sorted(f for f in folders if not is_passed_over(f))
        named = [n for n in names if is_markdown(n) and _is_record_like(n, own)]
        named += [f for f in folders if _is_record_like(f, own)]
        if len(named) >= _LEAST_RECORDS or _least_read(Path(current), names):
            yield Path(current)
            folders.clear()


def _least_read(folder: Path, names: list[str]) -> bool:
    """Whether enough files of a folder read as records by their text alone."""
    found = 0
    for name in sorted(names):
        path = folder / name
        if is_markdown(name) and re.search(_HEAD, _head(path)):
            found += _reads_as_record(path)
            if found >= _LEAST_RECORDS:
                return True
    return False


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _reads_as_record(path: Path) -> bool:
    from adr_tool.document.digest import digest

    text = _text(path)
    return text.strip() != "" and digest(text, path.name) is not None


def _is_record_like(name: str, own: FilePattern | None) -> bool:
    parsed = parse_file_name(name, own)
    return bool(parsed.digits or parsed.date)
