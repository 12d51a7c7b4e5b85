"""Run `adr` in this process, or in one of its own where a real process matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from click.testing import CliRunner

from adr_tool.cli.main import adr

INSTALLED = Path(sys.executable).with_name("adr")
NOTHING: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Result:
    """What one run came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever the JSON holds
        return json.loads(self.out)

    @property
    def path(self) -> str:
        """The path that was printed; the only line there is."""
        (line,) = self.out.splitlines()
        return line


@dataclass(frozen=True, slots=True)
class Adr:
    """`adr -C PROJECT …`."""

    project: Path

    def __call__(
        self,
        *arguments: str,
        typed: str | None = None,
        env: Mapping[str, str | None] = NOTHING,
        at: Path | None = None,
    ) -> Result:
        """Run in this process; an exception that is not explained fails the test."""
        done = CliRunner().invoke(
            adr, ["-C", str(at or self.project), *arguments], input=typed, env=env, prog_name="adr"
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Result(done.exit_code, done.stdout, done.stderr)

    def done(self, *arguments: str, **how: Any) -> Result:  # noqa: ANN401 - as in a call
        """Run what has to succeed."""
        result = self(*arguments, **how)
        assert result.code == 0, result.err
        return result

    def new(self, title: str, *arguments: str) -> str:
        """Make a record with nobody consulted, and give its path."""
        return self.done("new", "--architect", "none", *arguments, "--", title).path

    def start(self, *arguments: str, **how: Any) -> subprocess.Popen[str]:  # noqa: ANN401
        """Start the installed command in the project."""
        path = f"{INSTALLED.parent}{os.pathsep}{os.environ['PATH']}"
        how["env"] = {**how.get("env", os.environ), "PATH": path}
        return subprocess.Popen(
            [str(INSTALLED), *arguments],
            cwd=self.project,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **how,
        )

    def process(self, *arguments: str, **how: Any) -> Result:  # noqa: ANN401 - as of Popen
        """Run the installed command to its end."""
        with self.start(*arguments, **how) as process:
            out, err = process.communicate(timeout=60)
        return Result(process.returncode, out or "", err or "")


def offline(run: Adr, *arguments: str, **how: Any) -> Result:  # noqa: ANN401 - as in a call
    """Draft offline; the rest is as it comes."""
    return run.done("new", "--architect", "offline", *arguments, **how)


def text_of(run: Adr, result: Result) -> str:
    """The text of the record that a run made."""
    return (run.project / result.path).read_text("utf-8")


def without_credentials() -> list[str]:
    """The variables that would send a test to a server of somebody else."""
    return [
        name
        for name in os.environ
        if name.startswith(("ANTHROPIC_", "ADR_")) or name.lower().endswith("_proxy")
    ]
