"""What a careful reviewer would say about the text of a record."""

from __future__ import annotations

from collections.abc import Iterator

from adr_tool.domain.checks.rules import RULES, Rule
from adr_tool.domain.checks.told import Told
from adr_tool.domain.finding import Finding
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status

_OPEN = (Status.DRAFT, Status.PROPOSED)


def findings(log: DecisionLog, told: Told) -> Iterator[Finding]:
    """Turn the doubts about each text into findings, as far as anybody would act on them.

    An accepted text is not rewritten: what is said in it is judged while it can still be
    changed. A record that we drafted has to stand up to all rules.
    """
    for record in log.records:
        doubts = told.doubts.get(record.path)
        if not doubts:
            continue
        for line, code, detail in doubts:
            rule = RULES[code]
            if concerns(rule, record, told):
                words = rule.words(detail)
                yield Finding(code, rule.severity, record.path, line, words, rule.hint)


def concerns(rule: Rule, record: Record, told: Told) -> bool:
    """Whether anybody would act on a rule in a record."""
    wanted = rule.usual or record.path in told.drafted
    return told.full or (wanted and (rule.settled or record.status in _OPEN))
