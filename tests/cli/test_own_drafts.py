"""What our own drafts are told by our own checks: nothing that a reviewer would not act on."""

from __future__ import annotations

import pytest

from tests.cli.runner import Adr, offline

CONTEXT = (
    "Orders arrive at two hundred a second from three shops, and each of them has to reach the "
    "warehouse within a minute, also when one machine is down."
)


@pytest.mark.parametrize("template", ["madr", "madr-minimal", "nygard", "y-statement"])
@pytest.mark.parametrize("title", ["Kafka or RabbitMQ for order events", "Use PostgreSQL"])
def test_a_fresh_draft_is_no_finding(logged: Adr, title: str, template: str) -> None:
    offline(logged, title, "--template", template, "--context", CONTEXT)
    found = logged.done("check", "--json").data["findings"]
    # The short shape leaves out on purpose what the long one asks for.
    heard = [f for f in found if f["severity"] != "info" or template != "madr-minimal"]
    assert [(f["code"], f["message"]) for f in heard] == []


def test_a_question_is_a_title_only_while_nothing_is_chosen(logged: Adr) -> None:
    done = offline(logged, "Postgres vs Mongo")
    record = logged.project / done.path
    text = record.read_text("utf-8")
    start = text.index("Chosen option: none yet")
    end = text.index("\n", start)
    chosen = 'Chosen option: "PostgreSQL", because rows refer to each other.'
    record.write_text(text[:start] + chosen + text[end:], "utf-8")
    found = logged("check", "--json", "--select", "ADR519").data["findings"]
    assert [finding["path"] for finding in found] == [done.path]
