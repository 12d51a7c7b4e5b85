from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adr_tool.document.editor import Reference, add_link, set_keys, set_status, supersede
from adr_tool.document.reader import read
from adr_tool.domain.link import LinkKind
from adr_tool.domain.status import Status
from adr_tool.errors import EditError

PATH = "adr/0007-use-x.md"
NEW = Reference("ADR-0009", "ADR-0009: Use [y]", "0009-use-y.md")
LINK = r"[ADR-0009: Use \[y\]](0009-use-y.md)"
BY = "Superseded by"
BODY = "\n## Context\n\nStatus: accepted, they said.\n\n## Decision\n\nWords.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nstatus: proposed\n---\n# T\n", "---\nstatus: rejected\n---\n# T\n"),
        ("---\nstatus: 'proposed' # why\n---\n", "---\nstatus: 'rejected' # why\n---\n"),
        ('---\nStatus: "Proposed"\n---\n', '---\nStatus: "Rejected"\n---\n'),
        ("---\nstatus:\na: b\n---\n", "---\nstatus: rejected\na: b\n---\n"),
        ("---\nstatus: [proposed]\n---\n", "---\nstatus: [rejected]\n---\n"),
        ("---\nstatus: {proposed}\n---\n", "---\nstatus: {rejected}\n---\n"),
        ("---\nstatus: >\n  proposed\na: b\n---\n", "---\nstatus: rejected\na: b\n---\n"),
        ("---\na: &s proposed\nstatus: *s\n---\n", "---\na: &s proposed\nstatus: rejected\n---\n"),
        ("---\na: b: c\nstatus: proposed\n---\n", "---\na: b: c\nstatus: rejected\n---\n"),
        ("---\n---\n# T\n", "---\nstatus: rejected\n---\n# T\n"),
        ("# T\n\n* Status: proposed\n", "# T\n\n* Status: rejected\n"),
        ("# T\n\n- **Status:** PROPOSED  \n", "# T\n\n- **Status:** REJECTED  \n"),
        ("# T\n\nStatus:proposed\\\n", "# T\n\nStatus:rejected\\\n"),
        ("# T\n\n| Status | Proposed |\n", "# T\n\n| Status | Rejected |\n"),
        ("# T\n\nStatus | Proposed | x\n", "# T\n\nStatus | Rejected | x\n"),
        ("# T\n\n## Status\n\nProposed", "# T\n\n## Status\n\nRejected"),
        ("# T\n\n## Status\n\n**Proposed**, again\n", "# T\n\n## Status\n\n**Rejected**, again\n"),
        ("# T\n\n## Status\n\n~~Draft~~ Proposed\n", "# T\n\n## Status\n\n~~Draft~~ Rejected\n"),
        ("# T\n\n## Status: Proposed\n", "# T\n\n## Status: Rejected\n"),
        ("# T\n\nStatus: in-review by Ana\n", "# T\n\nStatus: rejected by Ana\n"),
        ("# T\n\nStatus: not yet done\n", "# T\n\nStatus: rejected\n"),
        ("# T\n\nStatus: {a | b} <!-- c -->\n", "# T\n\nStatus: rejected <!-- c -->\n"),
        (
            "# T\n\nStatus: proposed | accepted <!-- c -->\n",
            "# T\n\nStatus: rejected <!-- c -->\n",
        ),
        (
            "# T\n\n![status](https://x.io/badge/status-proposed-red)\n",
            "# T\n\n![status](https://x.io/badge/status-rejected-red)\n",
        ),
        (
            "# T\n\n[Proposed](https://x.io) <!-- c -->\n\n## Status\n\n[Proposed](https://x.io)\n",
            "# T\n\n[Proposed](https://x.io) <!-- c -->\n\n## Status\n\n[Rejected](https://x.io)\n",
        ),
        ("# T\n\n## Status", "# T\n\n## Status\n\nRejected"),
        ("# T\n\n## Status\n\n## Context\n", "# T\n\n## Status\n\nRejected\n\n## Context\n"),
        ("# T\n\nwords", "---\nstatus: rejected\n---\n\n# T\n\nwords"),
        ("\ufeff# T\n", "\ufeff---\nstatus: rejected\n---\n\n# T\n"),
        (f"# T\n{BODY}", f"# T\n\n## Status\n\nRejected\n{BODY}"),
    ],
)
def test_a_status_changes_where_it_stands_and_nothing_else(before: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        got = set_status(before.replace("\n", newline), PATH, Status.REJECTED)
        assert got == after.replace("\n", newline)


def test_a_status_in_two_places_changes_in_both() -> None:
    before = f"---\nstatus: proposed\n---\n# T\n\n## Status\n\nProposed\n{BODY}"
    after = f"---\nstatus: accepted\n---\n# T\n\n## Status\n\nAccepted\n{BODY}"
    assert set_status(before, PATH, Status.ACCEPTED) == after


def test_both_words_of_a_badge_change() -> None:
    before = "# T\n\n![Status: Draft](https://x.io/badge/Status-Draft-red.svg)\n"
    after = "# T\n\n![Status: Accepted](https://x.io/badge/Status-Accepted-red.svg)\n"
    assert set_status(before, PATH, Status.ACCEPTED) == after


def test_unknown_keys_and_comments_of_the_block_are_kept() -> None:
    before = "---\n# ours\nzeta:   1\nstatus: draft   # for now\n\nnav_order: 0010\n---\n# T\n"
    assert set_status(before, PATH, Status.PROPOSED) == before.replace("draft", "proposed")


def test_a_note_stays_but_a_former_successor_goes() -> None:
    before = "# T\n\nStatus: superseded by [5](5.md) and 6 (was: draft)\n"
    assert set_status(before, PATH, Status.ACCEPTED) == "# T\n\nStatus: accepted (was: draft)\n"


def test_setting_the_status_that_is_there_changes_nothing() -> None:
    text = "# T\n\n* Status: accepted\n"
    assert set_status(text, PATH, Status.ACCEPTED) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\nstatus: accepted\ndate: 2024-05-01\n---\n# T\n",
            "---\nstatus: superseded\ndate: 2024-05-01\nsuperseded-by: [ADR-0009]\n---\n# T\n",
        ),
        (
            "---\nstatus: accepted\nsuperseded-by: []\n---\n# T\n",
            "---\nstatus: superseded\nsuperseded-by: [ADR-0009]\n---\n# T\n",
        ),
        (
            "# T\n\n* Status: accepted\n* Date: 2024-05-01\n",
            f"# T\n\n* Status: superseded by {LINK}\n* Date: 2024-05-01\n",
        ),
        ("# T\n\nSTATUS: ACCEPTED\n", f"# T\n\nSTATUS: Superseded by {LINK}\n"),
        ("# T\n\n| Status | Accepted |\n", f"# T\n\n| Status | Superseded by {LINK} |\n"),
        (
            "# T\n\n## Status\n\nAccepted\n\nAmends [3](3.md)\n",
            f"# T\n\n## Status\n\nSuperseded by {LINK}\n\nAmends [3](3.md)\n",
        ),
        (
            "# T\n\n## Status\n\nSuperseded\n",
            f"# T\n\n## Status\n\nSuperseded\n\nSuperseded by {LINK}\n",
        ),
        (
            "# T\n\n**Status:** `accepted`\n",
            f"# T\n\n**Status:** `superseded`\n**Superseded by:** {LINK}\n",
        ),
        (
            "# T\n\n## Status\n\n[Accepted](https://x.io)\n",
            f"# T\n\n## Status\n\n[Superseded](https://x.io)\n\nSuperseded by {LINK}\n",
        ),
        (
            "# T\n\n![status](https://x.io/badge/status-accepted-green)\n",
            f"# T\n\n![status](https://x.io/badge/status-superseded-green)\n\n{BY}: {LINK}\n",
        ),
        (
            "# T\n",
            "---\nstatus: superseded\nsuperseded-by: [ADR-0009]\n---\n\n# T\n",
        ),
    ],
)
def test_a_superseded_record_names_its_successor_in_its_own_notation(
    before: str, after: str
) -> None:
    for newline in ("\n", "\r\n"):
        got = supersede(before.replace("\n", newline), PATH, NEW)
        assert got == after.replace("\n", newline)
        found = read(got, PATH).record
        assert found.status is Status.SUPERSEDED
        assert [link.target for link in found.links_of(LinkKind.SUPERSEDED_BY)][-1] in (
            NEW.id,
            NEW.href,
        )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\namended-by: [ADR-2]\n---\n", "---\namended-by: [ADR-2, ADR-0009]\n---\n"),
        ("---\namended-by: ADR-2 # a\n---\n", "---\namended-by: [ADR-2, ADR-0009] # a\n---\n"),
        (
            "---\namended-by:\n  -  ADR-2 # a\nx: y\n---\n",
            "---\namended-by:\n  -  ADR-2 # a\n  -  ADR-0009\nx: y\n---\n",
        ),
        ("# T\n\n- Status: accepted", f"# T\n\n- Status: accepted\n- Amended by: {LINK}"),
        ("\ufeffStatus: accepted\n", f"\ufeffStatus: accepted\nAmended by: {LINK}\n"),
        (
            "# T\n\n| Status | ok |\n|-|-|\n",
            f"# T\n\n| Status | ok |\n| Amended by | {LINK} |\n|-|-|\n",
        ),
        (
            "# T\n\n## Status\n\nAccepted\n\n## Context\n",
            f"# T\n\n## Status\n\nAccepted\n\nAmended by {LINK}\n\n## Context\n",
        ),
        ("# T\n\n## Status: Accepted", f"# T\n\n## Status: Accepted\n\nAmended by {LINK}"),
        ("# T\n", "---\namended-by: [ADR-0009]\n---\n\n# T\n"),
    ],
)
def test_a_relation_is_added_beside_the_status(before: str, after: str) -> None:
    got = add_link(before, PATH, LinkKind.AMENDED_BY, NEW)
    assert got == after
    assert read(got, PATH).record.links_of(LinkKind.AMENDED_BY)


