from __future__ import annotations

import json

from tests.cli.runner import Adr

RADAR = """\
id: postgresql
ring: adopt
note: The platform team runs it.
rules:
  - question: operations
    answer: managed
    direction: good
    text: our platform offers it with backups.
"""


def own(run: Adr, text: str) -> None:
    folder = run.project / "adr/catalogue"
    folder.mkdir(exist_ok=True)
    (folder / "radar.yaml").write_text(text, encoding="utf-8")


def test_the_catalogue_is_listed_and_shown_without_a_log(run: Adr) -> None:
    assert "message-broker" in run.done("catalogue").out
    assert "# Apache Kafka" in run.done("catalogue", "KAFKA").out
    kind = run.done("catalogue", "message-broker").out
    assert "What may be lost" in kind
    assert "checked 20" in kind
    assert run.done("catalogue", "--check").out.endswith(" 0 problems\n")


def test_as_json_it_is_the_promised_object(run: Adr) -> None:
    told = json.loads(run.done("catalogue", "--json").out)
    assert told["schema"] == 1
    assert {"id", "questions", "failures"} <= told["kinds"][0].keys()
    assert {t["type"] for t in told["technologies"]} == {"technology", "pattern"}
    assert {t["depth"] for t in told["technologies"]} <= {"full", "shallow"}
    assert json.loads(run.done("catalogue", "pg", "--json").out)["id"] == "postgresql"


def test_an_unknown_name_is_answered_with_a_near_one(run: Adr) -> None:
    result = run("catalogue", "postgress")
    assert result.code == 2
    assert "adr catalogue 'postgres" in result.err


def test_a_draft_says_what_the_project_s_own_radar_says_first(logged: Adr) -> None:
    own(logged, RADAR)
    done = logged.done(
        "new", "--yes", "--architect", "offline", "--dry-run", "--answer", "operations=managed",
        "Postgres vs Mongo",
    )  # fmt: skip
    draft = done.out
    assert "Good, because our own radar says adopt: The platform team runs it. [[" in draft
    assert "our platform offers it with backups. [[1]]" in draft
    assert '[1]: <catalogue/radar.yaml> "Our own file catalogue/radar.yaml"' in draft
    assert "**Our radar: adopt.**" in logged.done("catalogue", "pg").out


def test_a_fault_in_a_file_of_ones_own_is_one_error_with_its_line(logged: Adr) -> None:
    own(logged, RADAR.replace("answer: managed", "answer: nope"))
    result = logged("new", "--yes", "--architect", "offline", "Postgres vs Mongo")
    assert result.code == 1
    assert "adr/catalogue/radar.yaml:6: rules.1.answer: is no answer" in result.err
    result = logged("catalogue", "--check")
    assert result.code == 3
    assert "adr/catalogue/radar.yaml:6: rules.1.answer: is no answer" in result.out
