"""The settings file that tells the generator how to build the staged pages."""

from __future__ import annotations

import json

from adr_tool.site.addresses import ALL, AS_OF, FIGURES, GRAPH, INDEX, START, TIMELINE
from adr_tool.site.contents import Search, SiteFacts
from adr_tool.site.markup import escape
from adr_tool.site.policy import LENIENT

_TEMPLATE = """\
# Written by adr site; a new build writes it again.
site_name: {name}
docs_dir: docs
use_directory_urls: {directory_urls}
copyright: {generated}
theme:
  name: material
  custom_dir: overrides
  font: false
  features: [content.code.copy, navigation.tabs, navigation.top, search.highlight, toc.follow]
  icon:
    logo: material/text-box-check-outline
  palette:
    - media: "(prefers-color-scheme)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/brightness-auto, name: Switch to light mode}}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/brightness-7, name: Switch to dark mode}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/brightness-4, name: Switch to system preference}}
extra:
  generator: false
{extra}extra_css: [assets/adr/theme.css, assets/adr/site.css]
extra_javascript: [{scripts}]
nav:
{nav}
not_in_nav: "*"
exclude_docs: ""
plugins: {plugins}
validation:
  nav: {{omitted_files: ignore, not_found: ignore, absolute_links: ignore}}
  links:
    not_found: ignore
    anchors: ignore
    absolute_links: ignore
    unrecognized_links: ignore
markdown_extensions:
  - footnotes
  - md_in_html
  - sane_lists
  - tables
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}
  - pymdownx.highlight
  - pymdownx.magiclink
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tasklist
  - pymdownx.tilde:
      subscript: false
  - adr_tool.site.sanitise
"""


_NAV = (
    ("Decisions", INDEX),
    ("Start here", START),
    ("All", ALL),
    ("Timeline", TIMELINE),
    ("Graph", GRAPH),
    ("As of", AS_OF),
    ("Figures", FIGURES),
)
SEARCH = "search.js"
SCRIPTS = ("index.js", "as-of.js", "graph.js")
_LUNR = """
  - search:
      separator: '[\\s\\u200b\\-_,:!=\\[\\]()"''`/.;?<>{}|*+#&]+'"""


_FROM_DISK = "  polyfills: [assets/adr/iframe-worker.js]\n"


def scripts(facts: SiteFacts) -> tuple[str, ...]:
    """Our scripts that every page loads."""
    return SCRIPTS if facts.search is Search.LUNR else (*SCRIPTS, SEARCH)


def _plugins(facts: SiteFacts) -> str:
    if facts.search is Search.PAGEFIND:
        return "[]"
    return _LUNR + ("\n  - offline" if facts.file_urls else "")


def settings(facts: SiteFacts) -> str:
    """Write the `mkdocs.yml` of a site.

    Only hub pages stand in the navigation: with every record in it, each page repeats all
    others, and a log of 1,000 records takes eight times as long and 18 times the space.
    """
    return _TEMPLATE.format(
        name=json.dumps(escape(facts.name), ensure_ascii=False),
        generated=json.dumps(escape(facts.generated), ensure_ascii=False),
        directory_urls=json.dumps(facts.directory_urls),
        scripts=", ".join(f"assets/adr/{name}" for name in scripts(facts)),
        nav="\n".join(f"  - {title}: {page}" for title, page in _NAV),
        plugins=_plugins(facts),
        extra=_FROM_DISK if facts.file_urls else f"  policy: {json.dumps(LENIENT)}\n",
    )
