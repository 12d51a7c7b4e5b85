"""The schema of catalogue files, and what in a file does not fit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from adr_tool.catalogue.entries import Ring
from adr_tool.catalogue.sheet import Place
from adr_tool.domain.advice import Attribute, Direction

# A shape is a dict of keys (with `?` behind what may be missing), a list of one shape for its
# items, an `Each` for a mapping with free keys, or a function that says what is wrong.
MOST_WORDS = 34
"""A sentence of the catalogue ends up in a record: it has to be read in one breath."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKUP = re.compile(r"[<>{}\[\]]|https?:")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True, slots=True)
class Each:
    """A mapping whose keys are free and whose values have one shape."""

    shape: Any


def a_text(value: object) -> str:
    """One line of any text."""
    if not isinstance(value, str):
        return "has to be text; put it in quotes"
    return "" if value.strip() else "is empty"


def an_id(value: object) -> str:
    """Lower-case words joined by hyphens."""
    fits = isinstance(value, str) and _ID.fullmatch(value)
    return "" if fits else "has to be lower-case words joined by hyphens"


def a_word(value: object) -> str:
    """A word or phrase that is looked for in what people type."""
    wrong = a_text(value)
    return wrong or ("" if str(value) == str(value).lower() else "has to be lower case")


def prose(value: object) -> str:
    """Sentences that a record quotes: short, and without markup."""
    wrong = a_text(value)
    if wrong:
        return wrong
    long = [s for s in _SENTENCE_END.split(str(value)) if len(s.split()) > MOST_WORDS]
    if long:
        return f"a sentence has more than {MOST_WORDS} words: {long[0][:50]}…"
    return "holds markup or an address" if _MARKUP.search(str(value)) else ""


def a_question(value: object) -> str:
    """A question in one sentence."""
    return prose(value) or ("" if str(value).endswith("?") else "has to end with a question mark")


def an_address(value: object) -> str:
    """The https address of a public page."""
    fits = isinstance(value, str) and re.fullmatch(r"https://[^\s/]+\.[^\s<>\"]+", value)
    return "" if fits else "has to be an https address"


def a_day(value: object) -> str:
    """A day as YYYY-MM-DD."""
    if isinstance(value, date):
        return ""
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return "has to be a day as YYYY-MM-DD"
    return ""


def one_of(*names: str) -> Callable[[object], str]:
    """One of a closed set of names."""
    return lambda value: "" if value in names else f"has to be one of {', '.join(names)}"


attribute = one_of(*Attribute)
for_or_against = one_of(Direction.GOOD, Direction.BAD)

CLAIM = {"text": prose, "source": a_text}
SOURCES = Each({"title": a_text, "url": an_address, "says": a_text, "checked": a_day})
TECHNOLOGY = {
    "id": an_id,
    "name": a_text,
    "type": one_of("technology", "pattern"),
    "kinds": [an_id],
    "aliases": [a_text],
    "cased?": [a_text],
    "identity": CLAIM,
    "licence?": CLAIM,
    "governance?": CLAIM,
    "rules": [{"question": an_id, "answer": an_id, "direction": for_or_against, **CLAIM}],
    "trade_offs?": [{"attribute": attribute, "direction": one_of(*Direction), **CLAIM}],
    "limits?": [CLAIM],
    "operations?": [CLAIM],
    "integration?": [CLAIM],
    "exit?": [CLAIM],
    "sources": SOURCES,
}
KIND = {
    "id": an_id,
    "name": a_text,
    "summary": prose,
    "words": [a_word],
    "questions": [
        {
            "id": an_id,
            "ask": a_question,
            "why": prose,
            "answers": [{"id": an_id, "label": prose, "words": [a_word]}],
        }
    ],
    "drivers": [{"attribute": attribute, "text": prose, "measure": prose}],
    "failures": [{"scenario": prose, "detection": prose, "response": prose, "source": a_text}],
    "migrations": [{"strategy": prose, "steps": [prose], "rollback": prose, "source": a_text}],
    "confirmation": [{"what": prose, "kind": a_text, "pass_when": prose}],
    "monitoring": [{"signal": prose, "threshold": prose, "action": prose}],
    "anti_decisions": [{"name": prose, "text": prose}],
    "option_classes": [prose],
    "related": [an_id],
    "pictures?": [
        {"kind": one_of("analogy", "example", "snippet"), "text": a_text, "language?": a_text}
    ],
    "sources": SOURCES,
}


def own(shape: Any) -> Any:  # noqa: ANN401 - a shape has no type of its own
    """The shape of a project's own file: only the id is needed, and no claim needs a source."""
    loose = {key if key.endswith("?") or key == "id" else f"{key}?": _own(part)
             for key, part in shape.items()}  # fmt: skip
    radar = {"ring?": one_of(*Ring), "note?": prose} if shape is TECHNOLOGY else {}
    sources = Each({"title": a_text, "url": a_text, "says?": a_text, "checked?": a_day})
    return {**loose, **radar, "sources?": sources}


def _own(shape: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(shape, list):
        return [_own(shape[0])]
    if isinstance(shape, dict):
        return {f"{k}?" if k == "source" else k: _own(part) for k, part in shape.items()}
    return shape


def misfits(value: object, shape: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:  # noqa: ANN401
    """What does not fit a shape: each with the keys and numbers that lead to it."""
    if isinstance(shape, list):
        if isinstance(value, list):
            for number, item in enumerate(value):
                yield from misfits(item, shape[0], (*place, number))
        else:
            yield place, "has to be a list"
    elif isinstance(shape, (dict, Each)):
        if isinstance(value, dict):
            yield from _misfits_of_keys(value, shape, place)
        else:
            yield place, "has to be a mapping"
    elif wrong := shape(value):
        yield place, wrong


def _misfits_of_keys(value: dict[str, Any], shape: Any, place: Place) -> Any:  # noqa: ANN401
    if isinstance(shape, Each):
        for key, part in value.items():
            yield from misfits(part, shape.shape, (*place, key))
        return
    known = {key.rstrip("?"): part for key, part in shape.items()}
    for key, part in value.items():
        if key in known:
            yield from misfits(part, known[key], (*place, key))
        else:
            yield (*place, key), f"is no key of the schema; there are: {', '.join(known)}"
    for key in shape:
        if not key.endswith("?") and key not in value:
            yield place, f"the key {key!r} is missing"
