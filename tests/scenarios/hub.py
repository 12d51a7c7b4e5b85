"""A bare remote, and clones of it that people work in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.cli.runner import Adr

Git = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Hub:
    """A bare remote."""

    path: Path
    git: Git

    def clone(self, name: str) -> Adr:
        """Clone it for a person of that name."""
        place = self.path.parent / name
        self.git(self.path.parent, "clone", "--quiet", str(self.path), name)
        self.git(place, "config", "user.name", name.capitalize())
        return Adr(place)

    def push(self, run: Adr, *refs: str) -> None:
        """Push from a clone; the branch that is checked out, unless others are named."""
        self.git(run.project, "push", "--quiet", "--set-upstream", "origin", *(refs or ("HEAD",)))

    def reserved(self) -> list[str]:
        """The refs of the numbers that are reserved."""
        return self.git(self.path, "for-each-ref", "--format=%(refname)", "refs/adr").split()


def add(run: Adr, git: Git, name: str, text: str = "") -> str:
    """Write a record as somebody without `adr` would, and commit it."""
    path = f"adr/{name}"
    (run.project / path).write_text(text or f"# {name}\n\n* Status: proposed\n\nWhy?\n", "utf-8")
    git(run.project, "add", path)
    git(run.project, "commit", "--quiet", "--message", f"Add {name}")
    return path


def make_hub(folder: Path, git: Git, records: int = 26) -> Hub:
    """Make a remote whose main has a log of so many records."""
    hub = Hub(folder / "hub.git", git)
    git(folder, "init", "--quiet", "--bare", "hub.git")
    run = hub.clone("founder")
    (run.project / "adr").mkdir()
    for number in range(1, records + 1):
        text = f"# Use {number}\n\n* Status: accepted\n\nWhy?\n"
        (run.project / f"adr/{number:04d}-use-{number}.md").write_text(text, "utf-8")
    git(run.project, "add", "--all")
    git(run.project, "commit", "--quiet", "--message", "Log")
    hub.push(run)
    return hub
