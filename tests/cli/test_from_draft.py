"""Drafts that an agent made elsewhere pass the same guards."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.runner import Adr, text_of

Git = Callable[..., str]
TITLE = "Postgres vs Mongo"


def test_a_draft_from_elsewhere_is_a_models_until_a_person_says_otherwise(
    logged: Adr, advice: dict[str, Any], git: Git
) -> None:
    advice["question"] = "<script>alert(1)</script>"
    made = {"advice": advice, "model": "claude-opus-5-5", "tool": "claude-code"}
    (logged.project / "draft.json").write_text(json.dumps(made), "utf-8")
    done = logged.done("new", TITLE, "--from-draft", "draft.json")
    text = text_of(logged, done)
    assert 'assisted-by: "claude-code:claude-opus-5-5 adr"' in text
    assert "&lt;script>" in text
    assert logged.done("show", "2", "--json").data["status"] == "proposed"
    assert logged("accept", "2").code == 1
    body = git(logged.project, "log", "-1", "--format=%B")
    assert "Assisted-by: claude-code:claude-opus-5-5" in body


def test_bare_advice_on_standard_input_is_taken_and_its_maker_is_unnamed(
    logged: Adr, advice: dict[str, Any]
) -> None:
    done = logged.done("new", TITLE, "--from-draft", "-", typed=json.dumps(advice))
    assert "model: unnamed model" in text_of(logged, done)


@pytest.mark.parametrize(
    "draft", ["no json", "[]", "{}", '{"advice": {"question": 1}}', "[" * 9999]
)
def test_what_is_no_draft_is_one_error_and_writes_nothing(
    logged: Adr, git: Git, draft: str
) -> None:
    done = logged("new", TITLE, "--from-draft", "-", typed=draft)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("Error: ") == 1
    assert git(logged.project, "status", "--short") == ""


def test_a_file_that_is_missing_is_wrong_usage(logged: Adr) -> None:
    done = logged("new", TITLE, "--from-draft", "gone.json")
    assert done.code == 2
    assert "--from-draft gone.json: No such file" in done.err


def test_the_schema_of_a_draft_is_printed_with_the_prompt(logged: Adr) -> None:
    shown = logged.done("new", TITLE, "--show-prompt")
    assert set(shown.data["schema"]["required"]) >= {"options", "outcome"}
    assert "A draft takes about " in shown.err


TEMPLATES = {
    "bare.md": "# NUMBER. TITLE\n\n## Status\n\nSTATUS\n\n## Context\n\n## Decision\n\nThis.\n",
    "headed.md": "---\nstatus: {{ STATUS }} # see wiki\n---\n\n# {{ TITLE }}\n\nText.\n",
}


@pytest.mark.parametrize("name", ["madr-minimal", "nygard", "y-statement", *TEMPLATES])
def test_no_template_hides_that_a_model_drafted(
    logged: Adr, advice: dict[str, Any], name: str
) -> None:
    for file, text in TEMPLATES.items():
        (logged.project / file).write_text(text, "utf-8")
    made = json.dumps({"advice": advice, "model": "claude-opus-5-5", "tool": "claude-code"})
    logged.done("new", TITLE, "--template", name, "--from-draft", "-", typed=made)
    shown = logged.done("show", "2", "--json").data
    assert shown["assisted_by"] == "claude-code:claude-opus-5-5 adr"
    assert shown["status"] == "proposed"
    assert "--by" in logged("accept", "2").err
    logged.done("accept", "2", "--by", "Ana Maier")
