from __future__ import annotations

from adr_tool.store.shapes import shipped
from tests.cli.runner import Adr, offline, text_of


def test_a_template_is_taken_by_name_and_by_path_from_the_working_folder(logged: Adr) -> None:
    below = logged.project / "src"
    below.mkdir()
    (below / "mine.md").write_text("# {{ draft.number }}. {{ draft.title }}\n\nMine.\n")
    assert (
        "Mine."
        in (below / offline(logged, "A", "--template", "mine.md", at=below).path).read_text()
    )
    minimal = text_of(logged, offline(logged, "Use B", "--template", "madr-minimal"))
    assert "## Decision Drivers" not in minimal


def test_the_log_s_own_template_is_taken_when_none_is_named(logged: Adr) -> None:
    own = logged.project / "adr/templates"
    own.mkdir()
    (own / "template.md").write_text("# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n")
    text = text_of(logged, offline(logged, "Use B"))
    assert text == "# 2. Use B\n\nDate: 2026-11-22\n\n## Status\n\nProposed\n"


def test_a_template_of_the_settings_is_found_from_their_folder(logged: Adr) -> None:
    (logged.project / "adr.toml").write_text('template = "shapes/mine.md"\n')
    (logged.project / "shapes").mkdir()
    (logged.project / "shapes/mine.md").write_text("# TITLE\n\nFrom the settings.\n")
    below = logged.project / "src"
    below.mkdir()
    assert "From the settings." in (below / offline(logged, "A", at=below).path).read_text()


def test_a_broken_template_is_named_with_its_line_and_nothing_is_written(logged: Adr) -> None:
    (logged.project / "bad.md").write_text("# {{ draft.title }}\n\n{% if %}\n")
    done = logged("new", "Use X", "--template", "bad.md")
    assert done.code == 1
    assert "bad:3:" in done.err
    assert not (logged.project / "adr/0002-use-x.md").exists()


def test_a_nygard_log_gets_a_nygard_record_numbered_like_the_others(run: Adr) -> None:
    folder = run.project / "doc/adr"
    folder.mkdir(parents=True)
    for number in (8, 9):
        text = f"# {number}. X\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nY.\n\n"
        text += "## Decision\n\nWe will.\n\n## Consequences\n\nGood.\n"
        (folder / f"{number:03d}-x{number}.md").write_text(text)
    done = offline(run, "Postgres vs Mongo")
    assert done.path == "doc/adr/010-postgres-vs-mongo.md"
    assert text_of(run, done).startswith(
        "# 10. Postgres or Mongo?\n\nDate: 2026-11-22\n\n## Status\n\nProposed\n"
    )


def test_a_log_of_y_statements_goes_on_in_them(logged: Adr) -> None:
    (logged.project / "adr/0001-record-architecture-decisions.md").unlink()
    first = offline(logged, "Postgres vs Mongo", "--template", "y-statement")
    text = text_of(logged, first)
    assert "\nwe have not decided yet between PostgreSQL, MongoDB and Keep what there is,\n" in text
    second = offline(logged, "Use Kafka for order events")
    text = text_of(logged, second)
    assert '\nwe decided for "Apache Kafka"\nand neglected Keep what there is,\n' in text
    bare = logged.new("Cache the index")
    assert "we decided for {the option}\n" in (logged.project / bare).read_text()
    found = logged.done("list", "--json").data
    assert [r["format"] for r in found] == ["y-statement"] * 3
    assert [r["title"] for r in found][2] == "Cache the index"


def test_every_shipped_template_itself_can_be_read(logged: Adr) -> None:
    for name, shape in shipped().items():
        (logged.project / f"adr/0009-{name}.md").write_text(shape.text)
    found = {r["path"]: r["status"] for r in logged.done("list", "--json").data}
    assert all(found[f"adr/0009-{name}.md"] == "unknown" for name in shipped())
