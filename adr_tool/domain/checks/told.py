"""What the rules need to know and a record does not hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Told:
    """What only the texts of a log and its settings tell.

    Attributes:
        problems: By record path: 1-based line, code and message of what the reader doubts.
        placeholders: By record path: 1-based line and words of what a template left.
        sections: By record path: the anchors of the sections of those records whose sections
            others refer to.
        doubts: By record path: 1-based line, code and detail of what a reviewer would doubt.
        drafted: The paths of the records that we drafted.
        full: Whether all doubts are wanted, also those that few would act on.
        settings: Path, 1-based line and message of each setting that is not known.
    """

    problems: Mapping[str, Iterable[tuple[int, str, str]]] = field(default_factory=dict)
    placeholders: Mapping[str, Iterable[tuple[int, str]]] = field(default_factory=dict)
    sections: Mapping[str, Collection[str]] = field(default_factory=dict)
    doubts: Mapping[str, Collection[tuple[int, str, str]]] = field(default_factory=dict)
    drafted: Collection[str] = ()
    full: bool = False
    settings: Iterable[tuple[str, int, str]] = ()
