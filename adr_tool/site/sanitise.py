"""Make the HTML of every page safe, as the last step of Python-Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

import nh3
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.postprocessors import Postprocessor  # type: ignore[import-untyped]

from adr_tool.site.raw_addresses import RawAddresses
from adr_tool.site.targets import BROKEN, REPOSITORY_FILE

if TYPE_CHECKING:
    from markdown import Markdown  # type: ignore[import-untyped]

_TAGS = """a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del
    details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label
    li mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table
    tbody td tfoot th thead time tr u ul var wbr svg g path rect text title"""
_EVERYWHERE = {
    "class",
    "id",
    "title",
    "lang",
    "dir",
    "role",
    "aria-label",
    "aria-hidden",
    "aria-current",
    "data-search-exclude",
    "tabindex",
}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "details": {"open"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align", "style"},
    "th": {"colspan", "rowspan", "align", "scope", "style"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "svg": {"viewBox", "width", "height"},
    "path": {"d"},
    "rect": {"x", "y", "width", "height", "rx"},
    "text": {"x", "y", "text-anchor"},
}
_SCHEMES = {"http", "https", "mailto"}
_INPUTS = {"checkbox", "radio"}
_ID = re.compile(r"(?!__)[\w:.-]+\Z|__(?:codelineno|span|tabbed)[\w:.-]*\Z")
_EXTERNAL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[\\/]\s*[\\/])", re.IGNORECASE)
_UNTYPED_INPUT = re.compile(r"<input(?![^>]*\stype=)[^>]*>")
_IMAGE = re.compile(r'<img(?=[^>]*\ssrc="#)(?P<rest>[^>]*)>')
_ALT = re.compile(r'\salt="([^"]*)"')
_SRC = re.compile(r'\ssrc="#([^"]*)"')
_MARK = re.compile(
    rf'<a(?=[^>]*\shref="(?P<href>(?:{BROKEN}|{REPOSITORY_FILE})[^"]*)")[^>]*>(?P<words>.*?)</a>',
    re.DOTALL,
)
_DIAGRAM = re.compile(r'(<pre class="mermaid"><code>)(.*?)(</code></pre>)', re.DOTALL)
_DIRECTIVE = re.compile(r"%%\{.*?(?:\}%%|\Z)|\A\s*---\n.*?\n---\n|url\s*\(|@import", re.DOTALL)
_REMOTE_SHAPE = re.compile(r"\b(img|icon)\s*:", re.IGNORECASE)
_BEFORE_END_OF_TAG = re.compile(r"[^>]+")
_TAG = re.compile(r"<(?=/?[A-Za-z])")
_ELSEWHERE = "adr-elsewhere="


def clean(fragment: str) -> str:
    """Reduce HTML to what a decision needs: text, tables, code, local images, diagrams.

    The words of a record come from pull requests of strangers, so the page may hold no
    script, no style of its own, nothing loaded from elsewhere and no name that the theme
    looks for.
    """
    safe = _CLEANER.clean(fragment)
    safe = _UNTYPED_INPUT.sub("", safe)
    safe = _IMAGE.sub(_image, safe)
    safe = _MARK.sub(_mark, safe)
    return _DIAGRAM.sub(_diagram, safe)


def plain(words: str) -> str:
    """The words of a heading without any tag, as HTML."""
    return html.escape(html.unescape(nh3.clean(words, tags=set())))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "tabindex":
        return value if value == "0" else None
    if name in {"id", "name"}:
        return value if _ID.match(value) else None
    if name == "class":
        return " ".join(word for word in value.split() if not word.startswith("md-")) or None
    if tag == "input" and name == "type":
        return value if value.lower() in _INPUTS else None
    if tag == "img" and name == "src" and _EXTERNAL.match(value):
        return f"#{_ELSEWHERE}{value.strip()}"
    return value


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    generic_attribute_prefixes={"data-adr-"},
    attribute_filter=_attribute,
    url_schemes=_SCHEMES,
    link_rel=None,
    filter_style_properties={"text-align"},
)


def _image(found: re.Match[str]) -> str:
    """Show an image that is not ours, or not there, as words: no page loads from elsewhere."""
    alt = _ALT.search(found["rest"])
    source = _SRC.search(found["rest"])
    words = alt[1] if alt and alt[1] else "image"
    where = source[1] if source else ""
    if where.startswith(_ELSEWHERE):
        address = where.removeprefix(_ELSEWHERE)
        title = f"image on another site: {address}"
        if re.match(r"https?:", address, re.IGNORECASE):
            return f'<a class="adr-elsewhere" title="{title}" href="{address}">{words}</a>'
        return f'<span class="adr-elsewhere">{words}</span>'
    return f'<a href="#{where}">{words}</a>'


def _mark(found: re.Match[str]) -> str:
    href = html.unescape(found["href"])
    if href == BROKEN:
        return f'<span class="adr-broken" title="target not found">{found["words"]}</span>'
    path = html.escape(unquote(href.removeprefix(REPOSITORY_FILE)))
    return f'<span class="adr-file" title="{path}">{found["words"]} (<code>{path}</code>)</span>'


def _diagram(found: re.Match[str]) -> str:
    """Take settings and addresses out of a diagram: it may only draw.

    Labels may hold HTML, which in Mermaid's strict mode cannot act but can still load.
    """
    drawing = _DIRECTIVE.sub("", html.unescape(found[2]))
    drawing = _REMOTE_SHAPE.sub(r"\1 ", drawing)
    drawing = _BEFORE_END_OF_TAG.sub(_without_attributes, drawing)
    return found[1] + html.escape(drawing) + found[3]


def _without_attributes(found: re.Match[str]) -> str:
    """Turn each tag that has an attribute, and so could load something, into words."""
    head, mark, tail = found.group().rpartition("=")
    return _TAG.sub("#lt;", head) + mark + tail


class _Clean(Postprocessor):  # type: ignore[misc]
    def run(self, text: str) -> str:
        for token in _all(getattr(self.md, "toc_tokens", [])):
            token["name"] = plain(token["name"])
        return clean(text)


def _all(tokens: list[dict[str, object]]) -> Iterator[dict[str, str]]:
    for token in tokens:
        yield token  # type: ignore[misc]
        yield from _all(token["children"])  # type: ignore[arg-type]


class SafeExtension(Extension):  # type: ignore[misc]
    """Cleans a page when every other step is done."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come last: Python-Markdown runs the highest priority first."""
        # Between the links of Markdown (20) and the contents, which run every step anew (5).
        md.treeprocessors.register(RawAddresses(md), "adr-raw-addresses", 10)
        md.postprocessors.register(_Clean(md), "adr-clean", -1000)


def makeExtension() -> SafeExtension:  # noqa: N802
    """Give Python-Markdown the extension under the module's name."""
    return SafeExtension()
