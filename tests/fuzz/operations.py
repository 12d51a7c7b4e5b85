"""Every way in which we read and edit a text, and what has to hold whatever the text says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from adr_tool.document.anchors import anchors
from adr_tool.document.digest import digest
from adr_tool.document.editor import Reference, add_link, set_keys, set_status, supersede
from adr_tool.document.frontmatter import read_front_matter
from adr_tool.document.links import links
from adr_tool.document.notation import STANDARD
from adr_tool.document.outline import BOM, Outline, outline_of
from adr_tool.document.reader import read
from adr_tool.document.removal import remove_key, remove_links
from adr_tool.domain.checks.findings import findings
from adr_tool.domain.checks.told import Told
from adr_tool.domain.digest import Digest
from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.log import DecisionLog, Unreadable
from adr_tool.domain.status import Status
from adr_tool.errors import AdrError
from adr_tool.site.contents import SiteFacts
from adr_tool.site.pages import pages
from adr_tool.site.sanitise import clean
from adr_tool.store.folder import _decoded
from adr_tool.workflow.contents import dot, graph_data, mermaid, toc

PATH = "adr/0007-use-x.md"
OTHER = Reference("ADR-0009", "9. Use [y]", "0009-use-y.md")
SECTION = Reference("ADR-0009#how", "9. Y", "0009-use-y.md#how")
_LINE = re.compile(r"\r\n|\n|\r")
_KEY_AND_VALUE = re.compile(r"([\w-]+:[ \t]*)(.*?)[ \t]*(?: #.*)?$", re.DOTALL)
_FACTS = SiteFacts("Log", lambda _path: False, lambda _path: None, "")


def is_other(link: Link) -> bool:
    """Whether a statement is about the record that the edits here refer to."""
    return link.target in {OTHER.id, OTHER.href}


def read_whole(text: str) -> Digest | None:
    """Read a text as `list`, `check`, `toc` and `graph` do."""
    found = digest(text, PATH)
    if found:
        log = DecisionLog((found.record,))
        told = Told(
            problems={PATH: found.problems},
            placeholders={PATH: found.placeholders},
            sections={PATH: anchors(text)},
        )
        findings(log, told)
        toc(log, folder="adr")
        dot(log), mermaid(log), graph_data(log)
    return found


def publish(text: str) -> None:
    """Make the page of a text, as the site does before MkDocs sees it."""
    pages(DecisionLog((read(text, PATH, STANDARD).record,)), {PATH: text}, _FACTS)


READINGS: dict[str, Callable[[str], object]] = {
    "read": read_whole,
    "links": links,
    "publish": publish,
    "clean": clean,
}
"""What is done with a text → the function that does it."""

EDITS: dict[str, Callable[[str], str]] = {
    "accept": lambda text: set_status(text, PATH, Status.ACCEPTED),
    "deprecate": lambda text: set_status(text, PATH, Status.DEPRECATED),
    "supersede": lambda text: supersede(text, PATH, OTHER),
    "link": lambda text: add_link(text, PATH, LinkKind.AMENDS, OTHER),
    "link in own words": lambda text: add_link(text, PATH, LinkKind.RELATES_TO, OTHER, "Clarifies"),
    "amend a section": lambda text: add_link(text, PATH, LinkKind.AMENDED_BY, SECTION),
    "set a key": lambda text: set_keys(text, PATH, {"accepted": "{by: [Ana], date: 2024-05-01}"}),
    "unlink": lambda text: remove_links(text, PATH, is_other),
    "unlink all": lambda text: remove_links(text, PATH, lambda _link: True),
    "take a key out": lambda text: remove_key(text, PATH, "accepted"),
}
"""The edit → the function that makes it."""

_CHANGED = {"accept": Status.ACCEPTED, "deprecate": Status.DEPRECATED}
_LINKED = {
    "link": ("Amends", "amends", OTHER),
    "link in own words": ("Clarifies", "relates-to", OTHER),
    "amend a section": ("Amended by", "amended-by", SECTION),
}
"""The edit → its words in prose, its key, and the record it refers to."""


def edited(name: str, text: str) -> str | None:
    """Make one edit; None where it is refused."""
    try:
        return EDITS[name](text)
    except AdrError:
        return None


def assert_edits_are_surgical(text: str) -> None:
    """Make every edit, and hold every one against its promise.

    Raises:
        AssertionError: An edit lost or moved what it is not about.
    """
    for name in EDITS:
        after = edited(name, text)
        if after is None:
            continue
        if name in _CHANGED:
            assert_only_status_changed(text, after, _CHANGED[name])
        elif name in _LINKED:
            assert_added(text, after, _lines_of_link(text, *_LINKED[name]))
            assert_inverse(text, after)
        elif name.startswith("unlink"):
            assert _is_within(after, text), f"{name} added something"


def assert_only_status_changed(before: str, after: str, status: Status) -> None:
    """What stands outside the values that state the status is there, byte for byte."""
    was, now = read(before, PATH), read(after, PATH)
    assert now.record.status is status
    assert (now.record.title, now.record.date) == (was.record.title, was.record.date)
    places = sorted((field.place.start, field.place.end) for field in was.statuses)
    if not places:
        word = status.value.capitalize()
        assert_added(before, after, {word, "## Status", f"status: {status.value}", "---"})
        return
    at, last = 0, 0
    for start, end in places:
        piece = before[last:start]
        found = after.startswith(piece) if last == 0 else after.find(piece, at) >= 0
        assert found, f"{piece[:80]!r} is lost"
        at = after.find(piece, at) + len(piece)
        last = end
    assert after.endswith(before[last:])


def assert_added(before: str, after: str, allowed: set[str]) -> None:
    """Every line of a text is still there, in order; what is new, is blank or one of ours.

    A list in front matter grows on its own line: by an item, a comma and its brackets.
    """
    assert _is_within(before, after), "something is lost"
    was, now = (Counter(_LINE.split(text.removeprefix(BOM))) for text in (before, after))
    gone, new = was - now, [line for line in (now - was).elements() if line.strip()]
    if gone:
        changed, item = list(gone.elements()), SECTION.id if SECTION.id in after else OTHER.id
        assert len(changed) == 1, f"{changed} changed"
        assert len(new) == 1, f"{new} instead of one line"
        assert len(after) - len(before) <= len(f'[, "{item}"]'), "more than an item was added"
    else:
        assert set(new) <= allowed, f"{set(new) - allowed} was added"
        assert len(new) == len(set(new)) + ("---" in new), "a line was added twice"


def _lines_of_link(text: str, words: str, key: str, target: Reference) -> set[str]:
    """The lines that state a relation, by where the record keeps its status."""
    item = f'"{target.id}"' if "#" in target.id else target.id
    lines = {"---", f"{key}: [{item}]", f"{words} {target.link}"}
    for status in read(text, PATH).statuses[:1]:
        place = status.place
        line = outline_of(text).lines[place.line - 1]
        lead = text[line.start : place.start].removeprefix(BOM)
        tail = re.sub(r"[^\s|*_]+", "", text[place.end : line.stop])
        lines.add(f"{lead.replace(status.label, words, 1)}{target.link}{tail}")
        # A mark that stands within the label, as in Status`: x, is of the line's style, too.
        label = re.sub(r"[^\W\d_][^:：|*_]*[^\W_]", words, lead, count=1)
        lines.add(f"{label}{target.link}{tail}")
        lines.add(f"{words}: {target.link}")
        lines.update(f"{mark} {item}" for mark in _items(text))
    return lines


def _items(text: str) -> set[str]:
    """What stands before the items of lists, up to the mark."""
    return {found.rstrip() for found in re.findall(r"^[ \t]*-", text, re.MULTILINE)}


def assert_inverse(before: str, after: str) -> None:
    """Where a relation that was added can be taken out again, the bytes are the old ones.

    A single value of a key has become a list, and stays a list of one.
    """
    if any(map(is_other, read(before, PATH).record.links)):
        return
    back = edited("unlink", after)
    if back not in (None, before):
        key, value = _only_line_that_differs(before, back)
        assert back == before.replace(f"{key}{value}", f"{key}[{value}]", 1), "link is not undone"


def _only_line_that_differs(before: str, after: str) -> tuple[str, str]:
    """The key of the line with its space, and its value; empty where more lines differ."""
    pairs = zip(_LINE.split(before), _LINE.split(after), strict=False)
    changed = [was for was, now in pairs if was != now]
    found = (
        re.match(r"([\w-]+:[ \t]*)(.*?)[ \t]*(?: #.*)?$", changed[0]) if len(changed) == 1 else None
    )
    return (found[1], found[2]) if found else ("", "")


def _is_within(less: str, more: str) -> bool:
    rest = iter(more)
    return all(char in rest for char in less)


def is_refused(text: str) -> bool:
    """Whether a folder reports a text as one that cannot be read, instead of reading it."""
    return isinstance(_decoded(text.encode("utf-8", "replace"), PATH, STANDARD), Unreadable)


def read_bytes(raw: bytes) -> None:
    """Take bytes as a folder does; what is a record, is read in every way."""
    if isinstance(_decoded(raw, PATH, STANDARD), Digest):
        read_every_way(raw.decode("utf-8"))


def edit_bytes(raw: bytes) -> None:
    """Take bytes as a folder does, and make every edit of what is a record."""
    if isinstance(_decoded(raw, PATH, STANDARD), Digest):
        assert_edits_are_surgical(raw.decode("utf-8"))


def read_every_way(text: str) -> None:
    """Read a text in all ways there are; an exception that gets out is a fault of ours."""
    for operation in READINGS.values():
        operation(text)
    outline = Outline(text)
    assert "".join(text[line.start : line.end] for line in outline.lines) == text
    for entry in read_front_matter(outline).entries:
        assert 0 <= entry.key_start <= entry.start <= entry.end <= len(text)
