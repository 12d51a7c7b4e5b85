"""The YAML block at the top of a record, with the place of every value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from adr_tool.document.outline import BOM, Outline

Value = str | list["Value"] | dict[str, "Value"]
"""What YAML can hold, with every scalar as text; null is the empty text."""

# Every scalar is read as the text that stands there: YAML 1.1 would turn `0010` into 8
# and refuse a month 20.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_KEY = r"([A-Za-z](?:[\w -]*[\w-])?)[ \t]*+:"
_FLOW_LIST = re.compile(r"\[[^\[\]{}]*\]")
_SALVAGED = re.compile(rf"{_KEY}[ \t]*+(.*)")
_KEY_LINE = re.compile(rf"{_KEY}(?:[ \t]|$)|[ \t]*-[ \t]|[ \t]+\S")
_NESTING = re.compile(r"[\[{]|[-?:](?=\s)")
_DEEPEST = 100
"""How deep values may nest; libyaml itself follows them until the process has no stack left."""
_LONGEST = 100_000
"""Characters of a block that is read; ten times those of the longest that anybody wrote."""
_LEAST_LINES = 2
_ALIAS = re.compile(r"[ \t]*(\*[^\s,\]}]+)")


class _WithPlaces(YAMLHandler):
    """python-frontmatter's YAML, loading nodes that know where they stand."""

    def load(self, fm: str, **_kwargs: object) -> Any:  # noqa: ANN401 - a YAML node
        return yaml.compose(fm, Loader=_LOADER)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the block.

    Attributes:
        key: As written.
        value: Its value; lists and mappings hold text only.
        key_start: Offset in the whole text where the key begins.
        start: Offset where the value begins; behind the colon where it is empty.
        end: Offset behind the value.
        line: 1-based line of the key.
        plain: Whether the value is a scalar on one line.
    """

    key: str
    value: Value
    key_start: int
    start: int
    end: int
    line: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """What is doubtful about a text: on which line, and the code of the check that says so."""

    line: int
    message: str
    code: str = "ADR002"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A block's entries in order, and what could not be read of it."""

    entries: tuple[Entry, ...] = ()
    problem: Problem | None = None
    by_key: dict[str, Entry] = field(default_factory=dict)

    def get(self, key: str) -> Entry | None:
        """The entry of a key, whatever its case."""
        return self.by_key.get(key.lower())

    def text(self, key: str) -> str:
        """A scalar's text; empty where the key is missing or no scalar."""
        entry = self.get(key)
        return entry.value if entry and isinstance(entry.value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A value as a tuple of texts: a list's items, or the parts of `a, b`."""
        entry = self.get(key)
        return as_texts(entry.value) if entry else ()


def as_texts(value: Value) -> tuple[str, ...]:
    """Flatten a value to texts; a scalar is split at commas."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, dict):
        return tuple(f"{key}: {_inner(item)}" if item else key for key, item in value.items())
    return tuple(_inner(item) for item in value)


def _inner(value: Value) -> str:
    """The text of a value inside another one; what nests deeper, or holds itself, says nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        said = [f"{key}: {item}" if item else key for key, item in value.items() if _is_text(item)]
    else:
        said = [item for item in value if isinstance(item, str)]
    return ", ".join(said)


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


@lru_cache(maxsize=4)
def read_front_matter(outline: Outline) -> FrontMatter:
    """Read the block of a text; what is certain is salvaged from an invalid one."""
    span = outline.block_span
    if span is None or outline.block is None:
        return _unended(outline)
    block, first_line = outline.block, 2
    try:
        if why := _too_much(block):
            return _salvage(block[:_LONGEST], span[0], Problem(first_line, why))
        node = _WithPlaces().load(block)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        why = getattr(error, "problem", None) or "not valid YAML"
        return _salvage(block, span[0], Problem(line, f"front matter is not valid YAML: {why}"))
    if node is None:
        return FrontMatter()
    if not isinstance(node, yaml.MappingNode):
        problem = Problem(first_line, "front matter is not a mapping of keys to values")
        return FrontMatter(problem=problem)
    entries = tuple(_entry(key, value, block, span[0]) for key, value in node.value)
    return _from(entries, _twice(entries))


def _too_much(block: str) -> str:
    """Why a block is not taken apart; empty where it is."""
    if len(block) > _LONGEST:
        return f"front matter has more than {_LONGEST:,} characters"
    return "front matter nests deeper than anybody reads" if _nests_deep(block) else ""


def _nests_deep(block: str) -> bool:
    """Tell by the events, which come one by one, before anything is built of them."""
    if sum(1 for _ in _NESTING.finditer(block)) <= _DEEPEST:
        return False
    depth = 0
    for event in yaml.parse(block, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            return True
    return False


def _unended(outline: Outline) -> FrontMatter:
    """A block that begins and never ends: its lines up to the first that is no key."""
    lines = outline.lines
    if len(lines) < _LEAST_LINES or lines[0].text.removeprefix(BOM).rstrip() != "---":
        return FrontMatter()
    last = next((li for li in lines[1:] if not _KEY_LINE.match(li.text)), lines[-1])
    if last is lines[1]:
        return FrontMatter()
    start, end = lines[1].start, last.start if last is not lines[-1] else last.end
    problem = Problem(1, "front matter begins here and never ends")
    return _salvage(outline.text[start : min(end, start + _LONGEST)], start, problem)


def _twice(entries: tuple[Entry, ...]) -> Problem | None:
    """A key that stands twice: readers disagree about which one counts."""
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            return Problem(entry.line, f"front matter has the key {entry.key!r} twice")
        seen.add(entry.key)
    return None


def _from(entries: tuple[Entry, ...], problem: Problem | None = None) -> FrontMatter:
    return FrontMatter(entries, problem, {entry.key.lower(): entry for entry in reversed(entries)})


def _entry(key: yaml.Node, value: yaml.Node, block: str, offset: int) -> Entry:
    start, end = value.start_mark.index, value.end_mark.index
    colon = block.find(":", key.end_mark.index)
    alias = _ALIAS.match(block, colon + 1) if colon >= 0 else None
    if alias:
        start, end = alias.span(1)
    elif isinstance(value, yaml.ScalarNode) and start == end:
        start = end = colon + 1 if colon >= 0 else key.end_mark.index
    elif not isinstance(value, yaml.ScalarNode) or value.style in ("|", ">"):
        end = start + len(block[start:end].rstrip())
    name = key.value if isinstance(key, yaml.ScalarNode) else ""
    plain = isinstance(value, yaml.ScalarNode) and "\n" not in block[start:end]
    line = key.start_mark.line + 2
    key_start = key.start_mark.index + offset
    return Entry(name, _value(value, {}), key_start, start + offset, end + offset, line, plain)


def _value(node: yaml.Node, seen: dict[int, Value]) -> Value:
    """Build the value of a node; shared nodes once, so that no alias can explode."""
    if id(node) in seen:
        return seen[id(node)]
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in _NULLS
        return "" if empty else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        items: list[Value] = []
        seen[id(node)] = items
        items.extend(_value(child, seen) for child in node.value)
        return items
    mapping: dict[str, Value] = {}
    seen[id(node)] = mapping
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            mapping[str(key.value)] = _value(value, seen)
    return mapping


def _salvage(block: str, offset: int, problem: Problem) -> FrontMatter:
    """Take the lines that are certain from a block that YAML refuses."""
    entries = []
    for line, match in enumerate(re.finditer(r"[^\n]*\n?", block), start=2):
        found = _SALVAGED.match(match.group().rstrip("\r\n"))
        if found:
            value = found[2].rstrip(" \t\r")
            at = offset + match.start()
            start = at + found.start(2)
            said = _salvaged_list(value)
            words = value.strip().strip("\"'") if said is None else said
            end = start + len(value)
            entries.append(Entry(found[1], words, at, start, end, line, plain=said is None))
    return _from(tuple(entries), problem)


def _salvaged_list(written: str) -> Value | None:
    """The list that a value is by itself, whatever is wrong elsewhere; None where it is none."""
    if not _FLOW_LIST.fullmatch(written):
        return None
    try:
        node = _WithPlaces().load(written)
    except yaml.YAMLError:
        return None
    return _value(node, {}) if isinstance(node, yaml.SequenceNode) else None
