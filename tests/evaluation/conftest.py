from __future__ import annotations

import pytest

from tests.architect.loopback import Loopback
from tests.cli.runner import without_credentials


@pytest.fixture
def server(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """The server on loopback, as the only one that this process knows."""
    for name in without_credentials():
        monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "test")
    monkeypatch.setenv("ADR_MODEL", "claude-opus-5-5")
    monkeypatch.setenv("ADR_DATE", "2026-11-25")
    return server
