"""Read a record in any dialect of this field: text to `Record`, with places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from adr_tool.document import fields, statements, title
from adr_tool.document.dialect import dialect_of
from adr_tool.document.fields import Field, Place, PlaceKind
from adr_tool.document.frontmatter import Entry, FrontMatter, Problem, as_texts, read_front_matter
from adr_tool.document.notation import STANDARD, Notation
from adr_tool.document.outline import Heading, Line, Section, outline_of
from adr_tool.domain.dates import iso_date
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.naming import FileName, is_markdown, parse_file_name
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.domain.status_words import parse_status

_STAGES = ("none", "partial", "done")
"""How far a decision is built: the values of `implementation`."""
_RELATED_SECTIONS = frozenset({"related", "related decisions", "related adrs", "relations"})
LINK_SECTIONS = _RELATED_SECTIONS | {"links"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and where its values stand.

    Attributes:
        record: What the text says.
        statuses: All places that state a status, the deciding one first.
        date: Where the date stands, or None.
        problems: What is doubtful about the text, with lines.
        header: How many keys of its front matter are such as records have, filled in or not.
        labels: The labelled values round its title and in its status section, in any words.
    """

    record: Record
    statuses: tuple[Field, ...]
    date: Field | None
    problems: tuple[Problem, ...]
    header: int = 0
    labels: tuple[Field, ...] = ()


def read(text: str, path: str, notation: Notation = STANDARD) -> Reading:
    """Read one record.

    Args:
        text: The whole file, line endings and BOM included.
        path: Where it stands; number and date may come from its name.
        notation: The words and names that the log is kept in.

    Returns:
        The reading. A text never fails as a whole: what cannot be read is a problem.
    """
    return _Text(text, path, notation).reading()


