"""Never silently misread: every dialect in one folder, and nothing that passes unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
STATUS = "\n\n## Status\n\n"
BODY = "\n## Context\n\nWhy.\n\n## Decision\n\nThat.\n"
FOLDER = {
    "0001-madr-4.md": "---\nstatus: accepted\ndecision-makers: alice\n---\n\n# Use a\n",
    "0002-madr-2.md": "# Use b\n\n* Status: rejected\n* Deciders: bob\n" + BODY,
    "0003-nygard.md": f"# 3. Use c\n\nDate: 2024-05-01{STATUS}Deprecated\n{BODY}",
    "0004-inline.md": "# 4. Use d\n\n**Status:** Accepted.\n" + BODY,
    "0005-amended.md": "# 5. Use e\n\n## Status\n\nAccepted. Amended by [4](0004-inline.md)\n"
    + BODY,
    "0006-wrapped.md": "# 6. Use f\n\nStatus: accepted\n\nThe old way is\nsuperseded by now.\n"
    + BODY,
    "0007-fenced.md": "# 7. Use g\n\n```yaml\nstatus: proposed\n```\n\n## Status\n\nAccepted\n"
    + BODY,
    "0008-scalar.md": "---\nstatus: proposed\ndecision-makers: Ana Ruiz\n---\n\n# Use h\n",
    "0009-german.md": f"# 9. Nimm i{STATUS}Akzeptiert\n{BODY}",
    "0010-own-word.md": "# 10. Nimm j\n\n- Status: Im Betrieb\n" + BODY,
    "ADR-notes.md": "# Notes\n\nWords.\n",
    "index.md": "# Decisions\n",
}
STATUSES = {
    1: "accepted",
    2: "rejected",
    3: "deprecated",
    4: "accepted",
    5: "accepted",
    6: "accepted",
    7: "accepted",
    8: "proposed",
    9: "accepted",
    10: "accepted",
    None: "unknown",
}


@pytest.fixture
def mixed(empty: Adr, git: Git) -> Adr:
    folder = empty.project / "docs/adr"
    folder.mkdir(parents=True)
    for name, text in FOLDER.items():
        (folder / name).write_text(text, "utf-8")
    (empty.project / "adr.toml").write_text('statuses = {"im betrieb" = "accepted"}\n', "utf-8")
    git(empty.project, "add", "--all")
    git(empty.project, "commit", "--quiet", "--message", "The log")
    return empty


def test_every_dialect_has_its_status(mixed: Adr) -> None:
    records = mixed.done("list", "--json").data
    assert {r["number"]: r["status"] for r in records} == STATUSES
    makers = {r["number"]: r["decision_makers"] for r in records if r["decision_makers"]}
    assert makers == {1: ["alice"], 2: ["bob"], 8: ["Ana Ruiz"]}


def test_what_is_no_record_is_counted_and_what_states_nothing_is_found(mixed: Adr) -> None:
    found = mixed("check", "--json").data
    assert found["records"] == len(FOLDER) - 1
    assert found["others"] == [{"path": "docs/adr/index.md"}]
    unknown = [f["path"] for f in found["findings"] if f["code"] == "ADR201"]
    assert unknown == ["docs/adr/ADR-notes.md"]


def test_a_log_of_nygard_is_read_with_the_same_eyes(empty: Adr) -> None:
    empty.done("init", "doc/adr", "--template", "nygard")
    folder = empty.project / "doc/adr"
    words = ["Accepted", "Superceded by [1. X](0001-record-architecture-decisions.md)", "Proposed"]
    for number, word in enumerate(words, start=2):
        text = f"# {number}. X\n\nDate: 2024-05-01\n\n## Status\n\n{word}\n{BODY}"
        (folder / f"{number:04d}-x.md").write_text(text, "utf-8")
    records = empty.done("list", "--json").data
    assert [r["status"] for r in records] == ["accepted", "accepted", "superseded", "proposed"]


def test_an_empty_and_a_missing_folder_are_no_success(empty: Adr) -> None:
    (empty.project / "adr").mkdir()
    assert empty("check").code == 2
    assert empty("--dir", "nowhere", "check").code == 2
    assert empty("--dir", "nowhere", "list").code == 2


def test_records_that_went_are_seen_in_the_count(log: Adr) -> None:
    def count() -> str:
        return log("check", "--ignore", "ADR5").out.splitlines()[-1]

    assert count().startswith("5 records, 0 other files, 0 unreadable")
    for path in sorted((log.project / "adr").glob("000[23]*.md")):
        path.unlink()
    assert count().startswith("3 records, 0 other files, 0 unreadable")
