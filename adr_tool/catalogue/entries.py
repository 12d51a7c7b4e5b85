"""The shape of catalogue entries: decision kinds and technologies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from adr_tool.domain.advice import Attribute, Direction


class Ring(StrEnum):
    """Where a project's own radar puts a technology; the terms are those of technology radars."""

    ADOPT = "adopt"
    TRIAL = "trial"
    ASSESS = "assess"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Citation:
    """A public source that was read."""

    id: str
    """Short key, unique within its entry."""
    title: str
    url: str
    says: str
    """What the source says, paraphrased in one sentence."""
    checked: date | None
    """The day on which the source's text was read; None for a project's own statement."""


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
class Picture:
    """An analogy, an example or a snippet that makes the kind clear."""

    kind: str
    """`analogy`, `example` or `snippet`."""
    text: str
    language: str
    """Of a snippet, for its highlighting; else empty."""


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
    pictures: tuple[Picture, ...]
    sources: tuple[Citation, ...]


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
    cased: tuple[str, ...]
    """Names that are words of everyday English, too: in a sentence they count as spelled here."""
    identity: Claim | None
    licence: Claim | None
    governance: Claim | None
    rules: tuple[ChooseRule, ...]
    trade_offs: tuple[TechTradeOff, ...]
    limits: tuple[Claim, ...]
    operations: tuple[Claim, ...]
    integration: tuple[Claim, ...]
    exit: tuple[Claim, ...]
    sources: tuple[Citation, ...]
    ring: Ring | None = None
    """Where the project's own radar puts it; None where that says nothing."""
    note: str = ""
    """What the project says about it."""
    own: str = ""
    """The project's own file about it; empty where there is none."""

    @property
    def depth(self) -> str:
        """`full` where everything that the schema has is told, else `shallow`."""
        parts = (
            self.governance, self.trade_offs, self.limits, self.operations, self.integration,
            self.exit,
        )  # fmt: skip
        return "full" if all(parts) else "shallow"
