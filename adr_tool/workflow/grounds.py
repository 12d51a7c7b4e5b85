"""Hold what a text refers to against what was told, and against the repository."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from adr_tool.architect.brief import Brief
from adr_tool.document.prose import addresses
from adr_tool.document.visible import visible
from adr_tool.domain.quantities import Quantity, counted_numbers, plain_numbers, quantities
from adr_tool.domain.references import Reference, ReferenceKind, code_spans, references
from adr_tool.domain.unseen import without_unseen

MARK = " [unverified]"
"""What stands behind a reference that nothing bears out."""

_SHORT = 4
"""An answer of so many words at most is a figure, whose unit stands in the question."""


def _never(_what: object) -> bool:
    return False


def _as_it_is(name: str) -> str:
    return name.strip().lower()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to exist; each is asked only when it matters.

    Attributes:
        path: Whether a file or folder of the repository has this path.
        commit: Whether a commit has this id.
        record: Whether a record has this number.
        request: Whether the history names a pull request or issue of this number.
        name: Two names of one option give the same.
    """

    path: Callable[[str], bool] = _never
    commit: Callable[[str], bool] = _never
    record: Callable[[int], bool] = _never
    request: Callable[[int], bool] = _never
    name: Callable[[str], str] = _as_it_is


@dataclass(frozen=True)
class Grounds:
    """What a claim may rest on."""

    told: Brief
    known: Known = field(default_factory=Known)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Everything that was told, as a reader would see it."""
        told = self.told
        records = (*told.related, *told.recent)
        return tuple(
            without_unseen(text)[0]
            for text in (
                told.subject.title,
                *told.subject.options,
                *told.supersedes,
                *(answer.text for answer in told.answers),
                *(c.text if c.kind == "given" else visible(c.text) for c in told.context),
                *(c.ref for c in told.context),
                *(f"{r.id} {r.title} {r.path}" for r in records),
                *(visible(r.excerpt) for r in records),
                *(text for item in told.evidence for text in (item.ref, item.text)),
                *(c.name for c in told.components),
                *(word for flow in told.flows for word in (flow.what, flow.protocol)),
            )
        )

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses that were told."""
        return addresses(self.texts)

    def holds(self, one: Reference) -> bool:
        """Whether a reference was told, or exists."""
        if one.kind is ReferenceKind.FIGURE:
            return all(map(self._is_figure_told, quantities(one.text)))
        if one.kind is ReferenceKind.ADDRESS and one.text in self.addresses:
            return True
        return self._was_told(one) or self._exists(one)

    def _exists(self, one: Reference) -> bool:
        match one.kind:
            case ReferenceKind.PATH:
                return self.known.path(one.text)
            case ReferenceKind.COMMIT:
                return self.known.commit(one.text)
            case ReferenceKind.RECORD:
                return self.known.record(one.number)
            case ReferenceKind.REQUEST:
                return self.known.request(one.number)
            case _:
                return False

    def marked(self, text: str, skip: Iterable[ReferenceKind] = ()) -> tuple[str, list[Reference]]:
        """Mark what nothing bears out in one line of tamed Markdown; also lists it.

        Names and numbers that a forge would make a mention of become code.
        """
        failing = [r for r in references(text) if r.kind not in skip and not self.holds(r)]
        spans = code_spans(text)
        for one in reversed(failing):
            span = next((s for s in spans if s[0] < one.end <= s[1]), None)
            text = _behind(text, span[1]) if span else _beside(text, one)
        return text, failing

    def _was_told(self, one: Reference) -> bool:
        if one.number:
            return (one.kind, one.number) in self._numbers
        if one.kind is ReferenceKind.COMMIT:
            return any(c.startswith(one.text) or one.text.startswith(c) for c in self._commits)
        words = re.escape(one.text.removeprefix("./").lower())
        return bool(re.search(rf"(?<![\w-]){words}(?![\w-])", self._words))

    @cached_property
    def _words(self) -> str:
        return "\n".join(self.texts).lower()

    @cached_property
    def _references(self) -> tuple[Reference, ...]:
        lines = (line for text in self.texts for line in text.splitlines())
        return tuple(reference for line in lines for reference in references(line))

    @cached_property
    def _numbers(self) -> frozenset[tuple[ReferenceKind, int]]:
        loose = re.findall(r"#(\d{1,7})\b", self._words)
        found = {(r.kind, r.number) for r in self._references if r.number}
        return frozenset(found | {(ReferenceKind.REQUEST, int(n)) for n in loose})

    @cached_property
    def _commits(self) -> tuple[str, ...]:
        return tuple(r.text for r in self._references if r.kind is ReferenceKind.COMMIT)

    @cached_property
    def _figures(self) -> tuple[Quantity, ...]:
        return tuple(q for text in self.texts for q in quantities(text))

    @cached_property
    def _bare_figures(self) -> frozenset[float]:
        short = (a.text for a in self.told.answers if len(a.text.split()) <= _SHORT)
        return frozenset().union(*map(plain_numbers, (t for t in short if not any(quantities(t)))))

    @cached_property
    def _counts(self) -> frozenset[float]:
        """Numbers of things that we have no word for: `5,000 books`."""
        return frozenset().union(*map(counted_numbers, self.texts))

    def _is_figure_told(self, one: Quantity) -> bool:
        number = max(one.number)
        if number in self._bare_figures or (one.measure == "count" and number in self._counts):
            return True
        return any(map(one.is_same, self._figures))


def _behind(text: str, at: int) -> str:
    """The text with a mark at a place, where there is none yet."""
    rest = text[at:]
    if rest.startswith(MARK):
        return text
    # Right before a bracket the mark would be the words of a link.
    gap = " " if rest.startswith(("(", "[")) else ""
    return f"{text[:at]}{MARK}{gap}{rest}"


def _beside(text: str, one: Reference) -> str:
    """The text with a mark behind a reference in prose."""
    text = _behind(text, one.end)
    before, words = text[: one.start], one.text
    if one.kind is ReferenceKind.PERSON:
        words = f"`{words}`"
    elif one.kind is ReferenceKind.REQUEST:
        words = re.sub(r"\\?([#!]\d+)", r"`\1`", words)
    if words.startswith("`"):
        # Nothing before it may escape the backtick, or be a backtick too.
        before = before.removesuffix("\\")
        before += " " if before.endswith(("\\", "`")) else ""
    return before + words + text[one.end :]
