"""What the catalogue knows about a brief: kind, technologies, and what the answers mean."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from adr_tool.architect.brief import Brief
from adr_tool.catalogue.catalogue import Catalogue, answer_class
from adr_tool.catalogue.entries import AnswerClass, Citation, Kind, KindQuestion, Technology
from adr_tool.domain.draft import PublicSource

_NEAR = 0.8
"""How alike a typed name and a known one have to be to ask; 1.0 is the same."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the catalogue knows about a brief.

    Attributes:
        kind: The kind of decision, or None when no entry fits.
        options: Each named option with its technology, or None where it is unknown.
        answers: The kind's questions, each with what was said and what that means.
    """

    kind: Kind | None
    options: tuple[tuple[str, Technology | None], ...]
    answers: tuple[tuple[KindQuestion, str, AnswerClass | None], ...]

    @property
    def technologies(self) -> tuple[Technology, ...]:
        """The technologies among the options."""
        return tuple(technology for _, technology in self.options if technology)


def understand_matter(catalogue: Catalogue, brief: Brief) -> Matter:
    """Recognise kind, technologies and answers in a brief; nothing is invented."""
    subject = brief.subject
    options = tuple((name, recognise(catalogue, name)) for name in subject.options)
    known = [technology for _, technology in options if technology]
    words = " ".join((subject.title, *(c.text for c in brief.context if c.kind == "given")))
    mentioned = known or catalogue.mentioned(subject.title)
    kind = catalogue.kind_of(mentioned, subject.title) or catalogue.kind_of((), words)
    answers = tuple(_heard(q, brief) for q in kind.questions) if kind else ()
    return Matter(kind, options, answers)


def recognise(catalogue: Catalogue, option: str) -> Technology | None:
    """The technology that an option names, as a whole or as its only known word."""
    exact = catalogue.technology(option)
    if exact:
        return exact
    mentioned = catalogue.mentioned(option)
    return mentioned[0] if len(mentioned) == 1 else None


def _heard(question: KindQuestion, brief: Brief) -> tuple[KindQuestion, str, AnswerClass | None]:
    text = brief.answer(question.id)
    return question, text, answer_class(question, text) if text else None


def public_sources(matter: Matter) -> tuple[PublicSource, ...]:
    """The public sources that statements about a matter may refer to."""
    cited: list[Citation] = [c for t in matter.technologies for c in t.sources]
    if matter.kind:
        cited += [f.source for f in matter.kind.failures]
        cited += [m.source for m in matter.kind.migrations]
    return tuple(
        {
            c.url: PublicSource(c.url, c.title, c.checked.isoformat() if c.checked else "")
            for c in cited
        }.values()
    )


def near_names(catalogue: Catalogue, brief: Brief) -> tuple[tuple[str, str], ...]:
    """Options that no catalogue entry has, each with the name it may be a slip of."""
    found = []
    for option in brief.subject.options:
        near = get_close_matches(option.lower(), list(catalogue.names), n=1, cutoff=_NEAR)
        meant = catalogue.technology(near[0]) if near else None
        if meant and recognise(catalogue, option) is None:
            found.append((option, meant.name))
    return tuple(found)
