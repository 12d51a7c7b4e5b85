"""How many titles as people type them are understood: the kind of decision, and the options.

A title's kind counts once the catalogue has it; most titles are those of public records.
"""

from __future__ import annotations

from pathlib import Path

from adr_tool.architect.brief import Brief
from adr_tool.architect.matter import understand_matter
from adr_tool.architect.persona import Persona
from adr_tool.architect.roster import find_persona
from adr_tool.architect.title import understand
from adr_tool.catalogue.catalogue import load_catalogue

TABLE = Path(__file__).with_name("titles.tsv")
ENOUGH = 0.9


def rows() -> list[list[str]]:
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def kind_of(title: str, persona: Persona) -> str:
    matter = understand_matter(load_catalogue(), Brief(understand(title), persona))
    return matter.kind.id if matter.kind else "none"


def test_the_kind_of_most_titles_is_recognised(tmp_path: Path) -> None:
    persona = find_persona("backend-architect", tmp_path, None)
    asked = [(title, kind) for title, kind, _ in rows() if kind in load_catalogue().kinds]
    missed = [(t, kind, got) for t, kind in asked if (got := kind_of(t, persona)) != kind]
    assert len(missed) <= len(asked) * (1 - ENOUGH), missed


def test_the_options_of_most_titles_are_recognised_and_none_is_invented() -> None:
    asked = [(title, [o for o in options.split(" | ") if o]) for title, _, options in rows()]
    assert len(asked) == 150
    told = [(title, options, list(understand(title).options)) for title, options in asked]
    missed = [row for row in told if row[1] != row[2]]
    assert len(missed) <= len(asked) * (1 - ENOUGH), missed
    assert [row for row in told if set(row[2]) - set(row[1]) and not row[1]] == []
