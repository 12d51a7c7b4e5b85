"""Let links that lead to a section still lead there when its heading has another name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from adr_tool.document.anchors import anchors
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.links import Target, links
from adr_tool.document.outline import Outline
from adr_tool.document.reader import read
from adr_tool.document.splice import Splice, splice
from adr_tool.domain.record import Record
from adr_tool.workflow.act import Act


@dataclass(frozen=True, slots=True)
class Lost:
    """A link to a section that is there no more: where it stands, and what it leads to."""

    path: str
    line: int
    target: str


def repoint(act: Act, changed: Mapping[str, Record], names: Mapping[str, str]) -> tuple[Lost, ...]:
    """Write the new names of sections into the links of the whole log.

    Args:
        act: The act; it holds the texts before and after.
        changed: The records whose headings were renamed, by path.
        names: The old anchors → the new ones.

    Returns:
        Links to sections that are gone without another name.
    """
    before = {path: set(anchors(act.before[path])) for path in changed}
    after = {path: set(anchors(act.after[path])) for path in changed}
    new = {path: _new(before[path], after[path], names) for path in changed}
    lost: list[Lost] = []
    for record in act.log.records:
        text = act.text(record)
        changes: list[Splice] = []
        for target, path, section in _to_sections(text, record.path):
            if section in new.get(path, {}):
                at = target.end - len(target.target.partition("#")[2])
                changes.append(Splice(at, target.end, new[path][section]))
            elif section in before.get(path, ()) and section not in after[path]:
                lost.append(Lost(record.path, target.line, target.target))
        changes += _in_front_matter(act, record, text, new)
        act.write(record, splice(text, changes))
    return tuple(lost)


def _new(before: set[str], after: set[str], names: Mapping[str, str]) -> dict[str, str]:
    return {
        old: new
        for old, new in names.items()
        if old in before and old not in after and new in after
    }


def _to_sections(text: str, path: str) -> Iterator[tuple[Target, str, str]]:
    """The links of a text that name a section: the path of the record and the anchor."""
    if "#" not in text:
        return
    folder = posixpath.dirname(path)
    for target in links(text):
        file, mark, section = target.target.partition("#")
        if mark and "://" not in file:
            whole = posixpath.normpath(posixpath.join(folder, unquote(file))) if file else path
            yield target, whole, unquote(section)


def _in_front_matter(
    act: Act, record: Record, text: str, new: Mapping[str, Mapping[str, str]]
) -> Iterator[Splice]:
    """The sections that relations in the front matter name: `amends: [ADR-0003#context]`."""
    named = [link for link in read(text, record.path, act.notation).record.links if link.section]
    for entry in read_front_matter(Outline(text)).entries if named else ():
        for link in named:
            found = act.log.resolve(record, link).target
            section = new.get(found.path, {}).get(link.section or "") if found else None
            said = f"{link.target}#{link.section}"
            if link.line == entry.line and section:
                for match in re.finditer(rf"{re.escape(said)}(?![\w-])", text):
                    if entry.start <= match.start() < entry.end:
                        yield Splice(match.start() + len(link.target) + 1, match.end(), section)
