"""What a model is told when it is asked about a record that is already written."""

from __future__ import annotations

from adr_tool.architect.brief import Brief, RelatedText, Subject
from adr_tool.architect.persona import Persona
from adr_tool.document.excerpt import excerpt
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.store.writing import read_text
from adr_tool.workflow.finder import Finder

_MOST = 3


def brief_for(finder: Finder, record: Record, persona: Persona, folder: Folder) -> Brief:
    """The related records in force, so that contradictions can be seen; nothing else."""
    near = [one for one in finder.akin(record.title, to=record) if one.in_force][:_MOST]
    told = tuple(
        RelatedText(
            r.label,
            r.title,
            r.status.value,
            r.path,
            excerpt(read_text(folder.place(r.path)), below=r.body_line),
        )
        for r in near
    )
    return Brief(Subject(record.title, record.title), persona, related=told)
