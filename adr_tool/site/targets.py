"""What the targets of a record's links become on the site."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from adr_tool.document.links import Target
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import is_markdown, without_suffix
from adr_tool.domain.record import Record
from adr_tool.site.addresses import Addresses, copied, reference
from adr_tool.site.contents import CopiedFile, SiteFacts

BROKEN = "#adr-broken"
"""The address of a link without a target; the sanitiser makes it a mark."""

REPOSITORY_FILE = "#adr-file="
"""The address of a file of the repository that has no address of its own."""

_EXTERNAL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?$", re.DOTALL)
_OF_ADDRESSES = ":/?#@!$&+,;=%-._~"
_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".pdf")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a target is.

    Attributes:
        replacement: What to write in its place; None leaves it as it is.
        record: The record it leads to, if any.
        file: The file that has to be copied for it, if any.
        broken: Whether nothing is there.
    """

    replacement: str | None = None
    record: Record | None = None
    file: CopiedFile | None = None
    broken: bool = False


class Targets:
    """Looks up targets, seen from the record that holds them."""

    def __init__(self, log: DecisionLog, facts: SiteFacts, addresses: Addresses) -> None:
        self._facts = facts
        self._addresses = addresses
        self._records = {posixpath.normpath(record.path): record for record in log.records}
        self._by_stem: dict[str, Record] = {}
        self._resolved: dict[tuple[str, str, bool, bool], Resolved] = {}
        for path, record in self._records.items():
            stem = without_suffix(path)
            self._by_stem.setdefault(stem, record)
            if posixpath.basename(stem).lower() in {"readme", "index"}:
                self._by_stem.setdefault(posixpath.dirname(stem), record)

    def resolve(self, record: Record, target: Target) -> Resolved:
        """Tell what a target of a record is.

        A target is relative to the record's folder, or to the project root where it starts
        with `/`. The form of a published page (`0007-x.html`, `0007-x/`, `0007-x`) stands
        for the record. Addresses of other sites and of mail are never judged.
        """
        key = (record.path, target.destination, target.image, target.html)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(record, target)
        return self._resolved[key]

    def _resolve(self, record: Record, target: Target) -> Resolved:
        written = target.destination
        parts = _PARTS.match(written)
        if _EXTERNAL.match(written) or parts is None or not parts[1]:
            return Resolved()
        fragment = quote(unquote(parts[3] or ""), safe="#-._~/:")
        for path in dict.fromkeys((unquote(parts[1]), parts[1])):
            found = self._look_up(record, target, _from_root(record, path), fragment)
            if found:
                return found
        return Resolved(BROKEN, broken=True)

    def _look_up(self, record: Record, target: Target, path: str, fragment: str) -> Resolved | None:
        origin = self._addresses.page(record)
        other = self._record(path)
        if other:
            page = self._addresses.page(other)
            return Resolved(self._refer(origin, page, target) + fragment, record=other)
        if not self._facts.exists(path):
            return None
        if target.image or path.lower().endswith(_SHOWN):
            file = CopiedFile(path, copied(path))
            return Resolved(self._refer(origin, file.destination, target) + fragment, file=file)
        forge = self._facts.forge(path)
        if forge is None:
            return Resolved(REPOSITORY_FILE + quote(path))
        return Resolved(quote(forge, safe=_OF_ADDRESSES) + fragment)

    def _record(self, path: str) -> Record | None:
        if is_markdown(path):
            return self._records.get(path)
        if path.lower().endswith(".html"):
            return self._by_stem.get(path[: -len(".html")])
        return self._by_stem.get(path)

    def _refer(self, origin: str, path: str, target: Target) -> str:
        """Generators rewrite Markdown references, but leave raw HTML alone."""
        if target.html:
            return self._addresses.url(origin, path)
        return reference(origin, path)


def _from_root(record: Record, path: str) -> str:
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/") or ".")
    return posixpath.normpath(posixpath.join(posixpath.dirname(record.path), path))
