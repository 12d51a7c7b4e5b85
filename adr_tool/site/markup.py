"""Words of records made safe for HTML, Markdown and front matter."""

from __future__ import annotations

import html
import json
import re

from adr_tool.domain.status import Status

_CODE = re.compile(r"`+ ?([^`]+?) ?`+")
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


def one_line(value: str) -> str:
    """Put a value on one line, without characters that no file format takes."""
    return _CONTROL.sub(" ", value).strip()


def escape(value: str) -> str:
    """Make a value safe as HTML text or in an attribute."""
    return html.escape(one_line(value), quote=True)


def heading(words: str) -> str:
    """The title of a page.

    It is left out of the search index, where the title in the front matter, which also
    tells the status, stands for it.
    """
    return f"<h1 data-search-exclude>{coded(words)}</h1>\n"


def coded(words: str) -> str:
    """A title as HTML; what stands between backticks is code, as its author meant."""
    return _CODE.sub(r"<code>\1</code>", escape(words))


def front_matter(values: dict[str, object]) -> str:
    """Write a front-matter block that any YAML reader takes.

    Themes put titles and descriptions into pages as they are, so every text is
    HTML-escaped here. Values are texts, lists of texts, numbers and dictionaries of them.
    """
    lines = [
        f"{key}: {json.dumps(_safe(value), ensure_ascii=False)}" for key, value in values.items()
    ]
    return "\n".join(["---", *lines, "---", ""])


def _safe(value: object) -> object:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [_safe(item) for item in value]
    return value


def chip(status: Status) -> str:
    """A status as a small label; its words say it, colour and icon only help."""
    return f'<span class="adr-chip adr-chip--{status.value}">{status.value}</span>'


def anchor(url: str, words: str, *, style: str = "") -> str:
    """A link whose words are a title, made safe here; the address must be one of ours or quoted."""
    kind = f' class="{style}"' if style else ""
    return f'<a{kind} href="{html.escape(url, quote=True)}">{coded(words)}</a>'


def crumbs(*steps: str) -> str:
    """The way from the front page to this one; every step is HTML, the last is where one is."""
    items = "".join(f"<li>{step}</li>" for step in steps[:-1])
    here = f'<li aria-current="page">{steps[-1]}</li>'
    inside = f"<ol>{items}{here}</ol>"
    return f'<nav class="adr-crumbs" aria-label="Breadcrumb" data-search-exclude>{inside}</nav>\n'


def when(day: str) -> str:
    """A day, for people and machines."""
    return f'<time datetime="{escape(day)}">{escape(day)}</time>'
