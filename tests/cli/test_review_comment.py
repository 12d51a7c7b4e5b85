from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.reviewer import finding, review
from tests.cli.runner import Adr
from tests.evaluation.mutations import SAMPLES

GOOD = next(sample for sample in SAMPLES if sample.name == "madr-en").text
MOST_LINES = 60
HOSTILE = "</details> @octocat closes #1 <img src=x> | ![x](https://evil.example/x.png) `"


def record(title: str, status: str, text: str = "Why we do it.") -> str:
    return f"# {title}\n\n## Status\n\n{status}\n\n## Context\n\n{text}\n"


@pytest.fixture
def change(run: Adr, git: Callable[..., str]) -> Adr:
    """A branch that does to ten decisions all that can be done to them."""
    adr = run.project / "adr"
    adr.mkdir()
    titles = ["", "Use MySQL", "Use Kafka", "Use Helm", "Use Redis", "Use Go", "Use gRPC"]
    for number, title in enumerate(titles[1:], start=1):
        text = record(title, "Accepted", f"{title} is enough for us.")
        (adr / f"{number:04d}-{title.lower().replace(' ', '-')}.md").write_text(text, "utf-8")
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Log")
    git(run.project, "switch", "-qc", "change")
    edit(adr / "0001-use-mysql.md", "is enough", "was never enough")
    edit(adr / "0002-use-kafka.md", "Accepted", "Deprecated")
    (adr / "0003-use-helm.md").rename(adr / "0009-use-helm.md")
    (adr / "0004-use-redis.md").unlink()
    entry = "\n## Changes\n\n- 2026-11-23 correction: two languages\n"
    edit(adr / "0005-use-go.md", "for us.", f"for two of us.\n{entry}")
    edit(adr / "0006-use-grpc.md", "Accepted", "Superseded by [7. Use PostgreSQL](0007-x.md)")
    (adr / "0007-x.md").write_text(
        record("Use PostgreSQL", "Accepted\n\nSupersedes [6. Use gRPC](0006-use-grpc.md)"), "utf-8"
    )
    (adr / "0008-use-mysql-again.md").write_text(
        GOOD.replace("# Use PostgreSQL", "# Use MySQL, not PostgreSQL"), "utf-8"
    )
    (adr / "0010-hostile.md").write_text(record(HOSTILE, "Proposed"), "utf-8")
    git(run.project, "add", "-A")
    git(run.project, "commit", "-qm", "Change")
    return run


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def comment(run: Adr, *arguments: str) -> str:
    return run.done("review", "--base", "main", "--format", "markdown", *arguments).out


def manifest() -> str:
    """What a project depends on: a driver of a datastore in force, and things nobody decided."""
    names = ["pg", "amqplib", "express", "@sentry/node", "stripe", "react", "passport"]
    return json.dumps({"dependencies": dict.fromkeys(names, "1")}, indent=1)


def rows(text: str) -> dict[str, str]:
    found = re.findall(r"^\| (.*?) \| (.*) \|$", text, re.MULTILINE)
    return {name.partition(" ")[0]: told for name, told in found if name.startswith("ADR")}


def test_each_decision_is_told_what_becomes_of_it_the_worst_first(change: Adr) -> None:
    text = comment(change)
    assert text.startswith("<!-- adr-review adr -->\n### Decisions: ❌ ")
    assert list(rows(text).items())[:9] == [
        ("ADR-0004", "**removed**"),
        ("ADR-0001", "**accepted text changed** in 1 place"),
        ("ADR-0005", "accepted text corrected, with an entry that says so"),
        ("ADR-0006", "accepted → **superseded** by ADR-0007"),
        ("ADR-0002", "accepted → **deprecated**"),
        ("ADR-0007", "**new**, accepted; supersedes ADR-0006"),
        ("ADR-0008", "**new**, proposed"),
        ("ADR-0010", "**new**, proposed"),
        ("ADR-0009", "was ADR-0003"),
    ]
    first = text.partition("**Look first at**")[2].splitlines()[2:5]
    assert first[0] == "1. ADR-0004 Use Redis: **removed**, though a log keeps what was decided"
    assert first[1].endswith("and no entry says why (`adr/0001-use-mysql.md:9`)")


