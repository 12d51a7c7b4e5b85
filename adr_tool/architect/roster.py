"""Find personas: a path, the project's sub-agents, the person's own, else the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from adr_tool.architect.persona import Persona, parse_persona
from adr_tool.errors import ArchitectError


def personas(cwd: Path, home: Path | None) -> dict[str, Persona]:
    """All personas by name; the nearest one wins, as in Claude Code.

    Files that cannot be read as a persona are passed over here; naming one by its path
    says why.
    """
    found: dict[str, Persona] = {}
    for text, origin in _texts(cwd, home):
        try:
            persona = parse_persona(text, origin=origin)
        except ArchitectError:
            continue
        found.setdefault(persona.name, persona)
    return found


def find_persona(name: str, cwd: Path, home: Path | None) -> Persona:
    """Find one persona by name or path.

    Raises:
        ArchitectError: There is none of that name, or the file is no persona.
    """
    path = cwd / name
    if name.endswith(".md") or path.is_file():
        return parse_persona(_read(path), origin=name)
    known = personas(cwd, home)
    if name not in known:
        there = ", ".join(known)
        raise ArchitectError(
            f"There is no persona {name!r}", hint=f"there are: {there}; or name a file"
        )
    return known[name]


def _texts(cwd: Path, home: Path | None) -> Iterator[tuple[str, str]]:
    for folder in (cwd, *cwd.parents):
        yield from _in(folder / ".claude" / "agents")
        if (folder / ".git").exists():
            break
    if home:
        yield from _in(home / ".claude" / "agents")
    for entry in sorted(_shipped().iterdir()):
        if entry.suffix == ".md":
            yield _read(entry), "shipped"


def _in(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        try:
            yield path.read_text(encoding="utf-8"), str(path)
        except (OSError, UnicodeDecodeError):
            continue


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ArchitectError(f"{path}: cannot be read as a persona: {error}") from error


def _shipped() -> Path:
    return Path(str(files("adr_tool.architect"))) / "personas"
