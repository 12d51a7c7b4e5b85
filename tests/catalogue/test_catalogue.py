"""What is on the shelves, and how it is found in a person's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from adr_tool.catalogue.catalogue import (
    Catalogue,
    Shelf,
    answer_class,
    load_catalogue,
    names_of,
    with_own,
)
from adr_tool.catalogue.entries import Ring
from adr_tool.errors import CatalogueError

CATALOGUE = load_catalogue()


def test_each_technology_is_found_by_each_of_its_names() -> None:
    for technology in CATALOGUE.technologies.values():
        for name in names_of(technology):
            assert CATALOGUE.technology(name.upper()) is technology


def test_each_answer_is_understood_by_its_number_label_and_words() -> None:
    for question in (q for kind in CATALOGUE.kinds.values() for q in kind.questions):
        for number, answer in enumerate(question.answers, start=1):
            assert answer_class(question, str(number)) is answer
            assert answer_class(question, answer.label) is answer
            assert answer_class(question, answer.id) is answer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Postgres vs Mongo", ["postgresql", "mongodb"]),
        ("move pg to AWS", ["postgresql", "aws"]),
        ("pgx, pg_dump and kafkaesque mongoose", []),
        ("C++ or C#", []),
        ("apache kafka, nats", ["kafka", "nats"]),
        ("redis-streams", ["redis-streams"]),
    ],
)
def test_technologies_are_recognised_as_whole_words(text: str, found: list[str]) -> None:
    assert [t.id for t in CATALOGUE.mentioned(text)] == found


def test_a_name_that_is_an_everyday_word_counts_as_it_is_spelled(tmp_path: Path) -> None:
    (tmp_path / "go.yaml").write_text(
        "id: go\nname: Go\ncased: [Go]\naliases: [golang]\nkinds: [api-style]\n"
    )
    ours = with_own(CATALOGUE, [(tmp_path, "catalogue")])
    assert [t.id for t in ours.mentioned("Should we go with golang?")] == ["go"]
    assert ours.mentioned("Should we go with it?") == ()
    assert [t.id for t in ours.mentioned("Rewrite it in Go")] == ["go"]
    assert ours.technology("go") is ours.technologies["go"]


def test_nothing_is_a_technology_that_is_not() -> None:
    assert CATALOGUE.technology("FooBarDB") is None
    assert CATALOGUE.technology("") is None


@pytest.mark.parametrize(
    ("names", "words", "kind"),
    [
        (["postgresql", "mongodb"], "", "primary-data-store"),
        (["kafka"], "", "message-broker"),
        ([], "which database", "primary-data-store"),
        ([], "our api is slow under load", "performance-problem"),
        ([], "paint the shed", None),
    ],
)
def test_the_kind_is_told_by_the_technologies_or_else_the_words(
    names: list[str], words: str, kind: str | None
) -> None:
    found = CATALOGUE.kind_of([CATALOGUE.technologies[n] for n in names], words)
    assert (found.id if found else None) == kind


def test_words_choose_between_the_kinds_of_what_is_named(tmp_path: Path) -> None:
    (tmp_path / "pg.yaml").write_text("id: postgresql\nkinds: [message-broker]\n")
    ours = with_own(CATALOGUE, [(tmp_path, "catalogue")])
    named = [ours.technologies["postgresql"], ours.technologies["mongodb"]]
    for words, kind in (("as a queue", "message-broker"), ("", "primary-data-store")):
        found = ours.kind_of(named, words)
        assert found is not None
        assert found.id == kind


def test_an_empty_catalogue_recognises_nothing() -> None:
    empty = Catalogue()
    assert empty.mentioned("Postgres") == ()
    assert empty.kind_of((), "database") is None


def test_claims_are_read_when_they_are_asked_for() -> None:
    made: list[str] = []
    packaged = CATALOGUE.technologies

    def build(sheet):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        made.append(sheet.path)
        return packaged[sheet.head["id"]]

    sheets = (sheet for sheets in packaged.sheets.values() for sheet in sheets)
    fresh = Catalogue(CATALOGUE.kinds, Shelf(sheets, build))
    assert len(fresh.mentioned("Kafka, again kafka")) == 1
    assert len(made) == 1


def test_a_project_s_own_file_goes_before_ours_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "kafka.yaml").write_text(
        "id: kafka\nring: hold\nnote: Nobody runs it.\naliases: [bus]\nrules:\n"
        "  - {question: delivery, answer: replay, direction: bad, text: two teams gave it up.}\n"
    )
    ours = with_own(CATALOGUE, [(tmp_path, "adr/catalogue")])
    kafka, packaged = ours.technologies["kafka"], CATALOGUE.technologies["kafka"]
    assert (kafka.ring, kafka.note, kafka.name) == (Ring.HOLD, "Nobody runs it.", packaged.name)
    assert kafka.rules[1:] == packaged.rules
    assert kafka.rules[0].source.url == "catalogue/kafka.yaml"
    assert [t.id for t in ours.mentioned("the bus")] == ["kafka"]
    assert packaged.ring is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id: [", "x.yaml:2: "),
        ("- a list", "x.yaml:1: an entry is a mapping with an id"),
        ("id: x\nname: y\n b: c", "x.yaml:3: "),
    ],
)
def test_a_file_that_is_no_entry_is_named_with_its_line(
    text: str, where: str, tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(CatalogueError) as caught:
        with_own(CATALOGUE, [(tmp_path, "own")])
    assert caught.value.message.startswith(f"own/{where}")
