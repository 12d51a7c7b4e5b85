from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adr_tool.document.reader import read
from adr_tool.document.template import fill
from adr_tool.domain import advice as a
from adr_tool.domain.draft import Draft, DraftLink, Provenance, PublicSource
from adr_tool.domain.link import LinkKind
from adr_tool.domain.placeholders import placeholders
from adr_tool.domain.status import Status
from adr_tool.errors import TemplateError
from adr_tool.store.shapes import parts, shipped

PATH = "adr/0007-x.md"
URL = "https://example.org/pg"
NONE = a.Statement("", a.Source.CATALOGUE, "")
STATUSES = [status for status in Status if status is not Status.UNKNOWN]


def given_(text: str) -> a.Statement:
    return a.Statement(text, a.Source.GIVEN, "")


def option(name: str, *arguments: a.Argument) -> a.Option:
    return a.Option(
        name=name,
        kind=a.OptionKind.CANDIDATE,
        source=a.Source.GIVEN,
        summary=a.Statement(f"{name} is a store", a.Source.CATALOGUE, URL),
        arguments=arguments,
        team_fit=given_("Two of us know it"),
        community=NONE,
        integration=NONE,
        total_cost=NONE,
        reversibility=NONE,
        limits=(given_("One writer"),),
        operations=(),
    )


def argument(text: str, direction: a.Direction) -> a.Argument:
    return a.Argument(text, direction, a.Attribute.RELIABILITY, a.Source.CATALOGUE, URL)


GOOD, BAD = a.Direction.GOOD, a.Direction.BAD
ADVICE = a.Advice(
    question="Which store holds the orders?",
    context=(given_("Orders are lost under load."),),
    facts=(a.Statement("200 requests a second", a.Source.FILE, "load.md"),),
    open_questions=(a.OpenQuestion("How long to keep them?", "it sets the size"),),
    drivers=(
        a.Driver("d1", a.Attribute.RELIABILITY, "No order is lost", "0 lost", a.Source.GIVEN, ""),
    ),
    options=(
        option("Postgres", *(argument(f"good {n}", GOOD) for n in range(3)), argument("bad", BAD)),
        option('Mongo | "quoted" <b>\nnext', argument("flexible", GOOD)),
        option("Files"),
    ),
    comparison=(a.Comparison("Postgres", "d1", "it has a | log", a.Verdict.MEETS),),
    rules=(a.Rule("Postgres", "many joins", "it joins", GOOD, "joins", a.Source.CATALOGUE, URL),),
    outcome=a.Outcome(
        "Postgres", "it joins", a.Confidence.HIGH, ("load grows tenfold",), "In short"
    ),
    consequences=(a.Consequence("", "one store less", GOOD, a.Source.ASSUMPTION, ""),),
    trade_offs=(a.TradeOff("speed or safety", "safety", "10 ms"),),
    components=(a.Component("api", 'API "v1"; <x>'), a.Component("pg", "Postgres]--> n9")),
    flows=(a.Flow("api", "pg", 'orders "all" | some', "SQL", "it retries"),),
    qualities=(a.Quality("observability", "each order is traced"),),
    failures=(
        a.Failure("disk full", "alert", "grow it", "an hour", a.Source.GENERAL_KNOWLEDGE, ""),
    ),
    migration=a.Migration("dual write", ("write both", "read new"), "read old", a.Source.GIVEN, ""),
    confirmation=(a.Confirmation("p99", "load test", "under 50 ms"),),
    monitoring=(a.Signal("lag", "over 5 s", "page"),),
    costs=(a.Cost("disk", "unknown"),),
    standards=(a.Standard("ISO 25010", "names the qualities"),),
    revisit=(a.Revisit("the team doubles"),),
    illustrations=(a.Illustration("snippet", "select 1;\n```\n# T", "sql"),),
    pitfalls=(a.Statement("Too many indexes", a.Source.CATALOGUE, URL),),
    related=(a.RelatedRecord("ADR-0003", "Use events", "0003-use-events.md", "same data"),),
)
LINK = DraftLink(
    LinkKind.SUPERSEDES, "Supersedes", "ADR-0003", "[3. Use events](0003-use-events.md)"
)
AMEND = DraftLink(LinkKind.AMENDS, "Amends", "ADR-0004", "[4. Use y](0004-use-y.md)")
DRAFT = Draft(
    number=7,
    title="Use PostgreSQL",
    status=Status.PROPOSED,
    date="2026-11-22",
    tags=("data", "a: b"),
    links=(LINK, AMEND),
    provenance=Provenance("adr 0.1.0", "claude", "opus", "backend-architect 1a2b", 3, 2),
    sources=(PublicSource(URL, 'The "manual"', "2026-10-01"),),
)
NAMES = sorted(shipped())


def rendered(name: str, draft: Draft) -> str:
    return fill(shipped()[name].text, draft, parts(), f"{name}.md")


def assert_reads_back(name: str, draft: Draft) -> None:
    reading = read(rendered(name, draft), PATH)
    found = reading.record
    assert reading.problems == ()
    assert (found.title, found.status, found.date) == (draft.title, draft.status, draft.date)
    stated = {(link.kind, link.target) for link in found.links}
    for link in draft.links:
        targets = {link.id, link.link.partition("](")[2].rstrip(")")}
        assert any((link.kind, target) in stated for target in targets), link


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("advice", [None, ADVICE], ids=["bare", "advised"])
def test_what_a_shipped_template_renders_reads_back(
    name: str, status: Status, advice: a.Advice | None
) -> None:
    assert_reads_back(name, replace(DRAFT, status=status, advice=advice))


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_without_links_tags_or_provenance_reads_back(name: str) -> None:
    assert_reads_back(name, replace(DRAFT, links=(), tags=(), provenance=None))


