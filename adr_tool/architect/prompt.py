"""The words that are sent to an architect: a brief becomes a system text and one user turn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from string import Template

from adr_tool.architect.brief import Brief, ContextText, Evidence, RelatedText
from adr_tool.architect.desk import Desk


@dataclass(frozen=True, slots=True)
class Prompt:
    """Exactly what is sent.

    Attributes:
        system: Who the architect is, the house rules and the task.
        user: One JSON document: request, answers, context, related, evidence.
        hidden_removed: How many characters were taken out that a person would not see.
        truncated: How many texts are sent only in part, or not at all.
        secrets: How many secrets were replaced, by kind.
        answer_tokens: How long an answer is usual, in tokens; for estimates.
    """

    system: str
    user: str
    hidden_removed: int
    truncated: int = 0
    secrets: Mapping[str, int] = field(default_factory=dict)
    answer_tokens: int = 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What the person should know about what was left out."""
        notes = []
        if self.secrets:
            named = ", ".join(f"{kind}: {n}" for kind, n in sorted(self.secrets.items()))
            notes.append(f"what looked like a secret was left out of what was sent ({named})")
        if self.hidden_removed:
            notes.append(f"{self.hidden_removed} hidden characters were left out of what was sent")
        if self.truncated:
            notes.append(f"{self.truncated} texts were too long to be sent whole")
        return tuple(notes)

    @property
    def sha256(self) -> str:
        """Hex digest of what is sent."""
        return hashlib.sha256(f"{self.system}\n{self.user}".encode()).hexdigest()


def draft_prompt(brief: Brief) -> Prompt:
    """The prompt that asks for advice."""
    return _prompt(brief, "draft.md", answer_tokens=9_000)


def questions_prompt(brief: Brief) -> Prompt:
    """The prompt that asks which questions to put to the person."""
    return _prompt(brief, "questions.md", answer_tokens=1_500)


def repair_request(problem: str) -> str:
    """The turn that asks for the same answer once more.

    Args:
        problem: What was wrong, in our words; never words of a reply.
    """
    return Template(instructions("repair.md")).substitute(problem=problem)


def revise_request(findings: Iterable[Mapping[str, str]]) -> str:
    """The turn that asks for the same answer, mended where a review is right about it.

    Args:
        findings: What the review found, key by key.
    """
    said = json.dumps(list(findings), ensure_ascii=False, indent=1)
    return Template(instructions("revise.md")).substitute(findings=Desk().visible(said))


def _prompt(brief: Brief, task: str, *, answer_tokens: int) -> Prompt:
    desk = Desk()
    system = [desk.visible(brief.persona.body), instructions("house-rules.md"), instructions(task)]
    user = json.dumps(_document(brief, desk), ensure_ascii=False, indent=1)
    return prompt_of("\n\n".join(system), user, desk, answer_tokens)


def prompt_of(system: str, user: str, desk: Desk, answer_tokens: int) -> Prompt:
    """A prompt, with the counts of the desk that its texts went over."""
    return Prompt(
        system, user, desk.hidden, desk.truncated, dict(desk.secrets), answer_tokens=answer_tokens
    )


def instructions(name: str) -> str:
    """One of the shipped texts that tell an architect what to do."""
    return (files("adr_tool.architect") / "prompts" / name).read_text(encoding="utf-8").strip()


def _document(brief: Brief, desk: Desk) -> dict[str, object]:
    """The user turn; what a person typed comes first and so is cut last."""
    request = {
        **asdict(brief.subject),
        "supersedes": brief.supersedes,
        "components": [asdict(component) for component in brief.components],
        "flows": [asdict(flow) for flow in brief.flows],
    }
    answers = [
        {"key": desk.visible(a.key), "question": desk.visible(a.question), **desk.text(a.text)}
        for a in brief.answers
    ]
    return {
        "request": desk.visible_everywhere(request),
        "answers": answers,
        "context": [_context(text, desk) for text in _typed_first(brief.context)],
        "related": [related_text(record, desk) for record in brief.related],
        "recent": [related_text(record, desk) for record in brief.recent],
        "evidence": [_evidence(item, desk) for item in brief.evidence],
    }


def _typed_first(texts: Iterable[ContextText]) -> list[ContextText]:
    return sorted(texts, key=lambda text: text.kind != "given")


def _context(text: ContextText, desk: Desk) -> dict[str, object]:
    words = text.text if text.kind == "given" else desk.as_rendered(text.text)
    kind = "file" if text.kind == "found" else text.kind
    return {"kind": kind, "ref": desk.visible(text.ref), **desk.text(words)}


def related_text(record: RelatedText, desk: Desk) -> dict[str, object]:
    """A record of the log as an architect is told of it."""
    return {
        "kind": "record",
        "ref": desk.visible(record.id),
        "title": desk.visible(record.title),
        "status": desk.visible(record.status),
        "path": desk.visible(record.path),
        **desk.text(desk.as_rendered(record.excerpt)),
    }


def _evidence(item: Evidence, desk: Desk) -> dict[str, object]:
    return {"kind": "catalogue", "ref": desk.visible(item.ref), **desk.text(item.text)}
