"""Our templates against markdownlint, the linter that most logs are checked with."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from adr_tool.document.template import fill
from adr_tool.domain.draft import Draft
from adr_tool.domain.status import Status
from adr_tool.store.shapes import parts, shipped
from tests.cli.runner import Adr, offline, text_of

LINTER = shutil.which("markdownlint-cli2")
BARE = Draft(7, "Use PostgreSQL", Status.PROPOSED, "2026-11-22", tags=("data", "a: b"))
NAMES = sorted(shipped())

needs_markdownlint = pytest.mark.skipif(not LINTER, reason="needs markdownlint-cli2")


def faults(folder: Path, text: str, configuration: str = "default: true") -> list[str]:
    """What markdownlint says; line lengths are counted where the configuration leaves them on."""
    (folder / ".markdownlint.yaml").write_text(configuration, "utf-8")
    (folder / "record.md").write_text(text, "utf-8")
    run = subprocess.run(
        [str(LINTER), "record.md"], cwd=folder, capture_output=True, text=True, check=False
    )
    return [line for line in run.stderr.splitlines() if line.startswith("record.md:")]


@needs_markdownlint
def test_markdownlint_finds_what_is_wrong(tmp_path: Path) -> None:
    assert "MD009" in "".join(faults(tmp_path, "# T\n\nwords \n"))


@needs_markdownlint
@pytest.mark.parametrize("name", NAMES)
def test_an_unfilled_template_passes_every_rule(name: str, tmp_path: Path) -> None:
    text = fill(shipped()[name].text, BARE, parts(), name)
    assert faults(tmp_path, text) == []
    assert faults(tmp_path, fill(shipped()[name].text, replace(BARE, tags=()), parts(), name)) == []


@needs_markdownlint
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", ["Postgres vs Mongo", "Use Kafka for order events", "Be fast"])
def test_a_filled_template_passes_every_rule_but_the_length_of_lines(
    name: str, title: str, logged: Adr, tmp_path: Path
) -> None:
    done = offline(logged, title, "--template", name, "--supersedes", "1", "--context", "It is so.")
    assert faults(tmp_path, text_of(logged, done), "MD013: false") == []
