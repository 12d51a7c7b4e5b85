"""Vet what a model said: its words made harmless, its claims held against what it was told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from adr_tool.architect.brief import Brief
from adr_tool.document.prose import tame, tame_heading
from adr_tool.domain.advice import Advice, Illustration, Source
from adr_tool.domain.draft import Unverified
from adr_tool.domain.references import ReferenceKind
from adr_tool.domain.secrets import redact
from adr_tool.domain.unseen import without_unseen
from adr_tool.workflow.claims import settle_claims
from adr_tool.workflow.grounds import Grounds, Known
from adr_tool.workflow.settle import settle
from adr_tool.workflow.texts import Place, each_object, each_text
from adr_tool.workflow.trim import trim

_LANGUAGES = frozenset(
    {
        "bash", "c", "cpp", "cs", "csharp", "css", "diff", "dockerfile", "elixir", "go", "graphql",
        "groovy", "haskell", "hcl", "html", "http", "ini", "java", "javascript", "js", "json",
        "kotlin", "kt", "lua", "makefile", "nginx", "php", "properties", "proto", "protobuf", "py",
        "python", "rb", "rs", "ruby", "rust", "scala", "sh", "shell", "sql", "swift", "terraform",
        "text", "tf", "toml", "ts", "tsx", "typescript", "xml", "yaml", "yml",
    }
)  # fmt: skip
"""Languages of snippets; any other word may make a drawing of one, as `mermaid` does."""


@dataclass(frozen=True, slots=True)
class Vetted:
    """An advice that is fit to stand in a record.

    Attributes:
        advice: The advice.
        unverified: What it refers to, and nothing bears out.
        notes: What else was changed, for the person.
    """

    advice: Advice
    unverified: tuple[Unverified, ...] = ()
    notes: tuple[str, ...] = ()


def vet(advice: Advice, told: Brief, known: Known) -> Vetted:
    """Make a model's advice fit to stand in a record.

    It is cut to size and loses secrets and hidden characters; claims lose a source that they
    do not have; options, outcome and verdicts are made to fit together; what is left is
    tamed, and what it refers to without any ground is marked.
    """
    advice, cut = trim(advice)
    advice, found = without_secrets(advice)
    advice = each_object(advice, _snippet)
    advice, notes = settle(settle_claims(advice, told), told, known.name)
    advice, _ = without_secrets(advice)  # an option that was left out comes from the person
    words = _Words(Grounds(told, known))
    tamed = each_text(advice, words.fit)
    kept = replace(tamed, related=tuple(
        replace(new, title=old.title, id=old.id)
        for new, old in zip(tamed.related, advice.related, strict=True)
    ))  # fmt: skip
    secret = [f"the answer held what looked like a secret ({counted(found)})"] if found else []
    return Vetted(kept, tuple(words.unverified), tuple(n for n in (cut, *secret, *notes) if n))


def without_secrets(advice: Advice) -> tuple[Advice, Counter[str]]:
    """Take secrets and hidden characters out of an advice; counts secrets by kind."""
    counts: Counter[str] = Counter()

    def clean(text: str, _place: Place) -> str:
        kept, found = redact(without_unseen(text)[0])
        counts.update(found)
        return kept

    return each_text(advice, clean), counts


def counted(secrets: Counter[str]) -> str:
    """How many secrets of each kind there are, in words."""
    return ", ".join(f"{kind}: {n}" for kind, n in sorted(secrets.items()))


@dataclass(slots=True)
class _Words:
    """Makes texts fit, and remembers what nothing bears out."""

    grounds: Grounds
    unverified: list[Unverified] = field(default_factory=list)

    def fit(self, text: str, place: Place) -> str:
        if isinstance(place.owner, Illustration) and place.owner.kind == "snippet":
            return text
        plain = tame_heading(text) if place.is_name else tame(text, self.grounds.addresses)
        assumed = getattr(place.owner, "source", None) is Source.ASSUMPTION
        skip = (ReferenceKind.FIGURE,) if assumed else ()
        marked, failing = self.grounds.marked(plain, skip)
        self.unverified += [Unverified(r.kind.value, r.text, place.field) for r in failing]
        return marked


def _snippet(item: object) -> object:
    """A snippet is code in a fence; its language must neither close it nor draw."""
    if not isinstance(item, Illustration):
        return item
    kind = item.kind.strip().lower()
    language = re.sub(r"\W", "", item.language).lower()
    return replace(item, kind=kind, language=language if language in _LANGUAGES else "")
