from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]


def write(project: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def package(*names: str) -> str:
    return json.dumps({"dependencies": dict.fromkeys(names, "1")}, indent=1)


@pytest.fixture
def built(logged: Adr, git: Git) -> Adr:
    """A project with a stack and decisions about it, on a branch of `main`."""
    logged.done("accept", "--force", logged.new("Use PostgreSQL"))
    logged.done("accept", "--force", logged.new("Queue mails in RabbitMQ"))
    decided = logged.project / logged.new("Choose a cache")
    text = decided.read_text("utf-8")
    place = text.index("Decision Outcome")
    place = text.index("\n", place)
    decided.write_text(
        f"{text[:place]}\n\nValkey, because of its licence.\n{text[place:]}", "utf-8"
    )
    files = {
        "web/package.json": package("react", "pg", "amqplib"),
        "jobs/package.json": package("pg"),
        "infra/db.tf": 'resource "aws_db_instance" "a" {\n  backup_retention_period = 30\n}\n',
        "CODEOWNERS": "* @all\n/adr/ @architects\n",
    }
    write(logged.project, files)
    git(logged.project, "branch", "-M", "main")
    git(logged.project, "add", "-A")
    git(logged.project, "commit", "-qm", "Build")
    git(logged.project, "switch", "-qc", "more")
    return logged


def needs(run: Adr) -> dict[str, dict[str, Any]]:
    found = run.done("needed", "--json").data["needs"]
    return {need["name"]: need for need in found}


def test_what_is_new_is_asked_for_with_what_governs_or_the_line_to_draft_it(
    built: Adr, git: Git
) -> None:
    write(
        built.project,
        {
            "web/package.json": package("react", "mongodb", "iovalkey", "bullmq", "ioredis"),
            "infra/db.tf": 'resource "aws_db_instance" "a" {\n  backup_retention_period = 7\n}\n',
            "CODEOWNERS": "* @all\n",
            "e2e/package.json": package("express"),
        },
    )
    git(built.project, "commit", "-qam", "Change")
    write(built.project, {"compose.yaml": "services:\n  s:\n    image: opensearch:2\n"})
    found = needs(built)
    assert {name: (n["change"], n["role"], n["path"], n["line"]) for name, n in found.items()} == {
        "MongoDB": ("added", "datastore", "web/package.json", 4),
        "Valkey": ("added", "cache", "web/package.json", 5),
        "BullMQ": ("added", "job queue", "web/package.json", 6),
        "RabbitMQ": ("removed", "message broker", "web/package.json", 5),
        "OpenSearch": ("added", "search engine", "compose.yaml", 3),
        "the retention (backup_retention_period)": ("changed", "retention", "infra/db.tf", 2),
        "the owners of adr/": ("changed", "ownership", "CODEOWNERS", 1),
    }
    assert found["MongoDB"]["command"] == "adr new 'MongoDB vs PostgreSQL'"
    assert found["OpenSearch"]["command"] == "adr new 'Use OpenSearch as search engine'"
    assert found["Valkey"]["command"] is None
    (bearing,) = found["Valkey"]["records"]
    assert (bearing["id"], bearing["where"], bearing["governs"]) == ("ADR-0004", "decision", True)
    (bearing,) = found["RabbitMQ"]["records"]
    assert (bearing["id"], bearing["where"]) == ("ADR-0003", "title")
    assert found["RabbitMQ"]["command"] == "adr new -s 3 'Remove RabbitMQ'"
    told = built.done("needed", at=built.project / "web")
    assert "../compose.yaml:3: added search engine: OpenSearch" in told.out
    assert "no record governs it\n  adr new 'MongoDB vs PostgreSQL'\n" in told.out
    assert "Held against main: 5 files differ, 4 of them tell" in told.err


def test_a_draft_of_the_same_branch_governs_and_its_command_line_works(built: Adr) -> None:
    write(built.project, {"go.mod": "require go.temporal.io/sdk v1\n"})
    (need,) = needs(built).values()
    assert need["name"] == "Temporal"
    built.new(need["command"].split("'")[1])
    (need,) = needs(built).values()
    assert need["command"] is None
    assert need["records"][0]["status"] == "proposed"
    for title in ("Pay for Temporal", "Host Temporal", "Watch Temporal"):
        built.new(title)
    told = built.done("needed").out
    assert told.count("governed by") == 3
    assert told.endswith("  and 1 more (--json has all)\n")


def test_moves_bumps_companions_and_development_ask_for_nothing(built: Adr, git: Git) -> None:
    git(built.project, "mv", "web", "site")
    text = (built.project / "site/package.json").read_text("utf-8")
    moved = {
        "site/package.json": text.replace('"1"', '"2"'),
        "api/requirements.txt": "psycopg==3\npika\n",
        "requirements-dev.txt": "django\n",
        "package-lock.json": package("mongodb"),
        "app/package.json": "{",
        "vendor/github.com/x/go.mod": "require go.mongodb.org/mongo-driver v1\n",
    }
    write(built.project, moved)
    found = needs(built)
    assert list(found) == ["Python"]  # a language that the project did not have
    assert "Unreadable: app/package.json: what" in built.done("needed").err


def test_a_record_that_affects_the_path_governs_and_a_rejected_one_is_only_named(
    built: Adr,
) -> None:
    built.done("reject", built.new("Use GraphQL"), "--reason", "too much")
    record = built.project / built.new("Keep the shop apart")
    text = record.read_text("utf-8").replace("---\n", "---\naffects: [shop/**]\n", 1)
    record.write_text(text, "utf-8")
    built.done("accept", "--force", str(record.relative_to(built.project)))
    files = {"shop/package.json": package("graphql"), "a.gemspec": "s.add_dependency 'graphql'"}
    write(built.project, files)
    (need,) = needs(built).values()
    assert [(b["title"], b["where"], b["governs"]) for b in need["records"]] == [
        ("Use GraphQL", "title", False)
    ]
    (built.project / "a.gemspec").unlink()
    (need,) = needs(built).values()
    assert [b["where"] for b in need["records"]] == ["affects", "title"]
    assert need["command"] is None


def test_without_a_log_a_base_or_a_repository_it_says_what_it_can(
    run: Adr, git: Git, tmp_path: Path
) -> None:
    write(run.project, {"Gemfile": 'gem "rails"\n'})
    assert run("needed").code == 2
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Begin")
    git(run.project, "branch", "-M", "main")
    write(run.project, {"Gemfile": 'gem "rails"\ngem "stripe"\n'})
    told = run.done("needed")
    assert "Gemfile:2: added external service: Stripe (gem stripe)\n  no record" in told.out
    assert "There is no log yet" in told.err
    git(run.project, "checkout", "-q", "Gemfile")
    nothing = run.done("needed", "--base", "main")
    assert nothing.out == ""
    assert "Nothing in them asks for a decision" in nothing.err
    unknown = run("needed", "--base", "nowhere")
    assert unknown.code == 2
    assert "--base nowhere" in unknown.err
    (tmp_path / "bare").mkdir()
    assert run("needed", at=tmp_path / "bare").code == 2
