"""All records of a project: order, ids, lookups and relations."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.naming import is_markdown, parse_file_name, without_suffix
from adr_tool.domain.record import Record
from adr_tool.domain.register import Register
from adr_tool.domain.status import Status
from adr_tool.errors import UnknownRecordError

_NUMBER = re.compile(r"^(?:(?P<prefix>[A-Za-z]+)[-_ ]?)?#?0*(?P<number>\d{1,6})$")
_FORGE_FILE = r"(?i)^https?://[^/]+/.+?/(?:-/)?(?:blob|tree|raw|src)/[^/]+/(?P<path>[^?#]+)"
_DECIDED = frozenset({Status.ACCEPTED, Status.DEPRECATED, Status.SUPERSEDED})
"""A record of these has replaced what it supersedes, even if it was replaced itself."""

_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A Markdown file in a log folder that is no record."""

    path: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that should be a record and cannot be read."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A link whose target was looked up.

    Attributes:
        link: The statement.
        target: The record it refers to, or None when it is no record of this log.
        candidates: The records it could mean when the number is used more than once.
    """

    link: Link
    target: Record | None
    candidates: tuple[Record, ...] = ()


class DecisionLog(Register[Record]):
    """All that was read of one or more folders: whole records, and what else lies there."""

    def __init__(
        self,
        records: tuple[Record, ...],
        *,
        others: tuple[OtherFile, ...] = (),
        unreadable: tuple[Unreadable, ...] = (),
    ) -> None:
        super().__init__(records)
        self.others = others
        self.unreadable = unreadable

    @cached_property
    def _by_path(self) -> dict[str, Record]:
        return {posixpath.normpath(record.path): record for record in self.records}

    @cached_property
    def _by_number(self) -> dict[int, tuple[Record, ...]]:
        found: dict[int, list[Record]] = {}
        for record in self.records:
            if record.number is not None:
                found.setdefault(record.number, []).append(record)
        return {number: tuple(records) for number, records in found.items()}

    def at(self, path: str) -> Record:
        """The record at a path.

        Raises:
            KeyError: There is none.
        """
        return self._by_path[posixpath.normpath(path)]

    def find(self, ref: str) -> Record:
        """Look up what a person typed: number, id, path, part of a file name or title.

        Raises:
            UnknownRecordError: Nothing fits, or more than one record does; the message
                names the candidates.
        """
        found = self.candidates(ref)
        if len(found) == 1:
            return found[0]
        if not found:
            hint = "adr list shows every record"
            message = f"No record fits {ref!r}"
            raise UnknownRecordError(message, hint=hint)
        names = ", ".join(record.path for record in found[:8])
        message = f"{ref!r} fits {len(found)} records: {names}"
        raise UnknownRecordError(message, hint="name one by its path")

    def candidates(self, ref: str) -> tuple[Record, ...]:
        """All records that fit what a person typed, by the first rule that fits any."""
        wanted = ref.strip()
        return self.named(wanted) or self._part_of_name(wanted)

    def named(self, ref: str) -> tuple[Record, ...]:
        """The records whose path, id or number is given, not only a part of a name."""
        rules = (self._exact_path, self._exact_id, self._numbered, self._numbered_in)
        return next((found for rule in rules if (found := rule(ref.strip()))), ())

    def _exact_path(self, ref: str) -> tuple[Record, ...]:
        plain = posixpath.normpath(ref.removeprefix("./"))
        record = self._by_path.get(plain)
        if record:
            return (record,)
        tails = (f"/{plain}", f"/{plain}.md")
        whole = plain if is_markdown(plain) else f"{plain}.md"
        return tuple(
            r
            for r in self.records
            if r.path == whole or r.path.endswith(tails) or whole.endswith(f"/{r.path}")
        )

    def _exact_id(self, ref: str) -> tuple[Record, ...]:
        return tuple(r for r in self.records if self.id_of(r).lower() == ref.lower())

    def _numbered(self, ref: str) -> tuple[Record, ...]:
        """The records of a number; words before it are `ADR`, or what the file name has."""
        found = _NUMBER.match(ref)
        if not found:
            return ()
        same = self._by_number.get(int(found["number"]), ())
        prefix = (found["prefix"] or "adr").lower()
        return same if prefix == "adr" else tuple(r for r in same if prefix in _prefix(r.path))

    def _numbered_in(self, ref: str) -> tuple[Record, ...]:
        """The records of `backend/ADR-0007`: a number, and a folder above it."""
        folder, _, number = ref.rpartition("/")
        found = self._numbered(number) if folder else ()
        return tuple(r for r in found if f"/{folder}/" in f"/{posixpath.dirname(r.path)}/")

    def _part_of_name(self, ref: str) -> tuple[Record, ...]:
        part = ref.lower()
        if not part:
            return ()
        same = tuple(r for r in self.records if part == r.title.lower())
        return same or tuple(
            r for r in self.records if part in r.title.lower() or part in _stem(r.path)
        )

    def relations(self, record: Record, kind: LinkKind | None = None) -> tuple[Relation, ...]:
        """What a record says about others, with the targets looked up; each relation once."""
        links = record.links if kind is None else record.links_of(kind)
        found: dict[tuple[str, str, str | None], Relation] = {}
        for link in links:
            relation = self.resolve(record, link)
            target = relation.target.path if relation.target else link.target
            found.setdefault((link.kind, target, link.section), relation)
        return tuple(found.values())

    def resolve(self, record: Record, link: Link) -> Relation:
        """Look up the target of a statement, seen from the record that makes it.

        Of several records that a number could mean, it is the one that the record links to
        elsewhere by its file.
        """
        found = self._targets(record, link.target)
        if len(found) > 1:
            others = [self._targets(record, other.target) for other in record.links]
            linked = {other[0].path for other in others if len(other) == 1}
            found = tuple(r for r in found if r.path in linked) or found
        if len(found) == 1:
            return Relation(link, found[0])
        return Relation(link, None, found)

    def _targets(self, record: Record, written: str) -> tuple[Record, ...]:
        if _EXTERNAL.match(written):
            return self._on_forge(written)
        folder = posixpath.dirname(record.path)
        target = unquote(written).split("#", 1)[0].strip().strip("<>")
        rooted = target.startswith("/")
        joined = posixpath.normpath(
            target.lstrip("/") if rooted else posixpath.join(folder, target)
        )
        for path in (joined, f"{joined}.md", f"{joined}/README.md"):
            if path in self._by_path:
                return (self._by_path[path],)
        if rooted or ("/" in target and not target.startswith(".")):
            whole = posixpath.normpath(target.lstrip("/"))
            ends = self._ending(whole)
            if ends:
                return ends
        return self._by_name_or_number(folder, target)

    def _on_forge(self, address: str) -> tuple[Record, ...]:
        """The record that the address of a file on a forge means: same folders, same name."""
        found = re.match(_FORGE_FILE, address)
        path = unquote(found["path"]) if found else ""
        if "/" not in path or not is_markdown(path):
            return ()
        return self._ending(path)

    def _ending(self, path: str) -> tuple[Record, ...]:
        """The records at a path from the repository's root, which may be above or below ours."""
        return tuple(r for r in self.records if f"/{r.path}".endswith(f"/{path}") or _ends(path, r))

    def _by_name_or_number(self, folder: str, target: str) -> tuple[Record, ...]:
        if is_markdown(target):
            return ()
        found = self._numbered(posixpath.basename(target.rstrip("/")))
        if not found:
            name = posixpath.basename(without_suffix(target)).removesuffix(".html").lower()
            found = tuple(r for r in self.records if _stem(r.path) == name)
        near = tuple(r for r in found if posixpath.dirname(r.path) == folder)
        return near or found

    def successors(self, record: Record) -> tuple[Record, ...]:
        """The records that replaced this one, by either side's statement."""
        said = [r.target for r in self.relations(record, LinkKind.SUPERSEDED_BY) if r.target]
        said += [r for r in self.referring(record, LinkKind.SUPERSEDES) if r.status in _DECIDED]
        return _unique(said)

    def referring(self, record: Record, kind: LinkKind) -> tuple[Record, ...]:
        """The records that state a relation to this one."""
        return self._referring.get((record.path, kind), ())

    @cached_property
    def _referring(self) -> dict[tuple[str, LinkKind], tuple[Record, ...]]:
        found: dict[tuple[str, LinkKind], list[Record]] = {}
        for record in self.records:
            for relation in self.relations(record):
                if relation.target is not None:
                    key = (relation.target.path, relation.link.kind)
                    found.setdefault(key, []).append(record)
        return {key: _unique(records) for key, records in found.items()}


def _stem(path: str) -> str:
    return without_suffix(posixpath.basename(path)).lower()


def _prefix(path: str) -> list[str]:
    return re.split(r"[-_ ]+", parse_file_name(path).prefix.lower())


def _unique(records: list[Record]) -> tuple[Record, ...]:
    return tuple({record.path: record for record in records}.values())


def _ends(path: str, record: Record) -> bool:
    """Whether a path from a repository's root ends in a record's, seen from a folder of it."""
    return "/" in record.path and f"/{path}".endswith(f"/{record.path}")