class _Text:
    """One text on its way to being read."""

    def __init__(self, text: str, path: str, notation: Notation) -> None:
        self.path = path
        self.notation = notation
        self.name = parse_file_name(path, notation.names)
        self.outline = outline_of(text)
        self.front = read_front_matter(self.outline)

    def reading(self) -> Reading:
        statuses = self.statuses
        status, note = self._meaning(statuses[0].value) if statuses else (Status.UNKNOWN, "")
        makers = self._texts("decision-makers")
        record = Record(
            path=self.path,
            number=self.name.number,
            title=self.title,
            status=status,
            status_note=note,
            status_raw=statuses[0].value if statuses else "",
            date=self._date_text(),
            format=dialect_of(
                self.outline,
                {f.place.kind for f in statuses},
                is_dated=bool(self.name.date),
                has_keys=bool(self.front.entries),
            ),
            tags=self._texts("tags"),
            decision_makers=makers,
            links=self.links,
            summary=self.front.text("summary"),
            affects=self.front.texts("affects"),
            review_by=self.front.text("review-by") or None,
            implementation=self.front.text("implementation") or None,
            assisted_by=self._assisted_by(),
            drafted_by_model=_names_model(self.front) or self._label("assisted-by") != "",
            body_line=self.heading.line + 1 if self.heading else 1,
        )
        known = sum(
            bool(self.notation.field_of(entry.key) or self.notation.relation_of(entry.key))
            for entry in self.front.entries
        )
        return Reading(record, statuses, self.date, self._problems(statuses), known, self.labels)

    @cached_property
    def heading(self) -> Heading | None:
        """The heading that holds the title: the first one, unless several name sections."""
        return title.heading_of(self.outline, has_other=bool(self.front.text("title")))

    @cached_property
    def section(self) -> Section | None:
        """The section whose heading means status."""
        return fields.status_section(self.outline, self.notation)

    @property
    def title(self) -> str:
        if self.heading:
            return title.read_title(self.heading.text, self.name)
        words = (f.value for f in self.labels if f.label.lower() in ("title", "name"))
        named = map(title.unescaped, words)
        stated = self.front.text("title") or self.front.text("name") or next(named, "")
        if stated:
            return title.without_number(stated, self.name)
        return " ".join(re.split(r"[-_ ]+", self.name.slug)).strip() or self.path

    @cached_property
    def labels(self) -> tuple[Field, ...]:
        """The labelled values below the title and in sections such as `Meta`."""
        header, meta, section, _ = self._stating
        return tuple(fields.labelled(header + meta + section, self.notation))

    @cached_property
    def _regions(self) -> tuple[tuple[Line, ...], ...]:
        """The lines round the title, in sections such as `Meta`, of the status, of relations."""
        sections = [s.lines for s in self.outline.sections if self._relates(s)]
        return (
            fields.header_lines(self.outline, self.heading),
            fields.meta_lines(self.outline),
            self.section.lines if self.section else (),
            tuple(chain.from_iterable(sections)),
        )

    def _relates(self, section: Section) -> bool:
        return section is self.section or _name(section) in LINK_SECTIONS

    @cached_property
    def _stating(self) -> tuple[tuple[Line, ...], ...]:
        """The same, as far as values are looked for."""
        return tuple(map(fields.stating, self._regions))

    @cached_property
    def statuses(self) -> tuple[Field, ...]:
        """Every place that states a status, front matter first.

        Behind the first one, only places with a word that is known count: `stage: beta` and
        `state: Bavaria` say something else.
        """
        found = [_as_field(e) for e in self._entries("status") if as_texts(e.value)][:1]
        found += [f for f in self.labels if f.name == "status"]
        value = (
            fields.section_value(self.outline, self.section, self.notation)
            if self.section
            else None
        )
        if value and all(value.place != other.place for other in found):
            found.append(value)
        said = [f for f in found if f.value.strip()]
        known = [f for f in said[1:] if self._meaning(f.value)[0] is not Status.UNKNOWN]
        return (*said[:1], *known)

    def _meaning(self, words: str) -> tuple[Status, str]:
        return parse_status(words, self.notation.statuses)

    def _entries(self, name: str) -> list[Entry]:
        found = [self.front.get(label) for label in self.notation.keys_of(name)]
        return [entry for entry in found if entry is not None]

    @cached_property
    def date(self) -> Field | None:
        found = [_as_field(e) for e in self._entries("date")]
        found += [f for f in self.labels if f.name == "date"]
        return next((f for f in found if f.value.strip()), None)

    def _date_text(self) -> str | None:
        if self.date is None:
            return self.name.date
        said = _unbraced(self.date.value)
        return iso_date(said) or said or self.name.date

    def _texts(self, name: str) -> tuple[str, ...]:
        for entry in self._entries(name):
            # A tag may be in braces; those that a template has round its list are YAML's own.
            said = as_texts(entry.value)
            return said if name == "tags" else tuple(map(_unbraced, said))
        label = next((f for f in self.labels if f.name == name), None)
        return as_texts(label.value) if label else ()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        found: list[Link] = []
        for entry in self.front.entries:
            kind = self.notation.relation_of(entry.key)
            if kind:
                found += _entry_links(entry, kind)
        for status in self.statuses:
            found += statements.statements(status.value, status.place.line)
        for label in self.labels:
            own = self.notation.own_relation(label.label)
            if own:
                found += statements.of_kind(label.value, own, label.label, label.place.line)
            elif label.name is None:
                found += _label_links(label)
        found += self._header_sentences()
        found += self._section_links()
        return _distinct([self._in_own_words(link) for link in found])

    def _in_own_words(self, link: Link) -> Link:
        own = self.notation.own_relation(link.words)
        kind = own or link.kind
        # What replaces a section leaves the rest of the other record in force.
        if link.section and kind is LinkKind.SUPERSEDES:
            kind = LinkKind.AMENDS
        return replace(link, kind=kind)

    def _header_sentences(self) -> Iterable[Link]:
        """What paragraphs round the title say in their first words: `Supersedes [3](3.md)`."""
        lines = self.outline.lines
        for line in self._stating[0]:
            above = lines[line.number - 2] if line.number > 1 else None
            opens = above is None or not above.prose or not above.text.strip()
            if line.prose and (opens or line.number - 1 in self._below_headings):
                yield from statements.opening_statement(line.text, line.number)

    @cached_property
    def _below_headings(self) -> frozenset[int]:
        """The index of the first line below each heading."""
        return frozenset(h.body for h in self.outline.headings)

    def _section_links(self) -> Iterable[Link]:
        stated = {status.place.line for status in self.statuses}
        lists = [s.lines for s in self.outline.sections if _name(s) in _RELATED_SECTIONS]
        bare = {line.number for line in chain.from_iterable(lists)}
        for line in self._stating[3]:
            if line.prose and line.number not in stated:
                said = line.number in bare
                yield from statements.free_statement(line.text, line.number, bare=said)

    def _assisted_by(self) -> str | None:
        return self.front.text("assisted-by") or self._label("assisted-by") or None

    def _label(self, name: str) -> str:
        return next((f.value for f in self.labels if f.label.lower() == name), "")

    def _problems(self, statuses: tuple[Field, ...]) -> tuple[Problem, ...]:
        found = [self.front.problem] if self.front.problem else []
        read_ones = [(self._meaning(f.value)[0], f) for f in statuses]
        for status, place in read_ones[1:]:
            if Status.UNKNOWN not in (status, read_ones[0][0]) and status != read_ones[0][0]:
                first = read_ones[0][1].place.line
                message = f"status is {status} here and {read_ones[0][0]} on line {first}"
                found.append(Problem(place.place.line, message, "ADR003"))
        return (*found, *self._misnumbered(), *self._unreadable_keys(), *self._unread())

    def _misnumbered(self) -> Iterable[Problem]:
        """A heading with a number that is not the file's."""
        stated = title.stated_number(self.heading.text) if self.heading else None
        number = self.name.number
        if self.heading and None not in (stated, number) and stated != number:
            message = f"the heading says {stated}, the file name {self.name.digits}"
            yield Problem(self.heading.line + 1, message, "ADR102")

    def _unread(self) -> Iterable[Problem]:
        """Where a header is so long that the rest of it is not looked through."""
        for lines, stating in zip(self._regions, self._stating, strict=True):
            if len(lines) > len(stating):
                message = "too much stands above: no status or relation is read from here on"
                yield Problem(lines[len(stating)].number, message, "ADR005")
                return

    def _unreadable_keys(self) -> Iterable[Problem]:
        for key, reads in (("review-by", iso_date), ("implementation", _STAGES.count)):
            entry = self.front.get(key)
            said = self.front.text(key)
            if entry and said and not reads(said):
                yield Problem(entry.line, f"{key} is {said!r}", "ADR205")


