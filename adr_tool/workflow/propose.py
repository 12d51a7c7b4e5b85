"""Draft one new record: title → brief → advice → draft → text → file → commit."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from adr_tool import __version__
from adr_tool.architect.architect import Consultation
from adr_tool.architect.brief import Brief
from adr_tool.document import template
from adr_tool.document.editor import Reference, add_link, supersede
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.keys import scalar, set_key
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.document.splice import splice
from adr_tool.domain.advice import Advice
from adr_tool.domain.draft import Draft, DraftLink, Provenance
from adr_tool.domain.ids import Names, names_for
from adr_tool.domain.link import LinkKind, kind_of
from adr_tool.domain.naming import record_id
from adr_tool.domain.numbers import Taken
from adr_tool.domain.record import Record
from adr_tool.domain.register import Entry, Register
from adr_tool.domain.status import Status
from adr_tool.errors import FolderError
from adr_tool.store.shapes import Shape
from adr_tool.store.writing import create_text, read_text
from adr_tool.workflow.gather import Request
from adr_tool.workflow.grounds import Known
from adr_tool.workflow.number import taken
from adr_tool.workflow.refer import reference
from adr_tool.workflow.save import Change, Committer, Saved, save
from adr_tool.workflow.vet import Vetted, counted, vet, without_secrets

if TYPE_CHECKING:
    from adr_tool.store.history import History

_TELLING = 200
"""The last so many records tell how a log is kept today; a log of 10,000 has had other ways."""

_ON_ACCEPTANCE = (LinkKind.SUPERSEDED_BY, LinkKind.AMENDED_BY)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When a draft is made, by whom, and what is known to exist then.

    Attributes:
        architect: Who was asked: `claude`, `command` or `offline`.
        today: ISO date.
        known: What the words of a model are held against.
    """

    architect: str
    today: str
    known: Known = field(default_factory=Known)


def draft(
    request: Request, told: Brief, consultation: Consultation | None, now: Circumstances
) -> Draft:
    """Make a draft of what came back; header and provenance are ours, never a model's."""
    heard = _heard(consultation, told, now.known) if consultation else None
    return Draft(
        number=None,
        title=told.subject.heading,
        status=request.status,
        date=now.today,
        tags=request.tags,
        advice=heard.advice if heard else None,
        provenance=_provenance(consultation, heard, told, now) if consultation and heard else None,
        sources=consultation.sources if consultation else (),
        unverified=heard.unverified if heard else (),
        notes=heard.notes if heard else (),
    )


def _heard(consultation: Consultation, told: Brief, known: Known) -> Vetted:
    """What was said, fit to stand in a record; ours may still quote a secret that was typed."""
    if consultation.model:
        return vet(consultation.advice, told, known)
    advice, found = without_secrets(consultation.advice)
    notes = (f"what looked like a secret is not written ({counted(found)})",) if found else ()
    return Vetted(advice, notes=notes)


def _agent(architect: str, model: str) -> str:
    """Who is named as the author's help; another model behind Claude's API is not Claude."""
    foreign = architect == "claude" and not model.lower().startswith("claude")
    return "server" if foreign else architect


def _provenance(
    consultation: Consultation, heard: Vetted, told: Brief, now: Circumstances
) -> Provenance:
    model = consultation.model or ""
    return Provenance(
        tool=f"adr {__version__}",
        architect=_agent(now.architect, model) if model else "offline",
        model=model,
        persona=", ".join(told.voices or (told.persona.label,)),
        answered=sum(bool(a.text) for a in told.answers),
        unanswered=len(heard.advice.open_questions),
        prompt=f"sha256:{consultation.prompt[:12]}" if consultation.prompt else "",
        unverified=len(heard.unverified),
    )


@dataclass(frozen=True)
class Place:
    """Where a new record goes, and how it is written.

    Attributes:
        folder: The log folder.
        base: Paths are shown relative to this folder.
        shape: The template.
        parts: What the template may import.
        log: The log that the record joins, at a glance.
        notation: The words and names that the log is kept in.
        history: Opens git, or None; asked for the numbers on other branches.
        reserved: A number that is reserved for the record, or None.
        ids: What the project says of the ids of new records.
    """

    folder: Path
    base: Path
    shape: Shape
    parts: Mapping[str, str]
    log: Register[Record | Entry]
    notation: Notation = STANDARD
    history: Callable[[], History | None] = lambda: None
    reserved: int | None = None
    ids: str = ""

    def shown(self, path: Path) -> str:
        """A path as it is written to people."""
        return os.path.relpath(path, self.base).replace(os.sep, "/")

    @property
    def spelling(self) -> Notation:
        """The notation, with the spelling of most of the log's lines."""
        return self.notation.of(self.log)

    @cached_property
    def names(self) -> Names:
        """How new files are named: as the project says, else as most of the folder's last are."""
        here = self.shown(self.folder)
        last = reversed(self.log.records)
        near = (r.path for r in last if here == "." or r.path.startswith(f"{here}/"))
        return names_for(self.ids, [*islice(near, _TELLING)], self.notation.names)

    @cached_property
    def taken(self) -> Taken:
        """The numbers that are taken, here and on every branch."""
        here = "" if self.folder == self.base else f"{self.shown(self.folder)}/"
        known = {r.path.removeprefix(here): r.number or 0 for r in self.log.records}
        return taken(self.folder, known, own=self.notation.names, history=self.history())

    @property
    def number(self) -> int | None:
        """The number of the new record; None where files have none at first."""
        if not self.names.is_numbered:
            return None
        return self.reserved or self.taken.following


