from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Protocol
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import yaml

from adr_tool.domain.link import Link, LinkKind
from adr_tool.domain.log import DecisionLog, Unreadable
from adr_tool.domain.record import Record
from adr_tool.domain.status import Status
from adr_tool.site.pages import BrokenLink, CopiedFile, Site, SiteFacts, pages
from adr_tool.workflow.past import Entry


class Sample(Protocol):
    log: DecisionLog
    texts: dict[str, str]


def _record(number: int, status: Status = Status.ACCEPTED, **others: object) -> Record:
    values = {"title": f"Title {number}"} | others
    path = f"adr/{number:04d}-x.md"
    return Record(path=path, number=number, status=status, **values)  # type: ignore[arg-type]


def _link(kind: LinkKind, number: int) -> Link:
    return Link(kind, kind.phrase, f"ADR-{number:04d}", None, 3)


def _facts(*existing: str, forge: bool = True) -> SiteFacts:
    return SiteFacts(
        "Decisions",
        existing.__contains__,
        lambda path: f"https://forge.example/blob/1/{path}" if forge else None,
        "today",
    )


def _site(*records: Record, **bodies: str) -> Site:
    texts = {record.path: "# Title\n\nBody.\n" for record in records}
    return pages(DecisionLog(records), texts | bodies, _facts())


def _body(words: str, *existing: str, forge: bool = True) -> tuple[str, Site]:
    """Make a site of two records, the first with these words; gives its page and the site."""
    first, second = _record(1, body_line=1), _record(2)
    texts = {first.path: f"# Title\n\n{words}\n", second.path: "# Title\n"}
    site = pages(DecisionLog((first, second)), texts, _facts(*existing, forge=forge))
    return _text(site, 1), site


def _text(site: Site, number: int) -> str:
    return next(page.text for page in site.pages if page.path == f"adr/{number:04d}-x.md")


def _meta(text: str) -> dict[str, object]:
    loaded = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def _page(site: Site, path: str) -> str:
    return next(page.text for page in site.pages if page.path == path)


def test_every_record_has_a_page_and_the_index_names_it(sample: Sample, facts: SiteFacts) -> None:
    site = pages(sample.log, sample.texts, facts)
    index = _page(site, "all.md")
    for record, page in zip(
        sample.log.records, site.pages[-len(sample.log.records) :], strict=True
    ):
        assert f"<h1 data-search-exclude>{record.label} {record.title}</h1>" in page.text
        assert posixpath.splitext(page.path)[0] + "/" in unquote(index)


def test_records_in_force_stand_first_in_the_index() -> None:
    site = _site(_record(1, Status.SUPERSEDED), _record(2), _record(3, Status.PROPOSED))
    index = _page(site, "all.md")
    found = [index.index(words) for words in ("Title 2", "Title 3", "Title 1")]
    assert found == sorted(found)
    assert "3 decisions, 1 in force." in index


def test_a_log_that_cannot_be_read_whole_says_so_on_the_index() -> None:
    log = DecisionLog((), unreadable=(Unreadable("adr/0009-x.md", 4, "no end of <block>"),))
    index = pages(log, {}, _facts()).pages[0].text
    assert "No decisions have been recorded yet." in index
    assert "<code>adr/0009-x.md:4</code> no end of &lt;block&gt;" in index


def test_a_superseded_record_leads_to_the_one_in_force_through_the_whole_chain() -> None:
    site = _site(
        _record(1, Status.SUPERSEDED, links=(_link(LinkKind.SUPERSEDED_BY, 2),)),
        _record(2, Status.SUPERSEDED),
        _record(3, links=(_link(LinkKind.SUPERSEDES, 2),)),
    )
    assert (
        '<strong>Superseded by <a href="../0002-x/">ADR-0002</a> (superseded) → '
        '<a href="../0003-x/">ADR-0003 Title 3</a>, in force</strong>'
    ) in _text(site, 1)
    page = _text(site, 1)
    assert page.index("adr-banner") < page.index(">ADR-0001 Title 1</h1>")


def test_records_that_supersede_each_other_do_not_hang_the_site() -> None:
    site = _site(
        _record(1, Status.SUPERSEDED, links=(_link(LinkKind.SUPERSEDED_BY, 2),)),
        _record(2, Status.SUPERSEDED, links=(_link(LinkKind.SUPERSEDED_BY, 1),)),
    )
    assert "Superseded by <a" in _text(site, 1)
    assert "in force" not in _text(site, 1).split("</strong>")[0]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.ACCEPTED])
