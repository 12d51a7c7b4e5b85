"""The validator: our own files have no fault, and it finds those that files can have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from adr_tool.catalogue.build import kind_of_sheet, technology_of_sheet
from adr_tool.catalogue.catalogue import Catalogue, Shelf, load_catalogue, with_own
from adr_tool.catalogue.faults import faults_of
from adr_tool.catalogue.sheet import Sheet

TODAY = date.today()  # noqa: DTZ011 - no source was read after today
PACKAGED = load_catalogue()
KAFKA = PACKAGED.technologies.sheets["kafka"][0].text
BROKER = PACKAGED.kinds.sheets["message-broker"][0].text


def faults(kind: str = BROKER, technology: str = KAFKA) -> list[str]:
    kinds = [s for sheets in PACKAGED.kinds.sheets.values() for s in sheets if s.text != BROKER]
    broken = Catalogue(
        Shelf((*kinds, Sheet("kind.yaml", kind)), kind_of_sheet),
        Shelf((Sheet("kafka.yaml", technology),), technology_of_sheet),
    )
    return [str(fault) for fault in faults_of(broken, TODAY)]


def test_the_packaged_catalogue_has_no_fault() -> None:
    assert [str(fault) for fault in faults_of(PACKAGED, TODAY)] == []


Change = Callable[[str], str]


def put(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("source: S1", "source: S99"), "there is no source 'S99' under sources"),
        (put("  S1:", "  S99:"), "no claim refers to this source"),
        (put("direction: bad", "direction: worse"), "has to be one of good, bad"),
        (put("kinds: [message-broker]", "kinds: [nope]"), "there is no kind 'nope'"),
        (put("question: delivery", "question: nope"), "no kind of it asks this"),
        (put("answer: replay", "answer: nope"), "is no answer to this question"),
        (put("licence:", "license:"), "is no key of the schema"),
        (put("limits:", "limits_:"), "is no key of the schema"),
        (put("https://", "http://"), "has to be an https address"),
        (put("&id001 2026", "&id001 2036"), "lies in the future"),
        (put("name: Apache Kafka", "name: Apache Kafka\nname: Kafka"), "is there twice"),
        (put("name: Apache Kafka", "name: yes"), "has to be text; put it in quotes"),
        (lambda text: text.replace("direction: bad", "direction: good"), "against it (bad)"),
        (lambda text: text + "exit: []\n", "is there twice"),
        (put("Apache License 2.0.", "so " * 40), "more than 34 words"),
    ],
)
def test_a_fault_of_a_technology_is_named_with_its_place(change: Change, message: str) -> None:
    found = [fault for fault in faults(technology=change(KAFKA)) if message in fault]
    assert found
    assert found[0].startswith("kafka.yaml:")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("related: [", "related: [nope, "), "there is no kind 'nope'"),
        (put("words: [replay,", "words: [jobs, replay,"), "'jobs' is there twice"),
        (put("words: [replay,", "words: [no, replay,"), "has to be text; put it in quotes"),
        (put("words: [replay,", "words: [Replay,"), "has to be lower case"),
        (put("- id: operations", "- id: delivery"), "'delivery' is there twice"),
        (put("upgrades?", "upgrades."), "has to end with a question mark"),
    ],
)
def test_a_fault_of_a_kind_is_named_with_its_place(change: Change, message: str) -> None:
    found = [fault for fault in faults(kind=change(BROKER)) if message in fault]
    assert found
    assert found[0].startswith("kind.yaml:")


def test_a_line_is_that_of_the_fault() -> None:
    line = KAFKA.splitlines().index("  - question: operations") + 1
    broken = KAFKA.replace("- question: operations", "- question: nope")
    assert f"kafka.yaml:{line}: rules." in "\n".join(faults(technology=broken))


def test_a_technology_is_told_in_full_or_in_short() -> None:
    start = KAFKA.index("governance:")
    short = KAFKA[:start] + KAFKA[KAFKA.index("\nrules:") + 1 :]
    assert any(
        "in full depth it has governance, too" in fault for fault in faults(technology=short)
    )


def test_a_name_may_mean_one_technology_only(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("id: mine\nname: Kafka\nkinds: [message-broker]\n")
    ours = with_own(PACKAGED, [(tmp_path, "own")])
    assert [str(fault) for fault in faults_of(ours, TODAY)] == [
        "own/mine.yaml:1: the name 'kafka' means kafka and mine"
    ]
