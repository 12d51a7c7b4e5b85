"""Records are found by words, by what they are about, by files; the files stay the truth."""

from __future__ import annotations

import json
import os
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adr_tool.document import searched
from adr_tool.domain.digest import Digest
from tests.cli.runner import Adr

LONG_AGO = 1_700_000_000
LOG = {
    "0001-use-postgresql.md": ("accepted", "Use PostgreSQL for orders", "Row-level security."),
    "0002-use-mysql.md": ("superseded by ADR-0001", "Use MySQL for orders", "Orders in tables."),
    "0003-queue.md": ("accepted", "Send payment events through Kafka", "See ADR-0001. Retries."),
    "0004-grpc.md": ("rejected", "Let clients retry payment by gRPC", "Retries of a payment."),
    "0005-überwachung.md": ("accepted", "Überwachung der Größe", "Die Größe der Aufträge."),
    "0006-数据库.md": ("accepted", "选择数据库服务", "我们需要一个关系数据库。"),
    "0007-idempotency.md": ("proposed", "Make payment retries safe", "Idempotency keys."),
}  # fmt: skip


def write(path: Path, text: str) -> None:
    """Write a file as if long ago: what changed just now is looked at again anyway."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def log(run: Adr) -> Adr:
    folder = run.project / "adr"
    folder.mkdir()
    for name, (status, title, body) in LOG.items():
        affects = "affects: [src/payments/**]\n" if "payment" in title else ""
        head = f"---\nstatus: {status}\ndate: 2026-01-02\ntags: [t{name[3]}]\n{affects}---\n\n"
        write(folder / name, f"{head}# {title}\n\n## Context\n\n{body}\n")
    return run


def ids(run: Adr, *arguments: str) -> list[str]:
    return [hit["id"][-1:] for hit in run.done("search", *arguments, "--json").data]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("kafka", "3"), ("KAFKA events", "3"), ('"row level security"', "1"), ("row-level", "1"),
        ("post*", "1"), ("postgersql", "1"), ("kafak", "3"), ("idempotncy", "7"),
        ("größe", "5"), (unicodedata.normalize("NFD", "überwachung"), "5"), ("GROSSE", "5"),
        ("uberwachung", "5"), ("数据库", "6"), ("关系", "6"), ("务", "6"), ("t3", "3"),
        ("ADR-0001", "1"),
    ],
)  # fmt: skip
def test_a_record_is_found_as_people_type(log: Adr, asked: str, first: str) -> None:
    assert ids(log, asked)[:1] == [first]


def test_a_phrase_has_to_stand_and_filters_leave_out_the_rest(log: Adr) -> None:
    assert ids(log, '"security row"') == []
    assert sorted(ids(log, "payment", "--status", "rejected,proposed")) == ["4", "7"]
    assert ids(log, "payment", "--tag", "T3") == ["3"]
    assert len(ids(log, "payment", "orders", "--limit", "2")) == 2
    assert log("search", "x", "--status", "no-such").code == 2


def test_what_is_in_force_comes_first_and_what_is_not_says_so(log: Adr) -> None:
    done = log.done("search", "orders")
    first, *_ = done.out.splitlines()
    assert first.startswith("ADR-0001  accepted  Use PostgreSQL for orders")
    assert "Not in force: superseded by ADR-0001 Use PostgreSQL for orders" in done.out
    (hit,) = log.done("search", "idempotency", "--json").data
    assert (hit["snippet"], hit["in_force"]) == ("**Idempotency** keys.", False)
    assert hit["score"] > 0


@pytest.mark.parametrize(
    "asked",
    ['"', "a AND", "NEAR(", "title:", "^x", "{a b}:c", "'; DROP TABLE words;--", "*", "a\0b",
     "\udcff", "kafka " * 5_000, "((((" + "kafka", "-kafka", "%_"],
)  # fmt: skip
def test_no_question_breaks_the_search(log: Adr, asked: str) -> None:
    assert isinstance(log.done("search", "--json", "--", asked).data, list)


def test_an_empty_question_is_wrong_usage_and_no_hit_is_no_error(log: Adr) -> None:
    assert log("search").code == 2
    assert log.done("search", "zebra", "--json").data == []
    assert "No record has 'zebra'" in log.done("search", "zebra").err


def test_only_what_changed_is_read_again(log: Adr, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    body = searched.body

    def counted(text: str, digest: Digest) -> str:
        read.append(digest.record.path)
        return body(text, digest)

    monkeypatch.setattr(searched, "body", counted)
    log.done("search", "kafka")
    assert len(read) == len(LOG)
    record = log.project / "adr/0003-queue.md"
    write(record, record.read_text("utf-8").replace("Kafka", "RabbitMQ"))
    (log.project / "adr/0007-idempotency.md").unlink()
    assert ids(log, "rabbitmq") == ["3"]
    assert "7" not in ids(log, "payment")
    assert read[len(LOG) :] == ["adr/0003-queue.md"]


def test_what_was_written_just_now_is_found_as_it_stands(log: Adr) -> None:
    record = log.project / "adr/0003-queue.md"
    for word in ("alphaword", "omegaword") * 3:
        record.write_text(f"# 3. Use {word}\n\n## Status\n\nAccepted\n", encoding="utf-8")
        assert ids(log, word) == ["3"]


def index_of(home: Path) -> Path:
    (found,) = home.glob("**/*.index")
    return found


@pytest.mark.parametrize("harm", ["no database", "torn", "deleted", "empty", "other tables"])
def test_a_broken_index_is_made_anew(log: Adr, harm: str) -> None:
    wanted = ids(log, "payment", "orders")
    path = index_of(Path(os.environ["XDG_CACHE_HOME"]))
    raw = path.read_bytes()
    if harm == "no database":
        path.write_bytes(b"no database " * 500)
    elif harm == "torn":
        path.write_bytes(raw[: len(raw) // 2] + b"\xff" * 4_096)
    elif harm == "deleted":
        path.unlink()
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        with closing(sqlite3.connect(path)) as base, base:
            base.execute("DROP TABLE records")
    assert ids(log, "payment", "orders") == wanted
    assert ids(log, "payment", "orders") == wanted


def test_without_a_cache_that_can_be_written_the_answer_is_the_same(log: Adr) -> None:
    wanted = ids(log, "payment", "orders")
    for home in ("/dev/null", "/proc/none"):
        done = log.done("search", "payment", "orders", "--json", env={"XDG_CACHE_HOME": home})
        assert [hit["id"][-1:] for hit in done.data] == wanted


def test_a_file_that_cannot_be_read_is_named_each_time(log: Adr) -> None:
    (log.project / "adr/0008-broken.md").write_bytes(b"\xff\xfe broken")
    for _ in range(2):
        done = log.done("search", "kafka")
        assert "Unreadable: adr/0008-broken.md:1" in done.err


def test_related_are_those_in_force_that_are_not_cited(log: Adr) -> None:
    text = "Payment orders through Kafka"
    assert [h["id"] for h in log.done("related", text, "--json").data][:1] == ["ADR-0003"]
    assert all(h["in_force"] for h in log.done("related", text, "--json").data)
    # 3 cites 1, and nobody is related to itself.
    assert not {"ADR-0001", "ADR-0003"} & {h["id"] for h in log.done("related", "3", "--json").data}
    draft = log.project / "draft.md"
    draft.write_text("# Kafka for orders\n\nPayment events. See ADR-0003.\n", encoding="utf-8")
    assert [h["id"] for h in log.done("related", "draft.md", "--json").data] == ["ADR-0001"]
    assert log("related", "99").code == 1


def test_records_are_found_for_files(log: Adr) -> None:
    source = log.project / "src/payments/api.py"
    source.parent.mkdir(parents=True)
    source.write_text("# @adr 1\nimport x\n", encoding="utf-8")
    data = log.done("for", "src/payments/api.py", "--json").data
    assert [(d["id"], d["reasons"]) for d in data[:2]] == [
        ("ADR-0001", ["cited in src/payments/api.py:1"]),
        ("ADR-0003", ["affects src/payments/**"]),
    ]
    assert [d["id"] for d in log.done("for", "src", "--json").data[:2]] == ["ADR-0001", "ADR-0003"]
    nothing = log.done("for", "src/other.py")
    assert (nothing.out, nothing.err) == ("", "No record bears on src/other.py.\n")
    assert log("for", "/etc/passwd").code == 2


def test_context_is_guidance_within_a_budget(log: Adr) -> None:
    (log.project / "src").mkdir()
    asked = ("context", "--paths", "src/payments/api.py", "--query", "orders payment", "--json")
    done = log.done(*asked)
    assert log.done(*asked).out == done.out
    groups = {
        group: [one["id"] for one in done.data[group]]
        for group in ("in_force", "proposed", "rejected")
    }
    assert groups == {
        "in_force": ["ADR-0003", "ADR-0001"], "proposed": ["ADR-0007"], "rejected": ["ADR-0004"],
    }  # fmt: skip
    assert done.data["in_force"][0]["why"] == ["affects src/payments/**", "bears on the query"]
    assert "MySQL" not in done.out
    for budget in (50, 80, 120, 300):
        for form in ((), ("--json",)):
            told = log.done("context", "--query", "orders payment", "--budget", str(budget), *form)
            assert len(told.out.encode()) <= 4 * budget
    assert log("context").code == 2


def test_the_right_decisions_for_a_file_among_a_hundred(run: Adr, git: Callable[..., str]) -> None:
    folder = run.project / "adr"
    folder.mkdir()
    for number in range(1, 101):
        status = {1: "proposed", 2: "superseded", 3: "superseded"}.get(number % 10, "accepted")
        status = "rejected" if number % 20 == 4 else status
        globs = "affects: ['src/payments/**']\n" if number in (15, 33, 44, 56, 77) else ""
        text = f"---\nstatus: {status}\n{globs}---\n\n# Choose part {number}\n\n{'Words. ' * 400}\n"
        write(folder / f"{number:04d}-part.md", text)
    source = run.project / "src/payments/api.py"
    source.parent.mkdir(parents=True)
    source.write_text("# @adr 19\n", encoding="utf-8")
    git(run.project, "add", "-A")
    done = run.done("context", "--paths", "src/payments/api.py", "--budget", "4000", "--json")
    assert [one["id"] for one in done.data["in_force"]] == [
        "ADR-0015", "ADR-0019", "ADR-0056", "ADR-0077",
    ]  # fmt: skip
    assert all(one["why"] and one["text"] for one in done.data["in_force"])
    assert [one["id"] for one in done.data["rejected"]] == ["ADR-0044"]
    assert "ADR-0033" not in done.out
    assert len(done.out.encode()) <= 16_000
    assert json.loads(done.out)["left_out"] == 0
