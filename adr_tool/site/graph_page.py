"""The graph of the whole log: lanes over time, and the same as a table."""

from __future__ import annotations

from adr_tool.domain.link import LinkKind
from adr_tool.site.addresses import GRAPH
from adr_tool.site.contents import Page
from adr_tool.site.drawing import cut, element, figure, title, words
from adr_tool.site.edition import Edition, name
from adr_tool.site.hub import hub
from adr_tool.site.lanes import NODE, TOP, Layout, Node, layout
from adr_tool.site.markup import chip, escape
from adr_tool.workflow.contents import Edge

_HALF = 9.0
_LANE_NAME = 23
_NODE_NAME = 6
_NEAR_YEARS = 34.0
_MOST_DRAWN = 2_000
_KINDS = {
    LinkKind.SUPERSEDES: "supersedes",
    LinkKind.AMENDS: "amends",
    LinkKind.RELATES_TO: "relates",
}


def graph_page(edition: Edition) -> Page:
    """Make the page of the graph; a script of ours adds filters and the arrow keys."""
    count = len(edition.edges)
    lead = (
        f"{len(edition.log.records)} decisions and {count} relations. Time runs to the right, "
        "counted in decisions. Lines: solid supersedes, dashed amends, dotted relates to."
    )
    drawn = 0 < len(edition.log.records) <= _MOST_DRAWN
    return hub(
        edition,
        GRAPH,
        "Graph",
        f'<p class="adr-count">{lead}</p>\n',
        _drawing(edition) if drawn else "",
        _table(edition),
    )


def _drawing(edition: Edition) -> str:
    places = layout(edition)
    edges = [_edge(edge, places) for edge in edition.edges]
    nodes = [_node(edition, node) for node in places.nodes.values()]
    inside = [*_lanes(places), *_years(places), *edges, *nodes, *_lane_names(places)]
    drawn = figure(
        "".join(inside),
        width=places.width,
        height=places.height,
        label="Decisions over time",
        style="adr-graph",
    )
    return f'<div class="adr-graph-view" data-adr-graph>{drawn.strip()}</div>\n'


def _lanes(places: Layout) -> list[str]:
    found = []
    for index, lane in enumerate(places.lanes):
        kind = "adr-lane adr-lane--even" if index % 2 else "adr-lane"
        strip = element(
            "rect", x=0, y=lane.top, width=places.width, height=lane.height, class_=kind
        )
        found.append(element("g", title(lane.name), strip))
    return found


def _lane_names(places: Layout) -> list[str]:
    """They come last: a script lets them stay in sight above the nodes."""
    return [
        words(cut(lane.name, _LANE_NAME), 8, lane.top + 21, class_="adr-lane__name")
        for lane in places.lanes
    ]


def _years(places: Layout) -> list[str]:
    found = []
    last = -_NEAR_YEARS
    for year, x in places.years:
        at = x - 2
        found.append(
            element("path", d=f"M{at:.1f} {TOP - 8}V{places.height - 8:.1f}", class_="adr-year")
        )
        if at - last >= _NEAR_YEARS:
            found.append(words(year, at, TOP - 14, class_="adr-year__name"))
            last = at
    return found


def _edge(edge: Edge, places: Layout) -> str:
    one, other = sorted(
        (places.nodes[edge.source], places.nodes[edge.target]), key=lambda node: node.x
    )
    start, end = one.x + NODE, other.x
    bend = max(18.0, (end - start) / 2)
    path = (
        f"M{start:.1f} {one.y:.1f}C{start + bend:.1f} {one.y:.1f} "
        f"{end - bend:.1f} {other.y:.1f} {end:.1f} {other.y:.1f}"
    )
    return element(
        "path",
        d=path,
        class_=f"adr-edge adr-edge--{_KINDS[edge.kind]}",
        data_adr_source=edge.source,
        data_adr_target=edge.target,
    )


def _node(edition: Edition, node: Node) -> str:
    record = node.record
    label = f"{record.number:04d}" if record.number is not None else record.title
    drawn = element(
        "g",
        title(f"{name(record)}, {record.status}"),
        element("rect", x=node.x, y=node.y - _HALF - 1, width=NODE, height=2 * _HALF + 2, rx=4),
        words(cut(label, _NODE_NAME), node.x + NODE / 2, node.y + 4, text_anchor="middle"),
        class_=f"adr-node adr-node--{record.status}",
    )
    return element(
        "a",
        drawn,
        href=edition.addresses.url(GRAPH, edition.addresses.page(record)),
        aria_label=f"{name(record)}, {record.status}",
        data_adr_node=edition.log.id_of(record),
        data_adr_status=record.status.value,
    )


def _table(edition: Edition) -> str:
    """The same for those who cannot use a drawing."""
    if not edition.edges:
        return "<p>No decision refers to another.</p>\n"
    rows = "".join(_row(edition, edge) for edge in edition.edges)
    head = "".join(
        f'<th scope="col">{words}</th>' for words in ("Decision", "Relation", "Decision")
    )
    said = f"The {len(edition.edges)} relations as a table"
    return (
        f'<details class="adr-twin"><summary>{said}</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>\n"
    )


def _row(edition: Edition, edge: Edge) -> str:
    ends = []
    for end in (edge.source, edge.target):
        record = edition.by_id[end]
        status = "" if record.in_force else f" {chip(record.status)}"
        ends.append(f"{edition.link(GRAPH, record)}{status}")
    return (
        f"<tr><td>{ends[0]}</td><td>{escape(edge.kind.phrase.lower())}</td><td>{ends[1]}</td></tr>"
    )
