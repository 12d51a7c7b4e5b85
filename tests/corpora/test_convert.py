"""Public records in Nygard's, MADR's and log4brains' notations, converted both ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from adr_tool.document.digest import digest
from adr_tool.document.reader import read
from adr_tool.domain.finding import Severity
from adr_tool.domain.log import DecisionLog
from adr_tool.domain.record import Record
from adr_tool.store.folder import Folder
from adr_tool.workflow.act import Act
from adr_tool.workflow.check import Terms, check
from adr_tool.workflow.convert import Outcome, Target, convert
from tests.corpora.measure import CORPORA, rows, text

pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"no corpora of real records at {CORPORA}"
)
NOWHERE: frozenset[str] = frozenset()


def collections() -> dict[str, DecisionLog]:
    """The records of each repository that are in a known format."""
    found: dict[str, list[Record]] = defaultdict(list)
    for row in rows() if CORPORA.is_dir() else ():
        record = read(text(row["repo"], row["path"]), row["path"]).record
        if row["kind"] == "adr" and record.format != "custom":
            found[row["repo"]].append(record)
    return {repo: DecisionLog(tuple(records)) for repo, records in found.items()}


LOGS = collections()


@pytest.fixture(params=sorted(LOGS))
def act(request: pytest.FixtureRequest) -> Act:
    root = CORPORA / "files" / request.param.replace("/", "+")
    return Act(LOGS[request.param], Folder((root,), root))


def next_act(act: Act) -> Act:
    """The log as it is after an act, with its texts."""
    records = (read(act.text(record), record.path).record for record in act.log.records)
    then = Act(DecisionLog(tuple(records)), act.folder)
    then.before, then.after = dict(act.after), dict(act.after)
    return then


def lines(whole: str) -> Counter[str]:
    """The lines that say something, whatever the level of a heading."""
    said = (line.lstrip("#").strip() for line in whole.removeprefix("\ufeff").splitlines())
    return Counter(line for line in said if line.strip("- \t"))


def relations(log: DecisionLog, record: Record) -> set[tuple[str, str, str | None]]:
    return {
        (r.link.kind.value, r.target.path if r.target else r.link.target, r.link.section)
        for r in log.relations(record)
    }


def errors(act: Act) -> Counter[tuple[str, str]]:
    digests = {r.path: digest(act.text(r), r.path) for r in act.log.records}
    known = {path: found for path, found in digests.items() if found}
    report = check(act.log, known, folder=act.folder, terms=Terms("2026-11-25"))
    return Counter((f.code, f.path) for f in report.findings if f.severity is Severity.ERROR)


def moved(outcome: Outcome, record: Record) -> Counter[str]:
    """The lines that the report names as moved or renamed."""
    steps = [s for c in outcome.done if c.record.path == record.path for s in c.steps]
    return Counter(step.old.lstrip("#").strip() for step in steps)


@pytest.mark.parametrize("target", [Target.MADR, Target.NYGARD])
def test_nothing_is_lost_and_nothing_reads_otherwise(act: Act, target: Target) -> None:
    outcome = convert(act, act.log.records, target, NOWHERE)
    refused = [r.message for r in outcome.refused if "front matter" not in r.message]
    assert len(refused) <= 1, refused
    then = next_act(act)
    for before, after in zip(act.log.records, then.log.records, strict=True):
        assert before.path == after.path
        for name in ("number", "title", "status", "date", "tags", "decision_makers"):
            assert getattr(before, name) == getattr(after, name), (before.path, name)
        assert relations(act.log, before) == relations(then.log, after), before.path
        whole = act.before[before.path]
        gone = lines(whole) - lines(act.after[before.path]) - moved(outcome, before)
        changed = {re.sub(r"#[\w-]+", "", line) for line in gone}
        assert changed <= {re.sub(r"#[\w-]+", "", li) for li in lines(act.after[before.path])}
    again = convert(then, then.log.records, target, NOWHERE)
    assert again.done == ()


@pytest.mark.parametrize("target", [Target.MADR, Target.NYGARD])
def test_a_check_finds_no_error_that_was_not_there(act: Act, target: Target) -> None:
    before = errors(act)
    convert(act, act.log.records, target, NOWHERE)
    assert errors(next_act(act)) - before == Counter()
