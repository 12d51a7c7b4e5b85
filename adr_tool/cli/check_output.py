"""Print what a check found: for a terminal, a program, GitHub, GitLab or a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from adr_tool.cli.output import finding_data, finding_line, print_json, printable
from adr_tool.domain.finding import Finding, Severity, fingerprints, worst_first
from adr_tool.domain.secrets import redact

if TYPE_CHECKING:
    from adr_tool.cli.session import Session
    from adr_tool.workflow.check import Report

FORMATS = ("text", "json", "github", "gitlab", "sarif", "markdown")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GRAVITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def print_report(session: Session, report: Report, form: str) -> None:
    """Print a report; its counts end the text, and stand on stderr beside any other format."""
    if form == "text":
        for finding in report.findings:
            click.echo(finding_line(finding))
        click.echo(counts(report))
        return
    if form == "json":
        print_json(_as_data(report))
    elif form == "markdown":
        click.echo("\n".join(_as_markdown(report)))
    else:
        _print_for_forge(form, located(report.findings, session.rooted))
    session.say(counts(report))


def counts(report: Report) -> str:
    """How much was read, and how much was found."""
    return (
        f"{report.records} records, {len(report.others)} other files, "
        f"{len(report.unreadable)} unreadable; {len(report.findings)} problems"
    )


def located(findings: Iterable[Finding], rooted: Callable[[str], str]) -> list[Finding]:
    """The findings as a forge may have them: with paths from the root of the repository.

    A title or a sentence that they repeat may hold a secret; a forge keeps what it is told.
    """
    return [replace(f, path=rooted(f.path), message=redact(f.message)[0]) for f in findings]


def workflow_commands(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as commands of GitHub's workflows, which shows them beside the lines.

    Of each level it shows ten a step, so the worst come first; its log has all of them.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for f in worst_first(findings):
        place = f"file={_property(f.path)},line={f.line},col={f.column},title={f.code}"
        words = printable(f.message + (f"\nHint: {f.hint}" if f.hint else ""))
        yield f"::{_LEVELS[f.severity]} {place}::{_escaped(words)}"


def _print_for_forge(form: str, findings: list[Finding]) -> None:
    if form == "github":
        for line in workflow_commands(findings):
            click.echo(line)
    elif form == "gitlab":
        print_json(_code_quality(findings))
    else:
        from adr_tool.cli.sarif import sarif

        print_json(sarif(findings))


def _code_quality(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The report that GitLab shows in a merge request.

    Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    return [
        {
            "description": f"{f.code}: {f.message}",
            "check_name": f.code,
            "fingerprint": fingerprint,
            "severity": _GRAVITY[f.severity],
            "location": {"path": f.path, "lines": {"begin": f.line}},
        }
        for f, fingerprint in fingerprints(findings)
    ]


def _as_markdown(report: Report) -> Iterator[str]:
    from adr_tool.cli.comment_words import finding_item

    yield f"**adr check**: {counts(report)}"
    if report.findings:
        yield ""
        yield from (finding_item(finding) for finding in worst_first(report.findings))


def _as_data(report: Report) -> dict[str, object]:
    return {
        "records": report.records,
        "others": [{"path": path} for path in report.others],
        "unreadable": [asdict(file) for file in report.unreadable],
        "findings": [finding_data(f) for f in report.findings],
    }


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(printable(text)).replace(":", "%3A").replace(",", "%2C")
