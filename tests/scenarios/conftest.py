from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.runner import Adr, without_credentials
from tests.scenarios.github import GitHub

Git = Callable[..., str]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in without_credentials():
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("ADR_DATE", "2026-11-22")


@pytest.fixture
def empty(project: Path) -> Adr:
    """`adr` in a repository without a log."""
    return Adr(project)


@pytest.fixture(params=["madr", "nygard"])
def log(empty: Adr, request: pytest.FixtureRequest) -> Adr:
    """A log of five accepted records in MADR, and in Nygard's format."""
    (empty.project / "adr.toml").write_text(f'template = "{request.param}"\n')
    empty.done("init")
    for title in ("Use MySQL", "Use Kafka", "Deploy with Helm", "Keep sessions in the database"):
        empty.done("accept", "--force", empty.new(title))
    return empty


@pytest.fixture
def github() -> Iterator[GitHub]:
    server = GitHub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