@pytest.mark.parametrize("name", NAMES)
def test_a_model_as_author_reads_back(name: str) -> None:
    found = read(rendered(name, replace(DRAFT, advice=ADVICE)), PATH).record
    assert found.drafted_by_model
    assert found.assisted_by == "claude:opus adr"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_without_advice_leaves_placeholders_and_with_advice_none(name: str) -> None:
    def left(text: str) -> list[tuple[int, str]]:
        return placeholders(list(enumerate(text.splitlines(), 1)))

    assert left(rendered(name, DRAFT))
    assert left(rendered(name, replace(DRAFT, advice=ADVICE))) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_record_ends_in_one_newline_and_has_no_runs_of_blank_lines(name: str) -> None:
    for draft in (DRAFT, replace(DRAFT, advice=ADVICE)):
        text = rendered(name, draft)
        assert re.search(r"[^\n]\n\Z", text)
        assert "\n\n\n" not in text
        assert not text.startswith("\n")


_WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40
).map(lambda text: " ".join(text.split()))
_TITLES = _WORDS.filter(lambda t: t[:1].isalpha() and t[-1:].isalpha() and "<!--" not in t)
_LINKS = st.lists(st.sampled_from([LINK, AMEND]), unique=True, max_size=2).map(tuple)


_DRAFTS = st.builds(
    replace,
    st.just(DRAFT),
    title=_TITLES,
    status=st.sampled_from(STATUSES),
    date=st.dates().map(str),
    tags=st.lists(_WORDS, max_size=2).map(tuple),
    links=_LINKS,
    advice=st.sampled_from([None, ADVICE]),
)


@settings(deadline=None)
@given(st.sampled_from(NAMES), _DRAFTS)
def test_any_draft_that_is_rendered_reads_back(name: str, draft: Draft) -> None:
    assert_reads_back(name, draft)
    if name != "nygard":
        assert read(rendered(name, draft), PATH).record.tags == draft.tags


def test_the_words_of_adr_tools_are_replaced_and_nothing_else() -> None:
    template = "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n\nSUBTITLE {a b}\n\n\nx"
    assert fill(template, DRAFT, {}) == (
        "# 7. Use PostgreSQL\n\nDate: 2026-11-22\n\n## Status\n\nProposed\n\nSUBTITLE {a b}\n\n\nx"
    )


def test_a_title_that_holds_a_word_of_adr_tools_is_not_filled_twice() -> None:
    assert fill("NUMBER. TITLE", replace(DRAFT, title="DATE formats"), {}) == "7. DATE formats"


@pytest.mark.parametrize(
    "attack",
    [
        "{{ draft.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ draft | attr('__class__') }}",
        "{{ cite.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(draft) }}",
        "{{ draft.links.append(1) }}",
        "{% import 'os' as os %}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(attack: str) -> None:
    with pytest.raises(TemplateError):
        fill(attack, DRAFT, {})


def test_an_unknown_variable_is_an_error_and_not_an_empty_text() -> None:
    with pytest.raises(TemplateError, match="authors"):
        fill("{{ draft.authors }}", DRAFT, {}, "own.md")


def test_a_syntax_error_names_the_template_and_the_line() -> None:
    with pytest.raises(TemplateError, match=r"^own\.md:3: "):
        fill("a\nb\n{% if %}\n", DRAFT, {}, "own.md")


def test_an_error_while_filling_names_the_template() -> None:
    with pytest.raises(TemplateError, match=r"^own\.md"):
        fill("{{ 1 / 0 }}", DRAFT, {}, "own.md")


def test_every_label_of_a_diagram_is_quoted_so_that_none_ends_a_statement() -> None:
    text = rendered("madr", replace(DRAFT, advice=ADVICE))
    found = re.search(r"```mermaid\n(.*?)```", text, re.DOTALL)
    assert found
    head, *lines = found[1].strip().splitlines()
    assert head == "flowchart LR"
    assert [line.strip() for line in lines] == [
        'n0["API #quot;v1#quot;; #lt;x#gt;"]',
        'n1["Postgres]--#gt; n9"]',
        'n0 -->|"orders #quot;all#quot; | some, SQL"| n1',
    ]


def test_each_public_source_is_cited_and_defined_once() -> None:
    text = rendered("madr", replace(DRAFT, advice=ADVICE))
    assert " [[1]]" in text
    assert text.count(f"[1]: <{URL}> \"The 'manual', checked 2026-10-01\"") == 1


def test_a_name_with_a_newline_or_a_bar_cannot_leave_its_place() -> None:
    text = rendered("madr", replace(DRAFT, advice=ADVICE))
    assert '* Mongo | "quoted" <b> next' in text.splitlines()
    assert "| Postgres | d1 | meets | it has a \\| log |" in text.splitlines()


def test_a_fence_in_a_snippet_cannot_end_the_fence() -> None:
    found = read(rendered("madr", replace(DRAFT, advice=ADVICE)), PATH)
    assert found.record.title == DRAFT.title
    assert "'''" in rendered("madr", replace(DRAFT, advice=ADVICE))
