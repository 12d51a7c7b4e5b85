"""Proposals without a number get theirs when they are accepted, and everything follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git, make_hub

DRAFT = "adr/draft-use-postgresql.md"
TEXT = "We keep orders in one database, so that a payment and its order are one transaction."


TITLES = ("Record decisions", "Use MySQL", "Use Kafka", "Deploy with Helm", "Keep sessions")
FORMS = {
    "madr": "---\nstatus: accepted\ndate: 2026-11-01\n---\n\n# {title}\n\n## Context\n\n{why}\n",
    "nygard": "# {n}. {title}\n\n## Status\n\nAccepted\n\n## Context\n\n{why}\n",
}
both = pytest.mark.parametrize("drafted", list(FORMS), indirect=True)


def append(path: Path, words: str) -> None:
    path.write_text(path.read_text("utf-8") + words, "utf-8")


@pytest.fixture
def drafted(empty: Adr, git: Git, request: pytest.FixtureRequest) -> Adr:
    """A log of five accepted records, and a draft that would supersede the second."""
    form = getattr(request, "param", "madr")
    root = empty.project
    for folder in ("adr", "src"):
        (root / folder).mkdir()
    (root / "adr.toml").write_text(f'template = "{form}"\nids = "draft"\n', "utf-8")
    for n, title in enumerate(TITLES, start=1):
        name = f"adr/{n:04d}-{title.lower().replace(' ', '-')}.md"
        (root / name).write_text(FORMS[form].format(n=n, title=title, why=TEXT), "utf-8")
    assert empty.new("Use PostgreSQL", "--supersedes", "2") == DRAFT
    (root / "src/pay.py").write_text(f"# see {DRAFT}\n", "utf-8")
    append(root / "adr/0003-use-kafka.md", "\nSee [it](draft-use-postgresql.md#context).\n")
    git(root, "add", "--all")
    git(root, "commit", "-qm", "Name the draft")
    return empty


def text(run: Adr, path: str) -> str:
    return (run.project / path).read_text("utf-8")


def codes(run: Adr, *arguments: str) -> list[str]:
    return [f["code"] for f in run("check", "--json", *arguments).data["findings"]]


def test_a_draft_is_a_record_without_a_number_that_its_name_refers_to(drafted: Adr) -> None:
    (drafts,) = [r for r in drafted.done("list", "--json").data if r["number"] is None]
    assert (drafts["id"], drafts["status"]) == ("adr/draft-use-postgresql", "proposed")
    assert not {"ADR001", "ADR101", "ADR102", "ADR201"} & set(codes(drafted))
    for ref in ("draft-use-postgresql", DRAFT, "adr/draft-use-postgresql"):
        assert "Use PostgreSQL" in drafted.done("show", ref).out
    drafted.done("link", "3", "Relates to", "draft-use-postgresql")
    new = drafted.new("Replace ADR 0012 by 007")
    assert new == "adr/draft-replace-adr-0012-by-007.md"
    assert drafted.done("show", new, "--json").data["number"] is None
    drafted.done("supersede", "4", "--by", "draft-replace-adr")
    assert drafted.done("show", "draft-replace", "--json").data["supersedes"][0]["id"] == "ADR-0004"
    assert drafted.done("show", "4", "--json").data["status"] == "accepted"
    assert "draft-use-postgresql" in drafted.done("show", "3", "--json").out


@both
def test_accepting_gives_the_number_and_all_that_names_the_draft_follows_in_one_commit(
    drafted: Adr, git: Git
) -> None:
    drafted.done("link", "3", "Relates to", "draft-use-postgresql")
    commits = git(drafted.project, "rev-list", "--count", "HEAD")
    printed = drafted.done("accept", "--force", "draft-use-postgresql").out.split()
    new = "adr/0006-use-postgresql.md"
    assert {DRAFT, new, "adr/0002-use-mysql.md", "src/pay.py"} <= set(printed)
    assert text(drafted, "src/pay.py") == f"# see {new}\n"
    assert "[it](0006-use-postgresql.md#context)" in text(drafted, "adr/0003-use-kafka.md")
    assert "draft-" not in "".join(p.read_text("utf-8") for p in drafted.project.glob("adr/*.md"))
    record = drafted.done("show", "6", "--json").data
    assert (record["status"], record["path"]) == ("accepted", new)
    old = drafted.done("show", "2", "--json").data
    assert (old["status"], old["superseded_by"][0]["id"]) == ("superseded", "ADR-0006")
    heading = re.search(r"(?m)^# (.+)$", text(drafted, new))
    nygard = "## Status" in text(drafted, new)
    assert heading
    assert heading[1] == ("6. Use PostgreSQL" if nygard else "Use PostgreSQL")
    assert int(git(drafted.project, "rev-list", "--count", "HEAD")) == int(commits) + 1
    assert git(drafted.project, "status", "--porcelain") == ""
    assert len(git(drafted.project, "log", "--follow", "--format=%h", "--", new).split()) == 3
    assert codes(drafted, "--base", "HEAD~1", "--select", "ADR1,ADR2,ADR3,ADR4") == []


def test_several_drafts_that_name_each_other_are_accepted_at_once(drafted: Adr) -> None:
    drafted.new("Use Flyway", "--link", "draft-use-postgresql:Depends on:Needed by")
    drafted.new("Use Liquibase", "--supersedes", "draft-use-flyway")
    drafted.done("accept", "--force", "draft-use-flyway", "draft-use-postgresql", "draft-use-liq")
    found = {r["number"]: r["path"] for r in drafted.done("list", "--json").data}
    assert [found[n] for n in (6, 7, 8)] == [
        "adr/0006-use-flyway.md",
        "adr/0007-use-postgresql.md",
        "adr/0008-use-liquibase.md",
    ]
    assert "0006-use-flyway.md" in text(drafted, "adr/0007-use-postgresql.md")
    assert "0007-use-postgresql.md" in text(drafted, "adr/0006-use-flyway.md")
    assert drafted.done("show", "6", "--json").data["status"] == "superseded"
    assert codes(drafted, "--select", "ADR1,ADR2,ADR3,ADR7") == []


def test_a_refused_draft_keeps_its_name_and_one_that_is_not_ready_claims_nothing(
    drafted: Adr, git: Git
) -> None:
    head = git(drafted.project, "rev-parse", "HEAD")
    result = drafted("accept", "draft-use-postgresql")
    assert (result.code, "placeholders" in result.err) == (1, True)
    (drafted.project / "src/pay.py").write_text(f"# see {DRAFT} soon\n", "utf-8")
    result = drafted("accept", "--force", "draft-use-postgresql")
    assert (result.code, "src/pay.py would be rewritten" in result.err) == (1, True)
    assert git(drafted.project, "rev-parse", "HEAD") == head
    assert drafted.done("reject", "draft-use-postgresql").path == DRAFT
    assert drafted("renumber", DRAFT).code == 1


def test_the_number_is_free_on_every_branch_and_reserved_where_that_is_wanted(
    tmp_path: Path, git: Git
) -> None:
    hub = make_hub(tmp_path, git, records=3)
    ana, ben = hub.clone("ana"), hub.clone("ben")
    for run in (ana, ben):
        (run.project / "adr.toml").write_text('ids = "draft"\nreserve = true\n', "utf-8")
    drafts = [run.new(f"Use {name}") for run, name in ((ana, "X"), (ana, "Y"), (ben, "Z"))]
    assert (drafts, hub.reserved()) == ([f"adr/draft-use-{n}.md" for n in "xyz"], [])
    assert ana.done("accept", "--force", "draft-use-x", "draft-use-y").out.split()[1::2] == [
        "adr/0004-use-x.md",
        "adr/0005-use-y.md",
    ]
    done = ben.done("accept", "--force", "draft-use-z")
    assert (done.out.split()[1], "Reserved 0006 on origin." in done.err) == (
        "adr/0006-use-z.md",
        True,
    )
    result = ben("accept", "--force", "--reserve", "3")
    assert (result.code, "none of these is a draft" in result.err) == (2, True)
    result = ben("new", "--architect", "none", "--reserve", "Use W")
    assert (result.code, "at adr accept --reserve" in result.err) == (2, True)


def test_paths_are_those_of_the_folder_in_which_somebody_works(drafted: Adr) -> None:
    printed = drafted.done("accept", "--force", "draft-use-p", at=drafted.project / "src").out
    assert {"../adr/0006-use-postgresql.md", "pay.py"} <= set(printed.split())


@both
def test_another_number_is_a_sanctioned_change_from_end_to_end(drafted: Adr, git: Git) -> None:
    append(drafted.project / "adr/0003-use-kafka.md", "\n## Notes\n\nADR-0004 says so.\n")
    git(drafted.project, "commit", "-qam", "Say more")
    drafted.done("link", "4", "Relates to", "5")
    git(drafted.project, "switch", "-qc", "change")
    drafted.done("renumber", "4", "--to", "9")
    drafted.done("renumber", "3", "--to", "8")
    done = drafted("check", "--base", "main", "--select", "ADR1,ADR3,ADR4", "--json")
    assert (done.code, done.data["findings"]) == (0, [])
    path = drafted.project / "adr/0008-use-kafka.md"
    path.write_text(path.read_text("utf-8").replace("one database", "two databases"), "utf-8")
    assert codes(drafted, "--base", "main", "--select", "ADR4") == ["ADR401"]


def test_ids_by_date_are_named_as_the_log_names_them(empty: Adr) -> None:
    (empty.project / "adr.toml").write_text('ids = "date"\n', "utf-8")
    (empty.project / "adr").mkdir()
    assert empty.new("Use X") == "adr/2026-11-22-use-x.md"
    (empty.project / "adr/20261123-use-y.md").write_text("# Y\n\n* Status: accepted\n", "utf-8")
    (empty.project / "adr/20261124-use-z.md").write_text("# Z\n\n* Status: accepted\n", "utf-8")
    for number in range(7):
        name = f"adr/000{number}-old.md"
        (empty.project / name).write_text("# Old\n\n* Status: accepted\n", "utf-8")
    assert empty.new("Use W") == "adr/20261122-use-w.md"
    (empty.project / "adr.toml").write_text('ids = "sequential"\n', "utf-8")
    assert empty.new("Use V") == "adr/0007-use-v.md"
    (empty.project / "adr.toml").write_text('ids = "date"\nfile_names = "{number}"\n', "utf-8")
    assert "file_names has {number}" in empty("new", "Use U").err
