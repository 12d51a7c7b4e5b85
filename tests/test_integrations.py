"""What is shipped for CI services and hooks: it fits their schemas, and its scripts run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.runner import INSTALLED, Adr
from tests.scenarios.hub import add, make_hub

ROOT = Path(__file__).parents[1]
CHECKER = Path(sys.executable).with_name("check-jsonschema")
GH = """#!/bin/sh
echo "$@" >> "$GH_CALLS"
case "$2" in view) echo "$GH_STATE";; create) exit "${GH_REFUSES:-0}";; esac
"""
Git = Callable[..., str]


def loaded(name: str) -> Any:  # noqa: ANN401 - YAML
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def bash(script: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=os.environ | env, capture_output=True, text=True, check=False
    )


def installed_in(folder: Path) -> Path:
    """A place where the install step would have put the tool."""
    place = folder / "adr/bin"
    place.mkdir(parents=True)
    (place / "adr").symlink_to(INSTALLED)
    return folder


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("action.yml", "github-actions"),
        ("integrations/accept-on-merge.yml", "github-workflows"),
        ("integrations/gitlab.yml", "gitlab-ci"),
    ],
)
def test_it_fits_the_schema_of_its_service(name: str, schema: str) -> None:
    command = [str(CHECKER), "--builtin-schema", f"vendor.{schema}", str(ROOT / name)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("name", ["action.yml", "integrations/accept-on-merge.yml"])
def test_no_value_becomes_a_script_and_nothing_foreign_is_unpinned(name: str) -> None:
    found = loaded(name)
    jobs = found["jobs"].values() if "jobs" in found else [found["runs"]]
    steps = [step for job in jobs for step in job["steps"]]
    assert not [step for step in steps if "${{" in step.get("run", "")]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == []
    assert name != "action.yml" or used == []
    # YAML 1.1 reads the key `on` as true.
    assert "pull_request_target" not in str(found.get(True))
    assert "secrets." not in (ROOT / name).read_text("utf-8")


def test_the_action_installs_the_releases_that_are_tested(tmp_path: Path) -> None:
    script = loaded("action.yml")["runs"]["steps"][0]["run"]
    pins = re.search(r"^sed .*?txt\"$", script, re.MULTILINE | re.DOTALL)
    assert pins
    env = {"RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    assert bash(pins[0], tmp_path, env).stderr == ""
    kept = (tmp_path / "adr-pins.txt").read_text("utf-8").splitlines()
    text = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert len(kept) == len(re.findall(r"(?m)^\S+==", text))
    assert not [pin for pin in kept if "\\" in pin or "hash" in pin]


@pytest.fixture
def hooked(project: Path) -> Callable[[str], int]:
    """Run a hook of pre-commit in a repository, as pre-commit would."""
    hooks = {hook["id"]: hook for hook in loaded(".pre-commit-hooks.yaml")}

    def run(name: str) -> int:
        assert hooks[name]["pass_filenames"] is False
        words = shlex.split(hooks[name]["entry"])
        env = os.environ | {"PATH": f"{INSTALLED.parent}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(words, cwd=project, env=env, check=False).returncode

    return run


def test_the_hooks_fail_where_there_is_something_to_mend(
    project: Path, git: Git, hooked: Callable[[str], int]
) -> None:
    run = Adr(project)
    run.done("init")
    (project / "app.py").write_text("# as ADR-0001 says\n", "utf-8")
    git(project, "add", "-A")
    assert (hooked("adr-check"), hooked("adr-citations")) == (0, 0)
    (project / "app.py").write_text("# as ADR-0007 says\n", "utf-8")
    assert (hooked("adr-check"), hooked("adr-citations")) == (0, 3)
    (project / "adr/0001-twin.md").write_text("# Twin\n\n## Status\n\nAccepted\n", "utf-8")
    assert hooked("adr-check") == 3
    files = {hook["id"]: hook for hook in loaded(".pre-commit-hooks.yaml")}["adr-check"]["files"]
    for name in ("docs/adr/0001-x.md", "adr.toml", "pyproject.toml", ".adr-dir"):
        assert re.search(files, name)
    assert not re.search(files, "src/app.py")


@pytest.mark.parametrize(("state", "refuses", "calls"), [("", "0", 2), ("OPEN", "0", 1)])
def test_what_was_merged_is_accepted_on_a_branch_never_on_main(
    tmp_path: Path, git: Git, state: str, refuses: str, calls: int
) -> None:
    hub = make_hub(tmp_path, git, records=1)
    run = hub.clone("runner")
    path = add(run, git, "0002-use-redis.md")
    hub.push(run)
    before = git(hub.path, "rev-parse", "main")
    env = job(tmp_path) | {"GH_STATE": state, "GH_REFUSES": refuses}
    done = bash(accept_step(), run.project, env)
    assert done.returncode == 0, done.stderr
    assert git(hub.path, "rev-parse", "main") == before
    assert "Status: accepted" in git(hub.path, "show", f"adr/accept-merged:{path}")
    said = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert (len(said), said[0][:7]) == (calls, "pr view")


def test_where_no_pull_request_may_be_opened_it_says_what_to_type(tmp_path: Path, git: Git) -> None:
    hub = make_hub(tmp_path, git, records=1)
    run = hub.clone("runner")
    assert "No proposal was merged." in bash(accept_step(), run.project, job(tmp_path)).stdout
    add(run, git, "0002-use-redis.md")
    env = job(tmp_path) | {"GH_REFUSES": "1"}
    done = bash(accept_step(), run.project, env)
    assert done.returncode == 1
    assert "Type: gh pr create --head adr/accept-merged" in done.stdout


def accept_step() -> str:
    (last,) = loaded("integrations/accept-on-merge.yml")["jobs"]["accept"]["steps"][-1:]
    script: str = last["run"]
    return script


def job(folder: Path) -> dict[str, str]:
    """The variables of a job of a push, with a `gh` that only notes what it is told."""
    place = folder / "bin"
    if not place.exists():
        installed_in(folder)
        place.mkdir()
        (place / "gh").write_text(GH, "utf-8")
        (place / "gh").chmod(0o755)
    return {
        "PATH": f"{place}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder),
        "GITHUB_REF_NAME": "main",
        "MERGED_BY": "ana",
        "GH_CALLS": str(folder / "calls"),
        "GH_STATE": "",
    }
