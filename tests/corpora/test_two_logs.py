"""The main job, end to end, on copies of two real logs: one of adr-tools, one of MADR."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr
from tests.corpora.measure import CORPORA

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora of real records at {CORPORA}"),
    pytest.mark.integration,
]
TITLE = "Use one registry for modules"
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)")


@pytest.fixture(params=["alphagov+govuk-aws", "adr+madr"])
def log(request: pytest.FixtureRequest, project: Path, git: Callable[..., str]) -> Adr:
    shutil.copytree(CORPORA / "files" / request.param, project, dirs_exist_ok=True)
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "The log as it was")
    return Adr(project)


def without_target(log: Adr) -> set[str]:
    """Relative links whose file is not there, found by other means than ours."""
    found = set()
    for record in log.done("list", "--json").data:
        path = log.project / record["path"]
        fenced = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            fenced ^= line.lstrip().startswith("```")
            for target in [] if fenced else LINK.findall(re.sub(r"`[^`]*`", "", line)):
                plain = re.split(r"[?#]", target)[0]
                if plain and ":" not in target and not (path.parent / plain).exists():
                    found.add(f"{record['path']}:{number}: link without a target: {target}")
    return found


def changed_lines(log: Adr, git: Callable[..., str]) -> list[str]:
    shown = git(log.project, "show", "--format=", "-U0").splitlines()
    return [line for line in shown if re.match(r"[+-](?![+-]{2} )", line)]


def test_a_real_log_goes_through_the_main_job(log: Adr, git: Callable[..., str]) -> None:
    before = log.done("show", "5").out
    path = log.done("new", "--yes", "--architect", "offline", "--supersedes", "5", TITLE).path
    assert git(log.project, "show", "--format=", "--name-only").split() == [path]
    assert log.done("show", "5").out == before

    log.done("accept", path)
    lines = changed_lines(log, git)
    old = [line for line in lines if line.startswith("-")]
    assert all(re.fullmatch(r"-(?:status: )?(?:accepted|proposed)", o, re.IGNORECASE) for o in old)
    assert len(lines) <= 5
    assert log.done("show", "5", "--json").data["status"] == "superseded"
    assert TITLE in log.done("show", "5").out.splitlines()[0]
    assert log("check", "--select", "ADR301").code == 0


def test_a_strict_build_names_exactly_the_links_without_a_target(log: Adr, tmp_path: Path) -> None:
    wanted = without_target(log)
    built = log("site", "build", "--strict", "--out", str(tmp_path / "site"))
    said = {line for line in built.err.splitlines() if ": link without a target: " in line}
    assert wanted
    assert said == wanted
    assert built.code == 1