def render(prepared: Draft, request: Request, number: int | None, place: Place) -> tuple[Path, str]:
    """Name and fill a record: its path and text."""
    path = place.folder / place.names.file_name(number, request.title, prepared.date)
    shown = place.shown(path)
    numbered = replace(
        prepared,
        number=number,
        links=_links(request, place, shown),
        advice=_seen_from(prepared, shown),
    )
    text = template.fill(place.shape.text, numbered, place.parts, place.shape.name)
    return path, _labelled(text, shown, prepared.provenance, place.notation)


def _labelled(text: str, shown: str, made: Provenance | None, notation: Notation) -> str:
    """A record whose template is silent about the model that drafted it, with a label.

    Without one, nobody would have to answer for it when it is accepted.
    """
    if not made or not made.model or read(text, shown, notation).record.drafted_by_model:
        return text
    model, architect = scalar(made.model), scalar(made.architect)
    keys = {
        "assisted-by": scalar(f"{made.architect}:{made.model} adr"),
        "adr-draft": f"{{architect: {architect}, model: {model}}}",
    }
    if read_front_matter(Outline(text)).entries:
        for key, value in keys.items():
            text = splice(text, [set_key(Outline(text), key, value)])
        return text
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{lines}---\n\n{text}"


def write(
    prepared: Draft,
    request: Request,
    place: Place,
    history: Committer | None,
    *,
    edit: Callable[[Path], None] | None = None,
) -> tuple[Path, Saved]:
    """Take the next number, write the record and its reverse links, commit them.

    The caller holds the log's lock.

    Raises:
        FolderError: The file cannot be written.
    """
    number = place.number
    path, text = render(prepared, request, number, place)
    # Before anything is written: a record that cannot be edited stops the whole act.
    changes = _other_sides(request, place, path, _new(number, prepared.title))
    try:
        _make_folder(path.parent)
        create_text(path, text)
    except FileExistsError as error:
        raise FolderError(f"{place.shown(path)} is there already") from error
    if edit:
        edit(path)
    message = _message(request, _new(number, prepared.title).id, prepared)
    if changes:
        save(changes, message, history=None)
    paths = (path, *(change.path for change in changes))
    if history is None:
        return path, Saved(paths, None)
    history.commit(paths, message)
    return path, Saved(paths, history.branch())


def _make_folder(folder: Path) -> None:
    """Make the folder of a record in a log where each one has its own."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        hint = "name another folder, or make this one writable"
        raise FolderError(f"{folder} cannot be made: {error.strerror}", hint=hint) from error


def _new(number: int | None, title: str) -> Reference:
    """The new record as others refer to it; by its path alone where it has no number."""
    if number is None:
        return Reference("", title, "")
    return Reference(record_id(number), f"{number}. {title}", "")


def _message(request: Request, name: str, prepared: Draft) -> str:
    verb = {Status.ACCEPTED: "Accept", Status.PROPOSED: "Propose"}.get(request.status, "Add")
    lines = [f"{verb} {name}: {prepared.title}" if name else f"{verb} {prepared.title}"]
    does = "Supersedes" if request.status is Status.ACCEPTED else "Would supersede"
    lines += [f"{does} {r.label}: {r.title}" for r in request.supersedes]
    made = prepared.provenance
    if made and made.model:
        lines += ["", f"Assisted-by: {made.architect}:{made.model} adr"]
    return "\n".join([lines[0], "", *lines[1:]]).strip() + "\n"


def _links(request: Request, place: Place, shown: str) -> tuple[DraftLink, ...]:
    phrase = place.spelling.spelled(LinkKind.SUPERSEDES.phrase)
    found = [_link(place, r, LinkKind.SUPERSEDES, phrase, shown) for r in request.supersedes]
    found += [_link(place, r, kind_of(words), words, shown) for r, words, _ in request.links]
    return tuple(found)


def _link(place: Place, record: Record, kind: LinkKind, words: str, shown: str) -> DraftLink:
    other = reference(place.log, record, seen_from=shown)
    return DraftLink(kind, words, other.id, other.link)


def _seen_from(prepared: Draft, shown: str) -> Advice | None:
    """Write the paths of related records relative to the new record's folder."""
    advice = prepared.advice
    if advice is None:
        return None
    folder = posixpath.dirname(shown) or "."
    moved = tuple(replace(r, path=posixpath.relpath(r.path, folder)) for r in advice.related)
    return replace(advice, related=moved)


def _other_sides(request: Request, place: Place, path: Path, new: Reference) -> list[Change]:
    """What the related records say about the new one from now on.

    A proposal retires and amends nothing: those sides are written when it is accepted.
    """
    accepted = request.status is Status.ACCEPTED
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    stated = [(r, LinkKind.SUPERSEDED_BY, "") for r in request.supersedes]
    stated += [(r, kind_of(words), words) for r, _, words in request.links if words]
    for record, kind, words in stated:
        if kind in _ON_ACCEPTANCE and not accepted:
            continue
        target = place.base / record.path
        if record.path not in after:
            before[record.path] = after[record.path] = read_text(target)
        href = os.path.relpath(path, target.parent).replace(os.sep, "/")
        other, text = replace(new, id=new.id or href, href=href), after[record.path]
        after[record.path] = (
            supersede(text, record.path, other, place.spelling)
            if kind is LinkKind.SUPERSEDED_BY
            else add_link(text, record.path, kind, other, words, notation=place.spelling)
        )
    return [Change(place.base / shown, before[shown], text) for shown, text in after.items()]
