from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adr_tool.store.objects import has_commit, has_path, names_request

Git = Callable[..., str]


@pytest.fixture
def repository(project: Path, git: Git) -> Path:
    (project / "src/shop").mkdir(parents=True)
    (project / "src/shop/cart[1].py").write_text("")
    (project / "README.md").write_text("")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Add a cart (#42)")
    return project


@pytest.mark.parametrize(
    "path",
    ["README.md", "./README.md", "src/shop/", "src/shop/cart[1].py:12", "shop/cart[1].py",
     "cart[1].py", "src/../README.md", "shop"],
)  # fmt: skip
def test_a_path_exists_by_its_end_or_as_a_whole(repository: Path, path: str) -> None:
    assert has_path(repository, path, versioned=True)


@pytest.mark.parametrize(
    "path",
    ["src/missing.py", "art[1].py", "../project/README.md", "/etc/hosts", "hop", "*.md", "."],
)
def test_another_path_does_not(repository: Path, path: str) -> None:
    assert not has_path(repository, path, versioned=True)


def test_outside_of_git_only_whole_paths_exist(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.py").write_text("")
    assert has_path(tmp_path, "a/b.py", versioned=False)
    assert not has_path(tmp_path, "b.py", versioned=False)


def test_a_path_through_a_link_out_of_the_project_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "x.md").write_text("")
    (tmp_path / "a/out").symlink_to(tmp_path)
    assert not has_path(tmp_path / "a", "out/x.md", versioned=False)


def test_a_commit_exists_by_the_beginning_of_its_id(repository: Path, git: Git) -> None:
    commit = git(repository, "rev-parse", "HEAD").strip()
    assert has_commit(repository, commit)
    assert has_commit(repository, commit[:8])
    assert not has_commit(repository, "0123456789abcdef")
    assert not has_commit(repository, "HEAD")


def test_a_pull_request_exists_where_a_commit_names_it(repository: Path) -> None:
    assert names_request(repository, 42)
    assert not names_request(repository, 4)
    assert not names_request(repository, 421)
