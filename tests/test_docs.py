"""The documentation names everything a person can type, meet or set."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
PARTS = ["What", "Why", "Example", "Fix", "Silence"]


def page(name: str) -> str:
    """Read a page of the reference."""
    return (ROOT / "docs/reference" / name).read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """Split a page at its second-level headings: heading → text; fenced text has none."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            heading = line[3:].strip().strip("`")
            found[heading] = ""
        elif heading:
            found[heading] += line
    return found


def commands(name: str, command: click.Command) -> dict[str, click.Command]:
    """Find each visible command below `command`, itself first, by its full name."""
    below = {name: command}
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None, word
            below |= {} if inner.hidden else commands(f"{name} {word}", inner)
    return below


def all_commands() -> dict[str, click.Command]:
    from adr_tool.cli.main import adr

    return commands("adr", adr)


def codes() -> list[str]:
    from adr_tool.domain.checks.codes import CODES

    return [getattr(entry, "code", entry) for entry in CODES]


def test_each_command_has_a_section() -> None:
    assert set(all_commands()) - set(sections(page("commands.md"))) == set()


def test_each_section_is_of_a_command() -> None:
    assert set(sections(page("commands.md"))) - set(all_commands()) == set()


def test_each_long_option_is_in_the_section_of_its_command() -> None:
    documented = sections(page("commands.md"))
    missing = [
        f"{name} {flag}"
        for name, command in all_commands().items()
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
        for flag in [*option.opts, *option.secondary_opts]
        if flag.startswith("--") and not re.search(rf"{flag}(?![\w-])", documented[name])
    ]
    assert missing == []


def test_each_command_explains_itself_and_its_options() -> None:
    silent = [
        f"{name} {parameter.name}"
        for name, command in all_commands().items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden and not parameter.help
    ]
    silent += [name for name, command in all_commands().items() if not command.help]
    assert silent == []


def test_each_check_code_has_a_section_with_all_its_parts() -> None:
    documented = {heading.split()[0]: text for heading, text in sections(page("checks.md")).items()}
    lacking = [
        f"{code}: {part}"
        for code in codes()
        for part in PARTS
        if f"**{part}.**" not in documented.get(code, "")
    ]
    assert lacking == []


def test_each_section_is_of_a_check_code_that_exists() -> None:
    documented = {heading.split()[0] for heading in sections(page("checks.md"))}
    assert {name for name in documented if name.startswith("ADR")} - set(codes()) == set()


def test_each_setting_is_in_the_table() -> None:
    from adr_tool.settings import Settings

    names = [field.name for field in dataclasses.fields(Settings)]
    assert [name for name in names if f"| `{name}` |" not in page("settings.md")] == []


def test_each_exit_code_of_an_error_is_explained() -> None:
    from adr_tool import errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = {kind.exit_code for kind in kinds if issubclass(kind, errors.AdrError)}
    assert [code for code in raised if f"| {code} |" not in page("exit-codes.md")] == []


def test_the_pages_made_from_the_code_are_fresh() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.integration
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "reference/checks/index.html").exists()
    assert not list(tmp_path.glob("**/*first.feature*")), "fragments are not pages"
    styles = re.findall(r"<link[^>]+href=\"([^\"]+)", (tmp_path / "index.html").read_text("utf-8"))
    assert [style for style in styles if "://" in style] == [], "nothing is fetched from elsewhere"
