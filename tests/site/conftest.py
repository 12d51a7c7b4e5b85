"""A small log as teams have it, and its site built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from adr_tool.document.reader import read
from adr_tool.domain.log import DecisionLog
from adr_tool.site.builder import build
from adr_tool.site.contents import Search
from adr_tool.site.finishing import finishing
from adr_tool.site.pages import Site, SiteFacts, pages
from adr_tool.site.staging import stage
from tests.site.browsing import ARGUMENTS

RECORDS = {
    "adr/0001-record-architecture-decisions.md": """# 1. Record architecture decisions

Date: 2024-02-05

## Status

Accepted

## Context

We need to remember why the system is as it is.

## Decision

We keep decision records in the repository.
""",
    "adr/0005-store-orders-in-mysql.md": """---
status: superseded
date: 2024-03-18
decision-makers: [Ana Ruiz, Jonas Weber]
tags: [data, orders]
superseded-by: [ADR-0012]
---

# Store orders in MySQL

## Context and Problem Statement

Orders live in spreadsheets. See [why we record this](0001-record-architecture-decisions.md).

## Decision Outcome

Chosen option: "MySQL", because the team runs it already.
""",
    "adr/0007-publish-events-through-kafka.md": """---
status: accepted
date: 2025-01-14
decision-makers: [Ana Ruiz]
consulted: [Mei Lin]
tags: [messaging, orders]
relates-to: [ADR-0012]
---

# Publish order events through Kafka

## Context and Problem Statement

Billing, shipping and search each poll the orders table:
- 40 % of its load is polling
- a missed poll loses a parcel
  - twice in May

## Considered Options

* Kafka
* RabbitMQ
* Outbox table and polling

## Decision Outcome

Chosen option: "Kafka", because consumers can replay a week of events.
The [runbook](../docs/runbook.md) tells how, the [sizing](../docs/sizing.xlsx) is gone.

| Option | Replay | Operations |
|---|---|---|
| Kafka | a week | three brokers |
| RabbitMQ | none | one broker |

```mermaid
flowchart LR
  Orders --> Kafka --> Billing
  Kafka --> Shipping
```

![Load before and after](../docs/load.svg)

### Consequences

* Good, because a consumer that was down catches up by itself.
* Bad, because someone has to learn `kafka-reassign-partitions`.

<details>
<summary>How we measured</summary>

The poll queries were counted for **one week** in `pg_stat_statements`.

</details>
""",
    "adr/0012-store-orders-in-postgresql.md": """---
status: superseded
date: 2024-09-02
decision-makers: [Ana Ruiz, Jonas Weber]
tags: [data, orders]
supersedes: [ADR-0005]
superseded-by: [ADR-0047]
---

# Store orders in PostgreSQL

## Decision Outcome

Chosen option: "PostgreSQL", because of partial indexes.
""",
    "adr/0018-call-payments-over-grpc.md": """---
status: rejected
date: 2025-02-20
decision-makers: [Mei Lin]
tags: [api]
---

# Call payments over gRPC

## Decision Outcome

Rejected: two of three partners cannot.
""",
    "adr/0021-keep-sessions-in-redis.md": """---
status: deprecated
date: 2025-04-02
tags: [identity]
---

# Keep sessions in Redis

## Decision Outcome

Sessions live in Redis for 30 minutes.
""",
    "adr/0033-issue-short-lived-tokens.md": """---
status: accepted
date: 2026-02-11
decision-makers: [Mei Lin, Omar Haddad]
tags: [identity, security]
---

# Issue short-lived tokens instead of sessions

## Decision Outcome

Tokens live for ten minutes and are refreshed.
""",
    "adr/0047-store-orders-in-a-partitioned-postgresql.md": """---
status: accepted
date: 2026-05-27
decision-makers: [Ana Ruiz, Omar Haddad]
tags: [data, orders]
supersedes: [ADR-0012]
---

# Store orders in a partitioned PostgreSQL

## Context and Problem Statement

The orders table outgrew its indexes: the nightly vacuum did not end before breakfast.

## Decision Outcome

Chosen option: "partition by month", because the xylophone report reads one month only.
""",
    "adr/0051-хранить-журналы-в-clickhouse.md": """---
status: proposed
date: 2026-11-03
tags: [observability]
amends: [ADR-0007]
---

# Хранить журналы в ClickHouse

## Контекст

Журналы растут быстрее диска.
""",
}


@dataclass(frozen=True)
class Sample:
    """A log with the texts it was read from."""

    log: DecisionLog
    texts: dict[str, str]


def sample_of(texts: dict[str, str]) -> Sample:
    """Read texts as a log."""
    return Sample(DecisionLog(tuple(read(t, p).record for p, t in texts.items())), texts)


@pytest.fixture(scope="session")
def sample() -> Sample:
    """Give the small log."""
    return sample_of(RECORDS)


@pytest.fixture
def facts() -> SiteFacts:
    """Know of two files beside the log."""
    return facts_of({"docs", "docs/runbook.md", "docs/load.svg"}.__contains__)


def facts_of(exists: Callable[[str], bool]) -> SiteFacts:
    """Tell what stands in the repository."""
    return SiteFacts(
        name="Decisions of the shop",
        exists=exists,
        forge=lambda path: f"https://forge.example/shop/blob/4be1c0d/{path}",
        generated="Built on 2026-11-22 from 4be1c0d",
        now=datetime(2026, 11, 22, tzinfo=UTC),
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60">'
    '<rect width="240" height="20" y="5" fill="#c77"/><rect width="90" height="20" y="35" '
    'fill="#7a9"/></svg>'
)


def _build(texts: dict[str, str], folder: Path, *, from_disk: bool = False) -> tuple[Site, Path]:
    """Build the site of some records for real; gives the site and the output folder."""
    root = folder / "project"
    for name, text in {"docs/runbook.md": "# Runbook\n", "docs/load.svg": SVG}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    facts = facts_of(lambda path: (root / path).exists())
    made = sample_of(texts)
    if from_disk:
        facts = replace(facts, search=Search.LUNR, file_urls=True, directory_urls=False)
    site = pages(made.log, made.texts, facts)
    stage(site, facts, folder / "stage", root=root)
    build(folder / "stage", folder / "out", finishing(site, facts, csp=not from_disk))
    return site, folder / "out"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small log once; gives the output folder."""
    return _build(RECORDS, tmp_path_factory.mktemp("site"))[1]


@pytest.fixture(scope="session")
def build_site() -> Callable[[dict[str, str], Path], tuple[Site, Path]]:
    """Give what builds the site of some records for real."""
    return _build


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI has no Chromium")
        pytest.skip("no Chromium on this machine")
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=found, args=ARGUMENTS)) as browser,
    ):
        yield browser
