"""Made-up decision logs of any size that look like grown ones, for measurements.

The older half is in Nygard's format, the newer half in MADR's, as in a log that went from
adr-tools to MADR. Of ten records in a row one is superseded, one supersedes it, two say that
one amends the other, one relates to another, one is proposed and one is out of force. Every
relation is stated on both sides, so `adr check` finds nothing wrong.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

FOLDER = "doc/adr"
_LONG_AGO = 1_700_000_000
_WHAT = (
    "PostgreSQL", "Kafka", "RabbitMQ", "Redis", "gRPC", "OpenAPI", "OAuth", "Terraform",
    "Kubernetes", "OpenTelemetry", "S3", "feature flags", "event sourcing", "blue-green releases",
    "row-level security", "a modular monolith", "contract tests", "idempotency keys",
)  # fmt: skip
_WHERE = (
    "orders", "payments", "the catalogue", "search", "invoices", "the mobile clients", "shipping",
    "customer accounts", "reporting", "the partner interface", "notifications", "the back office",
    "audit trails", "pricing", "inventory", "the data warehouse", "single sign-on",
)  # fmt: skip
_RELATIONS = {
    3: ("Superseded by", +4), 7: ("Supersedes", -4), 5: ("Amended by", +3), 8: ("Amends", -3),
    6: ("Relates to", -2),
}  # fmt: skip
"""Last digit of a number → what such a record says of the one so many numbers away."""


@dataclass(frozen=True, slots=True)
class Made:
    """One record of a log.

    Attributes:
        status: Its status word.
        relation: What it says of another record, and that one's number; None for nothing.
    """

    number: int
    title: str
    status: str
    relation: tuple[str, int] | None

    @property
    def name(self) -> str:
        """The name of its file."""
        slug = self.title.lower().replace(" ", "-")
        return f"{self.number:04d}-{slug}.md"


def made(number: int, count: int) -> Made:
    """One record of a log of `count`."""
    what, where = _WHAT[number % len(_WHAT)], _WHERE[number % len(_WHERE)]
    title = f"Use {what} for {where} in region {number // (len(_WHAT) * len(_WHERE)) + 1}"
    words, away = _RELATIONS.get(number % 10, ("", 0))
    related = words and number + away <= count
    status = {9: "Proposed", 0: "Rejected" if number % 20 else "Deprecated"}.get(number % 10)
    if number % 10 == 3 and related:
        status = "Superseded"
    relation = (words, number + away) if related else None
    return Made(number, title, status or "Accepted", relation)


def write_log(root: Path, count: int) -> Path:
    """Make a git repository with a log of so many records, committed; gives the log folder."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        record = made(number, count)
        form = _nygard if number <= count // 2 else _madr
        path = folder / record.name
        path.write_text(form(record, count), encoding="utf-8")
        # What changed just now is read anew by git and by us: a measured log is an old one.
        os.utime(path, (_LONG_AGO, _LONG_AGO))
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Benchmark")
    git(root, "config", "user.email", "benchmark@example.org")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", f"A log of {count} records")
    return folder


def git(root: Path, *arguments: str) -> None:
    """Run a command of git in a repository.

    Raises:
        CalledProcessError: It failed.
    """
    # No upkeep in the background, which would disturb what is measured.
    quiet = ("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *quiet, *arguments], check=True)


def _nygard(record: Made, count: int) -> str:
    related = ""
    if record.relation:
        words, other = record.relation
        target = made(other, count)
        related = f"{words} [{other}. {target.title}]({target.name})\n\n"
    # As adr-tools has it, the line that says by what takes the place of the word.
    status = "" if record.status == "Superseded" else f"{record.status}\n\n"
    return (
        f"# {record.number}. {record.title}\n\nDate: {_date(record)}\n\n"
        f"## Status\n\n{status}{related}"
        f"## Context\n\n{_context(record)}\n\n"
        f"## Decision\n\nWe will {record.title[0].lower()}{record.title[1:]}.\n\n"
        f"## Consequences\n\n{_CONSEQUENCES}"
    )


def _madr(record: Made, count: int) -> str:
    related = ""
    if record.relation:
        words, other = record.relation
        key = words.lower().replace(" ", "-")
        related = f'{key}: ["ADR-{made(other, count).number:04d}"]\n'
    return (
        f"---\nstatus: {record.status.lower()}\ndate: {_date(record)}\n"
        f"decision-makers: [Ana Maier, Ben Okafor]\ntags: [region, platform]\n{related}---\n\n"
        f"# {record.title}\n\n## Context and Problem Statement\n\n{_context(record)}\n\n"
        "## Decision Drivers\n\n* Time to recover from the loss of a zone\n"
        "* What the team can operate\n\n"
        f"## Considered Options\n\n* {record.title}\n* Keep what there is\n\n"
        f'## Decision Outcome\n\nChosen option: "{record.title}", because it meets the drivers.\n\n'
        f"### Consequences\n\n{_CONSEQUENCES}"
    )


def _date(record: Made) -> str:
    return f"20{16 + record.number % 9}-{record.number % 12 + 1:02d}-{record.number % 28 + 1:02d}"


def _context(record: Made) -> str:
    return (
        f"Request {record.number} of the platform board asks for a way that holds for the next two "
        "years. The load grows by a third each year, most of it in the evening; the team of nine "
        "has one person on call. Two incidents last quarter came from retries that were not safe "
        "to repeat, and the audit of the spring asks that every change can be traced to a person."
        "\n\nWhat we have works for one region. It was chosen when all customers were in one "
        "country, and the contract with the provider ends next summer."
    )


_CONSEQUENCES = """* Good, because a failed step can be repeated without harm.
* Good, because the people on call know the tools already.
* Bad, because two systems have to be kept alike while customers move.
* Neutral, because the cost stays within the budget that was set for the year.
"""
