"""Records change their notation and say the same; nothing goes without being named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]

NYGARD = """# 2. Use MySQL

Date: 2024-03-18

## Status

Superseded by [3. Use PostgreSQL](0003-use-postgresql.md)

Clarifies [the first record](0001-first.md)

## Context

Orders live in spreadsheets; see [below](#decision).

## Options that we had

MySQL and PostgreSQL.

## Decision

We use MySQL.

## Notes

```
## Consequences
```

## Consequences

Backups are ours.

### Costs

A day a month.
"""
SUCCESSOR = """# 3. Use PostgreSQL

Date: 2025-01-02
Deciders: Ana Ruiz, Mei Lin

## Status

Accepted, but only for orders
until the end of the year.

Supersedes [2. Use MySQL](0002-use-mysql.md)

## Context

It amends [what we decided](0002-use-mysql.md#decision).

## Decision

We use PostgreSQL.

## Consequences

None.
"""
MADR = """---
# Kept by hand.
status: accepted # in May
date: 2024-03-18
decision-makers: [Ana Ruiz, Mei Lin]
tags:
  - data
parent: Decisions
amends: [ADR-0001]
summary: "Orders: MySQL"
---

# Use MySQL

Technical story: 12

## Context and Problem Statement

Where do orders live?

## Considered Options

* MySQL

## Decision Outcome

MySQL.

### Positive Consequences

* Known

### Negative Consequences

* Backups
"""
FIRST = "# 1. First\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n"


@pytest.fixture
def nygard(run: Adr) -> Adr:
    write(run, "0001-first.md", FIRST)
    write(run, "0002-use-mysql.md", NYGARD)
    write(run, "0003-use-postgresql.md", SUCCESSOR)
    return run


@pytest.fixture
def madr(run: Adr) -> Adr:
    write(run, "0001-first.md", FIRST)
    write(run, "0002-use-mysql.md", MADR)
    return run


def write(run: Adr, name: str, text: str) -> None:
    (run.project / "adr").mkdir(exist_ok=True)
    (run.project / "adr" / name).write_bytes(text.encode())


def text(run: Adr, name: str) -> str:
    return (run.project / "adr" / name).read_bytes().decode()


def said(run: Adr) -> list[dict[str, object]]:
    """What the records say, apart from how they are written."""
    passing = ("format", "status_note", "status_raw", "links")
    return [
        {key: value for key, value in record.items() if key not in passing}
        for record in run.done("list", "--json").data
    ]


def test_a_nygard_log_becomes_a_madr_log_that_says_the_same(nygard: Adr, git: Git) -> None:
    before = said(nygard)
    nygard.done("convert", "--to", "madr")
    assert said(nygard) == before
    assert (
        text(nygard, "0002-use-mysql.md")
        == """---
status: superseded
date: 2024-03-18
superseded-by: [ADR-0003]
---

# 2. Use MySQL

## Links

Clarifies [the first record](0001-first.md)

## Context and Problem Statement

Orders live in spreadsheets; see [below](#decision-outcome).

## Options that we had

MySQL and PostgreSQL.

## Decision Outcome

We use MySQL.

### Consequences

Backups are ours.

#### Costs

A day a month.

## Notes

```
## Consequences
```
"""
    )
    assert git(nygard.project, "log", "--format=%s").splitlines() == ["Convert 3 records to madr"]


def test_a_sentence_is_not_taken_apart_and_a_link_to_a_section_follows_it(nygard: Adr) -> None:
    nygard.done("convert", "--to", "madr")
    assert (
        text(nygard, "0003-use-postgresql.md")
        == """---
status: "Accepted, but only for orders"
date: 2025-01-02
decision-makers: [Ana Ruiz, Mei Lin]
supersedes: [ADR-0002]
---

# 3. Use PostgreSQL

## Status

Accepted, but only for orders
until the end of the year.

## Context and Problem Statement

It amends [what we decided](0002-use-mysql.md#decision-outcome).

## Decision Outcome

We use PostgreSQL.

### Consequences

None.
"""
    )


def test_a_madr_record_becomes_a_nygard_record_that_says_the_same(madr: Adr) -> None:
    before = said(madr)
    madr.done("convert", "--to", "nygard", "2")
    assert said(madr) == before
    assert (
        text(madr, "0002-use-mysql.md")
        == """---
# Kept by hand.
# in May
parent: Decisions
summary: "Orders: MySQL"
---

# Use MySQL

Date: 2024-03-18

Decision makers: Ana Ruiz, Mei Lin

Tags: data

Technical story: 12

## Status

Accepted

Amends [1. First](0001-first.md)

## Context

Where do orders live?

## Considered Options

* MySQL

## Decision

MySQL.

## Consequences

### Positive Consequences

* Known

### Negative Consequences

* Backups
"""
    )


def test_a_list_with_a_comment_in_it_stays_where_it_is(madr: Adr) -> None:
    tags = "tags:\n  # of the glossary\n  - data\n"
    write(madr, "0002-use-mysql.md", MADR.replace("tags:\n  - data\n", tags))
    out = madr.done("convert", "--to", "nygard", "2").out
    assert tags in text(madr, "0002-use-mysql.md")
    assert "stays: tags:" in out


@pytest.mark.parametrize("target", ["madr", "madr-minimal", "nygard"])
@pytest.mark.parametrize("log", ["nygard", "madr"])
def test_converting_twice_changes_nothing(
    log: str, target: str, git: Git, request: pytest.FixtureRequest
) -> None:
    run: Adr = request.getfixturevalue(log)
    run.done("convert", "--to", target)
    commits = git(run.project, "rev-list", "--all")
    again = run.done("convert", "--to", target)
    assert "→" not in again.out
    assert git(run.project, "rev-list", "--all") == commits


def test_the_report_names_what_moves_and_what_stays(nygard: Adr) -> None:
    out = nygard.done("convert", "--to", "madr", "2", "--dry-run").out
    assert "adr/0002-use-mysql.md:3: Date: 2024-03-18 → date in the front matter" in out
    assert "adr/0002-use-mysql.md:11: ## Context → ## Context and Problem Statement" in out
    assert "adr/0002-use-mysql.md:15: stays: ## Options that we had" in out
    assert text(nygard, "0002-use-mysql.md") == NYGARD


def test_a_record_that_is_so_already_keeps_its_bytes(nygard: Adr) -> None:
    assert "adr/0001-first.md: is so already" in nygard.done("convert", "--to", "nygard", "1").out
    assert text(nygard, "0001-first.md") == FIRST


def test_a_record_that_cannot_be_converted_stops_all_of_it_unless_it_may_stay(nygard: Adr) -> None:
    broken = "---\nstatus: a: b\n---\n\n# Broken\n\n## Context\n\nB.\n"
    write(nygard, "0004-broken.md", broken)
    refused = nygard("convert", "--to", "madr")
    assert refused.code == 1
    assert "Refused: adr/0004-broken.md:2: front matter is not valid YAML" in refused.err
    assert text(nygard, "0002-use-mysql.md") == NYGARD
    nygard.done("convert", "--to", "madr", "--skip")
    assert text(nygard, "0004-broken.md") == broken
    assert text(nygard, "0002-use-mysql.md") != NYGARD


def test_a_link_to_a_section_that_goes_is_named(nygard: Adr) -> None:
    more = "See [its status](0002-use-mysql.md#status).\n"
    write(nygard, "0001-first.md", FIRST + more)
    out = nygard.done("convert", "--to", "madr", "2").out
    assert "adr/0001-first.md:12: 0002-use-mysql.md#status leads to a section that is gone" in out


def test_windows_line_ends_and_a_byte_order_mark_stay(nygard: Adr) -> None:
    write(nygard, "0001-first.md", "\ufeff" + FIRST.replace("\n", "\r\n"))
    nygard.done("convert", "--to", "madr", "1")
    made = text(nygard, "0001-first.md")
    assert made.startswith("\ufeff---\r\nstatus: accepted\r\n")
    assert made.count("\n") == made.count("\r\n")
    nygard.done("convert", "--to", "nygard", "1")
    assert text(nygard, "0001-first.md").count("\ufeff") == 1


def test_outside_git_the_files_are_converted_and_nothing_is_versioned(nygard: Adr) -> None:
    (nygard.project / ".git").rename(nygard.project / "no-git")
    assert "nothing is versioned" in nygard.done("convert", "--to", "madr").err


def test_a_log_without_records_cannot_be_converted(run: Adr) -> None:
    assert run("convert", "--to", "madr").code == 2