def test_every_record_that_is_not_in_force_says_so_before_its_title(status: Status) -> None:
    page = _text(_site(_record(1, status)), 1)
    assert page.index(f"adr-banner--{status}") < page.index(">ADR-0001 Title 1</h1>")
    assert _meta(page)["search"] == {"boost": 0.2}
    assert str(_meta(page)["title"]).endswith(f"({status})")


def test_a_record_in_force_has_no_banner() -> None:
    page = _text(_site(_record(1)), 1)
    assert "adr-banner" not in page
    assert '<span class="adr-chip adr-chip--accepted">accepted</span>' in page


def test_a_status_we_do_not_know_is_shown_as_written() -> None:
    page = _text(_site(_record(1, Status.UNKNOWN, status_raw="Parked <b>")), 1)
    assert "“Parked &lt;b&gt;”" in page


def test_relations_are_shown_on_both_sides() -> None:
    site = _site(
        _record(1, Status.SUPERSEDED, links=(_link(LinkKind.AMENDED_BY, 3),)),
        _record(2, links=(_link(LinkKind.SUPERSEDES, 1), _link(LinkKind.RELATES_TO, 3))),
        _record(3),
    )
    assert "Superseded by</th>" in _text(site, 1)
    assert "Supersedes</th>" in _text(site, 2)
    assert "Relates to</th>" in _text(site, 2)
    assert "Amends</th>" in _text(site, 3)
    assert "Referred to by</th>" in _text(site, 3)


def test_a_proposal_does_not_supersede_yet() -> None:
    links = (_link(LinkKind.SUPERSEDES, 1), _link(LinkKind.AMENDS, 3))
    site = _site(_record(1), _record(2, Status.PROPOSED, links=links), _record(3))
    assert "Would be superseded by</th>" in _text(site, 1)
    assert "Would supersede</th>" in _text(site, 2)
    assert "Would be amended by</th>" in _text(site, 3)


def test_a_relation_to_no_record_is_shown_as_written() -> None:
    page = _text(_site(_record(1, links=(_link(LinkKind.AMENDS, 99),))), 1)
    assert "ADR-0099 (no record of this log)" in page


def test_a_link_in_the_text_shows_up_on_the_other_record() -> None:
    _, site = _body("[other](0002-x.md)")
    assert 'Referred to by</th><td><a href="../0001-x/">ADR-0001' in _text(site, 2)


@pytest.mark.parametrize(
    "target",
    [
        "0002-x.md",
        "./0002-x.md",
        "../adr/0002-x.md",
        "/adr/0002-x.md",
        "0002-x.html",
        "0002-x",
        "0002-x/",
        "0002%2Dx.md",
        "0002-x.md?plain=1",
        "0002\\-x.md",
    ],
)
def test_a_link_to_a_record_leads_to_its_page(target: str) -> None:
    page, site = _body(f"[other]({target})")
    assert "[other](0002-x.md)" in page
    assert site.broken == ()


def test_a_fragment_stays_with_its_link() -> None:
    page, _ = _body("[other](0002-x.md#über-uns) [here](#decision)")
    assert "(0002-x.md#%C3%BCber-uns) [here](#decision)" in page


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("[gone](gone.md)", "gone.md"),
        ("[gone](0002-x.txt)", "0002-x.txt"),
        ("[gone](0002-X.md)", "0002-X.md"),
        ("![gone](gone.png)", "gone.png"),
        ("[gone][g]\n\n[g]: gone.md 'title'", "gone.md"),
        ("<img src='gone.png'>", "gone.png"),
        ("[gone](../../elsewhere.md)", "../../elsewhere.md"),
        ("[gone](</gone file.md>)", "/gone file.md"),
    ],
)
def test_a_link_without_a_target_is_reported_and_marked(words: str, target: str) -> None:
    page, site = _body(words)
    assert [link.target for link in site.broken] == [target]
    assert "#adr-broken" in page
    assert target not in page.split("<h1")[1]


@pytest.mark.parametrize(
    "words",
    [
        "[mail](mailto:a@example.org)",
        "[site](https://example.org/gone.md)",
        "[site](//example.org/gone.md)",
        "[top](#gone)",
        "`[code](gone.md)`",
        "```\n[code](gone.md)\n```",
        "<!-- [comment](gone.md) -->",
        r"\[text](gone.md)",
    ],
)
def test_what_is_no_link_into_the_project_is_never_reported(words: str) -> None:
    page, site = _body(words)
    assert site.broken == ()
    assert words in page


def test_a_broken_link_is_reported_with_the_line_of_the_file() -> None:
    record = _record(1, body_line=4)
    texts = {record.path: "---\nstatus: x\n---\n# Title\n\n[gone](gone.md)\n"}
    site = pages(DecisionLog((record,)), texts, _facts())
    assert site.broken == (BrokenLink("adr/0001-x.md", 6, "gone.md"),)


