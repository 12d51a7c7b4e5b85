"""The architect without a model: what was typed, what is in the repository, the catalogue."""

from __future__ import annotations

from adr_tool.architect.architect import Consultation, Progress
from adr_tool.architect.brief import Brief, Question
from adr_tool.architect.layout import lay_out
from adr_tool.architect.matter import public_sources, understand_matter
from adr_tool.catalogue.catalogue import Catalogue, load_catalogue
from adr_tool.catalogue.entries import KindQuestion

MOST_QUESTIONS = 5


class OfflineArchitect:
    """Asks nobody: splits, looks up, quotes with sources, and never picks a winner."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self._catalogue = load_catalogue() if catalogue is None else catalogue

    def questions(self, brief: Brief) -> tuple[Question, ...]:
        """The kind's own questions first, then the persona's bank; at most five."""
        answered = {a.key for a in brief.answers}
        asked = self.all_questions(brief)
        return tuple(q for q in asked if q.key not in answered)[:MOST_QUESTIONS]

    def all_questions(self, brief: Brief) -> tuple[Question, ...]:
        """Every question that bears on a brief, the most decisive first."""
        matter = understand_matter(self._catalogue, brief)
        asked = [_as_question(q) for q in matter.kind.questions] if matter.kind else []
        keys = {q.key for q in asked}
        bank = (Question(q.key, q.ask, q.why) for q in brief.persona.bank if q.key not in keys)
        return (*asked, *bank)

    def advise(self, brief: Brief, progress: Progress) -> Consultation:
        """Lay out what is known; raises nothing, for nobody is asked."""
        matter = understand_matter(self._catalogue, brief)
        if matter.kind:
            progress(f"Recognised a decision about: {matter.kind.name}")
        for technology in matter.technologies:
            progress(f"Found {technology.name} in the catalogue")
        advice = lay_out(brief, matter)
        notice = "No model was consulted: the draft holds what you typed, what is in this"
        notice += " repository, and the packaged catalogue with its sources."
        return Consultation(advice, notice=notice, sources=public_sources(matter))


def _as_question(question: KindQuestion) -> Question:
    return Question(
        question.id, question.ask, question.why, tuple(a.label for a in question.answers)
    )
