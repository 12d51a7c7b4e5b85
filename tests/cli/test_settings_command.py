from __future__ import annotations

import pytest

from tests.cli.runner import Adr


def settings(run: Adr, **how: object) -> dict[str, dict[str, object]]:
    data: dict[str, dict[str, object]] = run.done("settings", "--json", **how).data
    return data


def test_every_setting_has_a_value_and_a_source(run: Adr) -> None:
    found = settings(run)
    assert found["commit"] == {"value": True, "source": "default"}
    assert found["logs"] == {"value": [], "source": "default"}
    assert {value["source"] for value in found.values()} == {"default"}


def test_a_table_shows_them_too(run: Adr) -> None:
    lines = run.done("settings").out.splitlines()
    assert lines[0].split() == ["Setting", "Value", "From"]
    assert ["commit", "true", "default"] in [line.split() for line in lines]


def test_a_variable_wins_over_a_file(run: Adr) -> None:
    (run.project / "adr.toml").write_text("template = 'nygard'\nmodel = 'haiku'\n")
    found = settings(run, env={"ADR_TEMPLATE": "madr-minimal"})
    assert found["template"] == {"value": "madr-minimal", "source": "ADR_TEMPLATE"}
    assert found["model"] == {"value": "haiku", "source": str(run.project / "adr.toml")}


def test_the_table_of_a_pyproject_file_is_read_from_below(run: Adr) -> None:
    (run.project / "pyproject.toml").write_text("[tool.adr]\nlogs = ['a', 'b']\n")
    below = run.project / "src"
    below.mkdir()
    assert settings(run, at=below)["logs"]["value"] == ["a", "b"]


def test_an_unknown_setting_is_a_warning_with_a_guess(run: Adr) -> None:
    (run.project / "adr.toml").write_text("templte = 'x'\n")
    done = run.done("settings")
    assert "Warning:" in done.err
    assert "did you mean template?" in done.err


@pytest.mark.parametrize("text", ["commit = 'yes'\n", "commit = \n", "logs = 'adr'\n"])
def test_a_wrong_file_is_an_error_that_names_it(run: Adr, text: str) -> None:
    (run.project / "adr.toml").write_text(text)
    for command in ("settings", "list", "new X"):
        done = run(*command.split())
        assert (done.code, done.out) == (1, "")
        assert f"Error: {run.project / 'adr.toml'}" in done.err


def test_what_a_log_shows_is_told_where_no_setting_says_otherwise(run: Adr) -> None:
    folder = run.project / "docs/decisions"
    folder.mkdir(parents=True)
    text = "# 1. Use Go\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nX.\n"
    (folder / "0001-use-go.md").write_text(f"{text}\n## Decision\n\nGo.\n", "utf-8")
    found = settings(run)
    assert found["folder"] == {"value": "docs/decisions", "source": "the log"}
    assert found["template"] == {"value": "nygard", "source": "the log"}
    path = run.project / run.done("new", "--architect", "none", "Use Rust").path
    assert path.parent == folder
    assert "\nDate: " in path.read_text("utf-8")
    (run.project / "adr.toml").write_text("template = 'madr'\n")
    assert settings(run)["template"] == {"value": "madr", "source": str(run.project / "adr.toml")}
