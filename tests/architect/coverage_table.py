"""Where each demand on the architect ends up: advice, a heading of the record, a check."""

from __future__ import annotations

from typing import NamedTuple

CHECKS = {
    "Context and Problem Statement": "ADR521",
    "Decision Drivers": "drivers_distinct",
    "Considered Options": "ADR504",
    "Decision Outcome": "ADR510",
    "Consequences": "ADR509",
    "Confirmation": "ADR516",
    "Pros and Cons of the Options": "ADR507",
    "More Information": "evidence",
    "What would decide": "confidence",
    "Open questions": "confidence",
    "Failure scenarios": "operations",
    "Migration and rollback": "ADR517",
    "Data flow": "operations",
    "Qualities by design": "long_term",
    "Trade-offs": "balance",
    "Costs": "evidence",
    "Standards": "evidence",
    "Revisit when": "ADR518",
    "Monitoring": "operations",
    "Illustrations": "genre",
    "What this rests on": "evidence",
    "Comparison": "outcome_follows",
    "Related decisions": "consistency",
}
"""Heading → a code of `adr check`, or a judgement that the fresh review has to make."""


class Covered(NamedTuple):
    """One demand and its places.

    Attributes:
        bullet: The demand of the persona, in short.
        fields: Where the answer stands: `field` of `Advice`, or `Class.field`.
        heading: The heading of a MADR record under which it is written.
        keywords: Words by which our own persona file is known to keep the demand.
    """

    bullet: str
    fields: tuple[str, ...]
    heading: str
    keywords: tuple[str, ...]

    @property
    def check(self) -> str:
        """What notices when the place says nothing or nothing good."""
        return CHECKS[self.heading]


def _row(bullet: str, fields: str, heading: str, keywords: str) -> Covered:
    return Covered(bullet, tuple(fields.split()), heading, tuple(keywords.split(", ")))


CORE = (
    _row(
        "distributed systems and their patterns",
        "components flows failures",
        "Data flow",
        "distributed systems, design patterns",
    ),
    _row("REST and GraphQL API design", "flows qualities", "Data flow", "REST, GraphQL"),
    _row(
        "SQL and NoSQL design and optimization",
        "options comparison",
        "Pros and Cons of the Options",
        "SQL, NoSQL, query optimisation",
    ),
    _row(
        "microservices and service mesh",
        "options components",
        "Considered Options",
        "microservices, service mesh",
    ),
    _row(
        "message queues and event-driven architecture",
        "flows Flow.protocol",
        "Data flow",
        "queues, event-driven",
    ),
    _row(
        "caching and CDN",
        "options Option.arguments",
        "Pros and Cons of the Options",
        "Caching, CDN",
    ),
    _row(
        "security, authentication and authorization",
        "qualities drivers",
        "Qualities by design",
        "Security, authentication, authorization",
    ),
    _row(
        "scalability, reliability, performance",
        "drivers Driver.attribute Driver.measure",
        "Decision Drivers",
        "Scalability, reliability, performance",
    ),
    _row(
        "cloud platforms and containers",
        "options Option.operations",
        "Considered Options",
        "AWS, GCP, Azure, containers",
    ),
    _row(
        "DevOps and CI/CD",
        "confirmation migration",
        "Confirmation",
        "DevOps, CI/CD",
    ),
)

REQUIREMENTS = (
    _row(
        "business requirements, scale, performance needs, constraints",
        "question context facts drivers",
        "Context and Problem Statement",
        "business, expected scale, performance, constraints",
    ),
    _row(
        "clarifying questions: load, data volume, latency, budget",
        "open_questions OpenQuestion.why_it_matters",
        "Open questions",
        "Ask about, user load, volume, latency, budget",
    ),
)

DESIGN = (
    _row(
        "high-level design and component interactions",
        "components flows",
        "Data flow",
        "high-level, components, interact",
    ),
    _row(
        "specific recommendations with justification",
        "outcome Outcome.because Outcome.option",
        "Decision Outcome",
        "specific, recommend, justify",
    ),
    _row(
        "data-flow diagrams and API specifications",
        "flows Flow.source Flow.target Flow.what Flow.protocol",
        "Data flow",
        "data flow, sketch the API, payload, protocol",
    ),
    _row(
        "scalability, reliability, maintainability from the start",
        "qualities Quality.name Quality.text",
        "Qualities by design",
        "scalability, reliability, maintainability, at the start",
    ),
    _row(
        "immediate needs and future growth",
        "revisit consequences",
        "Revisit when",
        "today's need, future growth",
    ),
)

