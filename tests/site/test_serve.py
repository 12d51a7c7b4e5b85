"""A served site renders only what changed, and then shows what a full build shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from adr_tool.site.builder import Builds, Finish
from adr_tool.site.finishing import finishing
from adr_tool.site.pages import pages
from adr_tool.site.staging import stage
from tests.site.conftest import RECORDS, facts_of, sample_of

CHANGED = "adr/0001-record-architecture-decisions"
OTHER = "adr/0007-publish-events-through-kafka"


class Project:
    """A log whose site is built again and again into one folder."""

    def __init__(self, folder: Path) -> None:
        self.texts = dict(RECORDS)
        self.facts = facts_of(lambda _: False)
        self.out = folder / "out"
        self.out.mkdir()
        self._stage = folder / "stage"
        self.builds = Builds(self.make_stage, self.out)

    def make_stage(self) -> tuple[Path, Finish]:
        made = sample_of(self.texts)
        site = pages(made.log, made.texts, self.facts)
        stage(site, self.facts, self._stage, root=self._stage)
        return self._stage, finishing(site, self.facts)

    def page(self, name: str) -> Path:
        return self.out / name / "index.html"


@pytest.mark.integration
def test_only_what_changed_is_rendered_again(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.builds.make()
    untouched = project.page(OTHER).stat().st_mtime_ns

    project.texts[f"{CHANGED}.md"] += "\nZebras are welcome.\n"
    project.builds.make()
    assert "Zebras are welcome" in project.page(CHANGED).read_text("utf-8")
    assert "Zebras are welcome" in (project.out / "raw" / f"{CHANGED}.txt").read_text("utf-8")
    assert project.page(OTHER).stat().st_mtime_ns == untouched

    project.facts = replace(project.facts, generated="Built from another commit")
    project.builds.make()
    assert "Built from another commit" in project.page(OTHER).read_text("utf-8")

    del project.texts[f"{CHANGED}.md"]
    project.builds.make()
    assert not project.page(CHANGED).exists()
    assert not (project.out / "raw" / f"{CHANGED}.txt").exists()
