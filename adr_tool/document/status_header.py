"""Move the header of a record out of its front matter and labels, as Nygard's format has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from adr_tool.document.fields import PlaceKind
from adr_tool.document.frontmatter import Entry, as_texts
from adr_tool.document.notation import LABELS, STANDARD, Notation
from adr_tool.document.outline import BOM, Line
from adr_tool.document.source import Converted, Refer, Source, Step, folded, is_word, without
from adr_tool.domain.link import Link, LinkKind

_LABELS = {
    "decision-makers": "Decision makers",
    "tags": "Tags",
    "consulted": "Consulted",
    "informed": "Informed",
}
_COMMENT = re.compile(r"(?:^|\s)#")
_PLAIN_DATE = re.compile(r"Date: \S")


@dataclass(slots=True)
class _Moves:
    """What goes, and the paragraphs that come: below the title, and in the status section."""

    steps: list[Step] = field(default_factory=list)
    top: list[str] = field(default_factory=list)
    status: list[str] = field(default_factory=list)
    comments: dict[int, str] = field(default_factory=dict)

    @property
    def gone(self) -> set[int]:
        return {step.line for step in self.steps}


def to_status_section(
    text: str, path: str, refer: Refer, notation: Notation = STANDARD
) -> Converted:
    """Write a `Date:` line, a status section with the relations, and labels for people and tags.

    Keys that have no place in this format stay in the front matter. A text that is written
    so already stays as it is.

    Raises:
        EditError: The front matter that is there cannot be read.
    """
    source = Source(text, path, notation)
    moves = _Moves()
    _date(source, moves)
    for name, label in _LABELS.items():
        _list(source, moves, name, label)
    _status(source, moves)
    for entry in source.front.entries:
        _relations(source, moves, entry, refer)
    return _written(source, moves)


def _status(source: Source, moves: _Moves) -> None:
    statuses = source.reading.statuses
    if not statuses:
        return
    section = source.section
    first = statuses[0]
    if first.place.kind is PlaceKind.FRONT_MATTER and not _is_only(source, "status"):
        return
    inside = _numbers(source) if section else set()
    there = next((f for f in statuses if f.place.line in inside), None)
    if there is None:
        moves.status.append(_opening(" ".join(first.value.split())))
    for stated in statuses:
        same = folded(stated.value) == folded(first.value)
        if (
            stated.place.line in inside
            or not same
            or (there and _differs(there.value, first.value))
        ):
            continue
        if stated.place.kind is PlaceKind.FRONT_MATTER:
            _take_key(source, moves, stated.place.line, "status section")
        elif source.is_whole(stated):
            moves.steps.append(_step(source, stated.place.line, "status section"))


def _is_only(source: Source, name: str) -> bool:
    """Whether the front matter states a value once; another key would be read in its place."""
    return sum(bool(source.front.get(key)) for key in source.notation.keys_of(name)) == 1


def _one_date(source: Source) -> bool:
    return sum(f.name == "date" for f in source.reading.labels) == 1


def _differs(one: str, other: str) -> bool:
    return folded(one) != folded(other)


def _numbers(source: Source) -> set[int]:
    if source.section is None:
        return set()
    heading = source.section.heading
    return {heading.line + 1} | {line.number for line in source.section.lines}


def _opening(words: str) -> str:
    return words[:1].upper() + words[1:]


def _date(source: Source, moves: _Moves) -> None:
    stated = source.reading.date
    if stated is None:
        return
    line = source.lines[stated.place.line - 1]
    value = " ".join(stated.value.split())
    if stated.place.kind is PlaceKind.FRONT_MATTER:
        if not _is_only(source, "date"):
            return
        again = [f for f in source.reading.labels if f.name == "date"]
        if not again:
            moves.top.append(f"Date: {value}")
        elif _differs(again[0].value, value):
            return
        _take_key(source, moves, stated.place.line, "date line")
    elif not _PLAIN_DATE.match(line.text) and source.is_whole(stated) and _one_date(source):
        moves.top.append(f"Date: {value}")
        moves.steps.append(_step(source, line.number, "date line"))


def _list(source: Source, moves: _Moves, name: str, label: str) -> None:
    known = source.notation.keys_of(name) if name in LABELS else (name,)
    found = [entry for key in known if (entry := source.front.get(key))]
    again = [f for f in source.reading.labels if name in (f.name, f.label.lower())]
    if not found or again:
        return
    items = as_texts(found[0].value)
    words = ", ".join(items)
    if as_texts(words) != items or _is_commented(source, found[0]):
        return
    if items:
        moves.top.append(f"{label}: {words}")
    _take_key(source, moves, found[0].line, f"{label.lower()} line" if items else "nothing: empty")


def _relations(source: Source, moves: _Moves, entry: Entry, refer: Refer) -> None:
    kind = source.notation.relation_of(entry.key)
    if kind is None:
        return
    links = [li for li in source.reading.record.links if li.line == entry.line and li.kind is kind]
    said = as_texts(entry.value)
    if len(links) != len(said) or _is_commented(source, entry):
        return
    lines = [(link, refer(link) or words) for link, words in zip(links, said, strict=True)]
    for link, words in lines:
        _state(source, moves, link, words)
    _take_key(source, moves, entry.line, "status section" if lines else "nothing: empty")


def _state(source: Source, moves: _Moves, link: Link, words: str) -> None:
    """Add a line; `Superseded by …` stands in place of the bare word, as with adr-tools."""
    line = f"{source.notation.spelled(link.kind.phrase)} {words}"
    bare = moves.status[:1] and is_word(moves.status[0].lower(), source.notation)
    if link.kind is LinkKind.SUPERSEDED_BY and bare and moves.status[0] == "Superseded":
        moves.status[0] = line
    else:
        moves.status.append(line)


def _lines(source: Source, entry: Entry) -> list[Line]:
    return [li for li in source.lines if li.end > entry.key_start and li.start < entry.end]


def _is_commented(source: Source, entry: Entry) -> bool:
    """Whether a comment stands among the items of a key, where it would lose its place."""
    return any(_COMMENT.search(line.text) for line in _lines(source, entry)[:-1])


def _take_key(source: Source, moves: _Moves, line: int, where: str) -> None:
    """Take a key out, all its lines; a comment behind its value stays."""
    entry = next(e for e in source.front.entries if e.line == line)
    lines = _lines(source, entry)
    tail = lines[-1].text[entry.end - lines[-1].start :].strip()
    if tail.startswith("#"):
        moves.comments[lines[-1].number] = tail
    moves.steps += [Step(li.number, li.text.strip(), where) for li in lines]


def _step(source: Source, line: int, where: str) -> Step:
    return Step(line, source.lines[line - 1].text.strip(), where)


def _written(source: Source, moves: _Moves) -> Converted:
    outline = source.outline
    first = outline.first_prose
    block = _block(source, moves)
    kept = without(outline.lines[first:], moves.gone, outline.text)
    if first and not block:
        kept = kept[next((i for i, (t, _) in enumerate(kept) if t.strip()), 0) :]
    kept = _with_status(source, moves, kept)
    kept = _with_top(source, moves, kept)
    rows = block + kept
    if outline.text.startswith(BOM) and rows and not rows[0][0].startswith(BOM):
        rows[0] = (BOM + rows[0][0], rows[0][1])
    return Converted("".join(t for t, _ in rows), tuple(moves.steps), tuple(n for _, n in rows))


def _block(source: Source, moves: _Moves) -> list[tuple[str, int]]:
    """What is left of the front matter; nothing where no key and no comment is."""
    outline = source.outline
    rows = []
    for line in outline.lines[: outline.first_prose]:
        comment = moves.comments.get(line.number)
        ending = outline.text[line.stop : line.end]
        if comment:
            rows.append((comment + ending, 0))
        elif line.number not in moves.gone:
            rows.append((outline.text[line.start : line.end], line.number))
    inner = [row for row in rows[1:-1] if row[0].strip()]
    return rows if inner or not moves.gone else []


def _with_status(
    source: Source, moves: _Moves, rows: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """The body with what the status section has to say; makes the section where none is."""
    if not moves.status:
        return rows
    section = source.section
    if section is not None:
        stated = {f.place.line for f in source.reading.statuses} & _numbers(source)
        said = [
            li.number for li in section.lines if li.text.strip() and li.number not in moves.gone
        ]
        after = said[-1] if said and stated else section.heading.body
        return _inserted(source, rows, moves.status, _behind(rows, after))
    first = source.title.line if source.title else -1
    below = next((h for h in source.outline.headings if h.line > first), None)
    at = len(rows) if below is None else _behind(rows, below.line + 1) - 1
    mark = "#" * (below.level if below else 2)
    return _inserted(source, rows, [f"{mark} Status", *moves.status], at)


def _with_top(source: Source, moves: _Moves, rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    at = _behind(rows, source.title.body) if source.title else 0
    return _inserted(source, rows, moves.top, at)


def _behind(rows: list[tuple[str, int]], number: int) -> int:
    """The place behind the line of a number."""
    return next((i + 1 for i, (_, n) in enumerate(rows) if n == number), 0)


def _inserted(
    source: Source, rows: list[tuple[str, int]], paragraphs: list[str], at: int
) -> list[tuple[str, int]]:
    """The lines with paragraphs between them, each with a blank line on both sides."""
    if not paragraphs:
        return rows
    newline = source.outline.newline
    above, below = rows[:at], rows[at:]
    new: list[tuple[str, int]] = []
    if above and above[-1][0].strip():
        last, number = above[-1]
        above[-1] = (last if last.endswith(("\n", "\r")) else last + newline, number)
        new.append((newline, 0))
    for paragraph in paragraphs:
        new += [(paragraph + newline, 0), (newline, 0)]
    if not below or not below[0][0].strip():
        new.pop()
    return above + new + below
