"""Where a project says so, the merge of a proposal is its acceptance."""

from __future__ import annotations

import pytest

from tests.cli.runner import Adr
from tests.scenarios.hub import Git

OLD = "---\nstatus: accepted\ndate: 2026-09-01\n---\n\n# Use MySQL\n\nIt is enough.\n"
NEW = "---\nstatus: proposed\ndate: 2026-10-01\n{more}---\n\n# Use {name}\n\nWe need {name}.\n"


@pytest.fixture
def main(empty: Adr, git: Git) -> Adr:
    (empty.project / "adr").mkdir()
    (empty.project / "adr.toml").write_text('acceptance = "on-merge"\nids = "draft"\n', "utf-8")
    (empty.project / "adr/0001-use-mysql.md").write_text(OLD, "utf-8")
    git(empty.project, "add", "--all")
    git(empty.project, "commit", "-qm", "Log")
    return empty


def merge(run: Adr, git: Git, name: str, more: str = "", *, squash: bool = False) -> str:
    """Propose on a branch and merge it; gives the merge's commit."""
    git(run.project, "switch", "-qc", name)
    place = run.project / f"adr/draft-use-{name}.md"
    place.write_text(NEW.format(name=name, more=more), "utf-8")
    git(run.project, "add", "--all")
    git(run.project, "commit", "-qm", f"Propose {name}")
    git(run.project, "switch", "-q", "main")
    if squash:
        git(run.project, "merge", "-q", "--squash", name)
        git(run.project, "commit", "-qm", f"Propose {name} (#3)")
    else:
        git(run.project, "merge", "-q", "--no-ff", "-m", f"Merge {name}", name)
    return git(run.project, "rev-parse", "HEAD").strip()


def test_what_a_merge_brought_is_accepted_on_its_day_with_it_as_evidence(
    main: Adr, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-05T12:00:00Z")
    commit = merge(main, git, "postgresql", "supersedes: [ADR-0001]\n")
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    main.done("accept", "--merged")
    text = (main.project / "adr/0002-use-postgresql.md").read_text("utf-8")
    assert "status: accepted" in text
    assert "accepted: {date: 2026-10-05, by: [Ana Ruiz <ana@example.org>], " in text
    assert f"evidence: merge {commit}, commit: {commit}, decision-hash: " in text
    assert main.done("show", "1", "--json").data["status"] == "superseded"
    assert git(main.project, "status", "--porcelain") == ""
    assert git(main.project, "rev-list", "--count", f"{commit}..HEAD") == "1\n"
    done = main.done("accept", "--merged")
    assert (done.out, done.err) == ("", "No merge brought a proposal.\n")
    main.done("check", "--base", commit, "--select", "ADR1,ADR2,ADR3,ADR4")


def test_each_merge_since_a_revision_is_an_act_of_its_own(main: Adr, git: Git) -> None:
    start = git(main.project, "rev-parse", "HEAD").strip()
    first, second = merge(main, git, "kafka"), merge(main, git, "redis", squash=True)
    (main.project / "adr/draft-use-own.md").write_text(NEW.format(name="own", more=""), "utf-8")
    done = main.done("accept", "--merged", "--base", start)
    assert done.out.splitlines() == [
        *("adr/draft-use-kafka.md", "adr/0002-use-kafka.md"),
        *("adr/draft-use-redis.md", "adr/0003-use-redis.md"),
    ]
    subjects = git(main.project, "log", "--format=%s", f"{second}..HEAD").splitlines()
    assert subjects == ["Accept ADR-0003: Use redis", "Accept ADR-0002: Use kafka"]
    texts = [p.read_text("utf-8") for p in sorted((main.project / "adr").glob("000[23]*"))]
    assert [f"evidence: merge {c}," in t for c, t in zip((first, second), texts, strict=True)] == [
        True,
        True,
    ]
    # Who squashed it is not told by the commit, whose author wrote the proposal.
    assert "by: []" in texts[1]
    assert main.done("show", "draft-use-own", "--json").data["status"] == "proposed"


def test_what_a_model_drafted_needs_a_person_and_without_the_setting_a_merge_accepts_nothing(
    main: Adr, git: Git
) -> None:
    merge(main, git, "kafka", "adr-draft: {architect: claude, model: m}\n")
    result = main("accept", "--merged")
    assert (result.code, "a person has to be named" in result.err) == (1, True)
    result = main("accept", "--merged", "1")
    assert (result.code, "leave REF out" in result.err) == (2, True)
    (main.project / "adr.toml").write_text('ids = "draft"\n', "utf-8")
    for arguments, words in (
        (("--merged",), 'acceptance = "on-merge"'),
        ((), "Which records?"),
        (("--base", "main", "1"), "--base belongs to --merged"),
    ):
        result = main("accept", *arguments)
        assert (result.code, words in result.err) == (2, True)
