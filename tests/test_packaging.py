"""What is installed: the wheel's contents, its commands, the pinned requirements."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-dev.txt"


def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def normal(requirement: str) -> str:
    """Find the name in a requirement, written as an index writes it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def source_files() -> set[str]:
    """Name each file git would ship, as the wheel names it."""
    run = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "adr_tool", "templates"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = (name for name in run.stdout.splitlines() if (ROOT / name).is_file())
    return {re.sub(r"^templates/", "adr_tool/templates/", name) for name in names}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel from the checkout, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


@pytest.mark.integration
def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    assert source_files() - set(wheel.namelist()) == set()


@pytest.mark.integration
@pytest.mark.parametrize(
    "pattern",
    [
        r"adr_tool/py\.typed",
        r"adr_tool/templates/madr\.md.*",
        r"adr_tool/catalogue/kinds/.+\.yaml",
        r"adr_tool/catalogue/technologies/.+\.yaml",
        r"adr_tool/catalogue/signs\.yaml",
        r"adr_tool/architect/personas/.+\.md",
        r"adr_tool/architect/prompts/.+\.md",
        r"adr_tool/site/assets/.+",
        r"adr_tool-.+\.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_ships(pattern: str, wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if re.fullmatch(pattern, name)]


@pytest.mark.integration
def test_the_wheel_installs_adr_under_both_names(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    points = configparser.ConfigParser()
    points.read_string(wheel.read(name).decode())
    main = "adr_tool.__main__:main"
    assert dict(points["console_scripts"]) == {"adr": main, "adr-tool": main}


@pytest.mark.integration
def test_the_wheel_holds_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {re.sub(r"-.*\.", "-*.", top) for top in tops} == {"adr_tool", "adr_tool-*.dist-info"}


def requirements() -> list[str]:
    """Read the pinned requirements, one text each, continuation lines joined."""
    return LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def test_each_requirement_is_pinned_and_hashed() -> None:
    form = r"[a-z0-9-]+==[^\s;]+( ;[^\\]*?)?( +--hash=sha256:[0-9a-f]{64})+"
    assert [line for line in requirements() if not re.fullmatch(form, line)] == []


def test_the_requirements_name_no_index_and_no_path() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert re.findall(r"://|--(?:extra-)?index|--find-links|^-|#|file:|/", text, re.MULTILINE) == []


def test_each_dependency_is_among_the_requirements() -> None:
    groups = project()
    wanted = groups["project"]["dependencies"] + groups["dependency-groups"]["dev"]
    wanted += groups["build-system"]["requires"]
    assert {normal(name) for name in wanted} - {normal(line) for line in requirements()} == set()
