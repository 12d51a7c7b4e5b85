"""Look at one text as a careful reviewer would, as far as code can tell."""

from __future__ import annotations

from adr_tool.document.outline import Outline
from adr_tool.document.rubric import comparison, form, reasons
from adr_tool.document.rubric.anatomy import Anatomy
from adr_tool.document.rubric.doubt import Doubt
from adr_tool.domain.record import Record


def rubric(outline: Outline, record: Record) -> tuple[Doubt, ...]:
    """Find what is doubtful about the content of a record, by line.

    Each check looks at its own section only. A record in a form that we do not know is
    judged by hardly any, one in a language that we do not know by none about words.
    """
    anatomy = Anatomy(outline)
    found = [
        *form.doubts(anatomy, record.title, record.body_line),
        *comparison.doubts(anatomy, record.title),
        *reasons.doubts(anatomy),
    ]
    return tuple(sorted(found))
