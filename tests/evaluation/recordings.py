"""Answers that were kept or made by hand, so that drafts can be judged without a model."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from adr_tool.architect.brief import Question

RECORDED = Path(__file__).with_name("recorded")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recording:
    """An answer to one brief or twin.

    Attributes:
        name: The brief's name, `.` and the twin's where it is one.
        made: Which model made it and when, or that a hand did.
        model: The model's name for the label in the record.
        family: The lies that were put into it, or empty.
    """

    name: str
    made: str
    model: str
    questions: tuple[Question, ...]
    advice: Json
    family: str = ""


@cache
def recordings() -> dict[str, Recording]:
    """The answers as they were made, by name."""
    found = (_recording(path) for path in sorted(RECORDED.glob("*.json")) if path.stem != "lies")
    return {one.name: one for one in found}


def _recording(path: Path) -> Recording:
    raw = json.loads(path.read_text(encoding="utf-8"))
    questions = tuple(Question(q["key"], q["ask"], q["why"]) for q in raw["questions"])
    return Recording(
        path.stem, f"{raw['made']}, {raw['date']}", raw["made"], questions, raw["advice"]
    )


def families() -> tuple[str, ...]:
    """The families of lies."""
    return tuple(one["family"] for one in _lies())


@cache
def _lies() -> tuple[Json, ...]:
    raw = json.loads((RECORDED / "lies.json").read_text(encoding="utf-8"))
    return tuple(raw["families"])


def lying(recording: Recording, family: str) -> Recording:
    """The same answer with one family of lies told in it."""
    (lies,) = (one for one in _lies() if one["family"] == family)
    advice = copy.deepcopy(recording.advice)
    for change in lies["changes"]:
        for owner, key in list(_places(advice, change["at"].split("."))):
            if "add" in change:
                owner[key].append(change["add"])
            elif "keep" in change:
                owner[key] = [a for a in owner[key] if a["direction"] == change["keep"]]
            else:
                owner[key] = change["put"]
    return replace(recording, advice=advice, family=family)


def _places(node: Any, steps: list[str]) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - JSON
    """Where a dotted path leads; `*` is each item of a list."""
    step, *rest = steps
    if not rest:
        yield node, step
    elif step == "*":
        for item in node:
            yield from _places(item, rest)
    else:
        yield from _places(node[step], rest)
