"""An accepted record: what may be changed in it, and what has to be said about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
TEXT = "We run [PostgreSQL](https://postgresql.org/14) on our own machines. It is enough for us."
REWRITTEN = TEXT.replace("our own machines", "machines of a provider")
ENTRY = "\n## Changes\n\n- 2026-11-23 correction: the machines were never our own\n"
SECTIONS = re.compile(r"(?ms)^## (?:Context|Context and Problem Statement)\n.*?(?=^## )")


@pytest.fixture
def accepted(log: Adr, git: Git) -> Path:
    """The file of an accepted record with an attestation, on a branch that begins there."""
    path = log.project / log.new("Use PostgreSQL")
    text = path.read_text("utf-8")
    assert SECTIONS.search(text)
    path.write_text(
        SECTIONS.sub(lambda m: f"{m[0].splitlines()[0]}\n\n{TEXT}\n\n", text, count=1), "utf-8"
    )
    git(log.project, "commit", "-qam", "Say what we run")
    log.done("accept", "--force", "--by", "Ana Ruiz", "6")
    git(log.project, "switch", "-qc", "change")
    return path


def drift(run: Adr, base: str = "main") -> list[tuple[str, str]]:
    done = run("check", "--base", base, "--json", "--select", "ADR4")
    found = [(f["code"], f["severity"]) for f in done.data["findings"]]
    assert done.code == (3 if "error" in [severity for _, severity in found] else 0)
    return found


def rewrite(path: Path, old: str, new: str, more: str = "") -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new) + more, "utf-8")


def test_nothing_is_found_where_nothing_changed(log: Adr, accepted: Path) -> None:
    assert accepted.exists()
    done = log.done("check", "--base", "main", "--select", "ADR4")
    assert done.out == "6 records, 0 other files, 0 unreadable; 0 problems\n"
    assert re.fullmatch(r"Held against main \(\w{10}\): it had 6 records, now 6\n", done.err)


def test_a_rewritten_sentence_fails_and_the_hunk_is_named(log: Adr, accepted: Path) -> None:
    rewrite(accepted, TEXT, REWRITTEN)
    line = accepted.read_text("utf-8").splitlines().index(REWRITTEN) + 1
    (found,) = [
        f
        for f in log("check", "--base", "main", "--json").data["findings"]
        if f["code"] == "ADR401"
    ]
    assert (found["path"], found["line"]) == (f"adr/{accepted.name}", line)
    assert "'We run [PostgreSQL]() on our own machines.' is now" in found["message"]
    assert ("ADR401", "error") in drift(log)


def test_the_attested_hash_tells_a_rewritten_text_without_a_base(log: Adr, accepted: Path) -> None:
    if not accepted.read_text("utf-8").startswith("---"):
        pytest.skip("no front matter, no attestation")
    rewrite(accepted, TEXT, REWRITTEN)
    (found,) = log("check", "--json", "--select", "ADR4").data["findings"]
    assert (found["code"], found["severity"]) == ("ADR404", "warning")


def test_a_dated_correction_passes_and_says_what_is_no_longer_covered(
    log: Adr, accepted: Path
) -> None:
    rewrite(accepted, TEXT, REWRITTEN, ENTRY)
    assert drift(log) == [("ADR405", "info")]
    told = log.done("check", "--base", "main", "--select", "ADR405").out
    assert "text no longer covered by the approval of 2026-11-22" in told


def test_an_old_correction_sanctions_no_later_change(log: Adr, accepted: Path, git: Git) -> None:
    rewrite(accepted, TEXT, REWRITTEN, ENTRY)
    git(log.project, "commit", "-qam", "Correct it")
    rewrite(accepted, "It is enough for us.", "It is too much for us.")
    assert ("ADR401", "error") in drift(log, "change")


def test_an_entry_of_the_history_cannot_be_taken_out(log: Adr, accepted: Path, git: Git) -> None:
    rewrite(accepted, TEXT, REWRITTEN, ENTRY)
    git(log.project, "commit", "-qam", "Correct it")
    rewrite(accepted, ENTRY, "")
    assert ("ADR401", "error") in drift(log, "change")


def test_a_repaired_link_passes(log: Adr, accepted: Path) -> None:
    rewrite(accepted, "https://postgresql.org/14", "https://www.postgresql.org/docs/14/")
    assert drift(log) == []


def test_back_links_and_moves_pass(log: Adr, accepted: Path) -> None:
    log.done("link", "--no-commit", "5", "relates-to", "6")
    log.done("new", "Use MariaDB", "--architect", "none", "--supersedes", "6", "--no-commit")
    log.done("accept", "--force", "7", "--no-commit")
    assert "uperseded" in accepted.read_text("utf-8") or "superseded" in accepted.read_text("utf-8")
    assert drift(log) == []


def test_another_number_passes(log: Adr, accepted: Path, git: Git) -> None:
    new = accepted.with_name(accepted.name.replace("0006", "0009"))
    git(log.project, "mv", str(accepted), str(new))
    text = re.sub(r"(?m)^# 6\. ", "# 9. ", new.read_text("utf-8"))
    new.write_text(text, "utf-8")
    assert drift(log) == []


def test_other_blanks_are_worth_a_word_and_no_more(log: Adr, accepted: Path) -> None:
    rewrite(accepted, "machines. It", "machines.\nIt")
    assert drift(log) == [("ADR406", "info")]
    accepted.write_bytes(accepted.read_bytes().replace(b"\n", b"\r\n"))
    assert drift(log) == [("ADR406", "info")]


def test_a_status_set_back_by_hand_fails(log: Adr, accepted: Path, git: Git) -> None:
    log.new("Use MariaDB", "--supersedes", "6")
    log.done("accept", "--force", "7")
    text = accepted.read_text("utf-8")
    text = re.sub(r"(?m)^status: superseded", "status: proposed", text)
    text = re.sub(r"(?m)^(## Status\n\n).*?(?=\n\n)", r"\1Proposed", text)
    accepted.write_text(text, "utf-8")
    assert ("ADR402", "error") in drift(log, "change")
    assert git(log.project, "status", "--short")


def test_a_reopened_decision_may_be_reworked(log: Adr, accepted: Path) -> None:
    log.done("reopen", "6")
    rewrite(accepted, TEXT, REWRITTEN)
    assert drift(log) == []


def test_a_record_that_is_gone_is_named_with_the_counts(log: Adr, accepted: Path) -> None:
    accepted.unlink()
    (found,) = log("check", "--base", "main", "--json", "--select", "ADR4").data["findings"]
    assert (found["code"], found["severity"]) == ("ADR403", "error")
    assert found["message"] == f"base had 6 records, now 5: adr/{accepted.name} is gone"


def test_a_record_under_another_name_is_not_gone(log: Adr, accepted: Path) -> None:
    accepted.rename(accepted.with_name("0006-use-postgres.md"))
    assert drift(log) == []


def test_what_the_base_gained_meanwhile_is_not_ours(log: Adr, accepted: Path, git: Git) -> None:
    rewrite(accepted, "It is enough for us.", "It is enough for us.")
    git(log.project, "switch", "-q", "main")
    log.new("Use Redis")
    git(log.project, "switch", "-q", "change")
    assert drift(log) == []


def test_a_base_without_a_common_commit_is_told(log: Adr, accepted: Path, git: Git) -> None:
    assert accepted.exists()
    git(log.project, "checkout", "-q", "--orphan", "other")
    git(log.project, "commit", "-qm", "Another beginning")
    done = log("check", "--base", "main")
    assert done.code == 1
    assert "main and HEAD have no commit in common" in done.err
    assert log("check", "--base", "nowhere").code == 2
