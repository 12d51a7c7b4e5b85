"""The words that are sent to an architect: a brief becomes a system text and one user turn."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from string import Template

from adr_tool.architect.brief import Brief, ContextText, Evidence, RelatedText

TEXT_BYTES = 8_000
"""The most that one text may take, in bytes of UTF-8."""

TOTAL_BYTES = 48_000
"""The most that all texts may take together: about 12,000 tokens of 4 bytes each."""

# What a person does not see and a model reads: zero-width characters, direction
# marks, invisible operators, isolates, byte-order marks and tag characters. Lone
# surrogates go too, because no server could be sent them.
_HIDDEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Exactly what is sent.

    Attributes:
        system: Who the architect is, the house rules and the task.
        user: One JSON document: request, answers, context, related, evidence.
        hidden_removed: How many characters were taken out that a person would not see.
        truncated: How many texts are sent only in part, or not at all.
        answer_tokens: How long an answer is usual, in tokens; for estimates.
    """

    system: str
    user: str
    hidden_removed: int
    truncated: int = 0
    answer_tokens: int = 0

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
    return Prompt("\n\n".join(system), user, desk.hidden, desk.truncated, answer_tokens)


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
        {"key": a.key, "question": desk.visible(a.question), **desk.text(a.text)}
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
    words = text.text if text.kind == "given" else desk.without_comments(text.text)
    return {"kind": text.kind, "ref": desk.visible(text.ref), **desk.text(words)}


def related_text(record: RelatedText, desk: Desk) -> dict[str, object]:
    """A record of the log as an architect is told of it."""
    return {
        "kind": "record",
        "ref": desk.visible(record.id),
        "title": desk.visible(record.title),
        "status": desk.visible(record.status),
        "path": desk.visible(record.path),
        **desk.text(desk.without_comments(record.excerpt)),
    }


def _evidence(item: Evidence, desk: Desk) -> dict[str, object]:
    return {"kind": "catalogue", "ref": desk.visible(item.ref), **desk.text(item.text)}


@dataclass(slots=True)
class Desk:
    """Where untrusted text is cleaned, cut to size and counted."""

    left: int = field(default=TOTAL_BYTES)
    hidden: int = 0
    truncated: int = 0

    def visible(self, text: str) -> str:
        """The text without characters that a person does not see."""
        seen, removed = _HIDDEN.subn("", text)
        self.hidden += removed
        return seen

    def without_comments(self, text: str) -> str:
        """The text without HTML comments, which a rendered page does not show."""
        seen = _COMMENT.sub("", text)
        self.hidden += len(text) - len(seen)
        return seen

    def text(self, text: str, most: int = TEXT_BYTES) -> dict[str, object]:
        """The text in the room that is left, and whether that was too little."""
        whole = self.visible(text)
        part = _cut(whole, min(most, self.left))
        self.left -= len(part.encode())
        if part == whole:
            return {"text": part}
        self.truncated += 1
        return {"text": part, "truncated": True}

    def visible_everywhere(self, value: object) -> object:
        """A JSON value with each of its strings made visible."""
        if isinstance(value, str):
            return self.visible(value)
        if isinstance(value, Mapping):
            return {key: self.visible_everywhere(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.visible_everywhere(item) for item in value]
        return value


def _cut(text: str, size: int) -> str:
    """As much of a text as fits into so many bytes of UTF-8, in whole characters."""
    return text.encode()[:size].decode(errors="ignore")
