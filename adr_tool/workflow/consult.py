"""Consult a model: one draft of each persona, one review with fresh eyes, at most one repair."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from adr_tool.architect.architect import Consultation, Progress
from adr_tool.architect.brief import Brief
from adr_tool.architect.model import ModelArchitect
from adr_tool.architect.panel import Opinion, merged
from adr_tool.architect.persona import Persona
from adr_tool.architect.reply import parse_advice
from adr_tool.architect.review import Remark, Review
from adr_tool.domain.advice import OpenQuestion
from adr_tool.domain.finding import Severity
from adr_tool.errors import ArchitectError

_MOST_NAME = 80

Preview = Callable[[Consultation], str]
"""Renders the record that would come of a consultation."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Who is consulted, about what.

    Attributes:
        architect: The model.
        told: The brief, as for the first persona.
        personas: Whom the model is to be, one after the other; the first one leads.
        progress: Called with one line whenever something really happened.
    """

    architect: ModelArchitect
    told: Brief
    personas: Sequence[Persona]
    progress: Progress

    def draft(self) -> Consultation:
        """Ask each persona, and merge what they say.

        Raises:
            ArchitectError: The model could not be reached or refused.
            ReplyError: There was a reply, but no usable draft in it.
        """
        heard = []
        for persona in self.personas:
            if len(self.personas) > 1:
                self.progress(f"As {persona.name}")
            heard.append(self.architect.advise(replace(self.told, persona=persona), self.progress))
        opinions = [
            Opinion(p.name, said.advice) for p, said in zip(self.personas, heard, strict=True)
        ]
        notices = dict.fromkeys(said.notice for said in heard if said.notice)
        return replace(heard[0], advice=merged(opinions), notice="; ".join(notices))

    def reviewed(self, draft: Consultation, preview: Preview) -> Consultation:
        """Have a draft reviewed by fresh eyes, and repaired once where that is called for.

        What a repair leaves, and what a reviewer would have to ask, stands among the open
        questions. A review or repair that fails costs the draft nothing: a notice says so.
        """
        try:
            text = preview(draft)
            review = self.architect.review(text, self.told, self.progress)
        except ArchitectError as error:
            return _with_notice(draft, f"The draft could not be reviewed: {error.message}")
        draft = self._repaired(draft, review)
        text = preview(draft)
        return _with_questions(draft, [r for r in review.findings if _stands(r, text)])

    def _repaired(self, draft: Consultation, review: Review) -> Consultation:
        serious = [r for r in review.findings if r.severity is Severity.ERROR]
        # What several said was merged by code; no one of them can put it right alone.
        if not serious or len(self.personas) > 1:
            return draft
        self.progress("The review found what should not stand; asking for one repair")
        try:
            return self.architect.revise(self.told, draft, serious, self.progress)
        except ArchitectError as error:
            return _with_notice(draft, f"The draft could not be repaired: {error.message}")


def made_elsewhere(text: str) -> tuple[str, Consultation]:
    """Take a draft that something else made.

    That is an advice in JSON, or `{"advice": …, "model": …, "tool": …}`. It passes the same
    guards as a model's answer of ours; that nobody says which model made it does not make
    it a person's.

    Returns:
        The tool that made it, and the consultation.

    Raises:
        ReplyError: It is no JSON, or not of that shape.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    wrapped = isinstance(whole, dict) and isinstance(whole.get("advice"), dict)
    advice = parse_advice(json.dumps(whole["advice"]) if wrapped else text)
    stated = whole if wrapped else {}
    names = [" ".join(str(stated.get(key) or "").split()) for key in ("tool", "model")]
    tool, model = (name[:_MOST_NAME] for name in names)
    return tool or "draft", Consultation(advice, model=model or "unnamed model", reply=text)


def _stands(remark: Remark, text: str) -> bool:
    """Whether a remark is worth a question still: what it quotes was not repaired."""
    quote = " ".join(remark.quote.split())
    return remark.severity is not Severity.INFO and quote in " ".join(text.split())


def _with_questions(draft: Consultation, remarks: Sequence[Remark]) -> Consultation:
    asked = tuple(OpenQuestion(f"Review: {r.problem}", r.suggestion) for r in remarks)
    advice = draft.advice
    return replace(draft, advice=replace(advice, open_questions=(*asked, *advice.open_questions)))


def _with_notice(draft: Consultation, notice: str) -> Consultation:
    return replace(draft, notice="; ".join(words for words in (draft.notice, notice) if words))
