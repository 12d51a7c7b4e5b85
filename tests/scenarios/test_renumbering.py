"""A record gets another number, and no citation is corrupted by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git

OLD, NEW = "docs/adr/0037-datapath.md", "docs/adr/0038-datapath.md"
MADR = "---\nstatus: accepted\n---\n\n# 37. Datapath\n\n## Decision\n\nWe use it.\n"
NYGARD = "# 37. Datapath\n\n## Status\n\nAccepted\n\n## Context\n\nC\n\n## Decision\n\nYes.\n"
FILES = {
    "docs/adr/0037-ledger.md": "# Ledger\n\n* Status: superseded\n\nSee ADR-0037.\n",
    "docs/adr/0036-base.md": "# Base\n\n* Status: accepted\n\n[37. P](0037-datapath.md#why) now.\n",
    "README.md": '[It](docs/adr/0037-datapath.md), [it](/docs/adr/0037%2Ddatapath.md "t")\r\nend\n',
    "docs/guide.md": "A [link](adr/0037-datapath.md#a) and [other](adr/0037-ledger.md).\n",
    "src/pay.py": '"""Follows ADR-0037, see docs/adr/0037-datapath.md; not ADR-00370."""\n',
    "deploy/application.yaml": "note: ADR-0037\nid: ADR-00370\nmore: 00370\n",
    "far.md": "[it](https://example.org/o/r/docs/adr/0037-datapath.md)\n",
    "x/docs.txt": "../docs/adr/0037-datapath.md and adr/0037-datapath.md and 0037-datapath.png\n",
}


@pytest.fixture(params=[MADR, NYGARD], ids=["madr", "nygard"])
def log(project: Path, git: Git, request: pytest.FixtureRequest) -> Adr:
    for path, text in {**FILES, OLD: request.param}.items():
        place = project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    (project / "blob.bin").write_bytes(b"\0\xff docs/adr/0037-datapath.md ADR-0037")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "All")
    return Adr(project)


def text(run: Adr, path: str) -> str:
    return (run.project / path).read_bytes().decode()


def test_a_dry_run_tells_all_and_writes_nothing(log: Adr, git: Git) -> None:
    told = log.done("renumber", OLD, "--dry-run").out
    assert git(log.project, "status", "--porcelain") == ""
    assert told == log.done("renumber", OLD).out


def test_the_links_follow_and_what_cannot_be_attributed_is_listed(log: Adr, git: Git) -> None:
    decision = text(log, OLD).partition("## Decision")[2]
    lines = log.done("renumber", OLD).out.splitlines()
    assert lines[0] == f"{OLD} → {NEW}"
    assert {line.split(": ")[0] for line in lines if "cannot be attributed" in line} == {
        "src/pay.py:1",
        "deploy/application.yaml:1",
        "docs/adr/0037-ledger.md:5",
        "far.md:1",
    }
    assert text(log, NEW).partition("## Decision")[2] == decision
    assert "# 38. Datapath" in text(log, NEW)
    assert "enumbered" in text(log, NEW)
    assert text(log, "docs/adr/0036-base.md").endswith("[38. P](0038-datapath.md#why) now.\n")
    for path, before in FILES.items():
        after = before.replace("adr/0037-datapath.md", "adr/0038-datapath.md")
        after = after.replace("0037%2Ddatapath", "0038%2Ddatapath")
        if path not in ("far.md", "docs/adr/0036-base.md"):
            assert text(log, path) == after, path
    assert text(log, "far.md") == FILES["far.md"]
    assert b"0037-datapath" in (log.project / "blob.bin").read_bytes()
    assert git(log.project, "status", "--porcelain") == ""
    assert (
        git(log.project, "log", "--format=%s", "-1") == "Renumber ADR-0037 to ADR-0038: Datapath\n"
    )
    assert len(git(log.project, "log", "--follow", "--format=%h", "--", NEW).split()) == 2
    log.done("check", "--select", "ADR1,ADR701")


def test_a_note_of_the_old_number_stays_in_the_record(log: Adr) -> None:
    log.done("renumber", OLD)
    log.done("renumber", NEW, "--to", "50")
    said = text(log, "docs/adr/0050-datapath.md")
    both = "Renumbered from: 37\n\nRenumbered from: 38\n", "renumbered-from: [37, 38]\n"
    assert any(words in said for words in both)
    assert log.done("show", "50", "--json").data["status"] == "accepted"


def test_a_mention_in_the_log_follows_where_only_one_record_can_be_meant(
    log: Adr, git: Git
) -> None:
    git(log.project, "rm", "--quiet", OLD)
    git(log.project, "commit", "--quiet", "--message", "Gone")
    (log.project / "docs/adr/0036-base.md").write_text(
        "# Base\n\n* Status: accepted\n* Amends: ADR-0037\n\nADR-00370 and adr 37.\n", "utf-8"
    )
    git(log.project, "commit", "--quiet", "--all", "--message", "Mentions")
    log.done("renumber", "37", "--to", "40")
    assert text(log, "docs/adr/0036-base.md").endswith(
        "* Amends: ADR-0040\n\nADR-00370 and adr 40.\n"
    )


def test_a_number_that_is_taken_or_a_text_that_is_being_edited_stops_it(log: Adr, git: Git) -> None:
    result = log("renumber", OLD, "--to", "36")
    assert (result.code, "0036 is taken by docs/adr/0036-base.md" in result.err) == (1, True)
    (log.project / "README.md").write_text("[it](docs/adr/0037-datapath.md) half\n", "utf-8")
    result = log("renumber", OLD)
    assert (result.code, "README.md would be rewritten" in result.err) == (1, True)
    assert git(log.project, "status", "--porcelain") == " M README.md\n"


def test_a_record_with_a_folder_of_its_own_moves_with_its_files(project: Path, git: Git) -> None:
    place = project / "adr/0007-a"
    place.mkdir(parents=True)
    (place / "README.md").write_text("# A\n\n* Status: accepted\n\n![x](x.svg)\n", "utf-8")
    (place / "x.svg").write_bytes(b"<svg>\xff</svg>")
    (project / "see.md").write_text("[a](adr/0007-a/README.md) [b](adr/0007-a/)\n", "utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "All")
    run = Adr(project)
    assert run.done("renumber", "7", "--to", "9").out.splitlines()[0].endswith("0009-a/README.md")
    assert text(run, "see.md") == "[a](adr/0009-a/README.md) [b](adr/0009-a/)\n"
    assert not place.exists()
    assert (project / "adr/0009-a/x.svg").read_bytes() == b"<svg>\xff</svg>"
    assert git(project, "status", "--porcelain") == ""
