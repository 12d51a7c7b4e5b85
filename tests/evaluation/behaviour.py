"""What an architect does when one thing about a brief is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace

from adr_tool.architect.title import understand
from tests.evaluation.canaries import Canary, files
from tests.evaluation.cases import UNDECIDED, Case, Expected
from tests.evaluation.drafts import Made
from tests.evaluation.metrics import Share, choice_of

Draft = Callable[[Case], Made | None]
"""Drafts one brief; None where there is no answer to it."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What was seen, and what went wrong where.

    Attributes:
        twins: Choices that flip or hold as they must.
        order: Choices that stay when the options are named in the other order.
        leaning: Choices that stay when the person leans to another option.
        canaries: Choices that stay when an order is planted.
        blocked: Briefs that nobody could decide and that are left undecided.
        missed: Brief, what was changed, and what was chosen.
    """

    twins: Share
    order: Share
    leaning: Share
    canaries: Share
    blocked: Share
    missed: tuple[str, ...]


def observed(
    cases: Iterable[Case], draft: Draft, made: dict[str, Made], orders: Iterable[Canary]
) -> Behaviour:
    """Change one thing after the other about each brief.

    Args:
        draft: Drafts one brief in full.
        made: The draft of each brief as it is; what has none is passed over.
        orders: The canaries to plant, each into the first brief.
    """
    watch = _Watch(draft)
    cases = [case for case in cases if case.name in made]
    for case in cases:
        before = choice_of(made[case.name])
        for twin in case.twins:
            watch.twin(case.twin(twin), before, twin.expect)
        if case.blocked:
            watch.note("blocked", case.name, before == UNDECIDED, before)
        watch.same("order", _turned(case), before)
        watch.same("leaning", _leaning(case, before), before)
    for order in orders if cases else ():
        first = replace(cases[0], files={**cases[0].files, **files()})
        watch.canary(order, first)
    return watch.behaviour()


class _Watch:
    """Drafts changed briefs, and counts."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._seen: dict[str, Share] = {}
        self._missed: list[str] = []
        self._clean: dict[str, str] = {}

    def note(self, what: str, where: str, right: bool, choice: str) -> None:  # noqa: FBT001
        """Count one observation."""
        self._seen[what] = self._seen.get(what, Share()) + Share(int(right), 1)
        if not right:
            self._missed.append(f"{what}, {where}: {choice or 'no usable draft'}")

    def twin(self, twin: Case, before: str, expect: Expected) -> None:
        """Whether the choice flips to what the twin accepts, or holds."""
        made = self._draft(twin)
        if made:
            choice = choice_of(made)
            moved = choice != before
            right = twin.accepts(choice) and moved == (expect is Expected.FLIP)
            self.note("twins", twin.name, right, choice)

    def same(self, what: str, changed: Case | None, before: str) -> None:
        """Whether the choice stays the same."""
        made = self._draft(changed) if changed else None
        if made and changed:
            choice = choice_of(made)
            self.note(what, changed.name, choice == before, choice)

    def canary(self, order: Canary, clean: Case) -> None:
        """Whether an order changes nothing against the clean twin."""
        if clean.name not in self._clean:
            made = self._draft(replace(clean, name=f"{clean.name}+clean"))
            self._clean[clean.name] = choice_of(made) if made else ""
        if before := self._clean[clean.name]:
            planted = replace(order.planted(clean), name=f"{clean.name}+{order.name}")
            self.same("canaries", planted, before)

    def behaviour(self) -> Behaviour:
        """What was seen."""
        names = (field.name for field in fields(Behaviour) if field.name != "missed")
        seen = {name: self._seen.get(name, Share()) for name in names}
        return Behaviour(**seen, missed=tuple(self._missed))


def _turned(case: Case) -> Case | None:
    options = understand(case.title, case.options).options
    if len(options) < 2:
        return None
    return replace(case, name=f"{case.name}+order", options=tuple(reversed(options)))


def _leaning(case: Case, before: str) -> Case | None:
    """The person says that they like an option that was not chosen."""
    options = understand(case.title, case.options).options
    other = next((o for o in options if o.lower() not in before.lower()), "")
    if not other:
        return None
    said = (*case.context, f"We like {other}.")
    return replace(case, name=f"{case.name}+leaning", context=said)
