"""Make entries of what the files say, the project's own file on top of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from adr_tool.catalogue.entries import (
    AnswerClass,
    AntiDecision,
    Check,
    ChooseRule,
    Citation,
    Claim,
    DriverHint,
    FailureScenario,
    Kind,
    KindQuestion,
    MigrationPattern,
    Picture,
    Ring,
    Technology,
    TechTradeOff,
    Watch,
)
from adr_tool.catalogue.sheet import Raw, Sheet
from adr_tool.domain.advice import Attribute, Direction
from adr_tool.errors import CatalogueError

_T = TypeVar("_T", bound="Kind | Technology")


def kind_of_sheet(sheet: Sheet) -> Kind:
    """A kind as its file tells it.

    Raises:
        CatalogueError: The file breaks the schema; the message names it.
    """
    return _built(sheet, _kind)


def technology_of_sheet(sheet: Sheet) -> Technology:
    """A technology as its file tells it.

    Raises:
        CatalogueError: The file breaks the schema; the message names it.
    """
    return _built(sheet, _technology)


def laid_over(entry: _T, own: _T) -> _T:
    """An entry under a project's own one: its texts win, the items of its lists come first."""
    won: dict[str, Any] = {}
    for field in fields(own):
        ours, theirs = getattr(entry, field.name), getattr(own, field.name)
        if isinstance(theirs, tuple):
            won[field.name] = tuple(dict.fromkeys((*theirs, *ours)))
        elif theirs:
            won[field.name] = theirs
    return replace(entry, **won)


def _built(sheet: Sheet, build: Callable[[Raw, _Sources], _T]) -> _T:
    try:
        raw = sheet.raw
        return build(raw, _Sources(sheet, raw))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogueError(f"{sheet.path}: {error!r}", hint="adr catalogue --check") from error


class _Sources:
    """The sources of one file; a project's own statement without one has its file as source."""

    def __init__(self, sheet: Sheet, raw: Raw) -> None:
        name = f"catalogue/{sheet.path.rpartition('/')[2]}"
        self._own = Citation("own", f"Our own file {name}", name, "", None)
        self._is_own = sheet.own
        self.path = sheet.path if sheet.own else ""
        self._cited = {
            key: Citation(key, c["title"], c["url"], c.get("says", ""), _day(c.get("checked")))
            for key, c in (raw.get("sources") or {}).items()
        }

    def of(self, raw: Raw) -> Citation:
        if self._is_own and "source" not in raw:
            return self._own
        return self._cited[raw["source"]]

    def claim(self, raw: Raw | None) -> Claim | None:
        return Claim(raw["text"], self.of(raw)) if raw else None

    def claims(self, raw: list[Raw] | None) -> tuple[Claim, ...]:
        return tuple(Claim(c["text"], self.of(c)) for c in raw or ())

    @property
    def all(self) -> tuple[Citation, ...]:
        return (*self._cited.values(), *((self._own,) if self._is_own else ()))


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _kind(raw: Raw, sources: _Sources) -> Kind:
    return Kind(
        id=raw["id"],
        name=raw.get("name", ""),
        summary=raw.get("summary", ""),
        words=tuple(raw.get("words", ())),
        questions=tuple(_question(q) for q in raw.get("questions", ())),
        drivers=tuple(
            DriverHint(Attribute(d["attribute"]), d["text"], d["measure"])
            for d in raw.get("drivers", ())
        ),
        failures=tuple(
            FailureScenario(f["scenario"], f["detection"], f["response"], sources.of(f))
            for f in raw.get("failures", ())
        ),
        migrations=tuple(
            MigrationPattern(m["strategy"], tuple(m["steps"]), m["rollback"], sources.of(m))
            for m in raw.get("migrations", ())
        ),
        confirmation=tuple(
            Check(c["what"], c["kind"], c["pass_when"]) for c in raw.get("confirmation", ())
        ),
        monitoring=tuple(
            Watch(w["signal"], w["threshold"], w["action"]) for w in raw.get("monitoring", ())
        ),
        anti_decisions=tuple(
            AntiDecision(a["name"], a["text"]) for a in raw.get("anti_decisions", ())
        ),
        option_classes=tuple(raw.get("option_classes", ())),
        related=tuple(raw.get("related", ())),
        pictures=tuple(
            Picture(p["kind"], p["text"], p.get("language", "")) for p in raw.get("pictures", ())
        ),
        sources=sources.all,
    )


def _question(raw: Raw) -> KindQuestion:
    answers = tuple(AnswerClass(a["id"], a["label"], tuple(a["words"])) for a in raw["answers"])
    return KindQuestion(raw["id"], raw["ask"], raw["why"], answers)


def _technology(raw: Raw, sources: _Sources) -> Technology:
    return Technology(
        id=raw["id"],
        name=raw.get("name", ""),
        type=raw.get("type", "" if sources.path else "technology"),
        kinds=tuple(raw.get("kinds", ())),
        aliases=tuple(raw.get("aliases", ())),
        cased=tuple(raw.get("cased", ())),
        identity=sources.claim(raw.get("identity")),
        licence=sources.claim(raw.get("licence")),
        governance=sources.claim(raw.get("governance")),
        rules=tuple(_rule(r, sources) for r in raw.get("rules", ())),
        trade_offs=tuple(_trade_off(t, sources) for t in raw.get("trade_offs", ())),
        limits=sources.claims(raw.get("limits")),
        operations=sources.claims(raw.get("operations")),
        integration=sources.claims(raw.get("integration")),
        exit=sources.claims(raw.get("exit")),
        sources=sources.all,
        ring=Ring(raw["ring"]) if "ring" in raw else None,
        note=raw.get("note", ""),
        own=sources.path,
    )


def _rule(raw: Raw, sources: _Sources) -> ChooseRule:
    direction = Direction(raw["direction"])
    return ChooseRule(raw["question"], raw["answer"], direction, raw["text"], sources.of(raw))


def _trade_off(raw: Raw, sources: _Sources) -> TechTradeOff:
    attribute, direction = Attribute(raw["attribute"]), Direction(raw["direction"])
    return TechTradeOff(attribute, direction, raw["text"], sources.of(raw))
