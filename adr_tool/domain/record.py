"""One decision record as its text tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.naming import record_id
from adr_tool.domain.status import IN_FORCE, Status


@dataclass(frozen=True, slots=True)
class Record:
    """A decision, read from one file.

    Attributes:
        path: Where it stands, `/` between folders, as the person at the terminal would type it.
        number: The number in the file name, or None.
        title: Its heading without the number.
        status: Where the decision stands.
        status_note: What follows the status word.
        status_raw: The status as written; empty where there is none.
        date: The date as written, ISO where it can be read as one; None where there is none.
        format: `madr`, `nygard`, `log4brains`, `y-statement` or `custom`.
        links: What it says about other records, in the order of the text.
        review_by: ISO date by which the decision is to be looked at again, or None.
        assisted_by: The tool and model that helped to write it, or None.
        drafted_by_model: Whether a model wrote the text, by its provenance.
        body_line: 1-based line of the title.
    """

    path: str
    number: int | None
    title: str
    status: Status
    status_note: str = ""
    status_raw: str = ""
    date: str | None = None
    format: str = "custom"
    tags: tuple[str, ...] = ()
    decision_makers: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    summary: str = ""
    affects: tuple[str, ...] = ()
    review_by: str | None = None
    implementation: str | None = None
    assisted_by: str | None = None
    drafted_by_model: bool = False
    body_line: int = field(default=1)

    @property
    def in_force(self) -> bool:
        """Whether the decision is guidance today."""
        return self.status in IN_FORCE

    @property
    def label(self) -> str:
        """How to name it to a person: its id, or its path where it has no number."""
        return record_id(self.number) if self.number is not None else self.path

    def links_of(self, kind: LinkKind) -> tuple[Link, ...]:
        """The statements of one relation."""
        return tuple(link for link in self.links if link.kind is kind)
