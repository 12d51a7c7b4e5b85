from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


@pytest.fixture
def edited(logged: Adr, git: Git) -> Adr:
    """Since v1 record 2 was reworded and superseded, 3 removed, 4 moved, 5 made."""
    old = logged.project / logged.new("Use old")
    old.write_text(f"{old.read_text('utf-8')}\n## More\n\nIt is quick. It is cheap.\n", "utf-8")
    logged.done("accept", "--force", "2")
    for title in ("Use gone", "Use odd name"):
        logged.done("accept", "--force", logged.new(title))
    git(logged.project, "tag", "v1")
    text = old.read_text("utf-8").replace("It is cheap.", "It was cheap\nin spring.")
    old.write_text(text, "utf-8")
    git(logged.project, "commit", "-qam", "Reword")
    git(logged.project, "mv", "adr/0004-use-odd-name.md", "adr/0004-use-name.md")
    git(logged.project, "rm", "-q", "adr/0003-use-gone.md")
    git(logged.project, "commit", "-qm", "Move, remove")
    git(logged.project, "tag", "v2")
    logged.done("accept", "--force", logged.new("Use new", "-s", "2"))
    return logged


def test_all_that_changed_in_decisions_since_a_revision_is_told_by_section(edited: Adr) -> None:
    assert edited.done("diff", "v1").out.splitlines() == [
        "ADR-0002 Use old (adr/0002-use-old.md)",
        "  accepted → superseded",
        "  superseded by ADR-0005",
        "  More:",
        "    - It is cheap.",
        "    + It was cheap in spring.",
        "ADR-0003 Use gone (adr/0003-use-gone.md)",
        "  removed",
        "ADR-0004 Use odd name (adr/0004-use-name.md)",
        "  moved from adr/0004-use-odd-name.md",
        "ADR-0005 Use new (adr/0005-use-new.md)",
        "  created, accepted",
        "  supersedes ADR-0002",
    ]


def test_of_one_record_the_last_change_or_all_since_a_revision(edited: Adr) -> None:
    (last,) = edited.done("diff", "2", "--json").data
    assert last["events"] == ["accepted → superseded", "superseded by ADR-0005"]
    assert last["text"] == []
    (since,) = edited.done("diff", "2", "v1", "--json").data
    (said,) = since["text"]
    assert (said["section"], said["new"]) == ("More", "It was cheap in spring.")
    assert since["was"]["status"] == "accepted"
    (until,) = edited.done("diff", "adr/0002-use-old.md", "v1", "--to", "v2", "--json").data
    assert (until["status"], until["events"]) == ("accepted", [])
    assert (
        edited.done("diff", "v1", "v2", "--json").data
        == edited.done("diff", "v1", "--to", "v2", "--json").data
    )


def test_what_is_not_committed_counts_and_a_new_line_break_does_not(edited: Adr) -> None:
    record = edited.project / "adr/0005-use-new.md"
    text = record.read_text("utf-8")
    record.write_text(f"{text}\nMore words.\n", "utf-8")
    assert edited.done("diff", "5").out.endswith("    + More words.\n")
    old = edited.project / "adr/0002-use-old.md"
    old.write_text(old.read_text("utf-8").replace("It is quick.", "It is\nquick."), "utf-8")
    told = edited.done("diff", "HEAD", "--json").data
    assert {d["id"]: len(d["text"]) for d in told} == {"ADR-0005": 1}


def test_what_cannot_be_compared_is_said(edited: Adr) -> None:
    assert edited("diff", "nowhere").code == 1
    assert "No record fits 'nowhere'" in edited("diff", "nowhere").err
    assert edited("diff", "2", "nowhere").code == 1
    assert edited("diff", "2", "--to", "v2").code == 2
    assert edited("diff", "v1", "v2", "--to", "v2").code == 2
    assert "No decision changed" in edited.done("diff", "HEAD").err
