"""What `adr new` gathers for the architect, as `--show-prompt` prints it."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.runner import Adr

MOST_RECENT = 4


def told(run: Adr, *arguments: str) -> Any:  # noqa: ANN401 - whatever the JSON holds
    return json.loads(run.done("new", "--yes", "--show-prompt", *arguments).data["user"])


def test_the_last_records_are_told_with_their_prose_and_without_comments(logged: Adr) -> None:
    for place in range(2, 8):
        path = logged.new(f"Decide the {place}th thing")
        with (logged.project / path).open("a", encoding="utf-8") as file:
            file.write(f"\nWe chose number {place}. <!-- nobody reads this -->\n")
            file.write("\n<!--\nand not this\n-->\n")
    recent = told(logged, "Postgres vs Mongo")["recent"]
    assert [record["ref"] for record in recent] == ["ADR-0007", "ADR-0006", "ADR-0005", "ADR-0004"]
    assert len(recent) == MOST_RECENT
    assert "We chose number 7." in recent[0]["text"]
    assert "nobody reads" not in recent[0]["text"]
    assert "not this" not in recent[0]["text"]


def test_what_would_be_replaced_is_told_first_and_only_once(logged: Adr) -> None:
    path = logged.new("Use MySQL for orders")
    logged.new("Name branches after issues")
    recent = told(logged, "--supersedes", "2", "Use PostgreSQL for orders")["recent"]
    assert [record["ref"] for record in recent] == ["ADR-0002", "ADR-0003", "ADR-0001"]
    assert recent[0]["path"] == path


def test_a_long_record_is_told_in_part(logged: Adr) -> None:
    path = logged.new("Write a novel")
    with (logged.project / path).open("a", encoding="utf-8") as file:
        file.writelines(f"\nChapter {chapter} is long.\n" for chapter in range(2000))
    (novel, *_) = told(logged, "Postgres vs Mongo")["recent"]
    assert "Chapter 10 is long." in novel["text"]
    assert "Chapter 1999 is long." not in novel["text"]
