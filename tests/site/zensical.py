"""The same stage, built by Zensical."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from adr_tool.site.builder import Finish


def build_with_zensical(stage: Path, out: Path, finish: Finish) -> None:
    """Build a stage as it is; a warning fails."""
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(command, cwd=stage, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (stage / "site").rename(out)
    finish(out)
