from __future__ import annotations

import pytest

from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import parse_file_name
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.errors import UnknownRecordError


def record(path: str, title: str = "", *links: Link, status: Status = Status.ACCEPTED) -> Record:
    return Record(path, parse_file_name(path).number, title or path, status, links=links)


def link(target: str, kind: LinkKind = LinkKind.SUPERSEDES, section: str | None = None) -> Link:
    return Link(kind, kind.phrase, target, section, 1)


USE_PG = record("adr/0002-use-postgres-16.md", "Use Postgres 16")
CACHE = record("adr/0010-cache.md", "Cache in Redis")
SIXTEEN = record("adr/0016-queue.md", "Queue in Kafka")
TWIN_A = record("backend/adr/0003-auth.md", "Auth with OIDC")
TWIN_B = record("frontend/adr/0003-router.md", "Router")
DRAFT = record("adr/draft-sharding.md", "Sharding")
RFC = record("adr/RFC-21-zones.md", "Zones")
LOG = DecisionLog((SIXTEEN, CACHE, TWIN_B, USE_PG, DRAFT, TWIN_A, RFC))


def test_a_path_from_the_root_of_the_repository_finds_the_record() -> None:
    stated = record("backend/adr/0009-x.md", "X", link("backend/adr/0003-auth.md"))
    log = DecisionLog((TWIN_A, TWIN_B, stated))
    assert log.resolve(stated, stated.links[0]).target is TWIN_A
    below = [record(r.path.removeprefix("backend/"), r.title, *r.links) for r in (TWIN_A, stated)]
    seen = DecisionLog(tuple(below))
    assert seen.resolve(below[1], below[1].links[0]).target is below[0]


def test_records_are_ordered_by_number_and_those_without_come_last() -> None:
    numbers = [found.number for found in LOG.records]
    assert numbers == [2, 3, 3, 10, 16, 21, None]
    assert LOG.records[1] is TWIN_A


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("10", CACHE),
        ("0010", CACHE),
        ("#10", CACHE),
        ("ADR-0010", CACHE),
        ("adr-10", CACHE),
        ("ADR 10", CACHE),
        ("ADR10", CACHE),
        (" 10 ", CACHE),
        ("adr/0010-cache.md", CACHE),
        ("./adr/0010-cache.md", CACHE),
        ("/home/ana/project/adr/0010-cache.md", CACHE),
        ("0010-cache.md", CACHE),
        ("0010-cache", CACHE),
        ("adr/0010-cache", CACHE),
        ("redis", CACHE),
        ("cache in redis", CACHE),
        ("draft-sharding", DRAFT),
        ("backend/ADR-0003", TWIN_A),
        ("frontend/3", TWIN_B),
        ("frontend/adr/0003-router", TWIN_B),
        ("RFC-21", RFC),
        ("ADR-21", RFC),
        ("Postgres 16", USE_PG),
    ],
)
def test_a_record_is_found_by_what_people_type(ref: str, expected: Record) -> None:
    assert LOG.find(ref) is expected


@pytest.mark.parametrize("ref", ["99", "ADR-0099", "", " ", "nothing", "RFC-10", "other/ADR-0003"])
def test_what_fits_no_record_is_an_error(ref: str) -> None:
    with pytest.raises(UnknownRecordError, match="No record fits") as caught:
        LOG.find(ref)
    assert caught.value.hint


@pytest.mark.parametrize("ref", ["3", "ADR-0003", "0003"])
def test_an_ambiguous_number_is_an_error_that_names_the_candidates(ref: str) -> None:
    with pytest.raises(UnknownRecordError, match="fits 2 records") as caught:
        LOG.find(ref)
    assert TWIN_A.path in caught.value.message
    assert TWIN_B.path in caught.value.message


def test_an_ambiguous_part_of_a_title_is_an_error() -> None:
    with pytest.raises(UnknownRecordError, match="fits 3 records"):
        LOG.find("in")  # Redis, Kafka and sharding


def test_a_whole_title_wins_over_titles_that_hold_it() -> None:
    short, long = record("adr/1-a.md", "Cache"), record("adr/2-b.md", "Cache again")
    assert DecisionLog((short, long)).find("cache") is short


def test_an_id_is_the_path_where_the_number_is_missing_or_not_unique() -> None:
    assert [LOG.id_of(r) for r in (CACHE, TWIN_A, DRAFT)] == [
        "ADR-0010",
        "backend/adr/0003-auth",
        "adr/draft-sharding",
    ]


