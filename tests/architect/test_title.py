from __future__ import annotations

import pytest

from adr_tool.architect.title import understand


@pytest.mark.parametrize(
    ("title", "options", "heading"),
    [
        ("Postgres vs Mongo", ("Postgres", "Mongo"), "Postgres or Mongo?"),
        ("Postgres vs. Mongo", ("Postgres", "Mongo"), "Postgres or Mongo?"),
        ("Postgres versus Mongo", ("Postgres", "Mongo"), "Postgres or Mongo?"),
        ("Kafka, NATS or SQS", ("Kafka", "NATS", "SQS"), "Kafka, NATS or SQS?"),
        ("Kafka vs NATS vs SQS", ("Kafka", "NATS", "SQS"), "Kafka, NATS or SQS?"),
        (
            "Kafka or RabbitMQ for order events",
            ("Kafka", "RabbitMQ"),
            "Kafka or RabbitMQ for order events?",
        ),
        ("Database: Postgres vs Mongo", ("Postgres", "Mongo"), "Database: Postgres or Mongo?"),
        ("Choose between REST and gRPC", ("REST", "gRPC"), "REST or gRPC?"),
        ("Amazon SQS or Google Pub/Sub", ("Amazon SQS", "Google Pub/Sub"), None),
    ],
)
def test_a_comparison_names_its_options_and_becomes_a_question(
    title: str, options: tuple[str, ...], heading: str | None
) -> None:
    subject = understand(title)
    assert (subject.options, subject.chosen, subject.problem) == (options, "", False)
    assert subject.heading == (heading or f"{title}?")


@pytest.mark.parametrize(
    ("title", "chosen", "options"),
    [
        ("Use PostgreSQL", "PostgreSQL", ("PostgreSQL",)),
        ("Use PostgreSQL for orders", "PostgreSQL", ("PostgreSQL",)),
        ("Adopt gRPC", "gRPC", ("gRPC",)),
        ("Postgres over Mongo", "Postgres", ("Postgres", "Mongo")),
        ("Use Postgres instead of MySQL", "Postgres", ("Postgres", "MySQL")),
        ("Replace MySQL with PostgreSQL", "PostgreSQL", ("PostgreSQL", "MySQL")),
        ("Migrate from MySQL to PostgreSQL", "PostgreSQL", ("PostgreSQL", "MySQL")),
    ],
)
def test_a_decision_names_what_it_chooses_and_keeps_its_title(
    title: str, chosen: str, options: tuple[str, ...]
) -> None:
    subject = understand(title)
    assert (subject.chosen, subject.options, subject.heading) == (chosen, options, title)


@pytest.mark.parametrize(
    ("title", "options"),
    [
        ("Should we use PostgreSQL?", ("PostgreSQL",)),
        ("Should we use Kafka or RabbitMQ?", ("Kafka", "RabbitMQ")),
        ("Do we replace MySQL with PostgreSQL?", ()),
    ],
)
def test_a_question_chooses_nothing_and_keeps_its_words(
    title: str, options: tuple[str, ...]
) -> None:
    subject = understand(title)
    assert (subject.chosen, subject.heading) == ("", title)
    assert subject.options[: len(options)] == options


@pytest.mark.parametrize(
    "title",
    [
        "our API takes 5 s under load",
        "Checkout crashes every Friday",
        "The database is too slow",
        "We need a new backend",
        "How do we store sessions?",
        "Which message broker?",
    ],
)
def test_a_problem_or_a_wish_has_no_options(title: str) -> None:
    subject = understand(title)
    assert (subject.options, subject.chosen, subject.problem) == ((), "", True)


@pytest.mark.parametrize(
    ("title", "options", "heading"),
    [
        (
            "Store readings in DynamoDB or PostgreSQL",
            ("DynamoDB", "PostgreSQL"),
            "Store readings in DynamoDB or PostgreSQL?",
        ),
        ("Keep uploads in S3 or on disk", ("S3", "disk"), "Keep uploads in S3 or on disk?"),
        (
            "Publish events via Kafka or NATS",
            ("Kafka", "NATS"),
            "Publish events via Kafka or NATS?",
        ),
        (
            "Microservices or a modular monolith",
            ("Microservices", "modular monolith"),
            "Microservices or modular monolith?",
        ),
    ],
)
def test_what_is_done_with_the_options_is_no_part_of_their_names(
    title: str, options: tuple[str, ...], heading: str
) -> None:
    subject = understand(title)
    assert (subject.options, subject.heading) == (options, heading)


def test_a_linked_name_is_the_name() -> None:
    assert understand("Use [sqlx](https://example.org/sqlx) for access").chosen == "sqlx"


def test_the_purpose_is_kept() -> None:
    assert understand("Kafka or RabbitMQ for order events").purpose == "order events"
    assert understand("Use Redis as a cache").purpose == "a cache"


def test_options_beside_the_title_come_first_and_once() -> None:
    assert understand("Postgres vs Mongo", ("SQLite", "Mongo")).options == (
        ("SQLite", "Mongo", "Postgres")
    )


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "採用", "🚀", "{{ 7*7 }}", "# x", "a: b # c", "or", "vs", "x" * 300, "-",
     "use", "between and", "or or or", "A or", "vs B"],
)  # fmt: skip
def test_any_words_are_understood_and_kept(title: str) -> None:
    subject = understand(title)
    assert subject.title == title
    assert all(option.strip() for option in subject.options)


def test_white_space_is_one_blank() -> None:
    assert understand("  Postgres\n vs\tMongo ").title == "Postgres vs Mongo"