def test_a_file_of_the_repository_is_linked_where_the_forge_shows_it() -> None:
    page, site = _body("[code](../src/a b.py#L3)", "src/a b.py")
    assert page.count("[code](../src/a b.py#L3)") == 1
    page, site = _body("[code](<../src/a b.py#L3>)", "src/a b.py")
    assert "[code](<https://forge.example/blob/1/src/a%20b.py#L3>)" in page
    assert site.broken == ()


def test_a_file_of_the_repository_keeps_its_path_where_no_forge_is_known() -> None:
    page, site = _body("[code](../src/a.py)", "src/a.py", forge=False)
    assert "[code](#adr-file=src/a.py)" in page
    assert site.broken == ()


def test_an_image_of_the_project_comes_along() -> None:
    page, site = _body("![x](img/a%20b.png) ![y](img/a%20b.png)", "adr/img/a b.png")
    assert site.files == (CopiedFile("adr/img/a b.png", "files/adr/img/a-b.png"),)
    assert "![x](../files/adr/img/a-b.png) ![y](../files/adr/img/a-b.png)" in page


def test_an_address_in_raw_html_is_made_for_the_browser() -> None:
    page, _ = _body('<img src="a.png"> <a href="0002-x.md">b</a>', "adr/a.png")
    assert '<img src="../../files/adr/a.png"> <a href="../0002-x/">b</a>' in page


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("doc/adr/0001-x.md", "doc/adr/0001-x.md"),
        (".decisions/0001-x.md", "decisions/0001-x.md"),
        ("adr/0001-x/README.md", "adr/0001-x/index.md"),
        ("assets/0001-x.md", "records/assets/0001-x.md"),
        ("templates/0001-x.markdown", "records/templates/0001-x.md"),
        ("README.md", "records/index.md"),
        ("adr/0001 what? & why#.md", "adr/0001-what-why-.md"),
    ],
)
def test_a_record_has_a_page_wherever_it_is_kept(path: str, page: str) -> None:
    record = Record(path=path, number=1, title="X", status=Status.ACCEPTED)
    site = pages(DecisionLog((record,)), {path: "# X\n"}, _facts())
    assert site.pages[-1].path == page


def test_two_records_never_share_a_page() -> None:
    paths = ("adr/0001-x/README.md", "adr/0001-x/index.md", "adr/0001-X/index.md")
    records = tuple(Record(p, 1, "X", Status.ACCEPTED) for p in paths)
    site = pages(DecisionLog(records), dict.fromkeys(paths, "# X\n"), _facts())
    assert len({page.path.lower() for page in site.pages}) == len(site.pages)


def test_front_matter_and_title_are_not_shown_twice() -> None:
    record = _record(1, title="Use it", body_line=5)
    text = "---\nstatus: accepted\nsecret: x\n---\n# Use it\n\n## Context\n"
    page = _text(pages(DecisionLog((record,)), {record.path: text}, _facts()), 1)
    assert page.split("---\n")[2].count("Use it") == 1
    assert "secret" not in page
    assert "## Context" in page


def test_a_second_title_does_not_hide_the_contents() -> None:
    page, _ = _body("# Context\n\n## Drivers\n\nOutcome\n=======\n")
    assert "\n## Context\n\n### Drivers\n\n## Outcome\n" in page


def test_hostile_values_are_text_everywhere() -> None:
    hostile = '</title><script>alert(1)</script> "x" `y` [z](javascript:1) *b*\nstatus: x \x07'
    record = _record(
        1,
        title=hostile,
        tags=(hostile,),
        status_note=hostile,
        decision_makers=(hostile,),
        date=hostile,
        summary=hostile,
    )
    site = _site(record)
    for page in site.pages:
        assert "<script" not in page.text
    meta = _meta(_text(site, 1))
    assert set(meta) == {"title", "description", "hide", "tags"}
    assert "\n" not in str(meta["title"])
    assert "<" not in f"{meta['title']}{meta['description']}{meta['tags']}"


def test_only_a_page_with_a_diagram_asks_for_mermaid() -> None:
    page, site = _body("```mermaid\nflowchart LR\n```")
    assert _meta(page)["mermaid"] is True
    assert [page.path for page in site.pages if page.diagrams] == ["adr/0001-x.md"]
    page, _ = _body("````\n```mermaid\n```\n````")
    assert "mermaid" not in _meta(page)


