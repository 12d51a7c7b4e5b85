"""Gates that every change passes: plain `nox` runs them all, as CI does."""

from __future__ import annotations

import os
import re
import shutil
import sys
import venv
from pathlib import Path

import nox

PINS = Path("requirements-dev.txt")

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "site", "wheel", "tests"]

# `.venv/bin/nox` works without activating the environment first.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
# Material prints an advertisement on each build otherwise.
os.environ["NO_MKDOCS_2_WARNING"] = "1"


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format, spelling and the direction of imports."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy in strict mode."""
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; arguments after `--` go to pytest."""
    session.run("pytest", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """Build our documentation and the site of our own decisions; any warning fails."""
    folder = Path(session.create_tmp())
    session.run("mkdocs", "build", "--strict", "--site-dir", str(folder / "docs"))
    session.run("adr", "site", "build", "--strict", "--out", str(folder / "log"))


@nox.session
def speed(session: nox.Session) -> None:
    """Measure how fast `adr` is; arguments after `--`, for example `--short` or `--peers`."""
    session.run("python", "-m", "tests.benchmarks.speed", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build sdist and wheel, install the wheel alone, draft a record with it."""
    folder = Path(session.create_tmp()).resolve()
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(folder))
    built = max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime)
    venv.create(folder / "venv", clear=True, with_pip=True)
    pins = folder / "pins.txt"
    pins.write_text("\n".join(_pins()), encoding="utf-8")
    python = str(folder / "venv/bin/python")
    session.run(python, "-m", "pip", "install", "-qq", "-c", str(pins), str(built), external=True)
    adr = str(folder / "venv/bin/adr")
    session.run(adr, "--version", external=True)
    session.run(adr, "--help", external=True, silent=True)
    _draft_a_record(session, adr)


@nox.session
def reference(session: nox.Session) -> None:
    """Write the pages of the reference that are made from the code."""
    session.run("python", "docs/generate.py")


@nox.session
def lock(session: nox.Session) -> None:
    """Pin the newest releases that fit pyproject.toml; needs uv."""
    options = ["--universal", "--python-version=3.11", "--generate-hashes", "--upgrade"]
    plain = ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    session.run(
        *["uv", "pip", "compile", *options, *plain, "--group=dev"],
        *["pyproject.toml", f"--output-file={PINS}"],
        external=True,
        silent=True,
    )


def _pins() -> list[str]:
    """Find `name==version ; marker` of each release, without hashes: pip takes no wheel of ours."""
    text = PINS.read_text(encoding="utf-8")
    return re.findall(r"^(\S+==[^\\\n]*[^\\\s])", text, flags=re.MULTILINE)


def _draft_a_record(session: nox.Session, adr: str) -> None:
    """Make a repository as on a machine without git settings and decide something in it."""
    project = Path(session.create_tmp()).resolve() / "project"
    nobody = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Nox",
        "GIT_COMMITTER_NAME": "Nox",
        "EMAIL": "nox@example.org",
    }
    shutil.rmtree(project, ignore_errors=True)
    session.run("git", "init", "-q", str(project), env=nobody, external=True)
    title = "Postgres vs Mongo"
    session.run(adr, "-C", str(project), "new", "--yes", title, env=nobody, external=True)
    session.run("git", "-C", str(project), "log", "--oneline", "-1", env=nobody, external=True)