def test_it_names_what_was_forgotten_and_what_is_left_to_ask(change: Adr) -> None:
    text = comment(change)
    assert "* ADR-0008: ADR-0001 Use MySQL, ADR-0007 Use PostgreSQL" in text
    assert "* Of each draft only you can tell: Is the problem worth a record?" in text
    assert "❌ ADR401 `adr/0001-use-mysql.md:9`" in text
    assert "it had 6 records, now 8" in text


def test_hostile_text_stays_text(change: Adr) -> None:
    text = comment(change)
    assert "&lt;/details&gt; @&#8203;octocat closes #&#8203;1 &lt;img src=x&gt;" in text
    ours = r"/?sub>|!-- adr-review adr -->"
    assert not re.search(rf"<(?!{ours})|(?<!\\)!\[|@\w|#(?!8203;)\d|://", text)


def test_it_never_has_more_than_sixty_lines(
    change: Adr, git: Callable[..., str], tmp_path: Path
) -> None:
    names = ["MySQL", "Kafka", "gRPC", "Go"]
    for number in range(20, 32):
        title = f"Use {names[number % 4]} for case {number}"
        text = record(title, "Proposed", f"{{words {number} left out}}")
        (change.project / f"adr/{number:04d}-x.md").write_text(text, "utf-8")
    one_sided = GOOD.replace("* Bad, because two people", "* Good, because two people")
    (change.project / "adr/0040-x.md").write_text(one_sided, "utf-8")
    other = GOOD.replace("# Use PostgreSQL", "# Use MongoDB")
    (change.project / "adr/0041-x.md").write_text(other, "utf-8")
    (change.project / "package.json").write_text(manifest(), "utf-8")
    git(change.project, "add", "-A")
    git(change.project, "commit", "-qm", "Many")
    answer = tmp_path / "answer.json"
    answer.write_text(review(*[finding("Use ") | {"quote": "left out}"}] * 5), "utf-8")
    source = f"import sys; sys.stdin.read(); print(open({str(answer)!r}).read())"
    model = {"ADR_COMMAND": shlex.join([sys.executable, "-c", source])}
    arguments = ("review", "--base", "main", "--format", "markdown", "--llm")
    lines = change.done(*arguments, env=model).out.splitlines()
    assert MOST_LINES - 8 <= len(lines) <= MOST_LINES
    assert any(
        line.startswith("Beside the log: 6 matters that no record decides") for line in lines
    )
    without = comment(change).splitlines()
    assert MOST_LINES - 8 <= len(without) <= MOST_LINES
    assert "* … and 2 more: `adr needed --base main`" in without
    assert "| … and 12 more | `adr changes main..HEAD` |" in lines
    assert any(re.match(r"\* … and \d+ more: `adr check --base main`", line) for line in lines)
    assert "#### What a model says; advice, and no part of the verdict" in lines


def test_a_change_without_decisions_says_so(change: Adr, git: Callable[..., str]) -> None:
    git(change.project, "switch", "-qc", "other", "main")
    (change.project / "README.md").write_text("# Shop\n", "utf-8")
    git(change.project, "add", "-A")
    git(change.project, "commit", "-qm", "No decision")
    assert comment(change).splitlines()[1] == "### Decisions: ✅ no error; none changed"


def test_what_deserves_a_decision_beside_the_log_is_told(
    change: Adr, git: Callable[..., str]
) -> None:
    git(change.project, "switch", "-qc", "other", "main")
    (change.project / "compose.yaml").write_text(
        "services:\n  db:\n    image: mysql:8\n  q:\n    image: rabbitmq:3\n", "utf-8"
    )
    hostile = change.project / "@octocat <b> closes #1"
    hostile.mkdir()
    (hostile / "package.json").write_text('{"dependencies": {"express": "1"}}', "utf-8")
    git(change.project, "add", "-A")
    git(change.project, "commit", "-qm", "Stack")
    text = comment(change)
    assert "#### Beside the log: 2 matters that no record decides, 1 that one does" in text
    governed = "added datastore: MySQL (container image mysql); governed by ADR-0001"
    assert f"* `compose.yaml:3`: {governed}" in text
    assert re.search(r"\* `compose.yaml:5`: added .*RabbitMQ .*; `adr new '.*RabbitMQ.*'`", text)
    assert "* `@octocat <b> closes #1/package.json:1`: added" in text


def test_strict_makes_an_error_the_exit_code(change: Adr) -> None:
    arguments = ("review", "--base", "main", "--format", "markdown")
    assert (change(*arguments).code, change(*arguments, "--strict").code) == (0, 3)
