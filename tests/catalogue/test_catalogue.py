"""The validator: each entry holds what a record will quote from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from adr_tool.catalogue import catalogue
from adr_tool.catalogue.catalogue import Catalogue, answer_class, load_catalogue, names_of
from adr_tool.domain.advice import Attribute, Direction
from adr_tool.errors import CatalogueError

CATALOGUE = load_catalogue()
TECHNOLOGIES = sorted(CATALOGUE.technologies)
KINDS = sorted(CATALOGUE.kinds)
FULL_KINDS = ("primary-data-store", "message-broker", "api-style")
MOST_WORDS = 34
NOT_QUOTED = {"url", "words", "aliases", "id", "title", "says"}
OLDEST = date(2026, 1, 1)
TODAY = date(2026, 12, 31)
KIND_KEYS = {"id", "name", "summary", "words", "questions", "drivers", "failures", "migrations",
             "confirmation", "monitoring", "anti_decisions", "option_classes", "related",
             "sources"}  # fmt: skip
TECHNOLOGY_KEYS = {"id", "name", "type", "kinds", "aliases", "identity", "licence", "governance",
                   "rules", "trade_offs", "limits", "operations", "integration", "exit",
                   "sources"}  # fmt: skip


def raw(folder: str, name: str) -> dict[str, Any]:
    path = files("adr_tool.catalogue") / folder / f"{name}.yaml"
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def sentences(value: object, key: str = "") -> Iterator[str]:
    """Every sentence of prose in an entry."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from sentences(part, str(name))
    elif isinstance(value, list):
        for part in value:
            yield from sentences(part, key)
    elif isinstance(value, str) and key not in NOT_QUOTED:
        yield from re.split(r"(?<=[.!?;:])\s+", value)


def cited(value: object) -> Iterator[str]:
    """Every key of a source that an entry refers to."""
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        for name, part in value.items():
            if name != "sources":
                yield from cited(part)
    elif isinstance(value, list):
        for part in value:
            yield from cited(part)


ENTRIES = [("kinds", name) for name in KINDS] + [("technologies", name) for name in TECHNOLOGIES]


@pytest.mark.parametrize(("folder", "name"), ENTRIES)
class TestEntry:
    """What holds for kinds and technologies alike."""

    def test_its_keys_are_those_of_the_schema(self, folder: str, name: str) -> None:
        keys = KIND_KEYS if folder == "kinds" else TECHNOLOGY_KEYS
        assert set(raw(folder, name)) == keys
        assert raw(folder, name)["id"] == name

    def test_each_source_is_used_and_each_used_one_is_there(self, folder: str, name: str) -> None:
        entry = raw(folder, name)
        assert set(cited(entry)) == set(entry["sources"])

    def test_each_source_has_an_https_address_and_a_date(self, folder: str, name: str) -> None:
        entry = raw(folder, name)
        for source in entry["sources"].values():
            address = urlsplit(source["url"])
            assert address.scheme == "https"
            assert "." in address.netloc
            assert OLDEST <= date.fromisoformat(str(source["checked"])) <= TODAY
            assert source["title"]
            assert source["says"]
        addresses = [source["url"] for source in entry["sources"].values()]
        assert len(addresses) == len(set(addresses))

    def test_no_sentence_is_longer_than_a_breath(self, folder: str, name: str) -> None:
        long = [s for s in sentences(raw(folder, name)) if len(s.split()) > MOST_WORDS]
        assert long == []

    def test_no_text_is_empty_or_holds_markup(self, folder: str, name: str) -> None:
        for sentence in sentences(raw(folder, name)):
            assert sentence.strip()
            assert not re.search(r"[<>{}\[\]]|https?:", sentence), sentence


