from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

Git = Callable[..., str]
RECORD = "# {title}\n\n## Status\n\n{status}\n\n## Context\n\nWe need it.\n"


@pytest.fixture
def cited(run: Adr, git: Git) -> Adr:
    """A log with a record in force, one that it superseded, one rejected and two of a number."""
    folder = run.project / "docs/adr"
    folder.mkdir(parents=True)
    for name, status in {
        "0001-use-mysql.md": "Superseded by [2. Use PostgreSQL](0002-use-postgresql.md)",
        "0002-use-postgresql.md": "Accepted\n\nSupersedes [1. Use MySQL](0001-use-mysql.md)",
        "0003-use-mongodb.md": "Rejected",
        "0004-use-kafka.md": "Accepted",
        "0004-use-nats.md": "Accepted",
    }.items():
        number, _, words = name.removesuffix(".md").partition("-")
        title = f"{int(number)}. {words.replace('-', ' ').capitalize()}"
        (folder / name).write_text(RECORD.format(title=title, status=status), "utf-8")
    (folder / "README.md").write_text("# Decisions\n", "utf-8")
    git(run.project, "add", "--all")
    git(run.project, "commit", "-qm", "A log")
    return run


def put(run: Adr, git: Git, name: str, text: str) -> None:
    path = run.project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    git(run.project, "add", "--force", name)


def found(run: Adr, *arguments: str) -> list[tuple[str, str, int, int]]:
    done = run("check", "--citations", "--json", "--select", "ADR31", *arguments)
    assert done.code == 0, "citations are warnings"
    return [(f["code"], f["path"], f["line"], f["column"]) for f in done.data["findings"]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("see ADR-0002", []),
        ("see ADR-0099", ["ADR310"]),
        ("see ADR 99", ["ADR310"]),
        ("@adr 99", ["ADR310"]),
        ("see docs/adr/0099-x.md", ["ADR310"]),
        ("see ../docs/adr/0002-use-postgresql.md#context", []),
        ("see docs/adr/README.md", []),
        ("see ADR-0001 and ADR-0003", ["ADR311", "ADR311"]),
        ("see [1](docs/adr/0001-use-mysql.md)", ["ADR311"]),
        ("see ADR-4", ["ADR312"]),
        ("see docs/adr/0004-use-nats.md", []),
        ("ADR-00990000, XADR-99, adr-99, ADR-1.5, load 99", []),
        ("https://github.com/other/project/blob/main/docs/adr/0099-x.md", []),
    ],
)
def test_each_way_to_cite_is_held_against_the_log(
    cited: Adr, git: Git, text: str, codes: list[str]
) -> None:
    put(cited, git, "src/store.py", f"# one\n# {text}\n")
    assert [code for code, *_ in found(cited)] == codes


def test_a_citation_is_found_where_it_stands_and_the_successor_is_named(
    cited: Adr, git: Git
) -> None:
    put(cited, git, "deploy/values.yaml", "db: mysql\nwhy: ADR-0001\n")
    assert found(cited) == [("ADR311", "deploy/values.yaml", 2, 6)]
    out = cited("check", "--citations").out
    assert "cites ADR-0001, which is superseded by ADR-0002 Use postgresql" in out


def test_citations_are_checked_only_when_asked_for(cited: Adr, git: Git) -> None:
    put(cited, git, "src/store.py", "# ADR-0099\n")
    assert "ADR310" not in cited("check").out


def test_what_others_wrote_and_what_is_not_text_is_passed_over(cited: Adr, git: Git) -> None:
    for name in ("vendor/x/a.go", "web/node_modules/x.js", "a.lock", "CHANGELOG.md"):
        put(cited, git, name, "ADR-0099\n")
    (cited.project / "image.bin").write_bytes(b"\0ADR-0099\n")
    git(cited.project, "add", "image.bin")
    (cited.project / "untracked.py").write_text("# ADR-0099\n")
    assert found(cited) == []


def test_a_baseline_hides_what_was_there_and_nothing_more(cited: Adr, git: Git) -> None:
    put(cited, git, "src/store.py", "# ADR-0099\n")
    done = cited("check", "--citations", "--baseline", "--select", "ADR31")
    assert "The baseline has 1 entries." in done.err
    assert (cited.project / ".adr-baseline").read_text().splitlines()[1:] == [
        "ADR310 src/store.py ADR-0099"
    ]
    assert found(cited) == []
    put(cited, git, "src/store.py", "# ADR-0099\n# ADR-0099\n")
    assert found(cited) == [("ADR310", "src/store.py", 2, 3)]
    assert found(cited, "--baseline") == [("ADR310", "src/store.py", 2, 3)], "it never grows"


def test_a_baseline_only_shrinks(cited: Adr, git: Git) -> None:
    put(cited, git, "src/store.py", "# ADR-0099\n")
    cited("check", "--citations", "--baseline")
    put(cited, git, "src/store.py", "# mended\n")
    assert found(cited) == [("ADR313", ".adr-baseline", 2, 1)]
    assert found(cited, "--baseline") == []
    assert len((cited.project / ".adr-baseline").read_text().splitlines()) == 1


def test_paths_are_shown_from_where_the_person_stands(cited: Adr, git: Git) -> None:
    put(cited, git, "src/store.py", "# ADR-0099, docs/adr/0001-use-mysql.md\n")
    at = cited.project / "docs"
    done = cited("check", "--citations", "--json", "--select", "ADR31", at=at)
    assert [(f["code"], f["path"]) for f in done.data["findings"]] == [
        ("ADR310", "../src/store.py"),
        ("ADR311", "../src/store.py"),
    ]


def test_a_record_in_force_may_be_cited(cited: Adr) -> None:
    done = cited.done("cite", "ADR-0002")
    path = Path("docs/adr/0002-use-postgresql.md")
    assert done.out == f"ADR-0002\tUse postgresql\taccepted\t{path}\n"


def test_a_superseded_record_is_exit_3_and_its_successor_is_printed(cited: Adr) -> None:
    done = cited("cite", "1")
    assert done.code == 3
    assert [line.split("\t")[0] for line in done.out.splitlines()] == ["ADR-0001", "ADR-0002"]
    assert "superseded by ADR-0002" in done.err
    assert cited("cite", "3", "2").code == 3


def test_an_unknown_or_ambiguous_reference_is_exit_2(cited: Adr) -> None:
    done = cited("cite", "ADR-0099")
    assert (done.code, done.out) == (2, "")
    done = cited("cite", "4", "1")
    assert done.code == 2
    assert "docs/adr/0004-use-kafka.md, docs/adr/0004-use-nats.md" in done.err
