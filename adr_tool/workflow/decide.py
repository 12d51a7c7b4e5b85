"""Move the status of records: accept, reject, deprecate; one act, one commit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from adr_tool.document import editor
from adr_tool.document.keys import scalar
from adr_tool.document.outline import Outline
from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.placeholders import placeholders
from adr_tool.domain.record import Record
from adr_tool.domain.status import MOVES, Status, may_move
from adr_tool.errors import MoveError
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text
from adr_tool.workflow.refer import reference
from adr_tool.workflow.save import Change

_VERBS = {
    Status.ACCEPTED: "Accept",
    Status.REJECTED: "Reject",
    Status.DEPRECATED: "Deprecate",
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted, and on what ground.

    Attributes:
        by: The people named with `--by`; empty when nobody was.
        default: Who stands in where nobody is named: the git identity, or empty.
        evidence: A URL, or empty.
        force: Whether placeholders are accepted knowingly.
        today: ISO date.
    """

    by: tuple[str, ...]
    default: str
    evidence: str
    force: bool
    today: str


@dataclass
class Decision:
    """The texts of one act, as they will be written.

    Attributes:
        notes: What the person should know, one sentence each.
        moved: Records whose status changed.
        also: What changed in other records, for the commit's message.
        forced: Whether placeholders were accepted knowingly.
    """

    log: DecisionLog
    folder: Folder
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    moved: list[Record] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    forced: bool = False

    def text(self, record: Record) -> str:
        """The record's text as the act has it by now."""
        if record.path not in self.after:
            text = read_text(self.folder.place(record.path))
            self.before[record.path] = self.after[record.path] = text
        return self.after[record.path]

    def write(self, record: Record, text: str) -> None:
        """Set the record's text."""
        self.text(record)
        self.after[record.path] = text

    def changes(self) -> list[Change]:
        """What has to be written."""
        return [
            Change(self.folder.place(path), self.before[path], text)
            for path, text in self.after.items()
        ]


def accept(log: DecisionLog, folder: Folder, refs: Iterable[str], by: Acceptance) -> Decision:
    """Accept records, and flip what they supersede or amend.

    Raises:
        MoveError: A record may not be accepted, has placeholders, or was drafted by a
            model and nobody is named.
    """
    act = Decision(log, folder)
    records = _records(log, refs)
    for record in records:
        if record.status is not Status.ACCEPTED:
            _require_ready(act, record, by)
            _move(act, record, Status.ACCEPTED)
            _attest(act, record, by)
        else:
            act.notes.append(f"{log.id_of(record)} is accepted already")
    # Behind all moves, so that accepting a record and its successor at once ends superseded.
    for record in records:
        _flip(act, record)
    return act


def reject(log: DecisionLog, folder: Folder, refs: Iterable[str]) -> Decision:
    """Reject records; what they would have superseded is not touched.

    Raises:
        MoveError: A record may not be rejected.
    """
    return _all(log, folder, refs, Status.REJECTED)


def deprecate(log: DecisionLog, folder: Folder, refs: Iterable[str]) -> Decision:
    """Deprecate records: no longer guidance, and nothing replaces them.

    Raises:
        MoveError: A record may not be deprecated.
    """
    return _all(log, folder, refs, Status.DEPRECATED)


def message(
    act: Decision, status: Status, *, reason: str = "", trailers: Iterable[str] = ()
) -> str:
    """The commit message of an act: what was decided, why, by whom."""
    named = [f"{act.log.id_of(r)}: {r.title}" for r in act.moved]
    verb = _VERBS[status]
    subject = f"{verb} {named[0]}" if len(named) == 1 else f"{verb} {len(named)} records"
    if not named:
        subject = "Link superseded records"
    body = [] if len(named) == 1 else named
    parts = [subject, *(["\n".join(body)] if body else []), *([reason] if reason else [])]
    parts += ["\n".join(act.also)] if act.also else []
    ends = "\n".join(trailers)
    return "\n\n".join([*parts, *([ends] if ends else [])]) + "\n"


