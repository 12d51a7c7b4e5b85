"""Count, group and word what a comment on a change tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from adr_tool.architect.review import Result
from adr_tool.document.quotation import quoted, quoted_code
from adr_tool.domain.finding import Finding, Severity
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.workflow.appraise import Appraisal
from adr_tool.workflow.overview import Turn

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SORTS = ("accepted but rewritten", "removed", "with another status", "new", "edited")
_MOST_NAMED, _MOST_ALIKE = 8, 3


def finding_item(finding: Finding, place: str = "") -> str:
    """A finding as an item of a list."""
    sign = _SIGNS[finding.severity]
    where = place or quoted_code(f"{finding.path}:{finding.line}")
    hint = f" ({quoted(finding.hint)})" if finding.hint else ""
    return f"* {sign} {finding.code} {where}: {quoted(finding.message, 200)}{hint}"


def alike(found: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that say the same of several places, side by side, or fill one file."""
    in_file = Counter((finding.code, finding.path) for finding in found)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        fills = in_file[finding.code, finding.path] > _MOST_ALIKE
        key = (finding.code, finding.path if fills else finding.message)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def denials(appraisals: Iterable[Appraisal]) -> list[str]:
    """The questions that texts answer with no, each with the reason and the records, as items.

    What concerns most records comes last: it is a habit of the log rather than a matter of
    this change.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for appraisal in appraisals:
        for judged in appraisal.questions:
            if judged.result is Result.FAIL:
                reason = quoted(judged.evidence[0].words.partition(": ")[2], 80)
                labels = found.setdefault((judged.question, reason), [])
                labels.append(quoted(appraisal.record.label))
    return [
        f"* {question} {reason}: {some_of(labels)}"
        for (question, reason), labels in sorted(found.items(), key=lambda one: len(one[1]))
    ]


def status_of(record: Record) -> str:
    """The status of a record, as a part of a sentence."""
    return "without a status" if record.status is Status.UNKNOWN else record.status.value


def sorts_of(turns: Sequence[Turn]) -> str:
    """How many decisions there are of each sort; each is counted once."""
    numbers = Counter(map(_sort, turns))
    return ", ".join(f"{numbers[sort]} {sort}" for sort in _SORTS if numbers[sort])


def severities_of(found: Sequence[Finding]) -> str:
    """How many findings there are of each severity."""
    numbers = Counter(finding.severity for finding in found)
    told = [counted(numbers[level], name) for level, name in _NAMES.items() if numbers[level]]
    return ", ".join(told) or "nothing in the files that differ"


def left_out(number: int, start: str, command: str) -> list[str]:
    """A line that tells how many are not shown and what shows them; none where all are."""
    return [f"{start}… and {number} more: {command}"] if number > 0 else []


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def some_of(labels: Sequence[str]) -> str:
    """A list of names that does not grow without end."""
    more = len(labels) - _MOST_NAMED
    shown = ", ".join(labels[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _sort(turn: Turn) -> str:
    if turn.is_removal:
        return "removed"
    if turn.rewritten:
        return "accepted but rewritten"
    if turn.is_new:
        return "new"
    moved = turn.former is not None and turn.former.status is not turn.record.status
    return "with another status" if moved else "edited"
