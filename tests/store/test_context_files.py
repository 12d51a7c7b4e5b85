from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adr_tool.store.context_files import MOST_BYTES, holds_keys, read_readme

Git = Callable[..., str]


@pytest.mark.parametrize(
    "name",
    [".env", ".env.local", "prod.env", "server.pem", "tls.key", "id_rsa", "id_ed25519.pub",
     "prod.tfvars", "pass.kdbx", ".npmrc", ".pypirc", ".netrc", "terraform.tfstate", "A.PEM"],
)  # fmt: skip
def test_a_file_that_is_made_to_hold_keys_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    assert holds_keys(tmp_path / name)


@pytest.mark.parametrize("name", ["notes.md", "environment.md", "id_mapping.md", "keys.md", "x.tf"])
def test_other_files_are_not(tmp_path: Path, name: str) -> None:
    assert not holds_keys(tmp_path / name)


def test_a_link_to_such_a_file_is_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1")
    (tmp_path / "notes.md").symlink_to(tmp_path / ".env")
    assert holds_keys(tmp_path / "notes.md")


def test_the_readme_is_read_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("\ufeffShop\n" + "x" * MOST_BYTES, "utf-8")
    assert read_readme(tmp_path) == ("README.md", ("Shop\n" + "x" * MOST_BYTES)[:MOST_BYTES])


def test_a_project_may_have_no_readme(tmp_path: Path) -> None:
    (tmp_path / "README.md").mkdir()
    assert read_readme(tmp_path) is None


def test_a_readme_is_not_read_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/README.md").symlink_to(tmp_path / "secret.txt")
    assert read_readme(tmp_path / "a") is None
    (tmp_path / "a/about.txt").write_text("y")
    (tmp_path / "a/README.txt").symlink_to("about.txt")
    assert read_readme(tmp_path / "a") == ("README.txt", "y")


def test_a_readme_that_git_ignores_is_not_read(project: Path) -> None:
    (project / "README.md").write_text("x")
    (project / ".gitignore").write_text("README.md\n")
    assert read_readme(project) is None
