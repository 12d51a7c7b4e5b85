from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adr_tool.architect.reply import advice_schema
from tests.architect.conftest import fill
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


@pytest.fixture
def advice() -> dict[str, Any]:
    """A plain answer in the shape that a model is asked for."""
    schema = advice_schema()
    filled = fill(schema, schema["$defs"])
    assert isinstance(filled, dict)
    option = filled["options"][0]
    filled["options"] = [option | {"name": "PostgreSQL"}, option | {"name": "MongoDB"}]
    filled["outcome"] |= {"option": "PostgreSQL", "because": "joins are needed"}
    return filled
