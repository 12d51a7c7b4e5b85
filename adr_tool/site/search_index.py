"""The search index of a built site, by Pagefind: browsers load only the pieces they need."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from adr_tool.errors import SiteError
from adr_tool.site.contents import Found
from adr_tool.site.markup import escape

BUNDLE = "pagefind"
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Result lists of Pagefind's own; the site has one that puts what is in force first."""

_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_TARGET = re.compile(
    r"\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s[^()\n]*)?\)|^ {0,3}\[[^\]\n]*\]:.*$", re.MULTILINE
)
_MARKS = re.compile(r"[*_`#>|\[\]~]+|^[ \t]*[-+:][-+: |]*(?=\s|$)", re.MULTILINE)
_PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body>
<main data-pagefind-body data-pagefind-filter="standing:{standing}" \
data-pagefind-meta="status:{status}"><span data-pagefind-meta="date">{date}</span>
<h1 data-pagefind-weight="10">{title}</h1>
<p data-pagefind-weight="4">{tags}</p>
{text}</main></body></html>
"""


def available() -> bool:
    """Whether Pagefind is there; it has no package for some machines."""
    return find_spec("pagefind_bin") is not None


def index(found: Iterable[Found], out: Path) -> None:
    """Write the index of some records into a built site.

    What is indexed are plain words that we wrote into pages of our own, so that no record
    can claim another status or draw its own result.

    Raises:
        SiteError: Pagefind failed.
    """
    from pagefind_bin import get_executable

    with TemporaryDirectory(prefix="adr-words-") as folder:
        for record in found:
            place = Path(folder) / _file(record.url)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_page(record), encoding="utf-8", errors="replace")
        told = ["--site", folder, "--output-path", str(out / BUNDLE)]
        words = [str(get_executable()), *told, "--force-language", "en", "--quiet"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise SiteError(f"Pagefind could not index the site: {' '.join(reason)}")
    for pattern in _UNUSED:
        for file in (out / BUNDLE).glob(pattern):
            file.unlink()


def _file(url: str) -> str:
    return f"{url}index.html" if url.endswith("/") or not url else url


def _page(record: Found) -> str:
    words = [escape(part) for part in plain(record.text).split("\n\n")]
    return _PAGE.format(
        title=escape(record.title.replace("`", "")),
        standing=record.standing,
        status=record.status,
        date=escape(record.date),
        tags=escape(", ".join(record.tags)),
        text="\n".join(f"<p>{part}</p>" for part in words if part),
    )


def plain(markdown: str) -> str:
    """The words of a Markdown text, without its marks and targets."""
    bare = _HTML.sub(" ", _FENCE.sub("", markdown))
    return _MARKS.sub(" ", _TARGET.sub(" ", bare))
