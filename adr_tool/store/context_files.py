"""The files of a project that an architect may read, and those that nobody is sent."""

from __future__ import annotations

from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from adr_tool.errors import HistoryError

READMES = ("README.md", "readme.md", "README.markdown", "README.rst", "README.txt", "README")
"""Names under which a project introduces itself."""

KEY_FILES = (
    ".env*", "*.env", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.kdbx", "*.ppk",
    "*.tfvars", "*.tfvars.json", "*.tfstate", "*.tfstate.*", "id_rsa*", "id_dsa*", "id_ecdsa*",
    "id_ed25519*", ".netrc", ".pgpass", ".npmrc", ".pypirc", ".htpasswd", ".git-credentials",
    "credentials", "credentials.json", "*.asc", "*.gpg",
)  # fmt: skip
"""Names of files that are made to hold keys and passwords."""

MOST_BYTES = 200_000
"""More than this of a file is not read for an architect."""


def holds_keys(path: Path) -> bool:
    """Whether a file is made to hold keys, by its own name or the one that it links to."""
    names = {path.name.lower(), path.resolve().name.lower()}
    return any(fnmatch(name, form) for name in names for form in KEY_FILES)


def is_within(root: Path, path: Path) -> bool:
    """Whether a file stands in a folder, and links lead nowhere else."""
    return path.resolve().is_relative_to(root.resolve())


def read_readme(root: Path) -> tuple[str, str] | None:
    """The README at a project's root: name and text.

    None where there is none, where it is a link out of the project, and where git ignores it.
    """
    for name in READMES:
        path = root / name
        with suppress(OSError):
            if path.is_file() and is_within(root, path) and not _ignored(root, name):
                with path.open(encoding="utf-8-sig", errors="replace") as file:
                    return name, file.read(MOST_BYTES)
    return None


def _ignored(root: Path, name: str) -> bool:
    from adr_tool.store.git_command import git_available, git_in, run

    with suppress(HistoryError):
        return git_available() and not run(git_in(root), "check_ignore", "-q", "--", name).failed
    return False
