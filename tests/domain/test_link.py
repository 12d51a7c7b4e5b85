from __future__ import annotations

import pytest

from adr_tool.domain.link import PHRASES, LinkKind, kind_of


@pytest.mark.parametrize("kind", LinkKind)
def test_the_inverse_of_an_inverse_is_the_relation_itself(kind: LinkKind) -> None:
    assert kind.inverse.inverse is kind


def test_only_a_free_relation_is_its_own_inverse() -> None:
    assert [kind for kind in LinkKind if kind.inverse is kind] == [LinkKind.RELATES_TO]


@pytest.mark.parametrize(
    ("kind", "phrase"), [(kind, phrase) for kind, found in PHRASES.items() for phrase in found]
)
def test_every_phrase_means_its_relation(kind: LinkKind, phrase: str) -> None:
    assert kind_of(phrase) is kind
    assert kind_of(f"**{phrase.title()}:**") is kind


@pytest.mark.parametrize("kind", [kind for kind in LinkKind if kind is not LinkKind.RELATES_TO])
def test_the_phrase_that_we_write_reads_back(kind: LinkKind) -> None:
    assert kind_of(kind.phrase) is kind
    assert kind_of(kind.value) is kind


@pytest.mark.parametrize("words", ["Clarifies", "", "is superseded", "See", "amendable"])
def test_words_of_ones_own_only_relate(words: str) -> None:
    assert kind_of(words) is LinkKind.RELATES_TO