def trailers(act: Decision, by: Acceptance) -> tuple[str, ...]:
    """The trailers of an accepting commit."""
    people = by.by or ((by.default,) if by.default else ())
    named = [f"Accepted-by: {person}" for person in people]
    return (*named, *((f"Evidence: {by.evidence}",) if by.evidence else ()),
            *(("Accepted-with: --force, placeholders left",) if act.forced else ()))  # fmt: skip


def _records(log: DecisionLog, refs: Iterable[str]) -> list[Record]:
    return list({record.path: record for record in map(log.find, refs)}.values())


def _all(log: DecisionLog, folder: Folder, refs: Iterable[str], status: Status) -> Decision:
    act = Decision(log, folder)
    for record in _records(log, refs):
        if record.status is status:
            act.notes.append(f"{log.id_of(record)} is {status} already")
            continue
        _move(act, record, status)
    return act


def _move(act: Decision, record: Record, status: Status) -> None:
    if not may_move(record.status, status):
        allowed = ", ".join(sorted(s.value for s in MOVES[record.status])) or "nothing"
        message = f"{record.path}: {record.status} cannot become {status}"
        raise MoveError(message, hint=f"from {record.status} it may become: {allowed}")
    act.write(record, editor.set_status(act.text(record), record.path, status))
    act.moved.append(record)


def _require_ready(act: Decision, record: Record, by: Acceptance) -> None:
    if record.drafted_by_model and not by.by:
        message = f"{record.path}: a model drafted it, so a person has to be named"
        raise MoveError(message, hint=f"adr accept {record.label} --by 'Your Name'")
    lines = [(line.number, line.text) for line in Outline(act.text(record)).lines if line.prose]
    left = placeholders(lines)
    act.forced = act.forced or bool(left)
    if left and not by.force:
        shown = "; ".join(f"{record.path}:{line} {words}" for line, words in left[:5])
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""  # noqa: PLR2004
        message = f"{record.label} has placeholders left: {shown}{more}"
        raise MoveError(message, hint="fill them in, or accept with --force")


def _attest(act: Decision, record: Record, by: Acceptance) -> None:
    """Write who accepted into front matter that is ours, or when somebody was named."""
    text = act.text(record)
    outline = Outline(text)
    ours = outline.block is not None and "adr-draft:" in outline.block
    if outline.block is None or not (by.by or by.evidence or ours):
        return
    people = ", ".join(scalar(person) for person in by.by or ((by.default,) if by.default else ()))
    parts = [f"date: {by.today}", f"by: [{people}]"]
    if by.evidence:
        parts.append(f"evidence: {scalar(by.evidence)}")
    act.write(
        record, editor.set_keys(text, record.path, {"accepted": "{" + ", ".join(parts) + "}"})
    )


def _flip(act: Decision, record: Record) -> None:
    """Write the other side of what an accepted record supersedes or amends."""
    log = act.log
    for relation in log.relations(record, LinkKind.SUPERSEDES):
        old = relation.target
        if old is None:
            act.notes.append(
                f"{record.path}:{relation.link.line} {relation.link.target} is no record here"
            )
        elif relation.link.section is None and record not in _named_by(log, old):
            new = reference(log, record, seen_from=old.path)
            act.write(old, editor.supersede(act.text(old), old.path, new))
            act.also.append(f"Supersedes {log.id_of(old)}: {old.title}")
    for relation in log.relations(record, LinkKind.AMENDS):
        old = relation.target
        if old is not None and record not in _named_by(log, old, LinkKind.AMENDED_BY):
            new = reference(log, record, seen_from=old.path)
            act.write(old, editor.add_link(act.text(old), old.path, LinkKind.AMENDED_BY, new))
            act.also.append(f"Amends {log.id_of(old)}: {old.title}")


def _named_by(
    log: DecisionLog, record: Record, kind: LinkKind = LinkKind.SUPERSEDED_BY
) -> tuple[Record, ...]:
    return tuple(r.target for r in log.relations(record, kind) if r.target is not None)


def changed_paths(act: Decision) -> tuple[Path, ...]:
    """The files that an act changes."""
    return tuple(change.path for change in act.changes() if change.before != change.after)
