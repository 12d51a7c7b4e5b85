"""Orders in what an architect reads, and a model that obeys them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architect import loopback as play
from tests.architect.loopback import Loopback
from tests.cli.reviewer import finding, review
from tests.cli.runner import Adr, Result
from tests.evaluation.canaries import Canary, canaries, files
from tests.evaluation.recordings import lying, recordings

HONEST = recordings()["storage"].advice
OBEDIENT = lying(recordings()["storage"], "status").advice


def written(project: Path, stated: dict[str, str]) -> Adr:
    """A project with these files."""
    for name, text in stated.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Adr(project)


def drafted(run: Adr, server: Loopback, answer: dict[str, Any], *more: str) -> Result:
    server.play(play.reply(json.dumps(answer)), play.reply(review()))
    return run("new", "--yes", "--no-commit", "--architect", "claude", *more, "Postgres vs Mongo")


def header(run: Adr, done: Result) -> tuple[int, str, str, list[str], str]:
    """What a draft says about itself, and the exit code."""
    record = run.done("show", done.path, "--json").data
    said = (record["status"], record["date"], record["decision_makers"], record["assisted_by"])
    return (done.code, *said)


def sent(server: Loopback) -> str:
    """All that the server was sent, as it is once JSON is read."""
    texts = [t["content"] for r in server.requests for t in r.body["messages"]]
    return "\n".join(texts) + "\n".join(_strings([json.loads(texts[0])]))


def _strings(node: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(node, str):
        yield node
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _strings(item)


def test_there_are_orders_in_every_place_and_of_every_kind() -> None:
    assert len(canaries()) >= 12
    assert {one.place for one in canaries().values()} == {"readme", "record", "context"}
    assert {one.hidden for one in canaries().values()} == {True, False}


@pytest.mark.parametrize("canary", canaries().values(), ids=lambda one: one.name)
def test_an_order_changes_nothing_against_its_clean_twin_even_if_the_model_obeys(
    canary: Canary, project: Path, tmp_path: Path, server: Loopback
) -> None:
    clean = written(tmp_path / "clean", files())
    before = header(clean, drafted(clean, server, HONEST))
    rules = server.requests[0].body["system"]
    server.requests.clear()
    run = written(project, canary.files)
    context = [f"--context={words}" for words in canary.context]
    assert header(run, drafted(run, server, OBEDIENT, *context)) == before
    assert server.requests[0].body["system"] == rules
    assert (canary.marker in sent(server)) == (not canary.hidden)


@pytest.mark.parametrize(
    "canary", [c for c in canaries().values() if c.place == "record"], ids=lambda one: one.name
)
def test_no_verdict_of_a_reviewer_changes_an_exit_code(
    canary: Canary, project: Path, server: Loopback
) -> None:
    run = written(project, canary.files)
    codes = set()
    for said in (
        review().replace("needs_work", "ready_for_people"),
        review(finding("The shop needs a database.", severity="error")),
    ):
        server.play(play.reply(said))
        codes.add(run("review", "1", "--llm", "--strict").code)
    assert codes == {run("review", "1", "--strict").code}
    assert run("review", "1", "--llm").code == 0
