"""State and take back relations between records: both sides, one act."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adr_tool.document import editor
from adr_tool.document.anchors import anchors
from adr_tool.document.removal import remove_links
from adr_tool.domain.link import Link, LinkKind, kind_of
from adr_tool.domain.record import Record
from adr_tool.errors import MoveError, UsageError
from adr_tool.workflow.act import Act
from adr_tool.workflow.refer import reference

_WAITS = (LinkKind.SUPERSEDES, LinkKind.AMENDS)
"""What a proposal only announces: the other side is written when it is accepted."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One side of a relation, as it is to be written."""

    kind: LinkKind
    words: str = ""
    section: str | None = None


def link(act: Act, source: Record, words: str, target: Record, reverse: str | None) -> None:
    """State a relation, and its inverse in the other record.

    Args:
        act: The act that this is a part of.
        source: The record that says something.
        words: What it says, for example `Amends` or words of one's own.
        target: The record it says it of.
        reverse: What the target says back; None for the relation's own inverse.

    Raises:
        UsageError: A record would refer to itself.
        EditError: A record cannot be edited.
    """
    _require_two(source, target)
    kind = kind_of(words)
    if kind is LinkKind.SUPERSEDES:
        _tell_of_others(act, target, source)
    _state(act, source, _Said(kind, words), target)
    if reverse is not None:
        _state(act, target, _Said(kind_of(reverse), reverse), source)
    elif kind in _WAITS and not source.in_force:
        _announce(act, target, source)
    elif kind is LinkKind.SUPERSEDES:
        _retire(act, target, source)
    else:
        _state(act, target, _Said(kind.inverse), source)


def unlink(act: Act, source: Record, target: Record) -> None:
    """Take back every relation between two records, on both sides.

    Raises:
        MoveError: Neither states a relation to the other.
        EditError: A record cannot be edited.
    """
    _require_two(source, target)
    log = act.log
    for one, other in ((source, target), (target, source)):

        def wanted(said: Link, one: Record = one, other: Record = other) -> bool:
            return log.resolve(one, said).target is other

        if any(wanted(said) for said in one.links):
            act.write(one, remove_links(act.text(one), one.path, wanted, act.notation))
            if log.relations(one, LinkKind.SUPERSEDED_BY) and one.status == "superseded":
                ref = log.id_of(one)
                act.notes.append(f"{ref} still reads superseded; adr reopen {ref} changes that")
    if not act.after:
        message = f"{log.id_of(source)} and {log.id_of(target)} state no relation to each other"
        raise MoveError(message, hint=f"adr show {log.id_of(source)} --json lists its relations")


def supersede(act: Act, old: Record, new: Record) -> None:
    """Let one record replace another; only announced while the new one is not accepted.

    Raises:
        UsageError: A record would replace itself.
        EditError: A record cannot be edited.
    """
    link(act, new, LinkKind.SUPERSEDES.phrase, old, None)


def amend(act: Act, target: Record, section: str | None, new: Record) -> None:
    """Let one record change a part of another, which stays in force.

    Args:
        act: The act that this is a part of.
        target: What is amended.
        section: The anchor of the amended section, or None for no section in particular.
        new: The record that amends it.

    Raises:
        UsageError: A record would amend itself.
        MoveError: The target has no such section.
        EditError: A record cannot be edited.
    """
    _require_two(target, new)
    there = anchors(act.text(target)) if section else ()
    if section and section not in there:
        shown = ", ".join(f"#{name}" for name in there)
        raise MoveError(f"{target.path} has no section #{section}", hint=f"it has: {shown}")
    _state(act, new, _Said(LinkKind.AMENDS, section=section), target)
    if new.in_force:
        _state(act, target, _Said(LinkKind.AMENDED_BY), new)
    else:
        _announce(act, target, new)


def _require_two(one: Record, other: Record) -> None:
    if one.path == other.path:
        raise UsageError(f"{one.path} cannot refer to itself")


def _tell_of_others(act: Act, old: Record, new: Record) -> None:
    others = [s for s in act.log.successors(old) if s is not new]
    if others:
        named = ", ".join(map(act.log.id_of, others))
        act.notes.append(f"{act.log.id_of(old)} was superseded by {named} before")


def _announce(act: Act, target: Record, new: Record) -> None:
    act.notes.append(f"{act.log.id_of(target)} is written when {act.log.id_of(new)} is accepted")


def _state(act: Act, record: Record, said: _Said, other: Record) -> None:
    """Write one side, unless it stands there already."""
    there = act.log.relations(record, said.kind)
    if any(r.target is other and r.link.section == said.section for r in there):
        phrase = f"{said.kind.phrase.lower()} {act.log.id_of(other)}"
        act.notes.append(f'{act.log.id_of(record)} says "{phrase}" already')
        return
    ref = reference(act.log, other, seen_from=record.path)
    if said.section:
        ref = replace(ref, id=f"{ref.id}#{said.section}", href=f"{ref.href}#{said.section}")
    before = act.text(record)
    text = editor.add_link(before, record.path, said.kind, ref, said.words, notation=act.notation)
    act.write(record, text)


def _retire(act: Act, old: Record, new: Record) -> None:
    if any(r.target is new for r in act.log.relations(old, LinkKind.SUPERSEDED_BY)):
        act.notes.append(f"{act.log.id_of(old)} is superseded by {act.log.id_of(new)} already")
        return
    ref = reference(act.log, new, seen_from=old.path)
    act.write(old, editor.supersede(act.text(old), old.path, ref, act.notation))
