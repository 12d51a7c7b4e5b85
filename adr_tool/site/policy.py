"""The Content-Security-Policy of the site: nothing is loaded from, or sent to, elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_FIXED = (
    "default-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'"
)
"""Mermaid writes styles of its own; Pagefind is WebAssembly."""

LENIENT = f"{_FIXED} 'unsafe-inline'"
"""What every page states, unless the strict policy is asked for."""

HEADERS = "_headers"
_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<words>.*?)</script>", re.DOTALL)
_DATA = re.compile(r"""\ssrc\s*=|\stype\s*=\s*["']?application/(?:json|ld\+json)""")


def tighten(out: Path) -> str:
    """Let the pages of a built site run no inline script but the theme's own.

    The hashes of the scripts that the theme wrote are computed from the pages and stand in
    each of them; a file `_headers` says the same to hosts that read one.

    Returns:
        The policy.
    """
    pages = sorted(out.rglob("*.html"))
    hashes = sorted({digest for page in pages for digest in _hashes(_read(page))})
    policy = " ".join([_FIXED, *(f"'{digest}'" for digest in hashes)])
    for page in pages:
        text = _read(page)
        strict = text.replace(_attribute(LENIENT), _attribute(policy), 1)
        page.write_bytes(strict.encode("utf-8", "surrogateescape"))
    (out / HEADERS).write_text(f"/*\n  Content-Security-Policy: {policy}\n", encoding="utf-8")
    return policy


def _hashes(page: str) -> list[str]:
    """Source: CSP level 3, the hash of an inline script's text as it stands in the page."""
    return [
        "sha256-" + base64.b64encode(hashlib.sha256(found["words"].encode()).digest()).decode()
        for found in _INLINE.finditer(page)
        if found["words"].strip() and not _DATA.search(found["attributes"])
    ]


def _attribute(policy: str) -> str:
    return f'content="{policy}"'


def _read(page: Path) -> str:
    return page.read_bytes().decode("utf-8", "surrogateescape")
