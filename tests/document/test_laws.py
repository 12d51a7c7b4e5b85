"""The two laws, over records that hypothesis makes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adr_tool.document.editor import Reference, add_link, set_keys, set_status, supersede
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.document.removal import remove_key, remove_links
from adr_tool.document.template import fill
from adr_tool.domain.draft import Draft
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.store.shapes import parts, shipped
from tests.document.strategies import (
    STATES,
    WORDS,
    Written,
    drafts,
    written,
)

PATH = "adr/0007-use-x.md"
NEW = Reference("ADR-0009", "ADR-0009: Use [y]", "0009-use-y.md")
PART = Reference("ADR-0009#how", "ADR-0009: Use [y]", "0009-use-y.md#how")


def is_new(link: Link) -> bool:
    return link.target in {NEW.id, NEW.href}


def everything_but_links(text: str) -> Record:
    return replace(read(text, PATH).record, links=(), body_line=0, format="")


@pytest.mark.parametrize("name", sorted(shipped()))
@settings(deadline=None, max_examples=300)
@given(draft=drafts())
def test_what_is_rendered_reads_back(name: str, draft: Draft) -> None:
    reading = read(fill(shipped()[name].text, draft, parts(), f"{name}.md"), PATH)
    found = reading.record
    assert reading.problems == ()
    assert (found.title, found.status, found.date) == (draft.title, draft.status, draft.date)
    assert len(found.links) == len(draft.links)
    for link in draft.links:
        target = link.id if name != "nygard" else link.link.partition("](")[2].rstrip(")")
        assert (link.kind, target) in {(said.kind, said.target) for said in found.links}
    assert found.tags == (() if name == "nygard" else draft.tags)


@settings(deadline=None, max_examples=300)
@given(written(), st.sampled_from(STATES), st.sampled_from(STATES))
def test_a_new_status_changes_its_own_word_and_back(record: Written, old: str, new: str) -> None:
    before = record.stating(old)
    after = set_status(before, PATH, Status(new))
    assert after == record.stating(new)
    assert set_status(after, PATH, Status(old)) == before


@settings(deadline=None, max_examples=300)
@given(written(), st.sampled_from(list(LinkKind)), st.booleans())
def test_a_relation_comes_and_goes_without_a_trace(
    record: Written,
    kind: LinkKind,
    section: bool,  # noqa: FBT001
) -> None:
    # What replaces a section amends, and is refused under another name.
    assume(not section or kind is not LinkKind.SUPERSEDES)
    before = record.stating("accepted")
    after = add_link(before, PATH, kind, PART if section else NEW)
    assert everything_but_links(after) == everything_but_links(before)
    stated = [link for link in read(after, PATH).record.links if is_new(link)]
    assert [(link.kind, link.section) for link in stated] == [(kind, "how" if section else None)]
    assert remove_links(after, PATH, is_new) == before


@settings(deadline=None, max_examples=300)
@given(written())
def test_a_superseded_record_becomes_what_it_was(record: Written) -> None:
    before = record.stating("accepted")
    after = supersede(before, PATH, NEW)
    found = read(after, PATH).record
    assert found.status is Status.SUPERSEDED
    assert [link.kind for link in found.links if is_new(link)] == [LinkKind.SUPERSEDED_BY]
    left = remove_links(after, PATH, is_new)
    assert left == record.stating("superseded")
    assert set_status(left, PATH, Status.ACCEPTED) == before


@settings(deadline=None, max_examples=300)
@given(written(), WORDS)
def test_a_key_comes_and_goes_without_a_trace(record: Written, words: str) -> None:
    before = record.stating("accepted")
    if not read_front_matter(Outline(before)).entries:
        return
    import json

    after = set_keys(before, PATH, {"accepted": json.dumps([words], ensure_ascii=False)})
    assert read_front_matter(Outline(after)).texts("accepted") == (words,)
    assert everything_but_links(after) == everything_but_links(before)
    assert remove_key(after, PATH, "accepted") == before


@settings(deadline=None, max_examples=150)
@given(written(), st.sampled_from(["context", "why-x", "2-scope", "kontext-für-ä"]))
def test_an_amended_section_is_named_on_a_line_of_its_own(record: Written, section: str) -> None:
    before = record.stating("accepted")
    part = Reference(f"{NEW.id}#{section}", NEW.words, f"{NEW.href}#{section}")
    after = add_link(before, PATH, LinkKind.AMENDS, part)
    stated = [link for link in read(after, PATH).record.links if is_new(link)]
    assert [(link.kind, link.section) for link in stated] == [(LinkKind.AMENDS, section)]
    added, kept = [], iter([*before.splitlines(), None])
    awaited = next(kept)
    for line in after.splitlines():
        if line == awaited:
            awaited = next(kept)
        else:
            added.append(line)
    assert awaited is None
    said = [line for line in added if line.strip() and line.strip("\ufeff") != "---"]
    assert len(said) == 1
    assert section in said[0]
    assert remove_links(after, PATH, is_new) == before


@pytest.mark.parametrize("stray", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("usual", ["\n", "\r\n", "\r"])
def test_a_stray_line_ending_is_not_joined_to_another_one(usual: str, stray: str) -> None:
    before = f"# 7. Use{stray}x" + "..## Status..Accepted..## Context..".replace(".", usual)
    assert remove_links(add_link(before, PATH, LinkKind.AMENDS, NEW), PATH, is_new) == before
