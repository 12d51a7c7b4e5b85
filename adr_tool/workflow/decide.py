"""Move the status of records: accept, reject, deprecate; one act, one commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from adr_tool.document import editor
from adr_tool.document.decision import Decision
from adr_tool.document.keys import scalar
from adr_tool.document.outline import Outline
from adr_tool.document.removal import remove_key, remove_links
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.placeholders import placeholders
from adr_tool.domain.record import Record
from adr_tool.domain.status import MOVES, REOPENED, Status, may_move
from adr_tool.errors import EditError, MoveError
from adr_tool.store.folder import Folder
from adr_tool.workflow.act import Act
from adr_tool.workflow.refer import reference
from adr_tool.workflow.save import Change

_VERBS = {
    Status.ACCEPTED: "Accept",
    Status.REJECTED: "Reject",
    Status.DEPRECATED: "Deprecate",
    Status.PROPOSED: "Reopen",
}


_UNDECIDED = "Chosen option: none yet"
"""How our templates write an outcome that nobody has decided."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepted, and on what ground.

    Attributes:
        by: The people named with `--by`; empty when nobody was.
        default: Who stands in where nobody is named: the git identity, or empty.
        evidence: A URL, or what else shows it; or empty.
        force: Whether placeholders are accepted knowingly.
        today: ISO date.
        commit: The commit whose text was approved, or empty.
        deciders: Whether those who are named are written as the decision's makers, where the
            record names none.
    """

    by: tuple[str, ...]
    default: str
    evidence: str
    force: bool
    today: str
    commit: str = ""
    deciders: bool = False


def accept(
    log: DecisionLog,
    folder: Folder,
    refs: Iterable[str],
    by: Acceptance,
    begun: Mapping[Path, Change] | None = None,
) -> Act:
    """Accept records, and flip what they supersede or amend.

    Args:
        log: The log.
        folder: The log folders.
        refs: The records.
        by: Who accepted them.
        begun: What the same act writes already, by the place where it is written.

    Raises:
        MoveError: A record may not be accepted, has placeholders, or was drafted by a
            model and nobody is named.
    """
    act = Act(log, folder, begun=begun or {})
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


def reject(log: DecisionLog, folder: Folder, refs: Iterable[str]) -> Act:
    """Reject records; what they would have superseded is not touched.

    Raises:
        MoveError: A record may not be rejected.
    """
    return _all(log, folder, refs, Status.REJECTED)


def deprecate(log: DecisionLog, folder: Folder, refs: Iterable[str]) -> Act:
    """Deprecate records: no longer guidance, and nothing replaces them.

    Raises:
        MoveError: A record may not be deprecated.
    """
    return _all(log, folder, refs, Status.DEPRECATED)


def reopen(log: DecisionLog, folder: Folder, refs: Iterable[str]) -> Act:
    """Take the last move back: what was settled is proposed again, what had ended is in force.

    What a reopened record had superseded or amended is given back as it was, so that no
    proposal leaves a gap.

    Raises:
        MoveError: A record is not settled yet, or its successor is still in force.
    """
    act = Act(log, folder)
    for record in _records(log, refs):
        name = log.id_of(record)
        if record.status not in REOPENED:
            raise MoveError(f"{record.path}: {record.status} is nothing to reopen")
        successors = [log.id_of(s) for s in log.successors(record)]
        if record.status is Status.SUPERSEDED and successors:
            message = f"{record.path} is superseded by {', '.join(successors)}"
            raise MoveError(message, hint=f"adr unlink {successors[0]} {name}, then reopen it")
        status = REOPENED[record.status]
        text = editor.set_status(act.text(record), record.path, status, act.notation)
        if status is Status.PROPOSED:
            text = remove_key(text, record.path, "accepted", act.notation)
        act.write(record, text)
        act.moved.append(record)
        if record.in_force:
            _give_back(act, record)
    return act


def _give_back(act: Act, record: Record) -> None:
    """Undo what accepting a record wrote into those that it supersedes or amends."""
    log = act.log
    for kind in (LinkKind.SUPERSEDES, LinkKind.AMENDS):
        for relation in log.relations(record, kind):
            old = relation.target
            if old is None or record not in _named_by(log, old, kind.inverse):
                continue

            def wanted(said: Link, old: Record = old, kind: LinkKind = kind) -> bool:
                return said.kind is kind.inverse and log.resolve(old, said).target is record

            try:
                text = remove_links(act.text(old), old.path, wanted, act.notation)
            except EditError as error:
                act.notes.append(f"{error.message}; {error.hint}")
                continue
            act.write(old, text)
            others = [s for s in log.successors(old) if s.path != record.path]
            if old.status is Status.SUPERSEDED and not others:
                text = editor.set_status(act.text(old), old.path, Status.ACCEPTED, act.notation)
                act.write(old, text)
                act.notes.append(f"{log.id_of(old)} is in force again")
            act.also.append(f"No longer {kind.value} {log.id_of(old)}: {old.title}")


def message(act: Act, status: Status, *, reason: str = "", trailers: Iterable[str] = ()) -> str:
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


def trailers(act: Act, by: Acceptance) -> tuple[str, ...]:
    """The trailers of an accepting commit."""
    people = by.by or ((by.default,) if by.default else ())
    named = [f"Accepted-by: {person}" for person in people]
    return (*named, *((f"Evidence: {by.evidence}",) if by.evidence else ()),
            *(("Accepted-with: --force, placeholders left",) if act.forced else ()))  # fmt: skip


def _records(log: DecisionLog, refs: Iterable[str]) -> list[Record]:
    return list({record.path: record for record in map(log.find, refs)}.values())


def _all(log: DecisionLog, folder: Folder, refs: Iterable[str], status: Status) -> Act:
    act = Act(log, folder)
    for record in _records(log, refs):
        if record.status is status:
            act.notes.append(f"{log.id_of(record)} is {status} already")
            continue
        _move(act, record, status)
    return act


def _move(act: Act, record: Record, status: Status) -> None:
    if not may_move(record.status, status):
        allowed = ", ".join(sorted(s.value for s in MOVES[record.status])) or "nothing"
        message = f"{record.path}: {record.status} cannot become {status}"
        raise MoveError(message, hint=f"from {record.status} it may become: {allowed}")
    act.write(record, editor.set_status(act.text(record), record.path, status, act.notation))
    act.moved.append(record)


def _require_ready(act: Act, record: Record, by: Acceptance) -> None:
    if record.drafted_by_model and not by.by:
        message = f"{record.path}: a model drafted it, so a person has to be named"
        raise MoveError(message, hint=f"adr accept {record.label} --by 'Your Name'")
    lines = [(line.number, line.text) for line in Outline(act.text(record)).lines if line.prose]
    if any(text.startswith(_UNDECIDED) for _, text in lines):
        act.notes.append(f"{act.log.id_of(record)} says that no option is chosen yet")
    left = placeholders(lines)
    act.forced = act.forced or bool(left)
    if left and not by.force:
        shown = "; ".join(f"{record.path}:{line} {words}" for line, words in left[:5])
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""  # noqa: PLR2004
        message = f"{record.label} has placeholders left: {shown}{more}"
        raise MoveError(message, hint="fill them in, or accept with --force")


def _attest(act: Act, record: Record, by: Acceptance) -> None:
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
    if by.commit:
        parts.append(f"commit: {scalar(by.commit)}")
    parts.append(f"decision-hash: {Decision(text, record.path, act.notation).hash}")
    if by.deciders and not record.decision_makers:
        text = editor.set_deciders(text, record.path, by.by, act.notation)
    keys = {"accepted": "{" + ", ".join(parts) + "}"}
    act.write(record, editor.set_keys(text, record.path, keys, act.notation))


def _flip(act: Act, record: Record) -> None:
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
            act.write(old, editor.supersede(act.text(old), old.path, new, act.notation))
            act.also.append(f"Supersedes {log.id_of(old)}: {old.title}")
    for relation in log.relations(record, LinkKind.AMENDS):
        old = relation.target
        if old is not None and record not in _named_by(log, old, LinkKind.AMENDED_BY):
            new = reference(log, record, seen_from=old.path)
            act.write(
                old,
                editor.add_link(
                    act.text(old), old.path, LinkKind.AMENDED_BY, new, notation=act.notation
                ),
            )
            act.also.append(f"Amends {log.id_of(old)}: {old.title}")


def _named_by(
    log: DecisionLog, record: Record, kind: LinkKind = LinkKind.SUPERSEDED_BY
) -> tuple[Record, ...]:
    return tuple(r.target for r in log.relations(record, kind) if r.target is not None)
