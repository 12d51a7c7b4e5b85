"""The report, by its command line: without a model, with kept answers, and against a server."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.architect import loopback as play
from tests.architect.loopback import Handler, Loopback
from tests.cli.reviewer import review
from tests.evaluation.recordings import recordings
from tests.evaluation.run import main

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs/explanation/evaluation.md"


def rows(text: str) -> dict[str, list[str]]:
    """The lines of all tables by their first cell."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return {first: cells for first, *cells in lines}


def report(out: Path, *arguments: str) -> str:
    assert main([*arguments, "--date", "2026-11-25", "--out", str(out)]) == 0
    return out.read_text("utf-8")


def test_kept_answers_are_named_as_what_they_are(tmp_path: Path) -> None:
    text = report(tmp_path / "x.md", "--architect", "recorded", "--briefs", "trap")
    assert text.startswith(
        "1 briefs, architect `recorded` (hand-made, no model, 2026-11-25), 2026-11-25."
    )
    assert rows(text)["the choice flips or holds with a flipped fact"] == ["100% (1/1)"]
    assert set(rows(text)["cost"]) == {"no model"}


def playing(handler: Handler) -> None:
    """Answer in the shape that is asked for, from the kept answers."""
    asked = handler.server.last.body
    shape = set(asked["output_config"]["format"]["schema"]["properties"])
    one = recordings()["trap.cloud-allowed" if "one public cloud" in str(asked) else "trap"]
    questions = [{**asdict(q), "choices": []} for q in one.questions]
    if "record" in shape:
        answer = json.dumps({"record": '# X\n\nChosen option: "DynamoDB", because of 9 ms.'})
    elif "questions" in shape:
        answer = json.dumps({"questions": questions})
    else:
        answer = review() if "verdicts" in shape else json.dumps(one.advice)
    play.reply(answer)(handler)


def test_every_way_is_run_against_a_server_and_its_costs_are_told(
    server: Loopback, tmp_path: Path
) -> None:
    server.play(playing)
    text = report(
        tmp_path / "x.md",
        "--architect=claude", "--briefs=trap", "--model=claude-opus-5-5", "--max-cost=50",
    )  # fmt: skip
    found = rows(text)
    assert "(claude-opus-5-5), 2026-11-25. All requests together:" in text
    assert found["the choice is acceptable"][2:] == ["0% (0/1)", "0% (0/1)", "100% (1/1)"]
    assert found["figures that nobody gave"][2] == "100% (1/1)"
    assert found["decisive topics asked for"][4] == "100% (4/4)"
    assert re.fullmatch(r"300 tokens in, 150 out, \$0\.00 \(.*\)", found["cost"][4])
    assert found["the choice flips or holds with a flipped fact"] == ["100% (1/1)"]
    assert found["the same with an order planted"] == ["100% (14/14)"]


def test_a_run_that_would_cost_too_much_ends_before_it_does(
    server: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    server.play(playing)
    code = main(
        ["--architect=claude", "--briefs=trap", "--model=claude-opus-5-5", "--max-cost=0.001"]
    )
    assert code == 1
    assert "more than --max-cost" in capsys.readouterr().err
    assert server.requests == []


def test_what_the_documentation_says_was_measured_is_what_comes_out(tmp_path: Path) -> None:
    said = rows(PAGE.read_text("utf-8"))
    measured = rows(report(tmp_path / "x.md"))
    assert {name: said.get(name) for name in measured} == measured