def test_a_relation_keeps_a_persons_own_words() -> None:
    before = "# T\n\n## Status\n\nAccepted\n"
    after = add_link(before, PATH, LinkKind.RELATES_TO, NEW, "Clarifies")
    assert after == f"{before}\nClarifies {LINK}\n"
    assert read(after, PATH).record.links[0].words == "Clarifies"


def test_own_words_in_a_label_are_read_where_they_name_a_record() -> None:
    before = "# T\n\n* Status: accepted\n* Story: [board](https://example.org/1)\n"
    after = add_link(before, PATH, LinkKind.RELATES_TO, NEW, "Clarifies")
    assert f"* Clarifies: {LINK}\n" in after
    assert [link.target for link in read(after, PATH).record.links] == ["0009-use-y.md"]


def test_a_target_with_spaces_or_brackets_is_written_so_that_it_reads_back() -> None:
    odd = Reference("adr/0009 use (y)", "Y", "0009 use (y).md")
    after = supersede("# T\n\n* Status: accepted\n", PATH, odd)
    assert after == "# T\n\n* Status: superseded by [Y](<0009 use (y).md>)\n"
    assert read(after, PATH).record.links[0].target == "0009 use (y).md"


def test_a_relation_that_would_not_be_read_is_refused() -> None:
    text = "# T\n\n## Status\n\n## Context\n"
    with pytest.raises(EditError) as caught:
        add_link(text, PATH, LinkKind.AMENDED_BY, NEW)
    assert caught.value.message.startswith(PATH)
    assert caught.value.hint


