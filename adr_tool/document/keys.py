"""Set one key of the front matter, or add to its list, without dumping the block."""

from __future__ import annotations

import json
import re

from adr_tool.document.frontmatter import Entry, read_front_matter
from adr_tool.document.outline import Outline
from adr_tool.document.splice import Splice
from adr_tool.errors import EditError

_PLAIN = re.compile(r"[\w/][\w ./@+<>()-]*")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_TYPED = re.compile(r"[\d.,:_+-]+|0[box][\da-f_]+|[\d._]+e[+-]?\d+", re.IGNORECASE)
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_ITEM = re.compile(r"^([ \t]*)-([ \t]+)", re.MULTILINE)
_FLOW_MARK = re.compile(r"[\[\]{}]")
"""What ends or opens a list between brackets, and so cannot stand in one without quotes."""

_END_OF_DOCUMENT = re.compile(r"^\.\.\.[ \t]*(?:\r\n|\n|\r)\Z", re.MULTILINE)


def scalar(value: str) -> str:
    """Write a text as a YAML scalar; quoted where plain text would mean something else."""
    typed = _TYPED.fullmatch(value) and not _DATE.fullmatch(value)
    plain = _PLAIN.fullmatch(value) and value == value.strip()
    if plain and not typed and value.lower() not in _WORDS_OF_YAML:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def set_key(outline: Outline, key: str, value: str) -> Splice:
    """Set a key to YAML text that is already written; adds the key where it is missing.

    Raises:
        EditError: The text has no front matter.
    """
    entry = read_front_matter(outline).get(key)
    if entry is None:
        return _new_key(outline, key, value)
    lead = "" if outline.text[entry.start - 1 : entry.start] in (" ", "\t") else " "
    return Splice(entry.start, entry.end, lead + value)


def add_item(outline: Outline, key: str, item: str) -> Splice:
    """Add an item to a key's list; a scalar becomes a list, a missing key is added.

    Raises:
        EditError: The text has no front matter, or the scalar cannot stand in a list.
    """
    front = read_front_matter(outline)
    entry = front.get(key)
    if entry is None:
        return _new_key(outline, key, f"[{scalar(item)}]")
    written = outline.text[entry.start : entry.end]
    if isinstance(entry.value, list):
        return _into_list(outline, entry, written, item)
    if entry.value == "":
        return set_key(outline, key, f"[{scalar(item)}]")
    if entry.plain and _FLOW_MARK.search(written):
        message = f"{key}: {written} cannot be made a list that is valid YAML"
        raise EditError(message, hint=f"write {key} as a list, then link again")
    return Splice(entry.start, entry.end, f"[{written}, {scalar(item)}]")


def _into_list(outline: Outline, entry: Entry, written: str, item: str) -> Splice:
    if written.startswith("["):
        inside = written[1 : written.rindex("]")].rstrip()
        closing = entry.start + 1 + len(inside)
        lead = "" if not inside else " " if inside.endswith(",") else ", "
        return Splice(closing, entry.start + written.rindex("]"), lead + scalar(item))
    column = entry.start - (outline.text.rfind("\n", 0, entry.start) + 1)
    mark = _ITEM.match(written)
    gap = mark[2] if mark else " "
    last = next(line for line in outline.lines if entry.end <= line.stop)
    words = f"{outline.newline}{' ' * column}-{gap}{scalar(item)}"
    return Splice(last.stop, last.stop, words)


def _new_key(outline: Outline, key: str, value: str) -> Splice:
    span = outline.block_span
    if span is None:
        raise EditError("There is no front matter to edit")
    ended = _END_OF_DOCUMENT.search(outline.text, *span)
    end = ended.start() if ended else span[1]
    return Splice(end, end, f"{key}: {value}{outline.newline}")
