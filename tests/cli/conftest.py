from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Adr, without_credentials


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in without_credentials():
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("ADR_DATE", "2026-11-22")


@pytest.fixture
def run(project: Path) -> Adr:
    """`adr` in a fresh repository without a log."""
    return Adr(project)


@pytest.fixture
def logged(run: Adr) -> Adr:
    """`adr` in a repository whose log has its first record."""
    run.done("init")
    return run
