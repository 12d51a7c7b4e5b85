"""Move the header of a record into front matter, as MADR has it."""

from __future__ import annotations

from dataclasses import dataclass, field

from adr_tool.document.fields import Field
from adr_tool.document.frontmatter import as_texts, read_front_matter
from adr_tool.document.keys import add_item, scalar, set_key
from adr_tool.document.notation import LABELS, STANDARD, Notation
from adr_tool.document.outline import BOM, Outline
from adr_tool.document.source import (
    Converted,
    Refer,
    Source,
    Step,
    folded,
    is_word,
    only_states,
    without,
)
from adr_tool.document.splice import splice
from adr_tool.document.statements import statements
from adr_tool.domain.link import Link, LinkKind

_LISTS = ("decision-makers", "tags", "consulted", "informed")
_REST = "Notes on the status"
_LINKS = "Links"


@dataclass(slots=True)
class _Moves:
    """What goes from the body, and what comes into the front matter."""

    steps: list[Step] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    items: list[tuple[LinkKind, str]] = field(default_factory=list)

    @property
    def gone(self) -> set[int]:
        return {step.line for step in self.steps}


def to_front_matter(text: str, path: str, refer: Refer, notation: Notation = STANDARD) -> Converted:
    """Write status, date, people, tags and relations as front matter.

    Lines that say more than a value stay where they are. A text whose header is in the
    front matter already stays as it is.

    Raises:
        EditError: The front matter that is there cannot be read.
    """
    source = Source(text, path, notation)
    moves = _Moves()
    _status(source, moves, refer)
    _date(source, moves)
    for name in _LISTS:
        _list(source, moves, name)
    for line, said in source.relation_lines.items():
        _relation(source, moves, refer, (line, said))
    renamed = _rest_of_section(source, moves)
    return _written(source, moves, renamed)


def _has(source: Source, name: str) -> bool:
    known = source.notation.keys_of(name) if name in LABELS else (name,)
    entries = [source.front.get(key) for key in known]
    return any(entry is not None and as_texts(entry.value) for entry in entries)


def _status(source: Source, moves: _Moves, refer: Refer) -> None:
    statuses = source.reading.statuses
    if not statuses:
        return
    first = statuses[0]
    if not _has(source, "status"):
        moves.keys["status"] = _status_value(source, moves, refer, first)
    if _stays_in_section(source):
        return
    for place in statuses:
        if source.is_whole(place) and folded(place.value) == folded(first.value):
            moves.steps.append(_step(source, place.place.line, "status"))


def _status_value(source: Source, moves: _Moves, refer: Refer, stated: Field) -> str:
    """The word alone where the rest is a relation that has a key of its own."""
    value = " ".join(stated.value.split())
    if is_word(value, source.notation):
        return scalar(value.lower())
    links = statements(value, stated.place.line)
    if links and only_states(value, links) and links[0].kind is LinkKind.SUPERSEDED_BY:
        ids = [refer(link) for link in links]
        if all(ids):
            moves.items += [(LinkKind.SUPERSEDED_BY, name) for name in ids if name]
            return "superseded"
    return scalar(value)


def _stays_in_section(source: Source) -> bool:
    """Whether the status section tells a story that the status is a part of."""
    section = source.section
    if section is None:
        return False
    inside = {line.number for line in section.lines}
    stated = [f for f in source.reading.statuses if f.place.line in inside]
    if not stated:
        return False
    if not source.is_whole(stated[0]):
        return True
    known = source.relation_lines.keys() | {f.place.line for f in source.reading.labels}
    above = [li for li in section.lines if li.number < stated[0].place.line and li.prose]
    return any(li.text.strip() and li.number not in known for li in above)


def _date(source: Source, moves: _Moves) -> None:
    stated = source.reading.date
    if stated and source.is_whole(stated) and not _has(source, "date"):
        moves.keys["date"] = scalar(stated.value.strip())
        moves.steps.append(_step(source, stated.place.line, "date"))


def _list(source: Source, moves: _Moves, name: str) -> None:
    meant = [f for f in source.reading.labels if name in (f.name, f.label.lower())]
    first = next(iter(meant), None)
    if first is None or _has(source, name) or not source.is_whole(first):
        return
    items = as_texts(first.value)
    if items:
        moves.keys[name] = f"[{', '.join(map(scalar, items))}]"
        moves.steps.append(_step(source, first.place.line, name))


