"""Load the catalogue, and recognise its technologies and kinds in a person's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

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
    Technology,
    TechTradeOff,
    Watch,
)
from adr_tool.domain.advice import Attribute, Direction
from adr_tool.errors import CatalogueError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds and technologies, by id."""

    kinds: dict[str, Kind]
    technologies: dict[str, Technology]

    def technology(self, name: str) -> Technology | None:
        """The technology that a name means: its id, its name or an alias, in any case."""
        plain = _plain(name)
        return next((t for t in self.technologies.values() if plain in names_of(t)), None)

    def mentioned(self, text: str) -> tuple[Technology, ...]:
        """The technologies that a text names, in the order of the text."""
        found: list[tuple[int, int, Technology]] = []
        for technology in self.technologies.values():
            places = [p for p in (_place(n, text) for n in names_of(technology)) if p is not None]
            if places:
                found.append((*min(places), technology))
        return tuple(technology for _, _, technology in sorted(found, key=lambda f: f[:2]))

    def kind_of(self, technologies: Iterable[Technology], words: str) -> Kind | None:
        """The kind of decision: what the technologies share, else what the words say."""
        votes: dict[str, int] = {}
        for technology in technologies:
            for name in technology.kinds:
                votes[name] = votes.get(name, 0) + 1
        if votes:
            best = max(votes, key=lambda name: votes[name])
            return self.kinds.get(best)
        said = [
            (max(len(w) for w in hits), kind)
            for kind in self.kinds.values()
            if (hits := [w for w in kind.words if _place(w, words) is not None])
        ]
        return max(said, key=lambda pair: pair[0])[1] if said else None


def names_of(technology: Technology) -> tuple[str, ...]:
    """Every name under which people know a technology, lower case."""
    return (_plain(technology.name), technology.id, *(_plain(a) for a in technology.aliases))


def answer_class(question: KindQuestion, text: str) -> AnswerClass | None:
    """Tell which of the answers that matter a free text gives; None where none or several fit."""
    plain = _plain(text)
    exact = [c for c in question.answers if plain in (c.id, _plain(c.label))]
    if exact:
        return exact[0]
    if plain.isdigit() and 0 < int(plain) <= len(question.answers):
        return question.answers[int(plain) - 1]
    said = [c for c in question.answers if any(_place(w, text) is not None for w in c.words)]
    return said[0] if len(said) == 1 else None


@cache
def load_catalogue() -> Catalogue:
    """Read the packaged catalogue.

    Raises:
        CatalogueError: An entry breaks the schema; the message names file and key.
    """
    root = files("adr_tool.catalogue")
    kinds = {}
    for entry in sorted((root / "kinds").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            kind = _read(entry.name, entry.read_text(encoding="utf-8"), _kind)
            kinds[kind.id] = kind
    technologies = {}
    for entry in sorted((root / "technologies").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yaml"):
            technology = _read(entry.name, entry.read_text(encoding="utf-8"), _technology)
            technologies[technology.id] = technology
    return Catalogue(kinds, technologies)


def _read(name: str, text: str, build: Any) -> Any:  # noqa: ANN401 - kind or technology
    try:
        return build(yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader, in C if there
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogueError(f"catalogue entry {name}: {error!r}") from error


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _place(word: str, text: str) -> tuple[int, int] | None:
    """Where a word or phrase stands in a text as a whole: start and minus its length."""
    found = _pattern(word).search(text)
    return (found.start(), -len(word)) if found else None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    spaced = re.escape(word).replace(r"\ ", r"[\s_-]+")
    return re.compile(rf"(?<![\w]){spaced}(?![\w]|[+#])", re.IGNORECASE)


def _citations(raw: Raw) -> dict[str, Citation]:
    return {
        key: Citation(key, c["title"], c["url"], c["says"], _day(c["checked"]))
        for key, c in raw["sources"].items()
    }


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _claims(raw: Raw, key: str, sources: dict[str, Citation]) -> tuple[Claim, ...]:
    return tuple(Claim(c["text"], sources[c["source"]]) for c in raw.get(key) or ())


def _kind(raw: Raw) -> Kind:
    sources = _citations(raw)
    return Kind(
        id=raw["id"],
        name=raw["name"],
        summary=raw["summary"],
        words=tuple(raw["words"]),
        questions=tuple(_question(q) for q in raw["questions"]),
        drivers=tuple(
            DriverHint(Attribute(d["attribute"]), d["text"], d["measure"]) for d in raw["drivers"]
        ),
        failures=tuple(
            FailureScenario(f["scenario"], f["detection"], f["response"], sources[f["source"]])
            for f in raw["failures"]
        ),
        migrations=tuple(
            MigrationPattern(m["strategy"], tuple(m["steps"]), m["rollback"], sources[m["source"]])
            for m in raw["migrations"]
        ),
        confirmation=tuple(
            Check(c["what"], c["kind"], c["pass_when"]) for c in raw["confirmation"]
        ),
        monitoring=tuple(
            Watch(w["signal"], w["threshold"], w["action"]) for w in raw["monitoring"]
        ),
        anti_decisions=tuple(AntiDecision(a["name"], a["text"]) for a in raw["anti_decisions"]),
        option_classes=tuple(raw["option_classes"]),
        related=tuple(raw["related"]),
    )


def _question(raw: Raw) -> KindQuestion:
    answers = tuple(AnswerClass(a["id"], a["label"], tuple(a["words"])) for a in raw["answers"])
    return KindQuestion(raw["id"], raw["ask"], raw["why"], answers)


def _technology(raw: Raw) -> Technology:
    sources = _citations(raw)

    def claim(key: str) -> Claim:
        return Claim(raw[key]["text"], sources[raw[key]["source"]])

    return Technology(
        id=raw["id"],
        name=raw["name"],
        type=raw["type"],
        kinds=tuple(raw["kinds"]),
        aliases=tuple(raw["aliases"]),
        identity=claim("identity"),
        licence=claim("licence"),
        governance=claim("governance"),
        rules=tuple(
            ChooseRule(
                r["question"],
                r["answer"],
                Direction(r["direction"]),
                r["text"],
                sources[r["source"]],
            )
            for r in raw["rules"]
        ),
        trade_offs=tuple(
            TechTradeOff(
                Attribute(t["attribute"]),
                Direction(t["direction"]),
                t["text"],
                sources[t["source"]],
            )
            for t in raw["trade_offs"]
        ),
        limits=_claims(raw, "limits", sources),
        operations=_claims(raw, "operations", sources),
        integration=_claims(raw, "integration", sources),
        exit=_claims(raw, "exit", sources),
        sources=tuple(sources.values()),
    )