def _told(day: str, status: str) -> Entry:
    return Entry("c0ffee" * 6, day, "Ana <b>", "Say so", "adr/0001-x.md", status, (status,))


def _dated(*records: Record, past: dict[str, tuple[Entry, ...]] | None = None) -> Site:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    facts = replace(_facts(), past=past or {}, now=now, home="https://shop.example/log/")
    return pages(DecisionLog(records), dict.fromkeys((r.path for r in records), "# T\n"), facts)


def _history() -> Site:
    """A record that was proposed, accepted and superseded, and its successor."""
    old = _record(1, Status.SUPERSEDED, links=(_link(LinkKind.SUPERSEDED_BY, 2),))
    told = tuple(
        _told(day, status)
        for day, status in (
            ("2024-01-05", "proposed"),
            ("2024-02-01", "accepted"),
            ("2024-03-09", "accepted"),
            ("2025-06-30", "superseded"),
        )
    )
    return _dated(old, _record(2, date="2025-06-30"), past={old.path: told})


def test_the_data_tell_since_when_a_record_had_each_status() -> None:
    data = json.loads(_history().data["decisions.json"])
    assert (data["schema"], len(data["records"])) == (1, 2)
    assert data["records"][0]["statuses"] == [
        {"status": "proposed", "since": "2024-01-05", "until": "2024-02-01"},
        {"status": "accepted", "since": "2024-02-01", "until": "2025-06-30"},
        {"status": "superseded", "since": "2025-06-30", "until": None},
    ]
    assert data["records"][0]["superseded_by"][0]["id"] == "ADR-0002"
    one = json.loads(_history().data["raw/adr/0001-x.json"])
    assert one["url"] == "adr/0001-x/"
    assert _history().data["raw/adr/0001-x.txt"] == "# T\n"


def test_a_page_tells_when_its_record_was_proposed_and_accepted_and_who_changed_it() -> None:
    page = _text(_history(), 1)
    for words in (
        "Proposed</th><td><time",
        ">2024-02-01<",
        "4 changes",
        "Ana &lt;b&gt;, <code>c0f",
    ):
        assert words in page


def test_what_was_in_force_at_the_end_of_a_year_needs_no_script() -> None:
    page = _page(_history(), "as-of.md")
    assert "2024-12-31: 1 in force</summary>" in page
    assert "2025-12-31: 1 in force</summary>" in page
    assert "ADR-0001" in page.split("2024-12-31: 1")[1]


def test_a_feed_tells_of_every_change_of_a_status() -> None:
    root = ET.fromstring(_history().data["feed.xml"])  # noqa: S314 - our own file
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    titles = [entry.findtext(f"{atom}title") for entry in entries]
    assert titles == [
        "ADR-0002 Title 2: accepted",
        "ADR-0001 Title 1: superseded (was accepted)",
        "ADR-0001 Title 1: accepted (was proposed)",
        "ADR-0001 Title 1: proposed",
    ]
    links = {entry.find(f"{atom}link").get("href") for entry in entries}  # type: ignore[union-attr]
    assert links == {f"https://shop.example/log/adr/000{n}-x/" for n in (1, 2)}
    assert len({entry.findtext(f"{atom}id") for entry in entries}) == 4
    items = json.loads(_history().data["feed.json"])["items"]
    assert [item["title"] for item in items] == titles


def test_a_hostile_record_breaks_no_feed_and_no_data() -> None:
    hostile = '</title><![CDATA[ & \ud800 \x07 ]]> "x" [a](b)'
    site = _dated(_record(1, title=hostile, date="2024-01-01", decision_makers=(hostile,)))
    root = ET.fromstring(site.data["feed.xml"].encode())  # noqa: S314 - our own file
    assert len(list(root.iter("{http://www.w3.org/2005/Atom}entry"))) == 1
    json.loads(site.data["feed.json"])
    json.loads(site.data["decisions.json"])


def test_the_index_for_language_models_puts_guidance_first() -> None:
    text = _history().data["llms.txt"]
    assert text.index("## In force\n\n- [ADR-0002") < text.index(
        "## No longer in force\n\n- [ADR-0001"
    )
    assert "(https://shop.example/log/raw/adr/0002-x.txt)" in text


def test_the_front_page_tells_what_waits_and_what_is_overdue() -> None:
    waiting = _record(1, Status.PROPOSED, date="2025-01-01")
    stale = _record(2, date="2024-01-01", review_by="2026-01-01")
    page = _page(_dated(waiting, stale), "index.md")
    waits = page.split("Waiting for a decision</h2>")[1].split("</section>")[0]
    overdue = page.split("Overdue</h2>")[1].split("</section>")[0]
    assert "ADR-0001" in waits
    assert "ADR-0002" not in waits
    assert "review, 2026-01-01" in overdue
    assert "proposed since 2025-01-01" in overdue


