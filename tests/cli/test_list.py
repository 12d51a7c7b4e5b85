from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Adr

KEYS = [
    "id", "number", "title", "status", "status_note", "status_raw", "date", "path", "format",
    "tags", "decision_makers", "supersedes", "superseded_by", "amends", "amended_by",
    "relates_to", "links", "summary", "affects", "review_by", "assisted_by", "in_force",
]  # fmt: skip
ESCAPE = "\x1b]0;owned\x07\x1b[31m\x9b31m"


@pytest.fixture
def three(logged: Adr) -> Adr:
    logged.new("Use MySQL", "--tag", "database")
    logged.new("Use PostgreSQL", "--tag", "Database", "-s", "2")
    return logged


def test_a_table_has_number_status_date_and_title(three: Adr) -> None:
    assert three.done("list").out == (
        "No.   Status    Date        Title\n"
        "0001  accepted  2026-11-22  Record architecture decisions\n"
        "0002  proposed  2026-11-22  Use MySQL\n"
        "0003  proposed  2026-11-22  Use PostgreSQL\n"
    )


def test_json_has_every_key_of_the_contract(three: Adr) -> None:
    for record in three.done("list", "--json").data:
        assert [key for key in record if key in KEYS] == KEYS


def test_json_tells_a_relation_from_both_ends(three: Adr) -> None:
    _, old, new = three.done("list", "--json").data
    target = {"id": "ADR-0002", "path": "adr/0002-use-mysql.md", "section": None}
    assert new["supersedes"] == [target]
    assert new["links"] == [{"kind": "supersedes", "target": "ADR-0002", "text": "supersedes"}]
    assert (old["superseded_by"], old["in_force"]) == ([], False)


def test_paths_are_bare_and_relative_to_the_working_folder(three: Adr) -> None:
    below = three.project / "src"
    below.mkdir()
    assert three.done("list", "--paths", at=below).out.splitlines()[1] == "../adr/0002-use-mysql.md"


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (["--status", "accepted"], [1]),
        (["--status", "accepted", "--status", "proposed"], [1, 2, 3]),
        (["--tag", "database"], [2, 3]),
        (["--tag", "database", "--status", "accepted"], []),
        (["--since", "2026-11-23"], []),
        (["--since", "2026-11-22"], [1, 2, 3]),
    ],
)
def test_filters_narrow_the_list(three: Adr, filters: list[str], numbers: list[int]) -> None:
    assert [r["number"] for r in three.done("list", "--json", *filters).data] == numbers


@pytest.mark.parametrize("wrong", [["--status", "maybe"], ["--since", "yesterday"], ["--tga", "x"]])
def test_a_wrong_filter_is_wrong_usage(three: Adr, wrong: list[str]) -> None:
    done = three("list", *wrong)
    assert (done.code, done.out) == (2, "")


def test_no_log_is_exit_2_with_what_to_type(run: Adr) -> None:
    done = run("list")
    assert (done.code, done.out) == (2, "")
    assert "Error: No decision log found" in done.err
    assert "Hint: adr init" in done.err


def test_a_log_without_records_is_exit_2_unless_that_is_allowed(run: Adr) -> None:
    (run.project / "adr").mkdir()
    (run.project / "adr/README.md").write_text("# Decisions\n")
    assert run("list").code == 2
    assert run.done("list", "--allow-empty", "--json").data == []


def test_a_missing_folder_that_was_named_is_exit_2(run: Adr) -> None:
    done = run("--dir", "nowhere", "list")
    assert done.code == 2
    assert "nowhere (--dir) does not exist" in done.err


def test_several_folders_may_be_named(logged: Adr) -> None:
    other = logged.project / "backend"
    other.mkdir()
    (other / "0007-x.md").write_text("# 7. X\n\n## Status\n\nAccepted\n\n## Context\n\nY.\n")
    done = logged.done("--dir", "adr", "--dir", "backend", "list", "--json")
    assert [r["id"] for r in done.data] == ["ADR-0001", "ADR-0007"]


def test_an_unreadable_record_is_named_and_the_others_are_listed(three: Adr) -> None:
    (three.project / "adr/0004-broken.md").write_bytes(b"# Broken \xff\xfe\n")
    done = three.done("list", "--json")
    assert len(done.data) == 3
    assert "adr/0004-broken.md:1: is not UTF-8" in done.err


def test_what_could_drive_a_terminal_is_not_printed_raw(logged: Adr) -> None:
    record = logged.project / "adr/0002-evil.md"
    record.write_text(f"# Evil {ESCAPE}\n\n## Status\n\nAccepted\n\n## Context\n\nX {ESCAPE}\n")
    (logged.project / "adr/0003-\x1b[31m.md").write_bytes(b"\xff")
    for command in ("list", "list --json", "list --paths", "show 2", "show 2 --json", "check"):
        done = logged(*command.split())
        for raw in ("\x1b", "\x07", "\x9b"):
            assert raw not in done.out + done.err, command
    assert logged.done("show", "2", "--json").data["title"] == f"Evil {ESCAPE}"


def test_a_wide_title_keeps_the_columns_aligned(logged: Adr) -> None:
    logged.new("採用する")
    assert logged.done("list").out.splitlines()[2] == "0002  proposed  2026-11-22  採用する"


def test_quiet_leaves_notices_out_and_results_in(three: Adr) -> None:
    (three.project / "adr/0004-broken.md").write_bytes(b"\xff")
    done = three.done("-q", "list", "--paths")
    assert (done.err, len(done.out.splitlines())) == ("", 3)


@pytest.mark.parametrize(("reader", "read"), [("head -1", "[\n"), ("true", "")])
def test_the_reader_may_go_away(three: Adr, reader: str, read: str) -> None:
    for number in range(4, 300):
        (three.project / f"adr/{number:04d}-x.md").write_text("# X\n\n## Status\n\nAccepted\n")
    command = f"set -o pipefail; adr list --json | {reader}"
    shell = three.process("-c", command, executable="/bin/bash")
    assert (shell.code, shell.out, shell.err) == (0, read, "")


def test_a_record_of_a_folder_below_wins_over_the_log_above(three: Adr) -> None:
    below: Path = three.project / "service"
    below.mkdir()
    three.done("init", "adr", at=below)
    assert three.done("list", "--paths", at=below).path.startswith("adr/0001-")
