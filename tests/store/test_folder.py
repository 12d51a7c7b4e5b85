from __future__ import annotations

import os
from pathlib import Path

import pytest

from adr_tool.store.folder import Folder

TEXT = "# T\n\nStatus: accepted\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "docs/adr"
    folder.mkdir(parents=True)
    return folder


def write(place: Path, name: str, content: str | bytes = TEXT) -> None:
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_records_other_files_and_unreadable_ones_are_all_told(place: Path) -> None:
    write(place, "0002-b.md")
    write(place, "0001-a.md", "\ufeff# A\r\n")
    write(place, "README.md", "# Readme\n")
    write(place, "notes.md", "words\n")
    write(place, "0003-c.md", b"# C\n\ncaf\xe9\n")
    write(place, "0004-d.md", "")
    write(place, "picture.png", b"\x89")
    log, readings = Folder((place,), place.parent.parent).read_all()
    assert [record.path for record in log.records] == ["docs/adr/0001-a.md", "docs/adr/0002-b.md"]
    assert set(readings) == {record.path for record in log.records}
    assert [file.path for file in log.others] == ["docs/adr/README.md", "docs/adr/notes.md"]
    assert [(file.path, file.line, file.message) for file in log.unreadable] == [
        ("docs/adr/0003-c.md", 3, "is not UTF-8 text"),
        ("docs/adr/0004-d.md", 1, "is empty"),
    ]


def test_paths_are_relative_to_the_base_even_above_it(place: Path) -> None:
    write(place, "0001-a.md")
    elsewhere = place.parent.parent / "src"
    elsewhere.mkdir()
    folder = Folder((place,), elsewhere)
    (record,) = folder.read_all()[0].records
    assert record.path == "../docs/adr/0001-a.md"
    assert folder.place(record.path).samefile(place / "0001-a.md")


def test_a_file_that_two_folders_hold_is_read_once(place: Path) -> None:
    write(place, "0001-a.md")
    (place / "0002-again.md").symlink_to(place / "0001-a.md")
    folder = Folder((place, place.parent), place)
    assert len(folder.read_all()[0].records) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_told(place: Path) -> None:
    write(place, "0001-a.md")
    (place / "0001-a.md").chmod(0)
    (file,) = Folder((place,), place).read_all()[0].unreadable
    assert "denied" in file.message.lower()


def test_a_dangling_link_is_told_and_stops_nothing(place: Path) -> None:
    (place / "0001-a.md").symlink_to(place / "gone.md")
    write(place, "0002-b.md")
    log, _ = Folder((place,), place).read_all()
    assert [file.path for file in log.unreadable] == ["0001-a.md"]
    assert len(log.records) == 1


def test_a_file_of_a_free_name_is_a_record_when_it_reads_as_one(place: Path) -> None:
    write(place, "use-postgres.md")
    log, _ = Folder((place,), place).read_all()
    assert [record.number for record in log.records] == [None]


def test_a_huge_file_is_not_read(place: Path) -> None:
    with (place / "0001-a.md").open("wb") as file:
        file.truncate(20_000_001)
    (file_,) = Folder((place,), place).read_all()[0].unreadable
    assert "larger than 20 MB" in file_.message


def test_a_file_of_very_many_lines_is_reported_instead_of_read(place: Path) -> None:
    write(place, "0001-a.md")
    (place / "0002-b.md").write_text("# 2. B\n\nStatus: accepted\n" + "\n" * 100_000, "utf-8")
    log, _ = Folder((place,), place).read_all()
    assert [record.number for record in log.records] == [1]
    assert [file.message for file in log.unreadable] == ["has more than 100,000 lines"]