def test_keys_are_set_or_added_and_the_rest_is_kept() -> None:
    before = "---\nstatus: accepted # a\ntags: [x]\n---\n# T\n"
    after = set_keys(before, PATH, {"accepted": "{by: [Ana]}"})
    assert after == "---\nstatus: accepted # a\ntags: [x]\naccepted: {by: [Ana]}\n---\n# T\n"
    assert set_keys(after, PATH, {"accepted": "{by: [Bo]}"}) == after.replace("Ana", "Bo")


def test_a_key_that_would_change_what_is_read_is_refused() -> None:
    with pytest.raises(EditError):
        set_keys("---\nstatus: accepted\n---\n# T\n", PATH, {"title": "a: b: c"})
    with pytest.raises(EditError):
        set_keys("# T\n\nStatus: accepted\n", PATH, {"accepted": "{}"})


NOTATIONS = {
    "front matter": "---\nnav: 0010 # n\nstatus: {status}\nx: 'y'\n---\n\n# T\n",
    "quoted": '---\nstatus: "{status}"\n---\n\n# T\n',
    "bullet": "# T\n\n* Status: {status}\n* Date: 2024-05-01\n",
    "bold": "# T\n\n**Status:** {status}  \n**Date:** 2024-05-01\n",
    "line": "# T\n\nStatus: {status}\n",
    "table": "# T\n\n| Status | {status} |\n|---|---|\n",
    "section": "# T\n\n## Status\n\n{status}\n",
    "setext": "T\n=\n\nStatus\n------\n\n{status}\n",
    "badge": "# T\n\n![status](https://x.io/badge/status-{status}-red)\n",
}
_MARKDOWN = st.lists(
    st.sampled_from(
        ["Status: accepted", "* Status: draft", "| Status | x |", "proposed", "---", "```", "~~~",
         "<!--", "-->", "> quote", "- item", "[a](b.md)", "superseded by [a](b.md)", "é 日 😀", "",
         "    code", "|", "\\", "*", "{a b}", "## Notes", "### More", "x  "]
    ),
    max_size=12,
)  # fmt: skip
_STATES = st.sampled_from(["draft", "proposed", "accepted", "rejected", "deprecated"])


