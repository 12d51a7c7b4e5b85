"""Write one Markdown comment on a change, for a reviewer who has a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from adr_tool.cli.comment_words import (
    alike,
    counted,
    denials,
    finding_item,
    left_out,
    severities_of,
    some_of,
    sorts_of,
    status_of,
)
from adr_tool.document.quotation import linked, quoted, quoted_code
from adr_tool.domain.changes import Change, Group
from adr_tool.domain.finding import Finding, Severity, worst_first
from adr_tool.domain.record import Record
from adr_tool.workflow.overview import Overview, Turn

_MOST_LINES = 60
_MOST_TURNS, _MOST_RELATED, _MOST_QUESTIONS, _MOST_FIRST = 11, 4, 4, 3
_LEAST_FINDINGS, _MOST_FINDINGS = 3, 10
_MOST_TITLE, _MOST_PLACES = 70, 3
_BY = {
    Group.ACCEPTED: "supersedes",
    Group.SUPERSEDED: "by",
    Group.AMENDED: "by",
    Group.PROPOSED: "would supersede",
}


def marker(name: str = "") -> str:
    """The line by which a comment of ours is found again, hidden where it is shown.

    Args:
        name: Tells one log of a repository from another.
    """
    plain = "".join(c if c.isalnum() or c in "/._" else "-" for c in name).replace("--", "-")
    return f"<!-- adr-review {plain} -->" if plain else "<!-- adr-review -->"


@dataclass(frozen=True, slots=True)
class Comment:
    """The comment: at most 60 lines, of which the first says what to look at.

    No word of a record is more than a word in it, and every link leads into the repository.

    Attributes:
        overview: What the change does.
        address: Where the forge shows the files of this commit; empty links nothing.
        root: Where the log's paths begin, from the repository's root; empty or ending in `/`.
        name: Tells one log of a repository from another.
        more: Another section, as at most eight lines of Markdown that are safe already.
    """

    overview: Overview
    address: str = ""
    root: str = ""
    name: str = ""
    more: Sequence[str] = ()

    def markdown(self) -> str:
        """The whole comment."""
        above = [[marker(self.name), f"### {self._verdict()}"], self._first(), self._table()]
        below = [self._related(), self._questions(), list(self.more), [self._foot()]]
        taken = sum(len(part) + 1 for part in (*above, *below) if part)
        parts = [*above, self._findings(_MOST_LINES - taken), *below]
        return "\n\n".join("\n".join(part) for part in parts if part) + "\n"

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to tell that was not there before this change."""
        return bool(self.overview.turns or self.overview.findings or self.more)

    def _verdict(self) -> str:
        """The heading: whether the checks pass, and how many decisions there are to look at."""
        here, elsewhere = (
            sum(finding.severity is Severity.ERROR for finding in found)
            for found in (self.overview.findings, self.overview.elsewhere)
        )
        said = f"❌ {counted(here, 'error')}" if here or elsewhere else "✅ no error"
        said += f" here, {elsewhere} in other files" if elsewhere else ""
        return f"Decisions: {said}; {sorts_of(self.overview.turns) or 'none changed'}"

    def _first(self) -> list[str]:
        turns = self.overview.turns
        risky = [turn for turn in turns if turn.drifted or turn.touches_guidance]
        if not turns:
            return []
        if not risky:
            return ["Nothing that is in force changes."]
        lines = [f"{n}. {self._why(turn)}" for n, turn in enumerate(risky[:_MOST_FIRST], start=1)]
        return ["**Look first at**", "", *lines]

    def _why(self, turn: Turn) -> str:
        """A decision, and what about it a reviewer should know before anything else."""
        name, told = self._named(turn.record), "; ".join(self._told(turn))
        if turn.is_removal:
            return f"{name}: {told}, though a log keeps what was decided"
        if turn.rewritten:
            return f"{name}: {told}, and no entry says why ({self._place(turn.drifted[0])})"
        worst = next((f for f in turn.drifted if f.severity is Severity.ERROR), None)
        return f"{name}: {quoted(worst.message) if worst else told}"

    def _table(self) -> list[str]:
        turns = self.overview.turns
        if not turns:
            return []
        rows = [
            f"| {self._named(turn.record)} | {'; '.join(self._told(turn))} |"
            for turn in turns[:_MOST_TURNS]
        ]
        head = ["| decision | what this change does |", "| --- | --- |"]
        more = len(turns) - _MOST_TURNS
        rows += [f"| … and {more} more | {self._again('changes')} |"] if more > 0 else []
        return [*head, *rows]

    def _told(self, turn: Turn) -> Iterator[str]:
        for change in turn.changes:
            yield from self._happened(change)
        if turn.rewritten:
            yield f"**accepted text changed** in {counted(turn.rewritten, 'place')}"
        elif any(f.code == "ADR405" for f in turn.drifted):
            yield "accepted text corrected, with an entry that says so"

    def _happened(self, change: Change) -> Iterator[str]:
        record, former = change.record, change.former
        others = some_of([quoted(other.label) for other in change.others])
        by = f" {_BY.get(change.group, 'see')} {others}" if others else ""
        if change.group is Group.REMOVED:
            yield "**removed**"
        elif change.group is Group.RENAMED and former:
            yield from self._renamed(record, former)
        elif change.group is Group.AMENDED:
            yield f"amended{by}"
        elif change.group is Group.REWORDED:
            if not (former and former.in_force):
                yield "text changed"
        elif former is None:
            yield f"**new**, {status_of(record)}{f';{by}' if by else ''}"
        else:
            yield f"{status_of(former)} → **{status_of(record)}**{by}"

    def _renamed(self, record: Record, former: Record) -> Iterator[str]:
        if former.number != record.number:
            yield f"was {quoted(former.label)}"
        elif former.path != record.path:
            yield f"was {quoted_code(former.path)}"
        if former.title != record.title:
            yield f"title was “{quoted(former.title, _MOST_TITLE)}”"

    def _findings(self, room: int) -> list[str]:
        """The findings, the worst first, as far as there is room for lines.

        Beside them there are the heading and the lines that tell of those left out.
        """
        elsewhere = self.overview.elsewhere
        failed = [f for f in elsewhere if f.severity is Severity.ERROR]
        found = worst_first((*self.overview.findings, *failed))
        lines = self._items(alike(found), min(max(room - 5, _LEAST_FINDINGS), _MOST_FINDINGS))
        others = len(elsewhere) - len(failed)
        if others:
            notes = counted(others, "warning or note", "warnings or notes")
            lines.append(f"* {notes} in other files")
        return [f"#### Found by checks: {severities_of(found)}", "", *lines] if lines else []

    def _items(self, groups: Sequence[Sequence[Finding]], most: int) -> list[str]:
        first = {group[0].code: group for group in reversed(groups)}
        lines = [self._item(group, hint=first[group[0].code] is group) for group in groups[:most]]
        hidden = sum(map(len, groups[most:]))
        return [*lines, *left_out(hidden, "* ", self._again("check"))]

    def _item(self, same: Sequence[Finding], *, hint: bool) -> str:
        """One item for what is said of several places in the same words; a hint is told once."""
        places = ", ".join(map(self._place, same[:_MOST_PLACES]))
        more = len(same) - _MOST_PLACES
        others = len({finding.message for finding in same}) - 1
        message = f"{same[0].message}{'; and the like' if others else ''}"
        told = replace(same[0], message=message, hint=same[0].hint if hint else "")
        return finding_item(told, f"{places} and {more} more" if more > 0 else places)

    def _related(self) -> list[str]:
        forgotten = [a for a in self.overview.appraisals if a.unmentioned]
        if not forgotten:
            return []
        lines = [
            f"* {quoted(a.record.label)}: {', '.join(map(self._named, a.unmentioned))}"
            for a in forgotten[:_MOST_RELATED]
        ]
        more = left_out(len(forgotten) - _MOST_RELATED, "* ", self._again("review"))
        return ["#### Decisions in force that a draft never mentions", "", *lines, *more]

    def _questions(self) -> list[str]:
        if not self.overview.appraisals:
            return []
        denied = denials(self.overview.appraisals)
        lines = denied[:_MOST_QUESTIONS]
        lines += left_out(len(denied) - _MOST_QUESTIONS, "* ", self._again("review"))
        asked = [j.question for j in self.overview.appraisals[0].questions if j.for_people]
        lines.append(f"* Of each draft only you can tell: {' '.join(asked)}")
        return ["#### Questions for the reviewer", "", *lines]

    def _foot(self) -> str:
        it = self.overview
        named = f"{quoted_code(it.rev)} " if it.rev != it.commit else ""
        had = f"it had {counted(it.before, 'record')}, now {it.now}"
        return f"<sub>Held against {named}({it.commit[:10]}): {had}. No model was asked.</sub>"

    def _named(self, record: Record) -> str:
        title = quoted(record.title, _MOST_TITLE)
        name = f"{record.label} {title}" if record.number is not None else title
        return self._linked(name, record.path)

    def _place(self, finding: Finding) -> str:
        return self._linked(
            quoted_code(f"{finding.path}:{finding.line}"), finding.path, finding.line
        )

    def _linked(self, words: str, path: str, line: int = 0) -> str:
        gone = {turn.record.path for turn in self.overview.turns if turn.is_removal}
        if path in gone or path.startswith("../"):
            return words
        return linked(words, self.address, self.root + path, line)

    def _again(self, command: str) -> str:
        """What to type to see the rest."""
        rev = self.overview.rev
        if command == "changes":
            return quoted_code(f"adr changes {rev}..HEAD")
        return quoted_code(f"adr {command} --base {rev}")
