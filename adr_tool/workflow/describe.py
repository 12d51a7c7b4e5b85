"""Describe a record as data: the JSON object that every face of the tool shows."""

from __future__ import annotations

from typing import Any

from adr_tool.domain.link import LinkKind
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record


def as_data(log: DecisionLog, record: Record) -> dict[str, Any]:
    """A record as the contract's JSON object."""
    return {
        "id": log.id_of(record),
        "number": record.number,
        "title": record.title,
        "status": record.status.value,
        "status_note": record.status_note,
        "status_raw": record.status_raw,
        "date": record.date,
        "path": record.path,
        "format": record.format,
        "tags": list(record.tags),
        "decision_makers": list(record.decision_makers),
        "supersedes": _related(log, record, LinkKind.SUPERSEDES),
        "superseded_by": _related(log, record, LinkKind.SUPERSEDED_BY),
        "amends": _related(log, record, LinkKind.AMENDS),
        "amended_by": _related(log, record, LinkKind.AMENDED_BY),
        "relates_to": _related(log, record, LinkKind.RELATES_TO),
        "links": [
            {
                "kind": relation.link.kind.value,
                "target": log.id_of(relation.target) if relation.target else relation.link.target,
                "text": relation.link.words,
            }
            for relation in log.relations(record)
        ],
        "summary": record.summary,
        "affects": list(record.affects),
        "review_by": record.review_by,
        "implementation": record.implementation,
        "assisted_by": record.assisted_by,
        "in_force": record.in_force,
    }


def _related(log: DecisionLog, record: Record, kind: LinkKind) -> list[dict[str, Any]]:
    return [
        {"id": log.id_of(r.target), "path": r.target.path, "section": r.link.section}
        for r in log.relations(record, kind)
        if r.target is not None
    ]
