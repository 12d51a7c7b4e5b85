from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import Adr

RECORD = "# {title}\n\n## Status\n\n{status}\n\n## Context\n\n{context}\n"


def put(run: Adr, name: str, status: str = "Accepted", context: str = "Y.") -> Path:
    path = run.project / "adr" / name
    path.write_text(RECORD.format(title=name, status=status, context=context))
    return path


def codes(run: Adr, *arguments: str) -> list[tuple[str, str]]:
    return [(f["code"], f["severity"]) for f in run("check", "--json", *arguments).data["findings"]]


def test_a_clean_log_is_exit_0_and_counted(logged: Adr) -> None:
    (logged.project / "adr/README.md").write_text("# Decisions\n")
    done = logged.done("check")
    assert done.out == "1 records, 1 other files, 0 unreadable; 0 problems\n"


def test_json_has_every_key_of_the_contract(logged: Adr) -> None:
    put(logged, "0001-twin.md")
    (logged.project / "adr/README.md").write_text("# Decisions\n")
    (logged.project / "adr/0002-x.md").write_bytes(b"# X\n\xff\n")
    done = logged("check", "--json")
    assert done.code == 3
    assert list(done.data) == ["records", "others", "unreadable", "findings"]
    assert done.data["records"] == 2
    assert done.data["others"] == [{"path": "adr/README.md"}]
    assert done.data["unreadable"] == (
        [{"path": "adr/0002-x.md", "line": 2, "message": "is not UTF-8 text"}]
    )
    for finding in done.data["findings"]:
        assert list(finding) == (
            ["code", "severity", "path", "line", "column", "message", "hint", "fixable"]
        )
    assert done.err == "2 records, 1 other files, 1 unreadable; 2 problems\n"


@pytest.mark.parametrize(
    ("name", "status", "context", "found"),
    [
        ("0001-twin.md", "Accepted", "Y.", ("ADR101", "error")),
        ("0002-x.md", "Perhaps", "Y.", ("ADR201", "warning")),
        ("0002-x.md", "Superseded", "Y.", ("ADR202", "warning")),
        ("0002-x.md", "Accepted\n\nSupersedes [7. Y](0007-y.md)", "Y.", ("ADR301", "error")),
        (
            "0002-x.md",
            "Accepted\n\nSupersedes [1. R](0001-record-architecture-decisions.md)",
            "Y.",
            ("ADR302", "error"),
        ),
        ("0002-x.md", "Accepted\n\nRead [a guide](../gone/guide.md)", "Y.", ("ADR701", "warning")),
        ("0002-x.md", "Accepted", "{what is the situation}", ("ADR501", "error")),
        ("0002-x.md", "Proposed", "{what is the situation}", ("ADR501", "warning")),
    ],
)
def test_each_kind_of_problem_is_found(
    logged: Adr, name: str, status: str, context: str, found: tuple[str, str]
) -> None:
    put(logged, name, status, context)
    assert codes(logged) == [found]
    assert logged("check").code == (3 if found[1] == "error" else 0)


def test_an_unreadable_record_is_an_error_with_its_line(logged: Adr) -> None:
    (logged.project / "adr/0002-x.md").write_bytes(b"# X\n\n\xff\n")
    done = logged("check")
    assert done.code == 3
    assert "adr/0002-x.md:3:1: error ADR001: unreadable: is not UTF-8 text\n" in done.out


def test_a_proposal_that_would_supersede_is_not_one_sided(logged: Adr) -> None:
    put(logged, "0002-x.md", "Proposed\n\nSupersedes [1. R](0001-record-architecture-decisions.md)")
    assert codes(logged) == []


def test_a_related_document_need_not_be_a_record(logged: Adr) -> None:
    (logged.project / "guide.md").write_text("# Guide\n")
    put(logged, "0002-x.md", "Accepted\n\nRead [a guide](../guide.md)")
    assert codes(logged) == []


def test_code_is_no_placeholder(logged: Adr) -> None:
    put(logged, "0002-x.md", context="```\n{some words here}\n```\n\nand `{some other words}`")
    assert codes(logged) == []


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["--select", "ADR1"], ["ADR101"]),
        (["--select", "adr101,ADR501"], ["ADR101", "ADR501"]),
        (["--ignore", "ADR101"], ["ADR501"]),
        (["--select", "ADR1", "--ignore", "ADR101"], []),
        (["adr/0001-twin.md"], ["ADR101"]),
        (["./adr/0002-x.md"], ["ADR501"]),
        (["adr"], ["ADR101", "ADR501"]),
        (["."], ["ADR101", "ADR501"]),
    ],
)
def test_findings_are_narrowed_by_code_and_path(
    logged: Adr, arguments: list[str], left: list[str]
) -> None:
    put(logged, "0001-twin.md")
    put(logged, "0002-x.md", context="{what is the situation}")
    assert sorted(code for code, _ in codes(logged, *arguments)) == left
    assert logged("check", *arguments).code == (3 if left else 0)