def test_an_amended_section_says_so_where_it_stands() -> None:
    link = Link(LinkKind.AMENDS, "Amends", "ADR-0001", "decision-outcome", 3)
    first, second = _record(1, body_line=1), _record(2, links=(link,))
    texts = {
        first.path: "# T\n\n## Context\n\nA\n\n## Decision Outcome\n\nB\n",
        second.path: "# T\n",
    }
    page = _text(pages(DecisionLog((first, second)), texts, _facts()), 1)
    heading, rest = page.split("## Decision Outcome")
    assert "adr-amended" not in heading
    assert rest.strip().startswith(
        '<p class="adr-amended" role="note">Amended by <a href="../0002-x/"'
    )


def test_a_value_of_one_record_has_no_list_of_its_own() -> None:
    site = _site(_record(1, tags=("db", "a&b")), _record(2, tags=("db",)))
    lists = {page.path for page in site.pages if page.path.startswith("by/")}
    assert lists == {"by/status/accepted.md", "by/tag/db.md"}
    assert 'href="../../by/tag/db/"' in _text(site, 1)
    assert 'href="../../all/?tag=a%26b"' in _text(site, 1)


def test_a_page_leads_to_what_would_change_its_decision() -> None:
    page, _ = _body("## More\n\n### Revisit when\n\n- load doubles")
    assert 'What would change this</th><td><a href="#revisit-when">Revisit when</a>' in page


def test_a_file_that_is_named_in_code_is_linked_at_the_built_commit() -> None:
    page, _ = _body(
        "See `src/pay.py` and `src/gone.py`, [`src/pay.py`](https://x.example).", "src/pay.py"
    )
    assert "[`src/pay.py`](<https://forge.example/blob/1/src/pay.py>) and `src/gone.py`" in page
    page, _ = _body("See [`src/pay.py`](https://x.example).", "src/pay.py")
    assert "forge.example/blob/1/src" not in page


def test_the_picture_on_a_page_shows_the_whole_chain() -> None:
    chain = [_record(n, links=(_link(LinkKind.SUPERSEDES, n - 1),)) for n in (2, 3)]
    site = _site(
        _record(1, Status.SUPERSEDED), replace(chain[0], status=Status.SUPERSEDED), chain[1]
    )
    picture = _text(site, 1).split("<svg")[1].split("</svg>")[0]
    assert picture.count("<rect") == 3
    assert picture.count("adr-edge--supersedes") == 2
    assert 'href="../0003-x/"' in picture
    assert "<svg" not in _text(_site(_record(1)), 1)


def test_the_graph_draws_every_record_and_relation_once_and_says_them_as_a_table() -> None:
    records = [_record(n, date=f"2024-01-{n:02d}", tags=("db",)) for n in range(1, 29)]
    records.append(_record(29, links=(_link(LinkKind.AMENDS, 1), _link(LinkKind.RELATES_TO, 2))))
    page = _page(_site(*records), "graph.md")
    assert page.count("data-adr-node=") == 29
    assert page.count("data-adr-source=") == 2
    assert page.count("<td>amends</td>") == page.count("<td>relates to</td>") == 1
    boxes = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="50"', page)
    places = sorted((float(y), float(x)) for x, y in boxes)
    assert all(b[0] != a[0] or b[1] - a[1] >= 50 for a, b in pairwise(places))


def test_a_newcomer_reads_first_what_others_lean_on() -> None:
    leaning = [_record(n, links=(_link(LinkKind.RELATES_TO, 3),)) for n in range(4, 20)]
    page = _page(
        _site(_record(1, Status.REJECTED), _record(2), _record(3), *leaning), "start-here.md"
    )
    assert "16 decisions refer to it" in page
    assert "ADR-0001" not in page


def test_a_log_without_tags_has_no_column_for_them() -> None:
    assert 'colspan="4"' in _page(_site(_record(1)), "all.md")
    assert ">Tags</th>" not in _page(_site(_record(1)), "all.md")
    tagged = _page(_site(_record(1), _record(2, tags=("db",))), "all.md")
    assert 'colspan="5"' in tagged
    assert tagged.count('<td class="adr-tags">') == 2


def test_the_names_of_the_lanes_of_standings_are_whole() -> None:
    records = [_record(n, status) for n, status in enumerate(Status, 1)]
    drawn = _page(_site(*records), "graph.md")
    for lane in ("Without a known status", "No longer in force"):
        assert f">{lane}</text>" in drawn