def _relation(
    source: Source, moves: _Moves, refer: Refer, said: tuple[int, tuple[Link, ...]]
) -> None:
    line, links = said
    ids = [refer(link) for link in links]
    if source.goes_on(line) or not all(ids):
        return
    moves.items += [(link.kind, name) for link, name in zip(links, ids, strict=True) if name]
    moves.steps.append(_step(source, line, links[0].kind.value))


def _step(source: Source, line: int, key: str) -> Step:
    return Step(line, source.lines[line - 1].text.strip(), f"{key} in the front matter")


def _rest_of_section(source: Source, moves: _Moves) -> tuple[int, str] | None:
    """What to call a status section from which the status went; its heading goes with the last."""
    section = source.section
    gone = moves.gone
    if section is None or not (gone & {li.number for li in section.lines} or _inline(source, gone)):
        return None
    heading = section.heading
    rest = [li for li in section.lines if li.text.strip() and li.number not in gone]
    later = [h for h in source.outline.headings if h.line > heading.line]
    is_parent = bool(later) and later[0].level > heading.level
    stated = {f.place.line for f in source.reading.statuses} - gone
    if stated & {li.number for li in rest}:
        return None
    if not is_parent and not any(li.prose for li in rest):
        numbers = [n + 1 for n in range(heading.line, heading.body) if n + 1 not in gone]
        moves.steps += [Step(n, source.lines[n - 1].text.strip(), "front matter") for n in numbers]
        return None
    left = {li.number for li in rest}
    related = any(link.line in left for link in source.reading.record.links)
    return heading.line + 1, _LINKS if related else _REST


def _inline(source: Source, gone: set[int]) -> bool:
    return source.section is not None and source.section.heading.line + 1 in gone


def _written(source: Source, moves: _Moves, renamed: tuple[int, str] | None) -> Converted:
    outline = source.outline
    line, name = renamed or (0, "")
    kept = without(outline.lines[outline.first_prose :], moves.gone - {line}, outline.text)
    if renamed:
        kept = [(_renamed(source, name) if n == line else words, n) for words, n in kept]
        moves.steps.append(Step(line, source.lines[line - 1].text.strip(), f"heading {name!r}"))
    above = outline.lines[: outline.first_prose]
    block = outline.text[: above[-1].end] if above else ""
    text = _with_keys(block, "".join(words for words, _ in kept), moves, outline.newline)
    moves.steps += _filled(source, moves)
    below = [number for _, number in kept]
    lines = Outline(text).lines
    gap = len(lines) - len(below)
    numbers = (*_numbered(outline, [li.text for li in lines[:gap]]), *below)
    return Converted(text, tuple(moves.steps), numbers)


def _filled(source: Source, moves: _Moves) -> list[Step]:
    """The keys that stood there, empty or as a list, and are written anew."""
    names = {name for key in moves.keys for name in (key, *LABELS.get(key, ()))}
    names |= {kind.value for kind, _ in moves.items}
    touched = [entry for entry in source.front.entries if entry.key.lower() in names]
    return [Step(e.line, source.lines[e.line - 1].text.strip(), "the same key") for e in touched]


def _numbered(outline: Outline, block: list[str]) -> list[int]:
    """Which line of the original each line of the new front matter is."""
    numbers = []
    behind = 0
    for words in block:
        same = (li.number for li in outline.lines[behind : outline.first_prose] if li.text == words)
        number = next(same, 0)
        behind = max(behind, number)
        numbers.append(number)
    return numbers


def _renamed(source: Source, name: str) -> str:
    """The first line of the status section's heading under another name."""
    if source.section is None:
        return ""
    heading = source.section.heading
    line = source.lines[heading.line]
    mark = "" if heading.body > heading.line + 1 else f"{'#' * heading.level} "
    return f"{mark}{name}{source.outline.text[line.stop : line.end]}"


def _with_keys(block: str, body: str, moves: _Moves, newline: str) -> str:
    """The front matter with what came into it, and the body below."""
    if not moves.keys and not moves.items:
        return block + body
    if not block:
        mark = BOM if body.startswith(BOM) else ""
        body = body.removeprefix(BOM)
        gap = "" if body.startswith(("\n", "\r")) else newline
        block, body = f"{mark}---{newline}---{newline}", gap + body
    for key, value in moves.keys.items():
        block = splice(block, [set_key(Outline(block), _spelled(block, key), value)])
    for kind, name in moves.items:
        block = splice(block, [add_item(Outline(block), kind.value, name)])
    return block + body


def _spelled(block: str, key: str) -> str:
    """The key as it stands there already, empty: `deciders` for decision makers."""
    known = STANDARD.keys_of(key) if key in LABELS else ()
    front = read_front_matter(Outline(block))
    return next((name for name in known if front.get(name)), key)
