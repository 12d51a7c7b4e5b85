from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.keys import add_item, scalar, set_key
from adr_tool.document.outline import Outline
from adr_tool.document.splice import Splice, splice
from adr_tool.errors import EditError


def put(text: str, key: str, value: str) -> str:
    return splice(text, [set_key(Outline(text), key, value)])


def add(text: str, key: str, item: str) -> str:
    return splice(text, [add_item(Outline(text), key, item)])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("ADR-0007", "ADR-0007"),
        ("adr/0007-use x", "adr/0007-use x"),
        ("2024-05-01", "2024-05-01"),
        ("0010", '"0010"'),
        ("1.0", '"1.0"'),
        ("12:30", '"12:30"'),
        ("yes", '"yes"'),
        ("Null", '"Null"'),
        ("", '""'),
        ("@ana", '"@ana"'),
        ("a: b", '"a: b"'),
        ("a # b", '"a # b"'),
        ("a, b", '"a, b"'),
        ("[a]", '"[a]"'),
        (" a", '" a"'),
        ('say "x"\\', '"say \\"x\\"\\\\"'),
        ("a\nb", '"a\\nb"'),
        ("1e5", '"1e5"'),
        ("0x1F", '"0x1F"'),
    ],
)
def test_a_text_is_quoted_where_plain_yaml_would_mean_something_else(
    value: str, written: str
) -> None:
    assert scalar(value) == written


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=40))
def test_any_text_reads_back_from_yaml_alone_and_in_a_list(value: str) -> None:
    written = scalar(value)
    for block in (f"a: {written}\n", f"a: [{written}]\n", f"a:\n- {written}\n"):
        entry = read_front_matter(Outline(f"---\n{block}---\n")).get("a")
        assert entry is not None
        assert entry.value in (value, [value])
        plain = yaml.safe_load(block)["a"]
        assert str(plain[0] if isinstance(plain, list) else plain) == value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nb: 1\n---\n", "---\nb: 1\na: new\n---\n"),
        ("---\na: old # why\nb: 1\n---\n", "---\na: new # why\nb: 1\n---\n"),
        ("---\na:\nb: 1\n---\n", "---\na: new\nb: 1\n---\n"),
        ("---\na:   'old'\n---\n", "---\na:   new\n---\n"),
        ("---\nA: old\n---\n", "---\nA: new\n---\n"),
        ("---\na: [x,\n  y]\nb: 1\n---\n", "---\na: new\nb: 1\n---\n"),
        ("---\na:\n  x: 1\n  y: 2\nb: 1\n---\n", "---\na:\n  new\nb: 1\n---\n"),
        ("---\r\nb: 1\r\n---\r\n", "---\r\nb: 1\r\na: new\r\n---\r\n"),
        ("---\nb: 1\n...\n---\n", "---\nb: 1\na: new\n...\n---\n"),
        ("---\n---\n", "---\na: new\n---\n"),
    ],
)
def test_a_key_is_set_in_its_place_or_added_at_the_end(before: str, after: str) -> None:
    assert put(before, "a", "new") == after
    assert read_front_matter(Outline(after)).text("a") == "new"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nb: 1\n---\n", "---\nb: 1\na: [X9]\n---\n"),
        ("---\na: []\n---\n", "---\na: [X9]\n---\n"),
        ("---\na:\n---\n", "---\na: [X9]\n---\n"),
        ("---\na: [x]\n---\n", "---\na: [x, X9]\n---\n"),
        ("---\na: [x, ] # why\n---\n", "---\na: [x, X9] # why\n---\n"),
        ("---\na: ['x]']\n---\n", "---\na: ['x]', X9]\n---\n"),
        ("---\na: x\n---\n", "---\na: [x, X9]\n---\n"),
        ("---\na: 'x, y'\n---\n", "---\na: ['x, y', X9]\n---\n"),
        ("---\na:\n  - x\nb: 1\n---\n", "---\na:\n  - x\n  - X9\nb: 1\n---\n"),
        ("---\na:\n- x\n---\n", "---\na:\n- x\n- X9\n---\n"),
        ("---\r\na:\r\n- x\r\n---\r\n", "---\r\na:\r\n- x\r\n- X9\r\n---\r\n"),
    ],
)
def test_an_item_is_added_in_the_style_of_the_list(before: str, after: str) -> None:
    assert add(before, "a", "X9") == after
    found = read_front_matter(Outline(after))
    assert found.problem is None
    assert found.texts("a")[-1] == "X9"


def test_a_text_without_front_matter_has_no_keys_to_set() -> None:
    with pytest.raises(EditError):
        put("# T\n", "a", "new")


def test_splices_leave_every_other_byte_and_stand_in_order() -> None:
    changes = [Splice(4, 5, "Y"), Splice(0, 1, "X"), Splice(2, 2, "1"), Splice(2, 2, "2")]
    assert splice("abcdef", changes) == "Xb12cdYf"


def test_a_value_that_cannot_stand_in_a_list_is_left_to_the_person() -> None:
    """As fuzzing found, in front matter that is no valid YAML."""
    for value in ("[x](0001-x.md)", "see {x}", "x]"):
        with pytest.raises(EditError, match="cannot be made a list"):
            add(f"---\namends: {value}\n---\n", "amends", "ADR-0009")
