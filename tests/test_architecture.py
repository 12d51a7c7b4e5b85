"""The rules of the house, and proof that each of them can fail."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CEILING = 350
GRAB_BAGS = {"utils", "helpers", "common", "misc", "manager", "base", "types", "constants"}
HEAVY = {
    "anthropic",
    "asyncio",
    "filelock",
    "git",
    "jinja2",
    "material",
    "mkdocs",
    "nh3",
    "pydantic",
}
PROBE = """
import sys
before = set(sys.modules)
from adr_tool.__main__ import main
try:
    main()
finally:
    import json
    new = {name.partition(".")[0] for name in set(sys.modules) - before}
    print(json.dumps(sorted(new)), file=sys.stderr)
"""
RECORD = "---\nstatus: accepted\ndate: 2026-11-22\n---\n\n# Use PostgreSQL\n\nIt is enough.\n"


def modules(root: Path) -> list[Path]:
    """Find each module of the package below `root`."""
    return sorted((root / "adr_tool").rglob("*.py"))


def too_long(root: Path) -> list[str]:
    """Name the modules above the ceiling, with their lines."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules(root)}
    return [f"{path.relative_to(root)}: {n} lines" for path, n in lengths.items() if n > CEILING]


def grab_bags(root: Path) -> list[str]:
    """Name the modules and packages whose name says nothing about what is in them."""
    inside = [path.relative_to(root) for path in modules(root)]
    return [str(path) for path in inside if GRAB_BAGS & set(path.with_suffix("").parts)]


def without_a_sentence(root: Path) -> list[str]:
    """Name the modules whose docstring is not exactly one sentence."""
    texts = {path: ast.get_docstring(ast.parse(path.read_text("utf-8"))) for path in modules(root)}
    return [
        str(path.relative_to(root))
        for path, text in texts.items()
        if not text or not text.endswith(".") or re.search(r"[.!?][\"')`]*\s+[A-Z]", text)
    ]


def broken_contracts(root: Path) -> str:
    """Run import-linter on the package below `root`; empty if every contract is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache", "--config", "pyproject.toml"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


def loaded(root: Path, folder: Path, *arguments: str) -> set[str]:
    """Run `adr` from the package below `root` in `folder`: the top-level modules it loads."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stderr.splitlines()[-1]))


def third_party(names: set[str]) -> set[str]:
    """Leave out the standard library and ourselves."""
    return names - sys.stdlib_module_names - {"adr_tool"}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """Copy the package and its contracts to where a violation can be planted."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "adr_tool", tmp_path / "adr_tool", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(root: Path, module: str, line: str) -> None:
    """Append a line to a module of the copy, or make the module."""
    with (root / "adr_tool" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_no_module_is_longer_than_the_ceiling() -> None:
    assert too_long(ROOT) == []


def test_no_module_has_the_name_of_a_grab_bag() -> None:
    assert grab_bags(ROOT) == []


def test_each_module_says_in_one_sentence_what_it_answers() -> None:
    assert without_a_sentence(ROOT) == []


def test_imports_keep_every_contract() -> None:
    assert broken_contracts(ROOT) == ""


@pytest.mark.parametrize("arguments", [["--help"], ["list", "--help"]])
def test_help_loads_click_and_nothing_else_of_others(arguments: list[str], tmp_path: Path) -> None:
    names = loaded(ROOT, tmp_path, *arguments)
    assert third_party(names) <= {"click"}
    assert not names & HEAVY


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_list_loads_no_more_than_it_takes_to_read_records(command: str, tmp_path: Path) -> None:
    (tmp_path / "adr").mkdir()
    (tmp_path / "adr/0001-use-postgresql.md").write_text(RECORD, encoding="utf-8")
    names = loaded(ROOT, tmp_path, command)
    # PyYAML in C brings the runtime of Cython.
    compiled = {name for name in names if "cython" in name}
    assert third_party(names) - compiled <= {"click", "frontmatter", "yaml", "_yaml"}
    assert not names & HEAVY


def test_a_long_module_is_found(planted: Path) -> None:
    plant(planted, "domain/fresh.py", "#\n" * (CEILING - 2))
    assert "fresh" not in str(too_long(planted))
    plant(planted, "domain/fresh.py", "#")
    assert f"adr_tool/domain/fresh.py: {CEILING + 2} lines" in too_long(planted)


@pytest.mark.parametrize("module", ["utils.py", "domain/types.py", "helpers/__init__.py"])
def test_a_grab_bag_is_found(planted: Path, module: str) -> None:
    (planted / "adr_tool" / module).parent.mkdir(exist_ok=True)
    plant(planted, module, '"""Things."""')
    assert f"adr_tool/{module}" in grab_bags(planted)


@pytest.mark.parametrize("text", ["import os", '"""Two. Sentences."""', '"""No stop"""'])
def test_a_module_without_its_sentence_is_found(planted: Path, text: str) -> None:
    plant(planted, "domain/fresh.py", text)
    assert "adr_tool/domain/fresh.py" in without_a_sentence(planted)


@pytest.mark.parametrize(
    ("module", "line", "report"),
    [
        (
            "domain/record.py",
            "import adr_tool.workflow",
            "adr_tool.domain.record -> adr_tool.workflow",
        ),
        ("mystery.py", '"""A module of no layer."""', "mystery"),
        (
            "workflow/__init__.py",
            "import anthropic",
            "Only architect.claude knows anthropic BROKEN",
        ),
        ("domain/record.py", "import pathlib", "without I/O BROKEN"),
    ],
)
def test_an_import_against_the_rules_is_found(
    planted: Path, module: str, line: str, report: str
) -> None:
    assert report not in broken_contracts(planted)
    plant(planted, module, line)
    assert report in broken_contracts(planted)


@pytest.mark.parametrize("module", ["jinja2", "asyncio"])
def test_a_heavy_import_at_start_is_found(planted: Path, module: str) -> None:
    plant(planted, "cli/main.py", f"import {module}")
    assert module in loaded(planted, planted, "--help")
