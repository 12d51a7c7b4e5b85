"""Where untrusted text is cleaned, cut to size and counted before it is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from adr_tool.document.visible import visible, without_comments
from adr_tool.domain.secrets import redact
from adr_tool.domain.unseen import without_unseen

TEXT_BYTES = 8_000
"""The most that one text may take, in bytes of UTF-8."""

TOTAL_BYTES = 48_000
"""The most that all texts may take together: about 12,000 tokens of 4 bytes each."""


@dataclass(slots=True)
class Desk:
    """Takes texts in one after the other.

    Attributes:
        left: Bytes that the texts to come may take together.
        hidden: How many characters were taken out that a person would not see.
        truncated: How many texts stay in part only, or not at all.
        secrets: How many secrets were taken out, by kind.
    """

    left: int = TOTAL_BYTES
    hidden: int = 0
    truncated: int = 0
    secrets: Counter[str] = field(default_factory=Counter)

    def visible(self, text: str) -> str:
        """The text without characters that a person does not see, and without secrets.

        Those characters go first: a secret with one inside would not look like a secret.
        """
        seen, removed = without_unseen(text)
        self.hidden += removed
        kept, found = redact(seen)
        self.secrets += found
        return kept

    def without_comments(self, text: str) -> str:
        """The text without HTML comments, which a rendered page does not show."""
        return self._counted(text, without_comments(text))

    def as_rendered(self, text: str) -> str:
        """What a reader of a rendered Markdown text sees of it."""
        return self._counted(text, visible(text))

    def _counted(self, text: str, seen: str) -> str:
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
        """A JSON value with each of its strings made clean."""
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
