"""What users of adr-tools type and see; the figures are those of docs/explanation/adr-tools.md."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import INSTALLED, Adr

ADR_TOOLS = Path("/usr/libexec/adr-tools/adr-new")
DATE = "1992-01-12"
FIRST = "doc/adr/0001-record-architecture-decisions.md"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Adr:
    """`adr` as adr-tools, in a folder without git."""
    for name in ("VISUAL", "EDITOR", "ADR_PAGER", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ADR_COMPAT", "adr-tools")
    monkeypatch.setenv("ADR_DATE", DATE)
    folder = tmp_path / "plain"
    folder.mkdir()
    return Adr(folder)


def files(run: Adr) -> set[str]:
    return {p.relative_to(run.project).as_posix() for p in run.project.rglob("*") if p.is_file()}


def status_of(run: Adr, name: str) -> list[str]:
    text = (run.project / "doc/adr" / name).read_text("utf-8")
    section = re.split(r"^## .*$", text, flags=re.MULTILINE)[1]
    return [line for line in section.splitlines() if line]


def test_a_record_is_made_from_nothing_and_accepted(old: Adr) -> None:
    done = old.done("new", "The", "First", "Decision")
    assert (done.out, done.err) == ("doc/adr/0001-the-first-decision.md\n", "")
    assert files(old) == {"doc/adr/0001-the-first-decision.md"}
    text = (old.project / done.path).read_text("utf-8")
    assert text.startswith(
        f"# 1. The First Decision\n\nDate: {DATE}\n\n## Status\n\nAccepted\n\n## Context\n"
    )


def test_init_makes_doc_adr_and_names_another_folder_in_a_pointer(old: Adr) -> None:
    assert old.done("init").out == f"{FIRST}\n"
    assert files(old) == {FIRST}
    below = old.project / "sub"
    below.mkdir()
    first = old.done("init", "docs/decisions", at=below).path
    assert first == "docs/decisions/0001-record-architecture-decisions.md"
    assert (below / ".adr-dir").read_text() == "docs/decisions\n"
    assert old.done("list", at=below).out == f"{first}\n"
    assert old.done("list").out == f"{FIRST}\n"


def test_the_nearest_log_is_found_upward_even_out_of_a_repository(
    old: Adr, git: Callable[..., str]
) -> None:
    old.done("init")
    inner = old.project / "inner/deep"
    inner.mkdir(parents=True)
    git(old.project / "inner", "init", "--quiet")
    assert old.done("list", at=inner).out == f"../../{FIRST}\n"
    assert old.done("new", "Second", at=inner).path == "../../doc/adr/0002-second.md"


def test_nothing_is_committed(old: Adr, git: Callable[..., str]) -> None:
    git(old.project, "init", "--quiet")
    old.done("init")
    assert git(old.project, "status", "--short") == "?? doc/\n"


def test_both_sides_of_a_supersession_are_written_at_once(old: Adr) -> None:
    old.done("init")
    old.done("new", "-s", "1", "Second")
    assert status_of(old, "0001-record-architecture-decisions.md") == [
        "Superceded by [2. Second](0002-second.md)"
    ]
    assert status_of(old, "0002-second.md") == [
        "Accepted",
        "Supercedes [1. Record architecture decisions](0001-record-architecture-decisions.md)",
    ]


def test_links_are_stated_in_free_words_and_without_a_word(old: Adr) -> None:
    old.done("init")
    old.done("new", "-l", "1:Amends:Amended by:ignored", "Second")
    done = old.done("link", "2", "Clarifies", "1", "Clarified by")
    assert (done.out, done.err) == ("", "")
    assert status_of(old, "0001-record-architecture-decisions.md") == [
        "Accepted",
        "Amended by [2. Second](0002-second.md)",
        "Clarified by [2. Second](0002-second.md)",
    ]


@pytest.mark.parametrize("spelling", ["Superceded", "Superseded"])
@pytest.mark.parametrize("compat", ["adr-tools", ""])
def test_the_spelling_that_stands_in_the_log_is_kept(old: Adr, spelling: str, compat: str) -> None:
    for title in ("One", "Two", "Three"):
        old.done("new", title)
    path = old.project / "doc/adr/0001-one.md"
    path.write_text(
        path.read_text().replace("Accepted", f"{spelling} by [2. Two](0002-two.md)"), "utf-8"
    )
    old.done("supersede", "2", "--by", "3", "--no-commit", env={"ADR_COMPAT": compat})
    assert status_of(old, "0002-two.md")[0] == f"{spelling} by [3. Three](0003-three.md)"


def test_a_date_is_any_text(old: Adr) -> None:
    old.done("new", "one", env={"ADR_DATE": "12/01/1992"})
    assert "Date: 12/01/1992\n" in (old.project / "doc/adr/0001-one.md").read_text()


def test_outside_a_date_has_to_be_one_where_it_is_written(logged: Adr) -> None:
    wrong: dict[str, str | None] = {"ADR_DATE": "12/01/1992"}
    logged.done("list", env=wrong)
    done = logged("new", "--architect", "none", "x", env=wrong)
    assert done.code == 2
    assert "ADR_DATE: '12/01/1992' is no ISO date" in done.err


@pytest.mark.parametrize("arguments", [["new"], ["new", ""]])
def test_a_missing_title_is_said_on_stdout(old: Adr, arguments: list[str]) -> None:
    done = old(*arguments)
    assert (done.code, done.out, done.err) == (1, "ERROR: no title given\n", "")


def test_a_missing_log_is_said_on_stdout(old: Adr) -> None:
    done = old("list")
    assert (done.code, done.out, done.err) == (1, "The doc/adr directory does not exist\n", "")


def test_an_empty_log_is_listed_and_drawn(old: Adr) -> None:
    (old.project / "doc/adr").mkdir(parents=True)
    assert old.done("list", "and", "more").out == ""
    assert old.done("generate", "toc").out == "# Architecture Decision Records\n\n"
    assert old.done("generate", "graph").out.startswith("digraph {\n  node [shape=plaintext];\n")


def test_an_empty_usual_folder_takes_the_next_record_outside_too(run: Adr) -> None:
    (run.project / "doc/adr").mkdir(parents=True)
    assert run.new("Use x") == "doc/adr/0001-use-x.md"


def test_the_editor_is_opened_and_its_exit_code_passed_on(old: Adr) -> None:
    editor = old.project / "ed"
    editor.write_text('#!/bin/sh\necho "ED $@"\nexit ${CODE:-0}\n')
    editor.chmod(0o755)
    env = {**os.environ, "EDITOR": "./ed -w"}
    done = old.process("new", "one", env=env)
    assert done.out == "ED -w doc/adr/0001-one.md\ndoc/adr/0001-one.md\n"
    failed = old.process("new", "two", env={**env, "CODE": "3", "VISUAL": "./ed"})
    assert (failed.code, failed.out) == (3, "ED doc/adr/0002-two.md\n")
    assert (old.project / "doc/adr/0002-two.md").exists()


def test_an_editor_that_is_not_there_is_an_error(old: Adr) -> None:
    done = old("new", "one", env={"EDITOR": "no-such-editor"})
    assert done.code == 2
    assert "'no-such-editor' cannot be started" in done.err


def test_contents_have_an_introduction_and_an_end(old: Adr) -> None:
    old.done("new", "First")
    (old.project / "in.md").write_text("Before.\n")
    (old.project / "out.md").write_text("After.\n")
    done = old.done("generate", "toc", "-i", "in.md", "-o", "out.md", "-p", "foo/doc/adr/")
    assert done.out == (
        "# Architecture Decision Records\n\nBefore.\n\n"
        "* [1. First](foo/doc/adr/0001-first.md)\n\nAfter.\n"
    )
    missing = old("generate", "toc", "-i", "none.md")
    assert (missing.code, missing.out) == (2, "")


def test_the_graph_has_the_form_of_adr_tools(old: Adr) -> None:
    old.done("init")
    old.done("new", "-s", "1", 'Say "no"')
    assert old.done("generate", "graph", "-p", "/d/", "-e", ".x").out == (
        "digraph {\n  node [shape=plaintext];\n  subgraph {\n"
        '    _1 [label="1. Record architecture decisions"; '
        'URL="/d/0001-record-architecture-decisions.x"];\n'
        '    _2 [label="2. Say \\"no\\""; URL="/d/0002-say-no.x"];\n'
        '    _1 -> _2 [style="dotted", weight=1];\n  }\n'
        '  _2 -> _1 [label="Supercedes", weight=0]\n}\n'
    )


def test_old_dates_are_upgraded_and_nothing_else(old: Adr) -> None:
    old.done("new", "one")
    path = old.project / "doc/adr/0001-one.md"
    path.write_bytes(b"# 1. One\r\n\r\nDate: 12/01/1992\r\nx Date: 01/02/2003 Date: 03/04/2005")
    done = old.done("upgrade-repository")
    assert (done.out, done.err) == ("", "")
    assert path.read_bytes() == (
        b"# 1. One\r\n\r\nDate: 1992-01-12\r\nx Date: 2003-02-01 Date: 03/04/2005"
    )
    path.write_text("# 1. One\n\nDate: 31/31/1992\nDate: 1/2/1992\nDate: 31/12/19999\n")
    before = path.read_bytes()
    old.done("upgrade-repository", env={"ADR_COMPAT": ""})
    assert path.read_bytes() == before


def test_help_goes_through_the_pager_that_is_set(old: Adr) -> None:
    assert "Draft, write and commit one new record." in old.done("help", "new").out
    assert "Usage: adr generate toc" in old.done("help", "generate", "toc").out
    paged = old.process("help", "list", env={**os.environ, "ADR_PAGER": "grep -c Usage"})
    assert paged.out == "1\n"
    unknown = old("help", "nothing")
    assert unknown.code == 2
    assert "'nothing'" in unknown.err


def test_the_template_is_taken_from_the_environment_and_the_log(old: Adr) -> None:
    (old.project / "my.md").write_text("T NUMBER TITLE DATE STATUS")
    old.done("new", "Aaa", "Bbb", env={"ADR_TEMPLATE": "my.md"})
    assert (old.project / "doc/adr/0001-aaa-bbb.md").read_text() == f"T 1 Aaa Bbb {DATE} Accepted"
    (old.project / "doc/adr/templates").mkdir()
    (old.project / "doc/adr/templates/template.md").write_text("# TITLE (NUMBER)\n")
    old.done("new", "Ccc")
    assert (old.project / "doc/adr/0002-ccc.md").read_text() == "# Ccc (2)\n"


SCRIPT = """\
adr init
adr new Something About Node.JS
adr new "Slash/Slash/Slash/"
adr new -- "-Bar-"
adr new -s 1 -s 3 "Third time"
adr new -l "2:Amends:Amended by" -s 4 Fourth
adr new "C# here"
adr link 6 "Relates to" 1 "Relates to"
adr list
mkdir sub
cd sub; adr list; adr new Below; cd ..
adr new
adr generate toc
adr generate graph -p x/ -e .y
adr upgrade-repository
"""


def run_script(folder: Path, program: Path) -> tuple[str, dict[str, str]]:
    """Run the script with one of the tools: what it printed, and the files it left."""
    places = folder / "bin"
    places.mkdir(parents=True)
    (places / "adr").symlink_to(program)
    work = folder / "work"
    work.mkdir()
    path = f"{places}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", SCRIPT],
        cwd=work,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout, {
        p.relative_to(work).as_posix(): p.read_text("utf-8") for p in work.rglob("*.md")
    }


@pytest.mark.skipif(not ADR_TOOLS.exists(), reason="Debian's adr-tools is not installed")
@pytest.mark.usefixtures("old")
def test_the_same_script_leaves_the_same_log_with_adr_tools_itself(tmp_path: Path) -> None:
    theirs, their_files = run_script(tmp_path / "theirs", Path("/usr/bin/adr"))
    ours, our_files = run_script(tmp_path / "ours", INSTALLED)

    def alike(text: str) -> str:
        # Debian's package spells `Superseded`; the original, and ours, `Superceded`.
        return text.replace("uperced", "upersed")

    def head(text: str) -> list[str]:
        """The heading, date and status; our template asks other questions below them."""
        lines = alike(text.partition("## Context")[0]).splitlines()
        return [line for line in lines if line]

    assert alike(ours) == alike(theirs)
    assert our_files.keys() == their_files.keys()
    for name, text in their_files.items():
        assert head(our_files[name]) == head(text), name
