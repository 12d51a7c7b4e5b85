from __future__ import annotations

from pathlib import Path

import pytest

from adr_tool.errors import TemplateError
from adr_tool.store.shapes import find, own, parts, shipped


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "adr/templates"
    folder.mkdir(parents=True)
    return folder.parent


def test_the_shipped_shapes_are_known_by_name_and_their_pieces_are_none() -> None:
    assert set(shipped()) >= {"madr", "madr-minimal", "nygard"}
    assert "parts" not in shipped()
    assert set(parts()) == {"parts.md"}


def test_a_shipped_shape_is_found_without_a_log() -> None:
    assert find("nygard", None, chosen=True).origin == "shipped"


def test_the_logs_own_template_is_its_default(log: Path) -> None:
    (log / "templates/template.md").write_text("# TITLE\n")
    assert find("madr", log, chosen=False).text == "# TITLE\n"


def test_a_template_that_a_person_names_wins_over_the_logs_default(log: Path) -> None:
    (log / "templates/template.md").write_text("# TITLE\n")
    assert find("madr", log, chosen=True).origin == "shipped"


def test_a_template_of_the_log_wins_over_a_shipped_one_of_the_same_name(log: Path) -> None:
    (log / "templates/madr.md").write_text("ours")
    found = find("madr", log, chosen=True)
    assert (found.text, found.origin) == ("ours", str(log / "templates/madr.md"))
    assert list(own(log)) == ["madr"]


def test_a_path_names_a_template(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("mine")
    assert find(str(path), None, chosen=True).text == "mine"


def test_an_unknown_template_lists_those_there_are(log: Path) -> None:
    (log / "templates/ours.md").write_text("x")
    with pytest.raises(TemplateError) as caught:
        find("gone", log, chosen=True)
    assert caught.value.hint
    assert "ours" in caught.value.hint
    assert "nygard" in caught.value.hint


def test_a_template_that_is_no_text_is_an_error_that_names_it(log: Path) -> None:
    (log / "templates/bad.md").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError, match=r"bad\.md"):
        find("bad", log, chosen=True)


def test_a_template_that_is_no_text_hurts_only_who_asks_for_it(log: Path) -> None:
    (log / "templates/bad.md").write_bytes(b"\xff\xfe")
    assert find("madr", log, chosen=True).origin == "shipped"
