"""What exists in a repository, asked one thing at a time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from adr_tool.architect.matter import recognise
from adr_tool.catalogue.catalogue import Catalogue
from adr_tool.domain.record import Record
from adr_tool.domain.register import Entry, Register
from adr_tool.store.objects import has_commit, has_path, names_request
from adr_tool.workflow.grounds import Known


def existing(
    root: Path, log: Register[Record | Entry], catalogue: Catalogue, *, versioned: bool
) -> Known:
    """What exists in a work tree, its history, and its log.

    Args:
        root: The work tree's top folder.
        log: All records, at a glance.
        catalogue: Knows one technology under all its names.
        versioned: Whether it is a git repository.
    """
    numbers = {record.number for record in log.records}

    @cache
    def path(stated: str) -> bool:
        return has_path(root, stated, versioned=versioned)

    @cache
    def commit(stated: str) -> bool:
        return versioned and has_commit(root, stated)

    @cache
    def request(number: int) -> bool:
        return versioned and names_request(root, number)

    def one_name(name: str) -> str:
        technology = recognise(catalogue, name)
        return (technology.name if technology else name).strip().lower()

    return Known(path, commit, numbers.__contains__, request, one_name)
