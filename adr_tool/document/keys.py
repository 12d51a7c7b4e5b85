"""Set one key of the front matter, or add to its list, without dumping the block."""

from __future__ import annotations

import re

from adr_tool.document.frontmatter import Entry, read_front_matter
from adr_tool.document.outline import Outline
from adr_tool.document.splice import Splice
from adr_tool.errors import EditError

_PLAIN = re.compile(r"^[\w/][\w ./@+<>()-]*$")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_ITEM = re.compile(r"^([ \t]*)-([ \t]+)", re.MULTILINE)


def scalar(value: str) -> str:
    """Write a text as a YAML scalar; quoted where plain text would mean something else."""
    looks_typed = re.fullmatch(r"[\d.,:_-]+", value) and not re.fullmatch(
        r"\d{4}-\d{2}-\d{2}", value
    )
    if _PLAIN.match(value) and not looks_typed and value.lower() not in _WORDS_OF_YAML:
        return value.strip() if value == value.strip() else _quoted(value)
    return _quoted(value)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


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
        EditError: The text has no front matter.
    """
    front = read_front_matter(outline)
    entry = front.get(key)
    if entry is None:
        return _new_key(outline, key, f"[{scalar(item)}]")
    written = outline.text[entry.start : entry.end]
    if isinstance(entry.value, list):
        return _into_list(outline, entry, written, item)
    if entry.value in ("", "[]"):
        return set_key(outline, key, f"[{scalar(item)}]")
    return Splice(entry.start, entry.end, f"[{written}, {scalar(item)}]")


def _into_list(outline: Outline, entry: Entry, written: str, item: str) -> Splice:
    if written.startswith("["):
        closing = entry.start + written.rindex("]")
        inside = written[1 : written.rindex("]")].strip().rstrip(",")
        return Splice(closing, closing, f", {scalar(item)}" if inside else scalar(item))
    column = entry.start - (outline.text.rfind("\n", 0, entry.start) + 1)
    mark = _ITEM.match(written)
    gap = mark[2] if mark else " "
    return Splice(entry.end, entry.end, f"{outline.newline}{' ' * column}-{gap}{scalar(item)}")


def _new_key(outline: Outline, key: str, value: str) -> Splice:
    span = outline.block_span
    if span is None:
        raise EditError("There is no front matter to edit")
    end = span[1]
    return Splice(end, end, f"{key}: {value}{outline.newline}")
