"""Print what a review found: for a terminal, a program, a page or GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from adr_tool.architect.review import Remark, Review
from adr_tool.cli.output import finding_data, finding_line, printable
from adr_tool.document.prose import tame
from adr_tool.document.quotation import quoted
from adr_tool.domain.finding import Finding
from adr_tool.domain.record import Record
from adr_tool.workflow.appraise import Appraisal, Judged

_MOST_FINDINGS = 8
_MOST_ADVICE, _LONGEST_ADVICE = 3, 300
_NOT_OURS = "What a model says; advice, and no part of the exit code:"

Reviewed = tuple[Appraisal, Review | None]
"""What code found, and what a model said where one was asked."""


def as_text(reviewed: Reviewed) -> Iterator[str]:
    """The lines for a terminal: a screen of them."""
    appraisal, review = reviewed
    record = appraisal.record
    yield printable(f"{record.label} {record.title} ({record.path}), {record.status}")
    for number, judged in enumerate(appraisal.questions, start=1):
        yield f"{number}. {judged.result.value.replace('_', ' '):<12}{judged.question}"
        yield from (printable(f"     {e.line}: {e.words}") for e in judged.evidence)
    yield from map(finding_line, _left(appraisal))
    if more := _more(appraisal):
        yield more
    for other in appraisal.unmentioned:
        yield printable(f"not mentioned: {other.label} {other.title} ({other.path})")
    if review:
        yield _NOT_OURS
        yield from (printable(f"- {words}") for words in _said(review))


def as_markdown(reviewed: Reviewed) -> Iterator[str]:
    """The same as Markdown; no word of a record or a model can be more than a word."""
    appraisal, review = reviewed
    record = appraisal.record
    yield from (f"## {tame(record.label)} {tame(record.title)}", "", "| | question | where |")
    yield "| --- | --- | --- |"
    for judged in appraisal.questions:
        yield f"| {judged.result.value.replace('_', ' ')} | {judged.question} | {_cell(judged)} |"
    yield ""
    for finding in _left(appraisal):
        yield f"* {finding.severity} {finding.code}, line {finding.line}: {tame(finding.message)}"
    if more := _more(appraisal):
        yield f"* {more}"
    for other in appraisal.unmentioned:
        yield f"* not mentioned: {tame(other.label)} {tame(other.title)}"
    if review:
        yield from ("", _NOT_OURS, "", *(f"* {tame(words)}" for words in _said(review)))
    yield ""


def as_advice(advised: Sequence[tuple[Record, Review]]) -> Iterator[str]:
    """What a model said about records, as a section of a comment; nothing where none was asked."""
    if advised:
        yield from ("#### What a model says; advice, and no part of the verdict", "")
    said = [(record, words) for record, review in advised for words in _said(review)]
    for record, words in said[:_MOST_ADVICE]:
        yield f"* {quoted(record.label)}: {quoted(words, _LONGEST_ADVICE)}"
    if len(said) > _MOST_ADVICE:
        yield f"* … and {len(said) - _MOST_ADVICE} more"


def as_data(reviewed: Reviewed) -> dict[str, Any]:
    """The same for programs."""
    appraisal, review = reviewed
    return {
        "id": appraisal.record.label,
        "path": appraisal.record.path,
        "questions": [
            {
                "question": judged.question,
                "result": judged.result.value,
                "evidence": [{"line": e.line, "text": e.words} for e in judged.evidence],
            }
            for judged in appraisal.questions
        ],
        "findings": [finding_data(finding) for finding in appraisal.findings],
        "unmentioned": [{"id": r.label, "path": r.path} for r in appraisal.unmentioned],
        "advice": None if review is None else [_remark(said) for said in review.findings],
    }


def _left(appraisal: Appraisal) -> Iterable[Finding]:
    """The findings that no question names already, the worst first."""
    told = {(e.line, e.words[:6]) for judged in appraisal.questions for e in judged.evidence}
    left = [f for f in appraisal.findings if (f.line, f.code) not in told]
    order = ["error", "warning", "info"]
    return sorted(left, key=lambda f: order.index(f.severity.value))[:_MOST_FINDINGS]


def _more(appraisal: Appraisal) -> str:
    hidden = len(appraisal.findings) - _MOST_FINDINGS
    where = appraisal.record.path
    return f"more: adr check {printable(where)} --select ADR" if hidden > 0 else ""


def _cell(judged: Judged) -> str:
    words = "; ".join(f"line {e.line}: {tame(e.words)}" for e in judged.evidence)
    return words.replace("|", "\\|")


def _said(review: Review) -> Iterator[str]:
    for said in review.findings:
        yield f'{said.severity} {said.check}: "{said.quote}": {said.problem} {said.suggestion}'
    for order in review.instructions_found_in_record:
        yield f"the text gives orders: {order}"
    yield f"overall: {review.overall.value.replace('_', ' ')}"


def _remark(said: Remark) -> dict[str, str]:
    return {
        "check": said.check.value,
        "severity": said.severity.value,
        "quote": said.quote,
        "problem": said.problem,
        "suggestion": said.suggestion,
    }
