"""Answer a reviewer's seven questions about a record, as far as code can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from adr_tool.architect.review import Result
from adr_tool.document.outline import Line, Outline
from adr_tool.document.rubric.anatomy import Anatomy, Profile
from adr_tool.document.rubric.options import Options
from adr_tool.document.rubric.parts import Part
from adr_tool.document.rubric.vocabulary import BAD, DOWNSIDE, GOOD, REASON, REVISIT
from adr_tool.domain.digest import Digest
from adr_tool.domain.finding import Finding
from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record

_MOST_EVIDENCE = 2
_MOST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the record, or what a check says about it."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One of the seven questions and what code can say to it.

    Attributes:
        for_people: Whether code can at most deny it, so that a reader has to answer.
    """

    question: str
    result: Result
    evidence: tuple[Evidence, ...]
    for_people: bool = False


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What is known about a record before anybody has thought about it.

    Attributes:
        findings: What the checks found, all rules on.
        unmentioned: Records in force that bear on it and that it does not name.
    """

    record: Record
    questions: tuple[Judged, ...]
    findings: tuple[Finding, ...]
    unmentioned: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    """A question, the codes that answer it with no, and the lines that answer it with yes.

    Attributes:
        shown: The lines that a reviewer should look at.
        affirmed: Whether these lines are an answer as far as code can tell.
    """

    words: str
    against: tuple[str, ...]
    shown: Callable[[Anatomy], Iterable[Line]]
    affirmed: Callable[[Anatomy], bool]


def appraise(
    log: DecisionLog,
    text: str,
    digest: Digest,
    findings: tuple[Finding, ...],
    near: Sequence[Record],
) -> Appraisal:
    """Answer the seven questions (Zimmermann, "How to review architectural decision records").

    Args:
        log: All records.
        text: The text of the record that is reviewed.
        digest: What was read of it.
        findings: What the checks found in it, all rules on.
        near: Records that bear on it.
    """
    record = digest.record
    anatomy = Anatomy(Outline(text))
    questions = tuple(_judged(question, anatomy, findings) for question in _QUESTIONS)
    return Appraisal(record, questions, findings, _unmentioned(log, record, digest, near))


def _judged(question: _Question, anatomy: Anatomy, findings: tuple[Finding, ...]) -> Judged:
    for_people = question.affirmed is _never
    no = [
        Evidence(f.line, f"{f.code}: {f.message}")
        for f in findings
        if _said(f) in question.against or f.code in question.against
    ]
    if no:
        return Judged(question.words, Result.FAIL, tuple(no[:_MOST_EVIDENCE]), for_people)
    known = anatomy.profile is not Profile.CUSTOM and anatomy.language is not None
    lines = tuple(Evidence(li.number, _quoted(li)) for li in question.shown(anatomy))
    passed = known and bool(lines) and question.affirmed(anatomy)
    result = Result.PASS if passed else Result.CANNOT_TELL
    return Judged(question.words, result, lines[:_MOST_EVIDENCE], for_people)


def _said(finding: Finding) -> str:
    """`ADR502 outcome` for a part that is missing."""
    return f"{finding.code} {finding.message.rpartition(': ')[2]}"


def _quoted(line: Line) -> str:
    words = line.text.strip()
    return words if len(words) <= _MOST_QUOTE else f"{words[: _MOST_QUOTE - 1]}…"


def _lines(*parts: Part) -> Callable[[Anatomy], Iterable[Line]]:
    return lambda anatomy: [li for li in anatomy.argued(*parts) if li.text.lstrip()[:1] != "#"]


def _compared(anatomy: Anatomy) -> bool:
    argued = Options(anatomy).argued
    return len(argued) > 1 and all(a.good and a.bad for a in argued)


def _option_lines(anatomy: Anatomy) -> Iterable[Line]:
    return [anatomy.outline.lines[name.line - 1] for name in Options(anatomy).listed]


def _reasoned(anatomy: Anatomy) -> bool:
    words = "\n".join(li.text for li in anatomy.argued(Part.OUTCOME, Part.RATIONALE)).lower()
    return bool(anatomy.language and REASON[anatomy.language].search(words))


def _priced(anatomy: Anatomy) -> bool:
    """Whether consequences are told in both directions."""
    if anatomy.of(Part.GOOD) and anatomy.of(Part.BAD):
        return True
    lines = anatomy.argued(Part.CONSEQUENCES)
    marked = [li.text.lstrip(" *-+") for li in lines]
    if any(map(GOOD.match, marked)):
        return any(map(BAD.match, marked))
    words = "\n".join(marked).lower()
    return bool(anatomy.language and DOWNSIDE[anatomy.language].search(words))


def _reopened(anatomy: Anatomy) -> Iterable[Line]:
    found = [li for p in anatomy.of(Part.CONFIRMATION, Part.REVISIT) for li in p.prose]
    if anatomy.language:
        words = REVISIT[anatomy.language]
        found += [li for li in anatomy.prose if words.search(li.text.lower()) and li not in found]
    return found


def _never(_anatomy: Anatomy) -> bool:
    """Only people can tell."""
    return False


_QUESTIONS = (
    _Question(
        "Is the problem worth a record?",
        ("ADR502 context", "ADR521"),
        _lines(Part.CONTEXT),
        _never,
    ),
    _Question(
        "Are the options real, and all that there are?",
        ("ADR504", "ADR505", "ADR507"),
        _option_lines,
        _compared,
    ),
    _Question("Do the drivers neither overlap nor leave a gap?", (), _lines(Part.DRIVERS), _never),
    _Question(
        "Are drivers that conflict put in an order?", ("ADR512",), _lines(Part.DRIVERS), _never
    ),
    _Question(
        "Does the decision solve it, and is it said why?",
        ("ADR502 outcome", "ADR506", "ADR510", "ADR511", "ADR514"),
        _lines(Part.OUTCOME),
        _reasoned,
    ),
    _Question(
        "Are the consequences told fairly?",
        ("ADR502 consequences", "ADR508", "ADR509", "ADR513", "ADR515"),
        _lines(Part.CONSEQUENCES, Part.GOOD, Part.BAD),
        _priced,
    ),
    _Question(
        "Can it be acted on, traced, and looked at again?",
        ("ADR516", "ADR518", "ADR701", "ADR703", "ADR704"),
        _reopened,
        lambda anatomy: bool(_reopened(anatomy)),
    ),
)


def _unmentioned(
    log: DecisionLog, record: Record, digest: Digest, near: Sequence[Record]
) -> tuple[Record, ...]:
    """Those of the records near it that it does not name in any way."""
    named = {name for _, sort, name in digest.mentions if sort == "record"}
    linked = {name.rpartition("/")[2] for _, sort, name in digest.mentions if sort == "link"}
    said = {r.target.path for r in log.relations(record) if r.target}
    said |= {r.path for kind in LinkKind for r in log.referring(record, kind)}
    return tuple(
        other
        for other in near
        if other.in_force
        and other.path not in {record.path, *said}
        and str(other.number) not in named
        and other.path.rpartition("/")[2] not in linked
    )[:3]
