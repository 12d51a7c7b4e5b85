"""The shape of catalogue entries: decision kinds and technologies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adr_tool.domain.advice import Attribute, Direction


@dataclass(frozen=True, slots=True)
class Citation:
    """A public source that was read."""

    id: str
    """Short key, unique within its entry."""
    title: str
    url: str
    says: str
    """What the source says, paraphrased in one sentence."""
    checked: date


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a source backs."""

    text: str
    source: Citation


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """One answer that changes the decision."""

    id: str
    label: str
    words: tuple[str, ...]
    """Lower-case words or phrases that mean this answer in free text."""


@dataclass(frozen=True, slots=True)
class KindQuestion:
    """A question that decides, and the answers that matter."""

    id: str
    ask: str
    why: str
    """What answer changes what."""
    answers: tuple[AnswerClass, ...]


@dataclass(frozen=True, slots=True)
class DriverHint:
    """A driver that this kind of decision usually has."""

    attribute: Attribute
    text: str
    measure: str


@dataclass(frozen=True, slots=True)
class FailureScenario:
    """What goes wrong with this kind of decision, and what helps."""

    scenario: str
    detection: str
    response: str
    source: Citation


@dataclass(frozen=True, slots=True)
class MigrationPattern:
    """A way from one option to another, and back."""

    strategy: str
    steps: tuple[str, ...]
    rollback: str
    source: Citation


@dataclass(frozen=True, slots=True)
class Check:
    """What to test, review or measure to confirm the decision."""

    what: str
    kind: str
    pass_when: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A signal to monitor, its threshold in words, and what to do."""

    signal: str
    threshold: str
    action: str


@dataclass(frozen=True, slots=True)
class AntiDecision:
    """A typical way to get this kind of decision wrong."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of decision: what decides it, what fails, how to move and confirm."""

    id: str
    name: str
    summary: str
    words: tuple[str, ...]
    """Lower-case words or phrases in a title that point to this kind."""
    questions: tuple[KindQuestion, ...]
    drivers: tuple[DriverHint, ...]
    failures: tuple[FailureScenario, ...]
    migrations: tuple[MigrationPattern, ...]
    confirmation: tuple[Check, ...]
    monitoring: tuple[Watch, ...]
    anti_decisions: tuple[AntiDecision, ...]
    option_classes: tuple[str, ...]
    """Classes of options to compare when a title names none."""
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseRule:
    """An answer that speaks for (GOOD) or against (BAD) a technology."""

    question: str
    answer: str
    direction: Direction
    text: str
    source: Citation


@dataclass(frozen=True, slots=True)
class TechTradeOff:
    """A strength or weakness on one quality attribute."""

    attribute: Attribute
    direction: Direction
    text: str
    source: Citation


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology or pattern: identity, rules, trade-offs, limits, way out."""

    id: str
    name: str
    type: str
    """`technology` or `pattern`."""
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    identity: Claim
    licence: Claim
    governance: Claim
    rules: tuple[ChooseRule, ...]
    trade_offs: tuple[TechTradeOff, ...]
    limits: tuple[Claim, ...]
    operations: tuple[Claim, ...]
    integration: tuple[Claim, ...]
    exit: tuple[Claim, ...]
    sources: tuple[Citation, ...]
