"""Ask a person at a terminal, one question at a time."""

from __future__ import annotations

import click

from adr_tool.architect.brief import Question


def ask(question: Question, place: int, count: int) -> str:
    """Put one question; Enter alone is "don't know"."""
    click.echo(f"\n{click.style(f'{place}/{count}', bold=True)} {question.ask}", err=True)
    click.echo(click.style(f"    Why: {question.why}", dim=True), err=True)
    for number, choice in enumerate(question.choices, start=1):
        click.echo(f"    {number}) {choice}", err=True)
    said = click.prompt("   ", default="", show_default=False, prompt_suffix="> ", err=True)
    if said.strip().isdigit() and 0 < int(said) <= len(question.choices):
        return question.choices[int(said) - 1]
    return str(said)


def leave_open(_question: Question, _place: int, _count: int) -> str:
    """Ask nobody: the question stays open in the record."""
    return ""
