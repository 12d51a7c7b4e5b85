"""Find a template: a path, the log's own, else one that comes with the tool."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from adr_tool.errors import TemplateError

_PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Shape:
    """A template: its name, where it comes from, its text."""

    name: str
    origin: str
    text: str


def shipped() -> dict[str, Shape]:
    """The templates that come with the tool, by name."""
    found = {}
    for entry in sorted(_place().iterdir()):
        if entry.suffix == ".md" and entry.stem != _PARTS:
            found[entry.stem] = Shape(entry.stem, "shipped", entry.read_text(encoding="utf-8"))
    return found


def parts() -> dict[str, str]:
    """The pieces that templates may import."""
    name = f"{_PARTS}.md"
    return {name: (_place() / name).read_text(encoding="utf-8")}


def own(folder: Path) -> dict[str, Shape]:
    """The templates of a log folder: `templates/NAME.md` in it; `template.md` is its default.

    Raises:
        TemplateError: One of them is no text.
    """
    return {name: _own(path) for name, path in _own_paths(folder).items()}


def _own_paths(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((folder / "templates").glob("*.md"))}


def _own(path: Path) -> Shape:
    return Shape(path.stem, str(path), _text(path))


def find(name: str, folder: Path | None, *, chosen: bool) -> Shape:
    """Find a template by name or path.

    Args:
        name: A shipped or own template's name, or a path to a file.
        folder: The log folder whose own templates win, if there is one.
        chosen: Whether a person named it; else the log's `templates/template.md` wins.

    Raises:
        TemplateError: There is no such template; the message lists those there are.
    """
    mine = _own_paths(folder) if folder else {}
    if not chosen and "template" in mine:
        return _own(mine["template"])
    if name in mine:
        return _own(mine[name])
    path = Path(name)
    if path.suffix and path.is_file():
        return _own(path)
    known = shipped()
    if name in known:
        return known[name]
    there = ", ".join(dict.fromkeys((*mine, *known)))
    raise TemplateError(
        f"There is no template {name!r}", hint=f"there are: {there}; or name a file"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: cannot be read: {error}") from error


def _place() -> Path:
    """The wheel carries the templates inside the package; a checkout beside it."""
    inside = Path(str(files("adr_tool"))) / "templates"
    return inside if inside.is_dir() else inside.parent.parent / "templates"
