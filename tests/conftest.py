"""What all tests share: a git of their own, a fresh project, a server on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architect.loopback import Loopback

IDENTITY = """[user]
\tname = Ana Ruiz
\temail = ana@example.org
[init]
\tdefaultBranch = main
"""

# A run in the background of a script ignores Ctrl-C, and every process of a test would
# inherit that and never end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def isolated_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the machine's git settings out; gives the global configuration file in use."""
    for name in [name for name in os.environ if name.startswith("GIT_")] + ["EMAIL"]:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.mktemp("home")
    config = home / ".gitconfig"
    config.write_text(IDENTITY, "utf-8")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / f".{name.lower()}"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return config


@pytest.fixture
def git() -> Callable[..., str]:
    """Call git in a folder: `git(path, "status", "--short")`; raises when git fails."""

    def call(path: Path, *arguments: str) -> str:
        run = subprocess.run(
            ["git", "-C", path, *arguments], capture_output=True, text=True, check=True
        )
        return run.stdout

    return call


@pytest.fixture
def project(tmp_path: Path, git: Callable[..., str]) -> Path:
    """Make a fresh git repository on an unborn `main`."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "--quiet")
    return root


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A real HTTP server on loopback that speaks the Messages API as it is told to."""
    loopback = Loopback()
    thread = threading.Thread(target=loopback.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield loopback
    loopback.released.set()
    loopback.shutdown()
    loopback.server_close()
    thread.join()
