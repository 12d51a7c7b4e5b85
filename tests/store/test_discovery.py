from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from adr_tool.store.discovery import USUAL_FOLDERS, discover, markdown_files, project_root


def record(folder: Path, name: str = "0001-x.md") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("# X\n", "utf-8")
    return folder


@pytest.mark.parametrize("name", USUAL_FOLDERS)
def test_every_usual_folder_is_found(tmp_path: Path, name: str) -> None:
    record(tmp_path / name)
    found = discover(tmp_path)
    assert len(found.folders) == 1
    assert found.folders[0].samefile(tmp_path / name)
    assert found.root == tmp_path


def test_a_log_is_found_from_a_folder_below_it(project: Path) -> None:
    folder = record(project / "docs/adr")
    below = project / "src/pay"
    below.mkdir(parents=True)
    assert discover(below).folders == (folder,)
    assert discover(folder).folders == (folder,)


def test_several_usual_folders_are_all_read_and_the_most_usual_takes_new_records(
    project: Path,
) -> None:
    second, first = record(project / "docs/decisions"), record(project / "adr")
    assert discover(project).folders == (first, second)


def test_a_log_of_ones_own_hides_the_one_above(project: Path) -> None:
    record(project / "docs/adr")
    own = record(project / "service/adr")
    assert discover(project / "service").folders == (own,)


def test_nothing_above_the_repository_is_read(project: Path) -> None:
    record(project.parent / "adr")
    assert discover(project).folders == ()


def test_a_folder_without_markdown_is_no_log(project: Path) -> None:
    (project / "adr").mkdir()
    (project / "adr/x.txt").write_text("x")
    assert discover(project).folders == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".adr-dir", "my/log\n"),
        (".adr-dir", "my/log"),
        (".adr-dir", "\ufeffmy/log\r\n"),
        (".log4brains.yml", "project:\n  adrFolder: ./my/log  # ours\n"),
        (".log4brains.yml", 'project:\n  adrFolder: "my/log"\n'),
        ("adrs.toml", 'adr_dir = "my/log"\n'),
        (".adr.json", '{"path": "my/log/"}'),
    ],
)
def test_the_settings_of_other_tools_tell_the_folder(project: Path, name: str, text: str) -> None:
    folder = record(project / "my/log")
    record(project / "adr")
    (project / name).write_text(text, "utf-8")
    found = discover(project)
    assert [f.resolve() for f in found.folders] == [folder]
    assert found.how == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".adr-dir", ""),
        ("adrs.toml", "adr_dir = "),
        ("adrs.toml", "adr_dir = 3"),
        (".adr.json", "[]"),
        (".adr.json", "{"),
        (".log4brains.yml", "project: x"),
    ],
)
def test_settings_that_tell_nothing_are_passed_over(project: Path, name: str, text: str) -> None:
    folder = record(project / "adr")
    (project / name).write_text(text, "utf-8")
    assert discover(project).folders == (folder,)


def test_every_package_of_log4brains_is_read(project: Path) -> None:
    text = (
        "project:\n  adrFolder: ./docs/adr\n  packages:\n"
        "    - name: a\n      path: ./a\n      adrFolder: ./a/adr\n"
    )
    (project / ".log4brains.yml").write_text(text, "utf-8")
    assert discover(project).folders == (project / "docs/adr", project / "a/adr")


def test_stated_folders_win_and_are_relative_to_the_settings(project: Path) -> None:
    record(project / "adr")
    found = discover(project / "sub", stated=("x", "y"), root=project)
    assert found.folders == (project / "x", project / "y")
    assert found.how == "settings"


def test_a_folder_with_two_record_names_is_found_anywhere_below(project: Path) -> None:
    record(record(project / "handbook/choices"), "0002-y.md")
    record(project / "notes")
    found = discover(project)
    assert found.folders == (project / "handbook/choices",)


def test_records_that_are_folders_are_found_below(project: Path) -> None:
    record(project / "choices/2024-05-01-a", "README.md")
    record(project / "choices/2024-05-02-b", "README.md")
    assert discover(project).folders == (project / "choices",)


@pytest.mark.parametrize("name", ["node_modules/x", ".hidden", "vendor/x", "templates"])
def test_the_folders_of_others_are_passed_over(project: Path, name: str) -> None:
    record(record(project / name), "0002-y.md")
    assert discover(project).folders == ()


def test_a_folder_under_two_names_is_read_once(project: Path) -> None:
    folder = record(project / "docs/adr")
    (project / "adr").symlink_to(folder, target_is_directory=True)
    assert len(discover(project).folders) == 1


def test_the_root_is_the_work_tree_or_the_folder_itself(project: Path, tmp_path: Path) -> None:
    deep = project / "a/b"
    deep.mkdir(parents=True)
    assert project_root(deep) == project
    assert project_root(tmp_path) == tmp_path


def test_a_linked_work_tree_is_a_root_too(project: Path, git: Callable[..., str]) -> None:
    git(project, "commit", "--allow-empty", "--quiet", "-m", "x")
    git(project, "worktree", "add", "--quiet", "../linked")
    assert project_root(project.parent / "linked") == project.parent / "linked"


def test_markdown_files_come_in_a_stable_order_without_hidden_folders(tmp_path: Path) -> None:
    for name in ("b/2.md", "a/1.MD", "3.mdx", ".git/x.md", "4.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [os.path.relpath(path, tmp_path) for path in markdown_files(tmp_path)]
    assert found == ["3.mdx", "a/1.MD", "b/2.md"]


@pytest.mark.parametrize("below", ["backend/docs/adr", "packages/pay/docs/adr", "apps/web/adr"])
def test_the_logs_of_packages_are_read_with_the_project_s_own(project: Path, below: str) -> None:
    own, other = record(project / "docs/adr"), record(project / below)
    assert discover(project).folders == (own, other)


@pytest.mark.parametrize("below", ["tests/docs/adr", "node_modules/x/docs/adr", ".x/docs/adr"])
def test_what_only_looks_like_a_log_of_a_package_is_passed_over(project: Path, below: str) -> None:
    own = record(project / "docs/adr")
    record(project / below)
    assert discover(project).folders == (own,)


STATED = "---\ntitle: A\ncreation-date: 2024-05-01\nsuperseded-by:\n---\n\n# A\n"


@pytest.mark.parametrize(
    "text", [STATED, "# A\n\n* Status: accepted\n", "# A\n\n## Status\n\nDraft\n"]
)
def test_a_folder_of_texts_that_read_as_records_is_a_log(project: Path, text: str) -> None:
    folder = project / "proposals/network"
    folder.mkdir(parents=True)
    for name in ("one.md", "two.md"):
        (folder / name).write_text(text, "utf-8")
    assert discover(project).folders == (folder,)
    (folder / "two.md").write_text("# B\n\nThe status of things.\n", "utf-8")
    assert discover(project).folders == ()
