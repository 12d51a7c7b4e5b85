from __future__ import annotations

import pytest

from adr_tool.catalogue.catalogue import load_catalogue
from adr_tool.catalogue.signs import load_signs
from adr_tool.project.trace import Sort


def test_a_technology_of_the_catalogue_is_recognised_in_the_title_that_its_sign_drafts() -> None:
    signs, catalogue = load_signs(), load_catalogue()
    both = catalogue.technologies.keys() & signs.known.keys()
    assert len(both) >= 20
    for key in both:
        recognised = catalogue.technology(signs.known[key].name)
        assert recognised is not None
        assert recognised.id == key


def test_every_sign_is_of_a_sort_that_some_file_tells() -> None:
    signs = load_signs()
    assert signs.sorts == frozenset(Sort)
    brought = {other for one in signs.known.values() for other in one.brings}
    assert brought <= signs.known.keys()


@pytest.mark.parametrize(
    ("sort", "name", "expected"),
    [
        ("npm", "@sentry/node", "Sentry"),
        ("go", "github.com/go-chi/chi/v5/middleware", "chi"),
        ("go", "github.com/nobody/chi", None),
        ("nuget", "npgsql.json.net", "PostgreSQL"),
        ("image", "redis-exporter", None),
    ],
)
def test_a_name_means_one_technology_or_none(sort: str, name: str, expected: str | None) -> None:
    found = load_signs().find(sort, name)
    assert (found.name if found else None) == expected


def test_ordinary_words_name_a_technology_in_prose_only_as_they_are_written() -> None:
    go, redis = load_signs().known["go"], load_signs().known["redis"]
    assert go.is_named_in("Write services in go")
    assert not go.is_told_of_in("We go on.")
    assert go.is_told_of_in("Services in Go.")
    assert redis.is_told_of_in("on ElastiCache")
