"""What is wrong with a catalogue: the validator of its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from adr_tool.catalogue.catalogue import Catalogue
from adr_tool.catalogue.shape import KIND, TECHNOLOGY, misfits, own
from adr_tool.catalogue.sheet import Place, Raw, Sheet
from adr_tool.errors import CatalogueError

_FEWEST = {"questions": 4, "drivers": 3, "failures": 3, "migrations": 1, "confirmation": 1,
           "monitoring": 1, "anti_decisions": 2, "option_classes": 3, "words": 1}  # fmt: skip
_FEWEST_RULES = 3
_FULL = ("governance", "trade_offs", "limits", "operations", "integration", "exit")
"""What a technology in full depth has beside what each one has: all of it or nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the file, the line, and what to change."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def faults_of(catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Everything that is wrong, file by file.

    Args:
        catalogue: Whose files are read, those of the project included.
        today: No source was read later than this.
    """
    for shelf, shape in ((catalogue.kinds, KIND), (catalogue.technologies, TECHNOLOGY)):
        for sheets in shelf.sheets.values():
            for place, sheet in enumerate(sheets):
                if place and not sheet.own:
                    yield Fault(sheet.path, 1, "the id is that of another file")
                yield from _faults_of_sheet(sheet, shape, catalogue, today)
    yield from _shared_names(catalogue)


def require_own(catalogue: Catalogue, today: date) -> None:
    """Refuse a project's own entries that have a fault.

    Raises:
        CatalogueError: The first fault, with path and line.
    """
    for shelf, shape in ((catalogue.kinds, KIND), (catalogue.technologies, TECHNOLOGY)):
        for sheet in (s for sheets in shelf.sheets.values() for s in sheets if s.own):
            for fault in _faults_of_sheet(sheet, shape, catalogue, today):
                raise CatalogueError(str(fault), hint="adr catalogue --check lists all")


def _faults_of_sheet(
    sheet: Sheet, shape: Any, catalogue: Catalogue, today: date  # noqa: ANN401 - a shape
) -> Iterator[Fault]:  # fmt: skip
    raw = sheet.raw
    for key, line in sheet.repeated():
        yield Fault(sheet.path, line, f"the key {key!r} is there twice")
    wrong = list(misfits(raw, own(shape) if sheet.own else shape))
    if not wrong:
        wrong = [*_sources(raw, today)]
        wrong += (
            _kind(raw, sheet, catalogue) if shape is KIND else _technology(raw, sheet, catalogue)
        )
    for place, message in wrong:
        named = ".".join(str(step + 1 if isinstance(step, int) else step) for step in place)
        yield Fault(sheet.path, sheet.line(place), f"{named}: {message}" if named else message)


Wrong = Iterator[tuple[Place, str]]


def _sources(raw: Raw, today: date) -> Wrong:
    """Each source is there, used, read before now, and no page stands there twice."""
    sources: dict[str, Any] = raw.get("sources", {})
    used = set()
    for place, key in _cited({k: part for k, part in raw.items() if k != "sources"}, ()):
        used.add(key)
        if key not in sources:
            yield place, f"there is no source {key!r} under sources"
    for key, source in sources.items():
        if key not in used:
            yield ("sources", key), "no claim refers to this source"
        if "checked" in source and date.fromisoformat(str(source["checked"])) > today:
            yield ("sources", key, "checked"), "lies in the future"
    pages = Counter(source["url"] for source in sources.values())
    for key, source in sources.items():
        if pages[source["url"]] > 1:
            yield ("sources", key, "url"), "stands here twice; give both claims one source"


def _cited(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        if "source" in value:
            yield (*place, "source"), value["source"]
        for key, part in value.items():
            yield from _cited(part, (*place, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _cited(item, (*place, number))


def _kind(raw: Raw, sheet: Sheet, catalogue: Catalogue) -> Wrong:
    for key, fewest in _FEWEST.items():
        if not sheet.own and len(raw[key]) < fewest:
            yield (key,), f"has to have {fewest} or more"
    for number, related in enumerate(raw.get("related", ())):
        if related not in catalogue.kinds:
            yield ("related", number), f"there is no kind {related!r}"
    questions = raw.get("questions", ())
    yield from _twice([q["id"] for q in questions], ("questions",))
    for number, question in enumerate(questions):
        place: Place = ("questions", number, "answers")
        answers = question["answers"]
        if len(answers) < 2:  # noqa: PLR2004 - one answer decides nothing
            yield place, "has to have two or more"
        yield from _twice([a["id"] for a in answers], place)
        yield from _twice([w for a in answers for w in a["words"]], place)


def _technology(raw: Raw, sheet: Sheet, catalogue: Catalogue) -> Wrong:
    kinds = catalogue.technologies.said(raw["id"], "kinds")
    if not kinds:
        yield (), "the key 'kinds' is missing: to which kinds does it belong?"
    for number, kind in enumerate(raw.get("kinds", ())):
        if kind not in catalogue.kinds:
            yield ("kinds", number), f"there is no kind {kind!r}"
    asked: dict[str, set[str]] = {}
    for question in (
        q for k in kinds if k in catalogue.kinds for q in catalogue.kinds[k].questions
    ):
        asked.setdefault(question.id, set()).update(a.id for a in question.answers)
    yield from _rules(raw, asked)
    if not sheet.own:
        yield from _balance(raw)


def _rules(raw: Raw, asked: dict[str, set[str]]) -> Wrong:
    rules = raw.get("rules", ())
    for number, rule in enumerate(rules):
        answers = asked.get(rule["question"])
        if answers is None:
            known = ", ".join(asked)
            yield ("rules", number, "question"), f"no kind of it asks this; they ask: {known}"
        elif rule["answer"] not in answers:
            known = ", ".join(sorted(answers))
            yield ("rules", number, "answer"), f"is no answer to this question; there are: {known}"
    both = [f"{r['question']} {r['answer']} {r['direction']}" for r in rules]
    yield from _twice(both, ("rules",))


def _balance(raw: Raw) -> Wrong:
    """Something speaks for it and something against it, and it is told in full or not at all."""
    if raw["type"] == "technology" and "licence" not in raw:
        yield (), "the key 'licence' is missing; only a pattern has none"
    rules = raw["rules"]
    if len(rules) < _FEWEST_RULES:
        yield ("rules",), f"has to have {_FEWEST_RULES} or more"
    for key in ("rules", "trade_offs"):
        told = {item["direction"] for item in raw.get(key, ())}
        if key in raw and not {"good", "bad"} <= told:
            yield (key,), "has to have something for it (good) and against it (bad)"
    missing = [key for key in _FULL if not raw.get(key)]
    if missing and len(missing) < len(_FULL):
        yield (
            (),
            f"in full depth it has {', '.join(missing)}, too; else none of: {', '.join(_FULL)}",
        )


def _twice(names: list[str], place: Place) -> Wrong:
    for name, count in Counter(names).items():
        if count > 1:
            yield place, f"{name!r} is there twice"


def _shared_names(catalogue: Catalogue) -> Iterator[Fault]:
    for name in catalogue.names:
        meant = catalogue.names.meanings(name)
        if len(set(meant)) > 1:
            sheet = catalogue.technologies.sheets[meant[-1]][-1]
            yield Fault(sheet.path, 1, f"the name {name!r} means {' and '.join(meant)}")
