"""Run the installed command at a terminal of its own."""

from __future__ import annotations

import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.cli.runner import INSTALLED, Result


def at_terminal(project: Path, *arguments: str, env: dict[str, str]) -> Result:
    """Run `adr` with a terminal as its input and stderr; stdout is a pipe."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [str(INSTALLED), *arguments],
        cwd=project,
        env={**os.environ, **env},
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
        text=True,
    ) as process:
        os.close(slave)
        said = b""
        with suppress(OSError):
            while got := os.read(master, 4096):
                said += got
        os.close(master)
        out = process.stdout.read() if process.stdout else ""
        code = process.wait(timeout=60)
    return Result(code, out, said.decode("utf-8", "replace").replace("\r\n", "\n"))
