"""Tell in a comment what a change does that deserves a decision."""

from __future__ import annotations

from collections.abc import Iterator

from adr_tool.cli.comment_words import counted, left_out, some_of
from adr_tool.document.quotation import linked, quoted, quoted_code
from adr_tool.domain.need import Happened, Need
from adr_tool.workflow.needed import Needed

_MOST = 5
_LONGEST = 80


def needs_section(found: Needed, rev: str, address: str) -> Iterator[str]:
    """The matters of a change, those that no record decides first, as a section of a comment.

    Args:
        found: What the change asks for.
        rev: What it is held against, as it was typed.
        address: Where the forge shows the files of this commit; empty links nothing.

    Yields:
        At most eight lines; none where nothing asks for a decision.
    """
    needs = sorted(found.needs, key=lambda need: not need.is_open)
    if needs:
        yield from (f"#### Beside the log: {_counts(found)}", "")
    yield from (_item(need, address) for need in needs[:_MOST])
    yield from left_out(len(needs) - _MOST, "* ", quoted_code(f"adr needed --base {rev}"))


def needs_line(found: Needed, rev: str) -> Iterator[str]:
    """The same in one line, where there is no room for more."""
    if found.needs:
        yield f"Beside the log: {_counts(found)}, see {quoted_code(f'adr needed --base {rev}')}"


def _counts(found: Needed) -> str:
    undecided = sum(need.is_open for need in found.needs)
    told = counted(undecided, "matter that no record decides", "matters that no record decides")
    decided = len(found.needs) - undecided
    return f"{told}, {decided} that one does" if decided else told


def _item(need: Need, address: str) -> str:
    """Where it shows, what it is, and the record that governs it or the line that drafts one."""
    place = quoted_code(f"{need.path}:{need.line}")
    if need.happened is not Happened.REMOVED:
        place = linked(place, address, need.path, need.line)
    what = f"{need.happened} {need.role}: {quoted(need.name, _LONGEST)}"
    labels = [quoted(one.record.label) for one in need.governing]
    then = [f"governed by {some_of(labels)}"] if labels else []
    then += [quoted_code(need.command)] if need.is_open else []
    return f"* {place}: {what} ({quoted(need.reason, _LONGEST)}); {'; '.join(then)}"
