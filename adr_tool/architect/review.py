"""What an architect is asked about a finished record, and what may be believed of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from adr_tool.architect.brief import Answer, RelatedText
from adr_tool.architect.desk import TOTAL_BYTES, Desk
from adr_tool.architect.prompt import Prompt, instructions, prompt_of, related_text
from adr_tool.domain.finding import Severity

MOST_FINDINGS = 5
"""More than this many findings nobody acts on."""

RECORD_BYTES = TOTAL_BYTES // 2
"""The most that the record under review may take, in bytes of UTF-8."""

_LEAST_QUOTE = 8  # characters; a shorter one would stand in every text


class Judgement(StrEnum):
    """What only somebody who understands the text can judge (the checks of `review.md`)."""

    RELEVANT = "relevant"
    OPTIONS_VIABLE = "options_viable"
    OPTION_MISSING = "option_missing"
    DRIVERS_DISTINCT = "drivers_distinct"
    DRIVERS_RANKED = "drivers_ranked"
    OUTCOME_FOLLOWS = "outcome_follows"
    BALANCE = "balance"
    EVIDENCE = "evidence"
    GENRE = "genre"
    ON_TOPIC = "on_topic"
    ONE_DECISION = "one_decision"
    OPERATIONS = "operations"
    CONSISTENCY = "consistency"
    LONG_TERM = "long_term"
    CONFIDENCE = "confidence"


class Result(StrEnum):
    """How a judgement came out."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"
    CANNOT_TELL = "cannot_tell"


class Overall(StrEnum):
    """What should happen to the record next; never that it is approved."""

    READY = "ready_for_people"
    NEEDS_WORK = "needs_work"
    NO_DECISION = "not_an_architecture_decision"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judgement; the reason comes first, so that it is thought of first."""

    check: Judgement
    reason: str
    result: Result


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a reviewer should act on, with the passage that it is about."""

    check: Judgement
    section: str
    quote: str
    problem: str
    suggestion: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Review:
    """What an architect thinks of a record; advice to people, never a verdict of ours.

    Attributes:
        instructions_found_in_record: What in the text tried to give orders.
    """

    verdicts: tuple[Verdict, ...]
    findings: tuple[Remark, ...]
    instructions_found_in_record: tuple[str, ...]
    overall: Overall


def review_prompt(
    record_text: str, answers: Iterable[Answer], related: Iterable[RelatedText] = ()
) -> Prompt:
    """The prompt that asks for a review, in a conversation that knows nothing else.

    Args:
        record_text: The whole record, as it stands in its file.
        answers: What people said when it was drafted.
        related: Records of the log that it must not contradict.
    """
    desk = Desk()
    document = {
        "record": desk.text(desk.without_comments(record_text), RECORD_BYTES),
        "answers": [
            {"key": a.key, "question": desk.visible(a.question), **desk.text(a.text)}
            for a in answers
        ],
        "related": [related_text(record, desk) for record in related],
    }
    user = json.dumps(document, ensure_ascii=False, indent=1)
    return prompt_of(instructions("review.md"), user, desk, answer_tokens=4_000)


def review_schema() -> dict[str, object]:
    """The JSON schema of a `Review`, fit for structured output."""
    from adr_tool.architect.reply import schema_of

    return schema_of(Review)


def parse_review(text: str) -> Review:
    """Read a reply that should be a `Review` in JSON.

    Raises:
        ReplyError: The text is no JSON, or not of that shape.
    """
    from adr_tool.architect.reply import parse_as

    return parse_as(text, Review)


def quoted(review: Review, record_text: str) -> Review:
    """The review with only those findings whose quote stands in the record, at most five.

    Quote and record are compared after folding white space, and as the architect was shown
    the record: without comments and hidden characters.
    """
    desk = Desk()
    shown = _folded(desk.visible(desk.without_comments(record_text)))
    kept = [remark for remark in review.findings if _stands(_folded(remark.quote), shown)]
    return replace(review, findings=tuple(kept[:MOST_FINDINGS]))


def _stands(quote: str, text: str) -> bool:
    return len(quote) >= _LEAST_QUOTE and quote in text


def _folded(text: str) -> str:
    return " ".join(text.split())
