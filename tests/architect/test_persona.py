from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from adr_tool.architect.persona import BankQuestion, Persona, parse_persona
from adr_tool.errors import ArchitectError

SHARED = Path(__file__).parents[3] / "shared/persona/backend-architect.md"

PLAIN = """---
name: reviewer
description: Asks hard questions.
model: opus
effort: High
tools: Read, Grep
---

You review.
"""

BROKEN = """---
name: storage
description: Use it when: things break.\\n\\nExamples:\\n- <example>\\n  user: "Which?"
  user: "Which one?"
  assistant: "This one."
model: sonnet
tools: Read, Write
color: red
user: nobody
---
You store.
"""


def test_a_sub_agent_file_is_read() -> None:
    persona = parse_persona(PLAIN, origin=".claude/agents/reviewer.md")
    assert persona.name == "reviewer"
    assert persona.description == "Asks hard questions."
    assert (persona.model, persona.effort) == ("opus", "high")
    assert persona.body == "You review."
    assert persona.origin == ".claude/agents/reviewer.md"


def test_the_digest_is_that_of_the_files_bytes() -> None:
    content = "\ufeff" + PLAIN.replace("\n", "\r\n")
    expected = hashlib.sha256(content.encode()).hexdigest()
    assert parse_persona(content, origin="x").sha256 == expected


def test_a_byte_order_mark_and_windows_line_ends_change_nothing_that_is_read() -> None:
    text = PLAIN + "Line by line.\nAnd more.\n"
    plain = parse_persona(text, origin="x")
    windows = parse_persona("\ufeff" + text.replace("\n", "\r\n"), origin="x")
    assert windows.body == plain.body
    assert windows.name == plain.name


@pytest.mark.parametrize("tools", ["Read, Grep", "[Read, Grep]", "\n  - Read\n  - Grep"])
def test_tools_are_ignored_whether_text_or_list(tools: str) -> None:
    text = PLAIN.replace("tools: Read, Grep", f"tools: {tools}")
    assert parse_persona(text, origin="x").ignored == ("tools",)


def test_hooks_servers_and_permissions_are_listed_as_ignored() -> None:
    extra = "hooks: {Stop: [x]}\nmcpServers: [y]\npermissionMode: bypassPermissions\nmemory: user\n"
    persona = parse_persona(PLAIN.replace("tools: Read, Grep\n", extra), origin="x")
    assert persona.ignored == ("hooks", "mcpServers", "permissionMode", "memory")


def test_a_header_that_is_no_valid_yaml_is_read_line_by_line() -> None:
    persona = parse_persona(BROKEN, origin="x")
    assert persona.name == "storage"
    assert persona.model == "sonnet"
    assert persona.body == "You store."


def test_the_dialogue_in_a_broken_description_does_not_become_keys() -> None:
    assert parse_persona(BROKEN, origin="x").ignored == ("tools", "color")


def test_the_description_ends_before_its_examples() -> None:
    assert parse_persona(BROKEN, origin="x").description == "Use it when: things break."


def test_a_model_that_is_inherited_is_no_model() -> None:
    assert parse_persona(PLAIN.replace("opus", "inherit"), origin="x").model == ""


def test_an_unknown_effort_is_no_effort() -> None:
    assert parse_persona(PLAIN.replace("High", "heroic"), origin="x").effort == ""


def test_python_objects_in_a_header_are_not_made() -> None:
    text = PLAIN.replace("opus", "!!python/object/apply:os.getcwd []")
    assert parse_persona(text, origin="x").model.startswith("!!python")


@pytest.mark.parametrize(
    "text", ["", "Just words.", "---\nname: x\n", PLAIN.replace("name: reviewer\n", "")]
)
def test_a_file_without_header_or_name_is_refused_with_its_path(text: str) -> None:
    with pytest.raises(ArchitectError, match=r"notes\.md is no sub-agent file"):
        parse_persona(text, origin="notes.md")


def test_a_rule_in_the_body_does_not_end_the_header_again() -> None:
    persona = parse_persona(PLAIN + "\n---\n\nMore.\n", origin="x")
    assert persona.body == "You review.\n\n---\n\nMore."


def test_the_bank_comes_from_the_section_questions_alone() -> None:
    text = PLAIN + (
        "- **not-this** Is it? — no\n\n## Questions\n\nAsk:\n\n"
        "- **load** How many\n  users? — one node\n  or more\n- no question\n"
        "* **exit** How to leave? – it decides\n\n### More\n\n- **team** Who? — people\n\n"
        "## Else\n\n- **nor-this** Is it? — no\n"
    )
    assert parse_persona(text, origin="x").bank == (
        BankQuestion("load", "How many users?", "one node or more"),
        BankQuestion("exit", "How to leave?", "it decides"),
        BankQuestion("team", "Who?", "people"),
    )


def test_a_persona_without_that_section_has_no_bank() -> None:
    assert parse_persona(PLAIN, origin="x").bank == ()


def test_the_shipped_persona_asks_for_the_four_deciding_things_first(persona: Persona) -> None:
    keys = [question.key for question in persona.bank]
    assert keys[:4] == ["load", "data-volume", "latency", "budget"]
    assert set(keys[4:]) == {
        "availability",
        "team",
        "integration",
        "compliance",
        "deadline",
        "exit",
    }
    assert all(question.ask.endswith("?") and question.why for question in persona.bank)


def test_the_shipped_persona_has_a_valid_header_and_nothing_to_ignore(persona: Persona) -> None:
    assert (persona.name, persona.model) == ("backend-architect", "opus")
    assert persona.ignored == ()
    assert "\\n" not in persona.description


@pytest.mark.skipif(not SHARED.exists(), reason="the shared persona is not here")
def test_the_persona_that_we_were_given_loads_although_its_header_is_broken() -> None:
    persona = parse_persona(SHARED.read_bytes().decode(), origin="x")
    assert (persona.name, persona.model, persona.ignored) == ("backend-architect", "opus", ())
    assert persona.description.endswith("backend infrastructure.")
    assert persona.body.startswith("You are a senior backend architecture expert")
