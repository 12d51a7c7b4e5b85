"""What the index holds of one record."""

from __future__ import annotations

from dataclasses import dataclass

Stamp = tuple[int, int, int]
"""By what a file is known to be the same, as the cache has it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One record as it is indexed.

    Attributes:
        number: The number in its file name, or None.
        stem: The lower-case name of its file without suffix; of a `README.md` its folder's.
        title: Its title.
        tags: Its tags and summary.
        body: The rest of its text.
        cites: What it refers to: `#7` for a number, else the stem of a file.
        places: The globs it states under `affects`, and the paths that its text names: each with
            its sort, `affects` or `path`.
        data: All that was read of it, as text that the index does not look into.
    """

    number: int | None
    stem: str
    title: str
    tags: str
    body: str
    cites: frozenset[str]
    places: tuple[tuple[str, str], ...]
    data: str
