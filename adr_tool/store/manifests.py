"""The files that say what a project is built with, read for what they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adr_tool.store.context_files import MOST_BYTES, is_within

MANIFESTS = (
    "pyproject.toml", "requirements.txt", "setup.cfg", "Pipfile", "package.json", "go.mod",
    "Cargo.toml", "Gemfile", "composer.json", "pom.xml", "build.gradle", "build.gradle.kts",
    "mix.exs", "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml",
    "Dockerfile", "main.tf", "serverless.yml", "Procfile",
)  # fmt: skip
"""Names of files that list dependencies or services; never one that holds secrets."""


def manifests(root: Path) -> Iterator[tuple[str, str]]:
    """The manifests at a project's root: name and text; what cannot be read is passed over.

    So is one that is a link out of the project.
    """
    for name in MANIFESTS:
        path = root / name
        try:
            if path.is_file() and is_within(root, path) and path.stat().st_size <= MOST_BYTES:
                yield name, path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