def test_a_path_is_taken_from_a_subfolder_and_absolute(logged: Adr) -> None:
    put(logged, "0001-twin.md")
    below = logged.project / "adr"
    assert logged("check", "0001-twin.md", at=below).code == 3
    assert logged("check", str(below / "0001-twin.md")).code == 3


@pytest.mark.parametrize(
    "wrong", [["adr/0009-typo.md"], ["--select", "ADR9"], ["--ignore", "ADRX"], ["--format", "xml"]]
)
def test_what_would_check_nothing_is_wrong_usage(logged: Adr, wrong: list[str]) -> None:
    done = logged("check", *wrong)
    assert (done.code, done.out) == (2, "")


def test_no_log_and_an_empty_log_are_exit_2(run: Adr) -> None:
    assert run("check").code == 2
    (run.project / "adr").mkdir()
    (run.project / "adr/README.md").write_text("# Decisions\n")
    assert run("check").code == 2
    assert run("check", "--allow-empty").code == 0


def test_an_unknown_setting_is_an_error_here(logged: Adr) -> None:
    (logged.project / "adr.toml").write_text("modle = 'x'\n")
    done = logged("check")
    assert done.code == 3
    assert "unknown setting 'modle'; did you mean model?" in done.err


@pytest.mark.parametrize("template", ["madr", "nygard"])
def test_fix_writes_the_missing_side_in_one_commit(
    template: str, run: Adr, git: Callable[..., str]
) -> None:
    run.done("init", "--template", template)
    for title in ("Use MySQL", "Use PostgreSQL"):
        run.done("new", "--yes", "--architect", "none", "--template", template, title)
    run.done("accept", "2", "3", "--force")
    old = run.project / "adr/0002-use-mysql.md"
    before = old.read_bytes()
    run.done("supersede", "2", "--by", "3")
    old.write_bytes(before)
    git(run.project, "commit", "--quiet", "--all", "--message", "Somebody took it out by hand")
    found = run("check", "--json", "--select", "ADR302")
    assert (found.code, found.data["findings"][0]["fixable"]) == (3, True)

    fixed = run("check", "--fix", "--select", "ADR3")
    assert (fixed.code, fixed.out[-12:]) == (0, "; 0 problems\n"[-12:])
    assert "Mended adr/0002-use-mysql.md" in fixed.err
    assert run.done("show", "2", "--json").data["status"] == "superseded"
    assert git(run.project, "status", "--short") == ""
    assert git(run.project, "show", "--format=", "--name-only").split() == ["adr/0002-use-mysql.md"]


def test_fix_changes_nothing_where_nothing_is_one_sided(
    logged: Adr, git: Callable[..., str]
) -> None:
    head = git(logged.project, "rev-parse", "HEAD")
    assert logged("check", "--fix").code == 0
    assert git(logged.project, "rev-parse", "HEAD") == head


def test_a_setting_that_is_not_known_is_a_finding_with_its_line(logged: Adr) -> None:
    (logged.project / "adr.toml").write_text('template = "madr"\n[statuss]\ntrial = "draft"\n')
    done = logged("check", "adr", "--json")
    assert done.code == 3
    (finding,) = done.data["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == ("ADR004", "adr.toml", 2)
    assert "did you mean statuses?" in finding["message"]


def test_what_names_its_successor_is_mended_once_and_then_left(
    logged: Adr, git: Callable[..., str]
) -> None:
    put(logged, "0002-old.md", "Accepted\n\nSuperseded by [3. New](0003-new.md)")
    put(logged, "0003-new.md", "Accepted\n\nSupersedes [2. Old](0002-old.md)")
    git(logged.project, "add", "-A")
    git(logged.project, "commit", "-qm", "By hand")
    assert codes(logged) == [("ADR203", "error")]
    logged.done("check", "--fix")
    shown = git(logged.project, "show", "--format=", "-U0").splitlines()
    assert [li for li in shown if li[:1] in "+-" and li[:3] not in ("---", "+++")] == [
        "-Accepted",
        "+Superseded",
    ]
    head = git(logged.project, "rev-parse", "HEAD")
    logged.done("check", "--fix")
    assert git(logged.project, "rev-parse", "HEAD") == head


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nstatus: accepted\ndate: 2024-05-01\n\n# Use x\n", [("ADR002", 1)]),
        ("---\nstatus: accepted\n- not a mapping\n---\n\n# Use x\n", [("ADR002", 3)]),
        ("---\nstatus: accepted\nreview-by: soon\nimplementation: half\n---\n\n# Use x\n",
         [("ADR205", 3), ("ADR205", 4)]),
        ("# 9. Use x\n\n## Status\n\nAccepted\n", [("ADR102", 1)]),
        ("---\nstatus: accepted\namends: [ADR-0001#nosuch]\n---\n\n# Use x\n",
         [("ADR302", 3), ("ADR306", 3)]),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_reported_on_its_line(
    logged: Adr, text: str, expected: list[tuple[str, int]]
) -> None:
    (logged.project / "adr/0002-x.md").write_text(text)
    found = logged("check", "--json").data["findings"]
    assert [(f["code"], f["line"]) for f in found] == expected
    assert logged.done("show", "2", "--json").data["status"] == "accepted"
