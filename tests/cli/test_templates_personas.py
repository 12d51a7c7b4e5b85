from __future__ import annotations

from tests.cli.runner import Adr


def test_our_templates_are_listed_without_a_log(run: Adr) -> None:
    assert run.done("templates", "--json").data == [
        {"name": name, "origin": "shipped"}
        for name in ("madr-minimal", "madr", "nygard", "y-statement")
    ]


def test_a_log_s_own_template_wins(logged: Adr) -> None:
    own = logged.project / "adr/templates"
    own.mkdir()
    (own / "madr.md").write_text("# TITLE\n")
    found = {t["name"]: t["origin"] for t in logged.done("templates", "--json").data}
    assert found["madr"] == str(own / "madr.md")
    assert ["madr", str(own / "madr.md")] in [
        line.split() for line in logged.done("templates").out.splitlines()
    ]


def test_our_persona_is_listed_with_its_questions(run: Adr) -> None:
    (persona,) = run.done("personas", "--json").data
    assert (persona["name"], persona["origin"]) == ("backend-architect", "shipped")
    assert persona["questions"] > 5
    assert "backend-architect" in run.done("personas").out


def test_a_sub_agent_of_the_project_is_found_from_below_and_wins(run: Adr) -> None:
    agents = run.project / ".claude/agents"
    agents.mkdir(parents=True)
    (agents / "mine.md").write_text(
        "---\nname: backend-architect\ndescription: Ours.\ntools: Bash\n---\nYou are ours.\n"
    )
    (agents / "notes.md").write_text("No persona.\n")
    below = run.project / "src"
    below.mkdir()
    (persona,) = run.done("personas", "--json", at=below).data
    assert (persona["origin"], persona["ignored"]) == (str(agents / "mine.md"), ["tools"])


def test_a_file_that_is_no_persona_says_why_when_it_is_named(run: Adr) -> None:
    (run.project / "notes.md").write_text("No persona.\n")
    done = run("new", "X", "--persona", "notes.md", "--dry-run")
    assert (done.code, done.out) == (1, "")
    assert "notes.md is no sub-agent file" in done.err
