from __future__ import annotations

from pathlib import Path

from adr_tool.store.manifests import MANIFESTS, manifests


def test_the_manifests_at_the_root_are_read_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("go.mod", "package.json", "notes.txt"):
        (tmp_path / name).write_text(name)
    assert list(manifests(tmp_path)) == [("package.json", "package.json"), ("go.mod", "go.mod")]


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "go.mod").mkdir()
    (tmp_path / "Gemfile").symlink_to(tmp_path / "gone")
    (tmp_path / "Cargo.toml").write_text("x" * 200_001)
    (tmp_path / "Pipfile").write_bytes(b"caf\xe9")
    assert list(manifests(tmp_path)) == [("Pipfile", "caf\ufffd")]


def test_a_project_without_manifests_names_nothing(tmp_path: Path) -> None:
    assert list(manifests(tmp_path)) == []


def test_no_file_that_holds_secrets_is_a_manifest() -> None:
    assert not {name for name in MANIFESTS if "env" in name.lower() or "secret" in name.lower()}