@pytest.mark.parametrize("name", TECHNOLOGIES)
class TestTechnology:
    """What holds for a technology."""

    def test_each_rule_is_about_an_answer_of_one_of_its_kinds(self, name: str) -> None:
        technology = CATALOGUE.technologies[name]
        known = {
            (question.id, answer.id)
            for kind in technology.kinds
            for question in CATALOGUE.kinds[kind].questions
            for answer in question.answers
        }
        for rule in technology.rules:
            assert (rule.question, rule.answer) in known
            assert rule.direction is not Direction.NEUTRAL

    def test_it_has_something_for_it_and_against_it(self, name: str) -> None:
        technology = CATALOGUE.technologies[name]
        for statements in (technology.rules, technology.trade_offs):
            assert {Direction.GOOD, Direction.BAD} <= {s.direction for s in statements}
        assert technology.limits
        assert technology.operations
        assert technology.integration
        assert technology.exit

    def test_it_is_found_by_each_of_its_names(self, name: str) -> None:
        technology = CATALOGUE.technologies[name]
        for alias in names_of(technology):
            assert CATALOGUE.technology(alias.upper()) is technology

    def test_its_kinds_exist(self, name: str) -> None:
        technology = CATALOGUE.technologies[name]
        assert technology.kinds
        assert set(technology.kinds) <= set(KINDS)
        assert technology.type in {"technology", "pattern"}


@pytest.mark.parametrize("name", KINDS)
class TestKind:
    """What holds for a kind of decision."""

    def test_each_answer_is_understood_by_its_number_label_and_words(self, name: str) -> None:
        for question in CATALOGUE.kinds[name].questions:
            for number, answer in enumerate(question.answers, start=1):
                assert answer_class(question, str(number)) is answer
                assert answer_class(question, answer.label) is answer
                assert answer_class(question, answer.id) is answer
                assert all(word == word.lower() for word in answer.words)

    def test_no_word_means_two_answers(self, name: str) -> None:
        for question in CATALOGUE.kinds[name].questions:
            words = Counter(word for answer in question.answers for word in answer.words)
            assert [word for word, count in words.items() if count > 1] == []

    def test_its_questions_and_answers_are_distinct_and_several(self, name: str) -> None:
        kind = CATALOGUE.kinds[name]
        assert len({q.id for q in kind.questions}) == len(kind.questions) >= 4
        for question in kind.questions:
            assert len({a.id for a in question.answers}) == len(question.answers) >= 2
            assert question.ask.endswith("?")

    def test_it_has_drivers_failures_a_way_there_and_checks(self, name: str) -> None:
        kind = CATALOGUE.kinds[name]
        assert len({d.attribute for d in kind.drivers}) >= 3
        assert all(isinstance(d.attribute, Attribute) for d in kind.drivers)
        assert len(kind.failures) >= 3
        assert kind.migrations
        assert all(m.steps and m.rollback for m in kind.migrations)
        assert kind.confirmation
        assert kind.monitoring
        assert len(kind.option_classes) >= 3
        assert kind.anti_decisions


def test_no_name_means_two_technologies() -> None:
    names = Counter(name for t in CATALOGUE.technologies.values() for name in {*names_of(t)})
    assert [name for name, count in names.items() if count > 1] == []


def test_the_three_full_kinds_have_eighteen_technologies_or_more() -> None:
    full = [t for t in CATALOGUE.technologies.values() if set(t.kinds) & set(FULL_KINDS)]
    assert len(full) >= 18
    for kind in FULL_KINDS:
        assert sum(kind in t.kinds for t in full) >= 5


def test_each_technology_speaks_to_most_questions_of_its_kind() -> None:
    for technology in CATALOGUE.technologies.values():
        asked = {rule.question for rule in technology.rules}
        for kind in set(technology.kinds) & set(FULL_KINDS):
            known = {q.id for q in CATALOGUE.kinds[kind].questions}
            assert len(asked & known) * 2 >= len(known), (technology.id, kind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Postgres vs Mongo", ["postgresql", "mongodb"]),
        ("move pg to AWS", ["postgresql"]),
        ("pgx and kafkaesque mongoose", []),
        ("C++ or C#", []),
        ("apache kafka, nats", ["kafka", "nats"]),
    ],
)
def test_technologies_are_recognised_as_whole_words(text: str, found: list[str]) -> None:
    assert [t.id for t in CATALOGUE.mentioned(text)] == found


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


@pytest.mark.parametrize("text", ["id: [", "id: x", "- a list", "sources: {S1: {}}"])
def test_a_broken_entry_is_named(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue entry x\.yaml: "):
        catalogue._read("x.yaml", text, catalogue._technology)


def test_an_empty_catalogue_recognises_nothing() -> None:
    empty = Catalogue({}, {})
    assert empty.mentioned("Postgres") == ()
    assert empty.kind_of((), "database") is None
