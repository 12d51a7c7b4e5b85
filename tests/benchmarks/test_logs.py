"""The made-up logs are what their description says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.store.folder import Folder
from tests.benchmarks.logs import write_log
from tests.cli.runner import Adr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_log(tmp_path / "log", 40)
    return tmp_path / "log"


@pytest.fixture
def log(root: Path) -> DecisionLog:
    return Folder((root / "doc/adr",), root).read_all()[0]


def test_a_log_has_as_many_records_as_were_asked_for(log: DecisionLog) -> None:
    assert [record.number for record in log.records] == list(range(1, 41))
    assert len({record.title for record in log.records}) == 40


def test_half_of_the_records_are_in_the_format_of_nygard_and_half_in_madr(log: DecisionLog) -> None:
    assert [r.format for r in log.records] == ["nygard"] * 20 + ["madr"] * 20


def test_the_statuses_are_mixed(log: DecisionLog) -> None:
    assert Counter(r.status.value for r in log.records) == {
        "accepted": 28, "superseded": 4, "proposed": 4, "rejected": 2, "deprecated": 2,
    }  # fmt: skip


def test_every_relation_leads_to_a_record(log: DecisionLog) -> None:
    relations = [relation for record in log.records for relation in log.relations(record)]
    assert all(relation.target for relation in relations)
    assert Counter(r.link.kind for r in relations) == dict.fromkeys(LinkKind, 4)


def test_nothing_is_wrong_with_the_log(root: Path) -> None:
    assert Adr(root).done("check").out == "40 records, 0 other files, 0 unreadable; 0 problems\n"


def test_all_of_it_is_committed(root: Path, git: Callable[..., str]) -> None:
    assert git(root, "status", "--short") == ""
    assert len(git(root, "ls-files").splitlines()) == 40
