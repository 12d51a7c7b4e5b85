from __future__ import annotations

import pytest

from tests.cli.runner import Adr
from tests.cli.test_list import KEYS


@pytest.fixture
def three(logged: Adr) -> Adr:
    logged.new("Use MySQL")
    logged.new("Use MariaDB")
    return logged


@pytest.mark.parametrize(
    "ref",
    ["2", "0002", "ADR-0002", "adr-2", "adr/0002-use-mysql.md", "./adr/0002-use-mysql.md",
     "0002-use-mysql", "mysql", "Use MySQL", "use mysql"],
)  # fmt: skip
def test_a_record_is_found_by_every_kind_of_reference(three: Adr, ref: str) -> None:
    assert three.done("show", ref, "--json").data["number"] == 2


def test_json_has_every_key_of_the_contract(three: Adr) -> None:
    record = three.done("show", "1", "--json").data
    assert [key for key in record if key in KEYS] == KEYS


def test_a_record_in_force_is_shown_as_it_stands(three: Adr) -> None:
    text = (three.project / "adr/0001-record-architecture-decisions.md").read_text()
    assert three.done("show", "1").out == text


def test_a_record_not_in_force_says_so_first(three: Adr) -> None:
    assert three.done("show", "2").out.startswith("> Not in force: proposed\n\n---\n")


def test_the_banner_of_a_superseded_record_names_its_successor(three: Adr) -> None:
    path = three.new("Use PostgreSQL", "-s", "2")
    three.done("accept", "2", "--force")
    three.done("accept", "4", "--force")
    assert three.done("show", "2").out.startswith(
        f"> Not in force: superseded by ADR-0004 Use PostgreSQL ({path})\n"
    )


def test_an_ambiguous_reference_is_refused_with_the_candidates(three: Adr) -> None:
    done = three("show", "use")
    assert (done.code, done.out) == (1, "")
    assert "adr/0002-use-mysql.md, adr/0003-use-mariadb.md" in done.err


def test_an_unknown_reference_is_refused(three: Adr) -> None:
    done = three("show", "99")
    assert (done.code, done.out) == (1, "")
    assert "Error: No record fits '99'" in done.err
    assert "Hint: adr list" in done.err


def test_a_missing_reference_is_wrong_usage(three: Adr) -> None:
    assert three("show").code == 2


def test_a_record_is_shown_from_a_subfolder(three: Adr) -> None:
    below = three.project / "src"
    below.mkdir()
    assert three.done("show", "2", "--json", at=below).data["path"] == "../adr/0002-use-mysql.md"


def test_a_number_used_twice_is_ambiguous_and_a_path_is_not(three: Adr) -> None:
    twin = three.project / "adr/0002-twin.md"
    twin.write_text("# Twin\n\n## Status\n\nAccepted\n")
    assert three("show", "2").code == 1
    assert three.done("show", "adr/0002-twin.md", "--json").data["id"] == "adr/0002-twin"


def test_windows_line_ends_are_shown_as_lines(three: Adr) -> None:
    record = three.project / "adr/0004-windows.md"
    record.write_bytes(b"\xef\xbb\xbf# W\r\n\r\n## Status\r\n\r\nAccepted\r\n")
    assert three.done("show", "4").out == "# W\n\n## Status\n\nAccepted\n"