@pytest.mark.parametrize("found", LOG.records)
def test_every_id_finds_its_record(found: Record) -> None:
    assert LOG.find(LOG.id_of(found)) is found


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("0010-cache.md", CACHE),
        ("./0010-cache.md", CACHE),
        ("0010-cache", CACHE),
        ("0010-cache.html", CACHE),
        ("0010-cache.md#status", CACHE),
        ("/adr/0010-cache.md", CACHE),
        ("../backend/adr/0003-auth.md", TWIN_A),
        ("../backend/adr/0003%2Dauth.md", TWIN_A),
        ("ADR-10", CACHE),
        ("10", CACHE),
        ("/adr/10", CACHE),
        ("https://example.org/adr/0010-cache.md", None),
        ("Redis 10", None),
        ("0011-gone.md", None),
        ("ADR-99", None),
        ("ADR-3", None),
    ],
)
def test_a_target_is_looked_up_as_it_is_written(target: str, expected: Record | None) -> None:
    assert LOG.resolve(USE_PG, link(target)).target is expected


def test_an_ambiguous_target_keeps_its_candidates() -> None:
    assert LOG.resolve(USE_PG, link("ADR-3")).candidates == (TWIN_A, TWIN_B)


def test_an_ambiguous_number_is_the_record_that_is_linked_beside_it() -> None:
    both = record("adr/0012-y.md", "", link("ADR-3"), link("../backend/adr/0003-auth.md"))
    log = DecisionLog((TWIN_A, TWIN_B, both))
    assert {relation.target for relation in log.relations(both)} == {TWIN_A}


def test_a_number_means_the_record_beside_before_one_elsewhere() -> None:
    near = record("backend/adr/0004-x.md")
    log = DecisionLog((TWIN_A, TWIN_B, near))
    assert log.resolve(near, link("3")).target is TWIN_A


def test_a_record_in_a_folder_is_found_by_the_folder() -> None:
    inner = record("adr/0007-use-x/README.md")
    log = DecisionLog((inner, CACHE))
    assert log.resolve(CACHE, link("0007-use-x")).target is inner
    assert log.resolve(CACHE, link("0007-use-x/")).target is inner


def test_a_relation_that_is_stated_twice_counts_once() -> None:
    new = record("adr/0011-x.md", "", link("ADR-10"), link("0010-cache.md"))
    log = DecisionLog((CACHE, new))
    assert [r.target for r in log.relations(new)] == [CACHE]


def test_a_relation_to_a_section_is_another_one_than_to_the_whole() -> None:
    new = record("adr/0011-x.md", "", link("10"), link("10", section="scope"))
    assert len(DecisionLog((CACHE, new)).relations(new)) == 2


def test_relations_of_one_kind_leave_the_others_out() -> None:
    new = record("adr/0011-x.md", "", link("10", LinkKind.AMENDS))
    log = DecisionLog((CACHE, new))
    assert log.relations(new, LinkKind.SUPERSEDES) == ()
    assert len(log.relations(new, LinkKind.AMENDS)) == 1


def test_a_successor_is_known_from_either_side() -> None:
    old = record("adr/0001-a.md", "", status=Status.SUPERSEDED)
    new = record("adr/0002-b.md", "", link("1"))
    assert DecisionLog((old, new)).successors(old) == (new,)
    old = record("adr/0001-a.md", "", link("2", LinkKind.SUPERSEDED_BY))
    assert DecisionLog((old, record("adr/0002-b.md"))).successors(old)[0].number == 2


def test_a_proposal_is_no_successor_yet() -> None:
    old = record("adr/0001-a.md")
    new = record("adr/0002-b.md", "", link("1"), status=Status.PROPOSED)
    log = DecisionLog((old, new))
    assert log.successors(old) == ()
    assert log.referring(old, LinkKind.SUPERSEDES) == (new,)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://github.com/o/r/blob/main/docs/adr/0005-use-x.md", "docs/adr/0005-use-x.md"),
        ("https://gitlab.com/g/s/r/-/blob/v1/docs/adr/0005-use-x.md#why", "docs/adr/0005-use-x.md"),
        ("https://github.com/o/r/blob/main/docs/adr/0006-other.md", None),
        ("https://github.com/o/r/pull/5", None),
        ("https://example.org/0005-use-x.md", None),
    ],
)
def test_the_address_of_a_file_on_a_forge_is_the_record_of_that_path(
    address: str, path: str | None
) -> None:
    link = Link(LinkKind.SUPERSEDES, "Supersedes", address, None, 3)
    old = Record("docs/adr/0005-use-x.md", 5, "Use X", Status.ACCEPTED)
    new = Record("docs/adr/0007-use-y.md", 7, "Use Y", Status.ACCEPTED, links=(link,))
    target = DecisionLog((old, new)).resolve(new, link).target
    assert (target.path if target else None) == path
