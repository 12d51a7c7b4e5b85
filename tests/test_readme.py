"""README's two commands: one line each, for anybody, and the one CI runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = r"^<!-- {marker} -->\n+```[a-z]*\n(.*?)^```"


def commands(marker: str, text: str) -> list[str]:
    """Find the lines of each fenced block right behind `<!-- marker -->`."""
    blocks = re.findall(BLOCK.format(marker=marker), text, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("marker", ["main-job", "test"])
def test_a_command_is_one_line(marker: str) -> None:
    lines = commands(marker, readme())
    assert len(lines) == 1
    assert not lines[0].endswith("\\")


@pytest.mark.parametrize("marker", ["main-job", "test"])
def test_a_command_needs_python_and_git_only(marker: str) -> None:
    words = set(re.findall(r"[\w./-]+", " ".join(commands(marker, readme()))))
    assert not words & {"sudo", "uv", "uvx", "pipx", "apt", "apt-get", "brew", "docker", "npm"}
    assert "python3" in words


def test_the_main_job_decides_something_without_questions() -> None:
    assert 'new --yes "Postgres vs Mongo"' in " ".join(commands("main-job", readme()))


def test_the_test_command_installs_pinned_releases_and_ends_in_pytest() -> None:
    (line,) = commands("test", readme())
    assert "--require-hashes -r requirements-dev.txt" in line
    assert line.endswith("/pytest")


def test_ci_ends_with_the_test_command_of_the_readme() -> None:
    script = [line for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if line]
    assert script[-2:] == ['bash -c "$(readme_line test)" || failed=1', 'exit "$failed"']
    assert any("$(readme_line main-job)" in line for line in script)


def test_ci_finds_the_same_line_as_these_tests(tmp_path: Path) -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    function = re.search(r"^readme_line\(\) \{.*?^\}", script, flags=re.MULTILINE | re.DOTALL)
    assert function
    text = "# adr\n\n<!-- test -->\n```sh\nmake it so\n```\n\n```sh\nnot this\n```\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    run = subprocess.run(
        ["bash", "-c", f"{function[0]}\nreadme_line test"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == commands("test", text) == ["make it so"]


def test_the_record_in_the_readme_is_what_the_example_says() -> None:
    shown = re.search(
        r"<!-- record -->\n```markdown\n(.*?)^```", readme(), re.MULTILINE | re.DOTALL
    )
    assert shown
    example = (ROOT / "docs/examples/postgres-vs-mongo.md").read_text(encoding="utf-8")
    assert shown[1] in example


def test_the_example_is_what_the_tool_writes_today(project: Path) -> None:
    environ = {**os.environ, "ADR_DATE": "2026-11-22", "ADR_ARCHITECT": "offline"}
    command = [sys.executable, "-m", "adr_tool", "-C", str(project), "new", "--yes"]
    done = subprocess.run(
        [*command, "Postgres vs Mongo"], env=environ, check=True, capture_output=True, text=True
    )
    written = (project / done.stdout.strip()).read_text(encoding="utf-8")
    example = (ROOT / "docs/examples/postgres-vs-mongo.md").read_text(encoding="utf-8")
    assert written == example


def test_the_screenshot_of_the_readme_is_there() -> None:
    images = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme())
    assert images
    assert all((ROOT / image).is_file() for image in images)
