"""Remembers, outside any project, in which form a model keeps to the shape of an answer."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from adr_tool import __version__
from adr_tool.architect.exchange import Form

LASTS = timedelta(days=30)
"""A server may be another one after that, and is asked again."""

_Entries = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class KnownForms:
    """What was found out about servers, in one small file in the person's cache folder.

    A file that is missing, broken, of another version of this tool or not writable is
    the same as an empty one. It tells no address and no model: its keys are hashes.

    Attributes:
        path: The file, or None where nothing can be kept.
        today: The date by which entries age.
    """

    path: Path | None
    today: date

    def recall(self, base_url: str, model: str) -> Form | None:
        """The form that is known to work, or None."""
        entry = self._entries().get(_key(base_url, model), {})
        return Form(entry["form"]) if entry else None

    def keep(self, base_url: str, model: str, form: Form) -> None:
        """Keep the form that works, and forget what is too old; failing that, do nothing."""
        if self.path is None:
            return
        entries = self._entries()
        entries[_key(base_url, model)] = {"form": form, "on": self.today.isoformat()}
        text = json.dumps({"version": __version__, "servers": entries}, indent=1)
        with suppress(OSError):
            _replace(self.path, text)

    def _entries(self) -> _Entries:
        """All entries that still count."""
        try:
            read = json.loads(self.path.read_bytes()) if self.path else {}
            servers = read["servers"] if read["version"] == __version__ else {}
            return {key: entry for key, entry in servers.items() if self._counts(entry)}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}

    def _counts(self, entry: dict[str, str]) -> bool:
        age = self.today - date.fromisoformat(entry["on"])
        return Form(entry["form"]) in Form and timedelta(0) <= age <= LASTS


def _key(base_url: str, model: str) -> str:
    told = f"{base_url.rstrip('/')}\n{model}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _replace(path: Path, text: str) -> None:
    """Write a file as a whole, whoever reads or writes it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        file.write(text)
    Path(file.name).replace(path)
