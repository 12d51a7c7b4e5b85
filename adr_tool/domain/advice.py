"""What an architect answers: drivers, options, consequences, risks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where a statement comes from; a record never hides it."""

    GIVEN = "given"
    """A person typed it: title, context, option or answer."""
    FILE = "file"
    """It stands in a file of the repository."""
    RECORD = "record"
    """It stands in another record of the log."""
    CATALOGUE = "catalogue"
    """It stands in the catalogue, with a public source."""
    ASSUMPTION = "assumption"
    """Nobody said so; it has to be checked."""
    GENERAL_KNOWLEDGE = "general_knowledge"
    """A model said so without evidence."""


class Attribute(StrEnum):
    """Quality attributes: ISO/IEC 25010:2023, plus cost, time to market and team."""

    FUNCTIONAL_SUITABILITY = "functional_suitability"
    PERFORMANCE = "performance_efficiency"
    COMPATIBILITY = "compatibility"
    INTERACTION = "interaction_capability"
    RELIABILITY = "reliability"
    SECURITY = "security"
    MAINTAINABILITY = "maintainability"
    FLEXIBILITY = "flexibility"
    SAFETY = "safety"
    COST = "cost"
    TIME_TO_MARKET = "time_to_market"
    TEAM = "team_skill"


class OptionKind(StrEnum):
    """What sort of option it is."""

    CANDIDATE = "candidate"
    STATUS_QUO = "status_quo"
    BUY = "buy"
    BUILD = "build"
    HYBRID = "hybrid"


class Direction(StrEnum):
    """Whether an argument speaks for an option, against it, or neither."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


class Verdict(StrEnum):
    """How an option meets a driver; never a number."""

    MEETS = "meets"
    PARTLY = "partly"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How sure the architect is of the outcome."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence and where it comes from."""

    text: str
    source: Source
    ref: str
    """A question's id, a path, a record's id or a URL; empty where there is none."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What nobody answered, and what the answer would change."""

    question: str
    why_it_matters: str


@dataclass(frozen=True, slots=True)
class Driver:
    """A requirement or quality that the options are held against."""

    id: str
    attribute: Attribute
    text: str
    measure: str
    """How one would see it met, or empty."""
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason for or against an option."""

    text: str
    direction: Direction
    attribute: Attribute
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class Option:
    """A way the question could be settled.

    `team_fit`, `community`, `integration`, `total_cost` and `reversibility` are the
    grounds on which a technology is selected; the text of each is empty where nothing
    is known. `limits` and `operations` are what its people have to live with.
    """

    name: str
    kind: OptionKind
    source: Source
    """GIVEN when a person named it; anything else is labelled in the record."""
    summary: Statement
    arguments: tuple[Argument, ...]
    team_fit: Statement
    community: Statement
    integration: Statement
    total_cost: Statement
    reversibility: Statement
    limits: tuple[Statement, ...]
    operations: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that speaks for or against an option."""

    option: str
    condition: str
    """What has to be true, for example `many relations, joins, ad-hoc queries`."""
    text: str
    direction: Direction
    fired_by: str
    """The answer that makes the condition true; empty while it is open."""
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One cell of the grid option × driver."""

    option: str
    driver: str
    """The driver's id."""
    why: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is proposed, and what would change it."""

    option: str
    """The name of an option, or `undecided`."""
    because: str
    confidence: Confidence
    would_change: tuple[str, ...]
    y_statement: str
    """In the context of …, facing …, we decided for …; empty while undecided."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What becomes easier, harder or different."""

    option: str
    """The option that brings it; empty where that is the chosen one."""
    text: str
    direction: Direction
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class TradeOff:
    """An axis on which something is given up for something else."""

    axis: str
    position: str
    accepted_cost: str


@dataclass(frozen=True, slots=True)
class Component:
    """A box of the data-flow diagram."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow of the data-flow diagram."""

    source: str
    target: str
    what: str
    protocol: str
    on_failure: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How one quality is taken care of by design."""

    name: str
    """For example `observability`, `defence in depth`, `API versioning`."""
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What can go wrong, how one sees it, what one does."""

    scenario: str
    detection: str
    response: str
    remaining_risk: str
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class Migration:
    """How to get there, and back."""

    strategy: str
    steps: tuple[str, ...]
    rollback: str
    source: Source
    ref: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How one will know that the decision is kept and works."""

    what: str
    kind: str  # `test`, `review`, `metric`, `alert` or `load test`
    pass_when: str


@dataclass(frozen=True, slots=True)
class Signal:
    """What to watch, from when on to act, and how."""

    signal: str
    threshold: str
    action: str


@dataclass(frozen=True, slots=True)
class Cost:
    """One item of the total cost of ownership."""

    item: str
    amount: str  # as given, or `unknown`


@dataclass(frozen=True, slots=True)
class Standard:
    """An industry standard and its bearing on the decision."""

    name: str
    bearing: str


@dataclass(frozen=True, slots=True)
class Revisit:
    """What would be a reason to open the decision again."""

    trigger: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """An analogy, an example or a snippet that makes a point clear."""

    kind: str
    """`analogy`, `example` or `snippet`."""
    text: str
    language: str
    """The snippet's language, or empty."""


@dataclass(frozen=True, slots=True)
class RelatedRecord:
    """Another record of the log that bears on this one."""

    id: str
    title: str
    path: str
    """Relative to the new record's folder."""
    note: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything an architect says about one decision.

    Facts come before the outcome on purpose: a model fills the fields in this
    order, and has to commit to its evidence before it chooses.
    """

    question: str
    context: tuple[Statement, ...]
    facts: tuple[Statement, ...]
    open_questions: tuple[OpenQuestion, ...]
    drivers: tuple[Driver, ...]
    options: tuple[Option, ...]
    comparison: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    outcome: Outcome
    consequences: tuple[Consequence, ...]
    trade_offs: tuple[TradeOff, ...]
    components: tuple[Component, ...]
    flows: tuple[Flow, ...]
    qualities: tuple[Quality, ...]
    failures: tuple[Failure, ...]
    migration: Migration
    confirmation: tuple[Confirmation, ...]
    monitoring: tuple[Signal, ...]
    costs: tuple[Cost, ...]
    standards: tuple[Standard, ...]
    revisit: tuple[Revisit, ...]
    illustrations: tuple[Illustration, ...]
    pitfalls: tuple[Statement, ...]
    related: tuple[RelatedRecord, ...]
