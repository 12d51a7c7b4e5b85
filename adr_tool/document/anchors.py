"""The anchors of a text's sections, as forges and sites make them from headings."""

from __future__ import annotations

import re
from collections import Counter

from adr_tool.document.outline import outline_of


def anchor(heading: str) -> str:
    """GitHub's anchor of a heading: its letters and digits, lower case, with dashes."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def anchors(text: str) -> tuple[str, ...]:
    """The anchors of all headings in order; the second of a name ends in `-1`."""
    seen: Counter[str] = Counter()
    found = []
    for heading in outline_of(text).headings:
        name = anchor(heading.text)
        found.append(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return tuple(found)
