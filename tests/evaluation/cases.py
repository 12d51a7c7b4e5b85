"""The briefs that drafts are judged on: what is asked, what is known, what a good answer holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from adr_tool.architect.brief import Question

BRIEFS = Path(__file__).with_name("briefs")
UNDECIDED = "undecided"

TOPICS: Mapping[str, str] = {
    "access-pattern": r"quer(?:y|ies)|abfrage",
    "availability": r"availab|downtime|outage|be down|\bSLA\b|verfügbar|ausfall",
    "budget": r"budget|\bcosts?\b|spend|afford|kosten",
    "compatibility": r"contract change|version|upgrade when|break(?:ing)? change|compatib",
    "compliance": r"complian|\blaws?\b|regulat|audit|contract|GDPR|DSGVO|privacy|datenschutz",
    "consistency": r"consisten|change together|commit together|transaction|konsisten|stale",
    "consumers": r"who (?:calls|uses|consumes)|consumers?|which clients",
    "core-use-cases": r"use cases?|core feature",
    "data-shape": r"data look|data model|\bshape|relation|documents?|datenmodell",
    "data-volume": r"how much data|data volume|volume of data|datenmenge",
    "deadline": r"deadline|by when|timeline|how soon|bis wann",
    "delivery": r"replay|keep .*order|ordering|task for one worker|re-read",
    "exit": r"leav|lock-in|\bexit|portab|switch away",
    "freshness": r"fresh|stale|how old|seconds old|up to date",
    "infrastructure": r"stands between|gateway|prox(?:y|ies)",
    "integration": r"integrat|existing systems?|interfaces?|work with",
    "latency": r"latency|response time|how fast|antwortzeit",
    "load": r"\bload|requests per|users or requests|throughput|how many (?:users|requests)",
    "measured": r"measur|trace|profil|where does the time",
    "obligations": r"complian|\blaws?\b|regulat|personal data|rules bind",
    "operations": r"who (?:runs|operates|will run)|operat|on call|betreib",
    "retries": r"retr(?:y|ies)|fails? to process|processing fails|dead.letter",
    "routing": r"who receives|routing|fan.out",
    "scale": r"\bgrow|scale|next (?:two|three|few) years|wachs",
    "security": r"protect|security|trusted",
    "since-when": r"since when|what changed",
    "supplier": r"licen[cs]e|supplier|vendor|portab|own machines|cloud",
    "target": r"target|which number|goal",
    "team": r"\bteam|who builds|know(?:s|n)? well|skills?|experience",
    "throughput": r"throughput|how much arrives|messages per|volume of messages",
    "users-and-growth": r"how many (?:people|users)|demand|growth",
    "what-is-slow": r"what exactly is slow|which (?:endpoint|operation|request)|slow, and for whom",
}  # fmt: skip
"""Key → the words by which a question about it is known, whatever key a model gives it."""


class Expected(StrEnum):
    """What a flipped fact must do to the choice."""

    FLIP = "flip"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Twin:
    """The same brief with one fact flipped.

    Attributes:
        why: Why the choice must flip, or hold.
    """

    name: str
    why: str
    expect: Expected
    acceptable: tuple[str, ...]
    context: tuple[str, ...] | None
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One brief, and the hidden sheet that its drafts are held against.

    Attributes:
        answers: What the person would answer, by topic; told only to who asks.
        decisive: The topics whose answers decide.
        acceptable: Options that a sound record may choose; `*word*` is any name with it.
        mention: Risks that have to be mentioned, each as words that mean it.
        forbidden: What no sound record claims, as patterns.
        blocked: Whether nobody could decide on what is known.
        files: What stands in the repository: path → text.
    """

    name: str
    title: str
    answers: Mapping[str, str]
    decisive: tuple[str, ...]
    acceptable: tuple[str, ...]
    mention: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    context: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    blocked: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    twins: tuple[Twin, ...] = ()

    def topic(self, question: Question) -> str:
        """The topic of the answer sheet that a question is about, or empty."""
        wanted = (*self.decisive, *(key for key in self.answers if key not in self.decisive))
        if question.key in wanted:
            return question.key
        return next((k for k in wanted if re.search(TOPICS[k], question.ask, re.IGNORECASE)), "")

    def reply(self, question: Question) -> str:
        """What the person answers; empty for "don't know"."""
        return self.answers.get(self.topic(question), "")

    def accepts(self, choice: str) -> bool:
        """Whether a sound record may choose this."""
        plain = choice.strip().lower()
        return any(fnmatchcase(plain, one.lower()) for one in self.acceptable)

    def twin(self, twin: Twin) -> Case:
        """The brief with the fact flipped."""
        return replace(
            self,
            name=f"{self.name}.{twin.name}",
            answers={**self.answers, **twin.answers},
            context=self.context if twin.context is None else twin.context,
            acceptable=twin.acceptable,
            blocked=False,
            twins=(),
        )


@cache
def all_cases() -> dict[str, Case]:
    """Every brief by name."""
    return {path.stem: _case(path) for path in sorted(BRIEFS.glob("*.toml"))}


def _case(path: Path) -> Case:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    twins = tuple(
        Twin(
            name=one["name"],
            why=one["why"],
            expect=Expected(one["expect"]),
            acceptable=tuple(one["acceptable"]),
            context=tuple(one["context"]) if "context" in one else None,
            answers=one.get("answers", {}),
        )
        for one in raw["twins"]
    )
    return Case(
        name=path.stem,
        title=raw["title"],
        answers=raw["answers"],
        decisive=tuple(raw["decisive"]),
        acceptable=tuple(raw["acceptable"]),
        mention=tuple(map(tuple, raw["mention"])),
        forbidden=tuple(raw["forbidden"]),
        context=tuple(raw["context"]),
        options=tuple(raw.get("options", ())),
        blocked=raw.get("blocked", False),
        files=raw.get("files", {}),
        twins=twins,
    )