@given(st.sampled_from(sorted(NOTATIONS)), _MARKDOWN, _STATES, _STATES, st.booleans())
def test_an_edit_changes_nothing_but_the_status(
    notation: str,
    words: list[str],
    old: str,
    new: str,
    windows: bool,  # noqa: FBT001
) -> None:
    # Underlined, `Status: accepted` is a heading, and one that states the status.
    assume(not any(a.startswith("Status:") and b == "---" for a, b in pairwise(words)))
    rest = "\n## Context\n\n" + "\n".join(words)
    text = NOTATIONS[notation].replace("{status}", "@@") + rest
    text = text.replace("\n", "\r\n") if windows else text
    before, expected = text.replace("@@", old), text.replace("@@", new)
    assert set_status(before, PATH, Status(new)) == expected
    superseded = supersede(before, PATH, NEW)
    head, tail = text.split("@@")
    assert superseded.startswith(head)
    assert superseded.endswith(rest.replace("\n", "\r\n") if windows else rest)
    assert len(superseded) - len(before) < 120
    assert tail in before


@given(_MARKDOWN, st.sampled_from(list(LinkKind)))
def test_a_link_is_added_and_every_line_that_was_there_stays(
    words: list[str], kind: LinkKind
) -> None:
    before = "# T\n\n* Status: accepted\n\n## Context\n\n" + "\n".join(words)
    after = add_link(before, PATH, kind, NEW)
    added = f"* {kind.phrase}: {LINK}\n"
    assert after.replace(added, "", 1) == before


def test_no_relation_is_written_into_front_matter_that_never_ends() -> None:
    # Found by fuzzing: the line was read as a key, and taking it out left `Amends: []`.
    text = "---\nstatus: accepted\n- Date: 2020-01-02\n\n## Context\n\nWords.\n"
    with pytest.raises(EditError, match="never ends"):
        add_link(text, PATH, LinkKind.AMENDS, NEW)
    with pytest.raises(EditError):
        supersede(text, PATH, NEW)
