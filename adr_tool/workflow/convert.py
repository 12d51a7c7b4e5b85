"""Write records in the notation of another template, and lose nothing on the way."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from adr_tool.document import sections
from adr_tool.document.editor import Reference
from adr_tool.document.front_header import to_front_matter
from adr_tool.document.lossless import left_over, lost_lines
from adr_tool.document.notation import Notation
from adr_tool.document.reader import read
from adr_tool.document.source import Converted, Refer, Step, folded
from adr_tool.document.status_header import to_status_section
from adr_tool.domain.link import Link, stated_kind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import without_suffix
from adr_tool.domain.record import Record
from adr_tool.errors import EditError
from adr_tool.workflow.act import Act
from adr_tool.workflow.repoint import Lost, repoint

_SAME = (
    "number", "title", "status", "date", "tags", "decision_makers", "summary", "affects",
    "review_by", "implementation", "assisted_by", "drafted_by_model",
)  # fmt: skip
"""What a record has to say after a conversion as before, besides its relations."""


class Target(StrEnum):
    """The templates whose notation records can be written in."""

    MADR = "madr"
    MADR_MINIMAL = "madr-minimal"
    NYGARD = "nygard"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that cannot be converted without a loss, and why."""

    record: Record
    message: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What becomes of one record.

    Attributes:
        steps: What moves or gets another name.
        numbers: For each new line, its line in the original; 0 for a new one.
        kept: What the template has no place for; it stays as it is.
    """

    record: Record
    steps: tuple[Step, ...]
    numbers: tuple[int, ...]
    kept: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a conversion came to.

    Attributes:
        done: The records that change.
        same: Those in the target's notation already.
        refused: Those that stay as they are because something would be lost.
        lost: Links to sections that are there no more.
    """

    done: tuple[Conversion, ...]
    same: tuple[Record, ...]
    refused: tuple[Refusal, ...]
    lost: tuple[Lost, ...] = ()


def convert(act: Act, records: Iterable[Record], target: Target, known: frozenset[str]) -> Outcome:
    """Write records in the notation of a template; the act holds the new texts.

    A text is only taken if it reads as before and every line of it is still there or named
    in a step; else the record is refused.

    Args:
        act: The act.
        records: What is to be converted.
        target: The template.
        known: The headings of the template, lower case.
    """
    done: list[Conversion] = []
    same: list[Record] = []
    refused: list[Refusal] = []
    for record in records:
        try:
            made = _converted(act, record, target)
            _require_lossless(act.text(record), record, made)
        except EditError as error:
            refused.append(Refusal(record, error.message))
            continue
        if made.text == act.text(record):
            same.append(record)
            continue
        act.write(record, made.text)
        done.append(Conversion(record, made.steps, made.numbers))
    refused += _take_back(act, done)
    left = {refusal.record.path for refusal in refused}
    done = [_with_kept(act, c, known) for c in done if c.record.path not in left]
    names = sections.NYGARD_NAMES if target is Target.NYGARD else sections.MADR_NAMES
    changed = {c.record.path: c.record for c in done}
    lost = repoint(act, changed, sections.names_of(names)) if done else ()
    return Outcome(tuple(done), tuple(same), tuple(refused), lost)


def _with_kept(act: Act, conversion: Conversion, known: frozenset[str]) -> Conversion:
    """Add what has no place in the template and is kept as it stands."""
    record = conversion.record
    kept = left_over(act.after[record.path], record.path, known, act.notation)
    numbers = conversion.numbers
    named = (Step(numbers[line - 1], words) for line, words in kept if numbers[line - 1])
    return replace(conversion, kept=tuple(named))


def _converted(act: Act, record: Record, target: Target) -> Converted:
    text, notation = act.text(record), act.notation
    if target is Target.NYGARD:
        made = to_status_section(text, record.path, _link_to(act.log, record), notation)
        return sections.to_nygard_sections(made)
    made = to_front_matter(text, record.path, _id_of(act.log, record), notation)
    return sections.to_madr_sections(made)


def _id_of(log: DecisionLog, record: Record) -> Refer:
    """Refer by id where the words of the link say no more than that."""

    def refer(link: Link) -> str | None:
        found = log.resolve(record, link).target
        section = f"#{link.section}" if link.section else ""
        if found is None:
            return None if link.label or "/" in link.target else link.target + section
        if "://" in link.target or (link.label and not _is_usual(link.label, found)):
            return None
        name = log.id_of(found)
        href = posixpath.relpath(found.path, posixpath.dirname(record.path) or ".")
        return (name if name.startswith("ADR-") else href) + section

    return refer


def _is_usual(label: str, record: Record) -> bool:
    """Whether a link's words only name its target: number, title, or both."""
    title, stem = folded(record.title), folded(without_suffix(posixpath.basename(record.path)))
    said = folded(label).removesuffix(" md").removeprefix("adr ")
    number, _, rest = said.partition(" ")
    named = number.isdigit() and record.number == int(number)
    return said in (title, stem) or (named and rest in ("", title))


def _link_to(log: DecisionLog, record: Record) -> Refer:
    """Refer as adr-tools does, `[5. Use X](0005-use-x.md)`; what is a link already stays one."""

    def refer(link: Link) -> str | None:
        found = log.resolve(record, link).target
        if found is None or link.label:
            return None
        href = posixpath.relpath(found.path, posixpath.dirname(record.path) or ".")
        section = f"#{link.section}" if link.section else ""
        words = found.title if found.number is None else f"{found.number}. {found.title}"
        return Reference("", words, href + section).link

    return refer


def _require_lossless(text: str, record: Record, made: Converted) -> None:
    lost = lost_lines(text, made)
    if lost:
        raise EditError(f"{record.path}:{lost[0]}: this line has no place in the other notation")


def _take_back(act: Act, done: list[Conversion]) -> list[Refusal]:
    """Read all new texts as one log; what says something else than before is taken back."""
    new = {c.record.path: _read(act, c.record, act.notation) for c in done}
    log = DecisionLog(tuple(new.get(r.path, r) for r in act.log.records))
    refused = []
    for conversion in done:
        record = conversion.record
        differs = _difference(act.log, record, log, new[record.path])
        if differs:
            act.write(record, act.before[record.path])
            message = f"{record.path}:{record.body_line}: its {differs} would read differently"
            refused.append(Refusal(record, message))
    return refused


def _read(act: Act, record: Record, notation: Notation) -> Record:
    return read(act.text(record), record.path, notation).record


def _difference(log: DecisionLog, record: Record, new_log: DecisionLog, new: Record) -> str:
    """What a record no longer says as before; empty where it says the same."""
    for name in _SAME:
        if getattr(record, name) != getattr(new, name):
            return name.replace("_", " ")
    if not _same_words(record, new):
        return "status"
    return "" if _said(log, record) == _said(new_log, new) else "relations"


def _same_words(record: Record, new: Record) -> bool:
    """Whether the words of the status are the same, or are those of a relation as well."""
    before, after = folded(record.status_raw), folded(new.status_raw)
    return before == after or (record.status == "superseded" and "superseded" in (before, after))


def _said(log: DecisionLog, record: Record) -> set[tuple[str, str, str | None, str]]:
    """Each relation with what it leads to, and its words where these are one's own."""
    return {
        (
            relation.link.kind.value,
            relation.target.path if relation.target else relation.link.target,
            relation.link.section,
            "" if _is_known(relation.link) else folded(relation.link.words),
        )
        for relation in log.relations(record)
    }


def _is_known(link: Link) -> bool:
    return stated_kind(link.words) is not None or folded(link.words) == "related"
