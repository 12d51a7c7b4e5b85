from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Adr, offline, text_of


def test_the_draft_asks_what_the_title_asks_and_keeps_what_there_is(logged: Adr) -> None:
    text = text_of(logged, offline(logged, "Postgres vs Mongo"))
    assert "\n# Postgres or Mongo?\n" in text
    assert "* PostgreSQL\n* MongoDB\n* Keep what there is\n" in text
    assert "https://www.postgresql.org/" in text
    assert "checked 2026-11-22" in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Use A & B | C", "use-a-b-c"),
        ("x/../../etc/passwd", "x-etc-passwd"),
        ("採用するデータベース", "採用するデータベース"),
        ("Использовать PostgreSQL", "использовать-postgresql"),
        ("🚀🔥", "untitled"),
        ("use --force", "use-force"),
        ("\"quoted\" and 'single'", "quoted-and-single"),
        ("{{ 7*7 }} {% raw %}", "7-7-raw"),
        ("foo: bar # x", "foo-bar-x"),
        ("# heading", "heading"),
        ("[a](b) <script>", "a-b-script"),
        ("a`b", "a-b"),
        ("don't \\ panic", "don-t-panic"),
    ],
)
@pytest.mark.parametrize("template", ["madr", "nygard"])
def test_an_awkward_title_is_the_heading_as_it_was_typed(
    logged: Adr, title: str, name: str, template: str
) -> None:
    done = logged.done(
        "new", "--architect", "offline", "--template", template, "--json", "--", title
    )
    assert done.data["title"] == title
    assert done.data["path"] == f"adr/0002-{name}.md"
    assert done.data["status"] == "proposed"
    found = logged("check", "--json").data["findings"]
    # What is still open is told; a script that was typed is one, wherever it stands.
    heard = {f["code"] for f in found if f["severity"] != "info"}
    assert heard == ({"ADR603"} if "<script>" in title else set())


def test_a_title_may_begin_with_a_dash(logged: Adr) -> None:
    record = logged.done("new", "--architect", "offline", "--json", "--", "-rf is bad").data
    assert record["title"] == "-rf is bad"


def test_a_title_of_two_lines_becomes_one(logged: Adr) -> None:
    assert offline(logged, "two\nlines", "--json").data["title"] == "two lines"


def test_a_title_of_300_characters_is_kept_under_a_short_name(logged: Adr) -> None:
    title = " ".join(["words"] * 50)
    record = offline(logged, title, "--json").data
    assert record["title"] == title
    assert len(Path(record["path"]).name.encode()) < 150


def test_words_of_a_title_need_no_quotes(logged: Adr) -> None:
    assert offline(logged, "Use", "PostgreSQL", "--json").data["title"] == "Use PostgreSQL"


def test_an_option_that_is_named_beside_the_title_is_considered(logged: Adr) -> None:
    text = text_of(
        logged, offline(logged, "Which database?", "--option", "sqlite", "--option", "PG")
    )
    assert "* SQLite\n* PostgreSQL\n* Keep what there is\n" in text