SELECTION = (
    _row(
        "project requirements and team expertise",
        "drivers comparison Option.team_fit",
        "Comparison",
        "requirements, expertise the team",
    ),
    _row(
        "performance characteristics and scalability limits",
        "rules Option.limits",
        "What would decide",
        "its performance, stops scaling",
    ),
    _row(
        "community support and ecosystem maturity",
        "Option.community",
        "Pros and Cons of the Options",
        "community, maturity, ecosystem",
    ),
    _row(
        "total cost of ownership and operational complexity",
        "costs Cost.amount Option.total_cost Option.operations",
        "Costs",
        "total cost of ownership, operational complexity",
    ),
    _row(
        "integration with existing systems",
        "Option.integration related",
        "Related decisions",
        "integrates, systems that are already there",
    ),
)

PRACTICES = (
    _row(
        "SOLID and clean architecture",
        "qualities",
        "Qualities by design",
        "SOLID, clean architecture",
    ),
    _row(
        "security first, defence in depth",
        "qualities failures",
        "Qualities by design",
        "Security first, defence in depth",
    ),
    _row(
        "monitoring, logging, observability",
        "monitoring Signal.signal Signal.threshold Signal.action",
        "Monitoring",
        "Observability, logging, monitoring",
    ),
    _row(
        "error handling and graceful degradation",
        "failures Flow.on_failure Failure.response",
        "Failure scenarios",
        "Error handling, graceful degradation",
    ),
    _row(
        "documentation and API versioning",
        "qualities Quality.text",
        "Qualities by design",
        "Documentation, API versioning",
    ),
)

TRADE_OFFS = (
    _row(
        "pros and cons of the approaches",
        "options Option.arguments Argument.direction",
        "Pros and Cons of the Options",
        "pros and cons, architectural approach",
    ),
    _row(
        "performance against complexity",
        "trade_offs TradeOff.axis",
        "Trade-offs",
        "Performance against complexity",
    ),
    _row("build or buy", "trade_offs Option.kind", "Trade-offs", "Build or buy"),
    _row(
        "consistency against availability",
        "trade_offs TradeOff.position",
        "Trade-offs",
        "Consistency against availability",
    ),
    _row(
        "short-term implementation against long-term maintainability",
        "trade_offs TradeOff.accepted_cost consequences",
        "Consequences",
        "Short-term implementation, long-term maintainability",
    ),
)

COMMUNICATION = (
    _row(
        "clear explanations, analogies",
        "illustrations Illustration.kind",
        "Illustrations",
        "Explain, analogy",
    ),
    _row(
        "concrete examples and real-world scenarios",
        "illustrations Illustration.text",
        "Illustrations",
        "concrete, example, real-world scenario",
    ),
    _row(
        "clear sections and bullet points",
        "context consequences",
        "Consequences",
        "sections, bullet points",
    ),
    _row(
        "code or configuration where it helps",
        "illustrations Illustration.language",
        "Illustrations",
        "code snippet, configuration",
    ),
    _row(
        "several valid approaches are admitted",
        "rules outcome Outcome.would_change Outcome.confidence",
        "What would decide",
        "several approaches are valid",
    ),
)

QUALITY = (
    _row("industry standards", "standards Standard.bearing", "Standards", "industry standards"),
    _row(
        "failure scenarios and edge cases",
        "failures Failure.scenario Failure.detection",
        "Failure scenarios",
        "failure scenarios, edge cases",
    ),
    _row(
        "modern best practices",
        "facts Statement.source pitfalls",
        "What this rests on",
        "modern best practices",
    ),
    _row(
        "migration strategy",
        "migration Migration.strategy Migration.steps Migration.rollback",
        "Migration and rollback",
        "migration strategy, way back",
    ),
    _row(
        "testing and monitoring",
        "confirmation Confirmation.pass_when monitoring",
        "Confirmation",
        "test, monitoring",
    ),
)

CLOSING = (
    _row(
        "theory balanced with practice, in this context",
        "facts Statement.ref",
        "More Information",
        "Balance theory and practice, this context, constraints",
    ),
    _row(
        "bottlenecks, vulnerabilities, maintenance challenges named unasked",
        "failures Failure.remaining_risk",
        "Failure scenarios",
        "bottlenecks, security vulnerabilities, maintenance challenges",
    ),
)

SECTIONS = (
    CORE,
    REQUIREMENTS,
    DESIGN,
    SELECTION,
    PRACTICES,
    TRADE_OFFS,
    COMMUNICATION,
    QUALITY,
    CLOSING,
)

COVERAGE: tuple[Covered, ...] = tuple(row for section in SECTIONS for row in section)
"""Every demand of the persona, in its order."""
