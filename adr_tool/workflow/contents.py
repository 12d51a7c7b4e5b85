"""Draw a log: its table of contents, and the graph of its relations."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from adr_tool.domain.link import LinkKind, link_text
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.naming import without_suffix
from adr_tool.domain.record import Record

_STATED_ONCE = (LinkKind.SUPERSEDED_BY, LinkKind.AMENDED_BY)
_STYLES = {
    "accepted": "fill:#dff3e4,stroke:#1a7f37",
    "proposed": "fill:#ddf4ff,stroke:#0969da",
    "rejected": "fill:#ffebe9,stroke:#cf222e",
    "superseded": "fill:#f6f8fa,stroke:#8c959f,stroke-dasharray:4",
    "deprecated": "fill:#f6f8fa,stroke:#8c959f,stroke-dasharray:4",
}


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation of the graph, from the record that states it to the other."""

    source: str
    target: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands round the list of a table of contents.

    Attributes:
        heading: The first line.
        intro: Markdown above the list.
        outro: Markdown below it.
        prefix: What stands before each link's path.
        plain: Whether a record's status is left out, as adr-tools does.
    """

    heading: str = "# Architecture decisions"
    intro: str = ""
    outro: str = ""
    prefix: str = ""
    plain: bool = False


def toc(log: DecisionLog, *, folder: str, contents: Contents = Contents()) -> str:
    """The records as a Markdown list, with links seen from a folder."""
    lines = [contents.heading, ""]
    lines += [contents.intro.rstrip("\n"), ""] if contents.intro else []
    for record in log.records:
        href = contents.prefix + posixpath.relpath(record.path, folder or ".")
        target = f"<{href}>" if " " in href else href
        note = "" if record.in_force or contents.plain else f" ({record.status})"
        lines.append(f"* [{link_text(_named(record))}]({target}){note}")
    lines += ["", contents.outro.rstrip("\n")] if contents.outro else []
    return "\n".join(lines) + "\n"


def _named(record: Record) -> str:
    return f"{record.number}. {record.title}" if record.number is not None else record.title


def edges(log: DecisionLog) -> tuple[Edge, ...]:
    """Every relation between two records of the log, once, whichever side states it."""
    found: dict[tuple[str, ...], Edge] = {}
    for record in log.records:
        for relation in log.relations(record):
            if relation.target is None:
                continue
            edge = Edge(log.id_of(record), log.id_of(relation.target), relation.link.kind)
            if edge.kind in _STATED_ONCE:
                edge = Edge(edge.target, edge.source, edge.kind.inverse)
            ends = tuple(sorted((edge.source, edge.target)))
            symmetric = edge.kind is LinkKind.RELATES_TO
            key = (*ends, edge.kind) if symmetric else (edge.source, edge.target, edge.kind)
            found.setdefault(key, edge)
    return tuple(found.values())


def mermaid(log: DecisionLog) -> str:
    """The graph as a Mermaid flowchart; every label is quoted."""
    names = {log.id_of(record): f"r{index}" for index, record in enumerate(log.records)}
    lines = ["flowchart LR"]
    lines += [f'  {names[log.id_of(r)]}["{_quoted(_label(log, r))}"]' for r in log.records]
    for edge in edges(log):
        words = edge.kind.phrase.lower()
        lines.append(f'  {names[edge.source]} -->|"{words}"| {names[edge.target]}')
    for status, style in _STYLES.items():
        these = [names[log.id_of(r)] for r in log.records if r.status == status]
        if these:
            lines += [f"  classDef {status} {style}", f"  class {','.join(these)} {status}"]
    return "\n".join(lines) + "\n"


def dot(log: DecisionLog) -> str:
    """The graph in the language of Graphviz."""
    lines = ["digraph decisions {", "  rankdir=LR;", "  node [shape=box];"]
    for record in log.records:
        style = "" if record.in_force else ", style=dashed"
        label = _escaped(_label(log, record))
        lines.append(f'  "{_escaped(log.id_of(record))}" [label="{label}"{style}];')
    for edge in edges(log):
        ends = f'"{_escaped(edge.source)}" -> "{_escaped(edge.target)}"'
        lines.append(f'  {ends} [label="{edge.kind.phrase.lower()}"];')
    return "\n".join([*lines, "}"]) + "\n"


def dot_of_adr_tools(log: DecisionLog, *, prefix: str = "", suffix: str = ".html") -> str:
    """The graph as adr-tools draws it: a dotted line through time, and each stated link.

    Of two sides of a relation the one whose words end in `by` is left out.
    """
    numbered = [record for record in log.records if record.number is not None]
    lines = ["digraph {", "  node [shape=plaintext];", "  subgraph {"]
    for index, record in enumerate(numbered):
        page = without_suffix(posixpath.basename(record.path)) + suffix
        label, url = _escaped(_named(record)), _escaped(prefix + page)
        lines.append(f'    _{record.number} [label="{label}"; URL="{url}"];')
        if index:
            before = numbered[index - 1].number
            lines.append(f'    _{before} -> _{record.number} [style="dotted", weight=1];')
    lines.append("  }")
    for record in numbered:
        for relation in log.relations(record):
            target, words = relation.target, relation.link.words
            if target and target.number is not None and not words.endswith(" by"):
                ends = f"_{record.number} -> _{target.number}"
                lines.append(f'  {ends} [label="{_escaped(words)}", weight=0]')
    return "\n".join([*lines, "}"]) + "\n"


def graph_data(log: DecisionLog) -> dict[str, list[dict[str, object]]]:
    """The graph as nodes and edges for programs."""
    return {
        "nodes": [
            {"id": log.id_of(r), "title": r.title, "status": r.status.value, "path": r.path}
            for r in log.records
        ],
        "edges": [
            {"source": e.source, "target": e.target, "kind": e.kind.value} for e in edges(log)
        ],
    }


def _label(log: DecisionLog, record: Record) -> str:
    return f"{log.id_of(record)} {record.title}"


def _quoted(text: str) -> str:
    for mark, code in (("&", "#amp;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(mark, code)
    return text.replace("`", "'")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