def _as_field(entry: Entry) -> Field:
    value = entry.value
    words = value if isinstance(value, str) else ", ".join(as_texts(value))
    place = Place(PlaceKind.FRONT_MATTER, entry.start, entry.end, entry.line)
    return Field(entry.key, None, words, place)


def _entry_links(entry: Entry, kind: LinkKind) -> list[Link]:
    found: list[Link] = []
    items = entry.value if isinstance(entry.value, list) else [entry.value]
    for item in items:
        words = item if isinstance(item, str) else ", ".join(as_texts(item))
        found += statements.of_kind(words, kind, entry.key, entry.line)
    return found


def _label_links(label: Field) -> Iterable[Link]:
    """What a labelled line states; in free words, only about what is named as a record."""
    line = label.place.line
    known = statements.statements(f"{label.label} {label.value}", line)
    free = () if known else statements.free_statement(f"{label.label}: {label.value}", line)
    return known or [link for link in free if _names_record(link.target)]


def _name(section: Section) -> str:
    return section.heading.text.lower().strip()


def _names_record(target: str) -> bool:
    name = parse_file_name(target)
    return is_markdown(target) and bool(name.digits or name.date)


def _unbraced(words: str) -> str:
    """Take off the braces of a template that were filled in but left: `{2024-05-01}`."""
    braced = words.startswith("{") and words.endswith("}")
    return words[1:-1].strip() if braced else words.strip()


def _names_model(front: FrontMatter) -> bool:
    entry = front.get("adr-draft")
    return bool(entry and isinstance(entry.value, dict) and entry.value.get("model"))


def _distinct(links: list[Link]) -> tuple[Link, ...]:
    found: dict[tuple[LinkKind, str, str | None], Link] = {}
    for link in links:
        found.setdefault((link.kind, link.target, link.section), link)
    return tuple(found.values())


def is_template(name: FileName) -> bool:
    """Tell whether a file name is that of a template rather than a record's."""
    stem = name.slug.lower()
    word = re.search(r"(?:^|[-_ ])(?:template|modele|modèle|vorlage|plantilla)(?:[-_ ]|$)", stem)
    return bool(word) and (not name.number or stem == "template")
