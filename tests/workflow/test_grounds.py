from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.architect.brief import Brief
from adr_tool.document.links import links
from adr_tool.document.prose import tame
from adr_tool.domain.references import ReferenceKind
from adr_tool.workflow.grounds import Grounds, Known

KNOWN = Known(
    path={"src/there.py", "there.py"}.__contains__,
    commit="3f786850e387550f".__eq__,
    record={3, 7}.__contains__,
    request={42}.__contains__,
)


def marked(told: Brief, text: str) -> str:
    return Grounds(told, KNOWN).marked(tame(text, Grounds(told).addresses))[0]


@pytest.mark.parametrize(
    "text",
    [
        "5,000 books, 5,000 a day, 200 requests per second, 40 ms, 7 TB",
        "src/there.py and `there.py` and lib/shop.py and README.md",
        "ADR-0003, ADR 7, PR #12, PR #42 and #42",
        "commit 3f786850e387550f",
        "@ana knows",
        "https://kafka.example/doc",
        "Kafka 3.11 over HTTP/2 since 2024-01-05",
    ],
)
def test_what_was_told_or_exists_is_not_marked(told: Brief, text: str) -> None:
    assert marked(told, text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see PR #99999.", "see PR `#99999` [unverified]."),
        ("see #99999", "see `#99999` [unverified]"),
        ("#99999 says so", "`#99999` [unverified] says so"),
        ("in src/missing.py, too", "in src/missing.py [unverified], too"),
        ("in `src/missing.py`, too", "in `src/missing.py` [unverified], too"),
        ("as `run src/missing.py 9 ms` says", "as `run src/missing.py 9 ms` [unverified] says"),
        ("ADR-0999 (old)", "ADR-0999 [unverified] (old)"),
        ("ADR-0999(old)", "ADR-0999 [unverified] (old)"),
        ("since 3f786850e387551", "since 3f786850e387551 [unverified]"),
        ("ask @platform-team", "ask `@platform-team` [unverified]"),
        ("http://evil.example/a", "`http://evil.example/a` [unverified]"),
        (r"a \@bob", "a `@bob` [unverified]"),
        ("5,000 ms and 5,001 books a day", "5,000 ms [unverified] and 5,001 books a day"),
        ("40 ms and 41 ms, 41 ms", "40 ms and 41 ms [unverified], 41 ms [unverified]"),
        ("41 ms [unverified] already", "41 ms [unverified] already"),
        ("77 ms, which only a comment says", "77 ms [unverified], which only a comment says"),
        ("#88888, which only a comment says", "`#88888` [unverified], which only a comment says"),
        ("../../etc/passwd.txt", "../../etc/passwd.txt [unverified]"),
        (
            "[ADR-0999](https://kafka.example/doc)",
            "[ADR-0999 [unverified]](<https://kafka.example/doc>)",
        ),
    ],
)
def test_what_nothing_bears_out_is_marked_behind_it(told: Brief, text: str, shown: str) -> None:
    assert marked(told, text) == shown


def test_each_occurrence_is_listed(told: Brief) -> None:
    _, failing = Grounds(told, KNOWN).marked("41 ms and 41 ms and ADR-0999")
    assert [(r.kind.value, r.text) for r in failing] == [
        ("figure", "41 ms"), ("figure", "41 ms"), ("record", "ADR-0999"),
    ]  # fmt: skip


def test_figures_can_be_left_alone(told: Brief) -> None:
    text, failing = Grounds(told, KNOWN).marked("41 ms, ADR-0999", (ReferenceKind.FIGURE,))
    assert text == "41 ms, ADR-0999 [unverified]"
    assert len(failing) == 1


PIECES = ["`", "``", "\\", "#123", "@bob", "41 ms", "src/a.py", "[a](http://x)", "(", ")", "[", "]",
          " ", "!", "ADR-9", "http://x.y", ":", "{", "<", "deadbee1"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_mark_makes_no_link_and_takes_no_word_away(text: str) -> None:
    plain = tame(text)
    shown, failing = Grounds(_nothing()).marked(plain)
    assert links(shown) == ()
    left = shown.replace(" [unverified]", "")
    assert [c for c in left if c not in "\\` "] == [c for c in plain if c not in "\\` "]
    assert ("[unverified]" in shown) == bool(failing)


def _nothing() -> Brief:
    from adr_tool.architect.brief import Subject
    from adr_tool.architect.persona import parse_persona

    persona = parse_persona("---\nname: x\n---\nYou.", origin="test")
    return Brief(Subject("T", "T"), persona)
