from __future__ import annotations

import pytest

from adr_tool.document.frontmatter import FrontMatter, as_texts, read_front_matter
from adr_tool.document.outline import Outline


def front(block: str) -> FrontMatter:
    return read_front_matter(Outline(f"---\n{block}---\n\n# T\n"))


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("a: 0010\n", "0010"),
        ("a: 2024-20-05\n", "2024-20-05"),
        ("a: yes\n", "yes"),
        ("a: 1_000\n", "1_000"),
        ("a: 12:30\n", "12:30"),
        ("a: 'x: y'\n", "x: y"),
        ('a: "x\\ty"\n', "x\ty"),
        ("a: 选择 # why\n", "选择"),
        ("a:\n", ""),
        ("a: ~\n", ""),
        ("a: null\n", ""),
        ("a: 'null'\n", "null"),
        ("a: [x, y]\n", ["x", "y"]),
        ("a:\n  - x\n  - y\n", ["x", "y"]),
        ("a: {b: c}\n", {"b": "c"}),
        ("b: &b x\na: *b\n", "x"),
    ],
)
def test_every_scalar_is_the_text_that_stands_there(block: str, value: object) -> None:
    entry = front(block).get("A")
    assert entry is not None
    assert entry.value == value


@pytest.mark.parametrize(
    ("block", "written"),
    [
        ("a: x # why\n", "x"),
        ('a: "x"\n', '"x"'),
        ("a: 'x'  \nb: y\n", "'x'"),
        ("a: [x, y]\n", "[x, y]"),
        ("a:\n- x\n- y\n\nb: z\n", "- x\n- y"),
        ("a: |\n  x\n  y\n\nb: z\n", "|\n  x\n  y"),
        ("a:\nb: y\n", ""),
        ("😀: é\na: é😀\n", "é😀"),
        ("b: &b x\na: *b\n", "*b"),
        ("a: x\r\nb: y\r\n", "x"),
    ],
)
def test_the_place_of_a_value_is_exact(block: str, written: str) -> None:
    text = f"\ufeff---\n{block}---\n# T\n"
    entry = read_front_matter(Outline(text)).get("a")
    assert entry is not None
    assert text[entry.start : entry.end] == written
    assert text[entry.key_start] == "a"


def test_an_entry_tells_its_line() -> None:
    found = front("a: x\n\nb:\n  - y\nc: z\n")
    assert [(entry.key, entry.line) for entry in found.entries] == [("a", 2), ("b", 4), ("c", 6)]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("status: accepted\ntitle: a: b\n", 3),
        ("title: [a\nstatus: accepted\n", 3),
        ("status: accepted\nauthors: @ana\n", 3),
        ("status: accepted\r\ntitle: a: b\r\n", 3),
    ],
)
def test_what_is_certain_is_salvaged_from_an_invalid_block(block: str, line: int) -> None:
    found = front(block)
    assert found.problem is not None
    assert found.problem.line == line
    assert "not valid YAML" in found.problem.message
    assert found.text("status") == "accepted"


def test_the_place_of_a_salvaged_value_is_exact_with_crlf() -> None:
    text = "---\r\nstatus: accepted\r\ntitle: a: b\r\n---\r\n"
    entry = read_front_matter(Outline(text)).get("status")
    assert entry is not None
    assert text[entry.start : entry.end] == "accepted"


@pytest.mark.parametrize("block", ["tag:Web Client\n", "- a\n- b\n"])
def test_a_block_that_is_no_mapping_is_a_problem(block: str) -> None:
    found = front(block)
    assert found.problem is not None
    assert "not a mapping" in found.problem.message
    assert found.entries == ()


def test_a_key_that_stands_twice_is_a_problem_and_the_first_counts() -> None:
    found = front("status: accepted\nstatus: proposed\n")
    assert found.problem is not None
    assert found.problem.line == 3
    assert found.text("status") == "accepted"


def test_a_text_without_a_block_has_no_entries_and_no_problem() -> None:
    assert read_front_matter(Outline("# T\n")) == FrontMatter()
    assert front("") == FrontMatter()
    assert front("# only a comment\n") == FrontMatter()


def test_aliases_cannot_explode() -> None:
    rows = ["a0: &a0 [x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = front("\n".join(rows) + "\n")
    assert len(found.entries) == 9


def test_a_value_flattens_to_texts() -> None:
    assert as_texts("Ana, Bo ,") == ("Ana", "Bo")
    assert as_texts(["Ana, Bo", "Cy"]) == ("Ana, Bo", "Cy")
    assert as_texts({"accepted": ""}) == ("accepted",)
    assert as_texts({"by": "Ana"}) == ("by: Ana",)
    assert as_texts([["a", "b"], "c"]) == ("a, b", "c")


@pytest.mark.parametrize(
    "value", ["[" * 300, "{a: " * 300, "\n" + "- " * 300 + "x", "\n" + "? " * 300 + "x"]
)
def test_values_that_nest_without_end_are_a_problem_and_no_crash(value: str) -> None:
    found = read_front_matter(Outline(f"---\nstatus: accepted\nt: {value}\n---\n"))
    assert found.text("status") == "accepted"
    assert found.problem


def test_a_value_that_holds_itself_or_explodes_says_what_stands_in_reach() -> None:
    itself = "---\ntags: &t [*t, a, {b: *t, c: d}]\n---\n"
    assert read_front_matter(Outline(itself)).texts("tags") == ("a", "a", "c: d")
    lines = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 60)]
    bomb = "---\na0: &a0 [x, x]\n" + "\n".join(lines) + "\ntags: {a: *a59, b: c}\n---\n"
    assert read_front_matter(Outline(bomb)).texts("tags") == ("a: ", "b: c")


def test_a_key_without_a_colon_is_a_key_without_a_value() -> None:
    found = read_front_matter(Outline("---\n? status\n---\n"))
    assert [(entry.key, entry.value) for entry in found.entries] == [("status", "")]


def test_front_matter_that_is_too_long_is_salvaged_and_reported() -> None:
    keys = "".join(f"key{number}: x\n" for number in range(10_000))
    front = read_front_matter(Outline(f"---\nstatus: accepted\n{keys}---\n"))
    assert front.text("status") == "accepted"
    assert front.problem is not None
    assert front.problem.message == "front matter has more than 100,000 characters"


def test_a_list_on_one_line_is_one_in_a_block_that_is_broken_elsewhere() -> None:
    text = '---\nbad: a: b\ntags: [db, "big data"]\nother: [a, b\n---\n\n# Use x\n'
    found = read_front_matter(Outline(text))
    assert found.problem
    assert [(entry.key, entry.value) for entry in found.entries] == [
        ("bad", "a: b"),
        ("tags", ["db", "big data"]),
        ("other", "[a, b"),
    ]
