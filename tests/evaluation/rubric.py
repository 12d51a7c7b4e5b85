"""How much the checks find of seeded defects, and how often they are wrong."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from adr_tool.domain.checks.codes import CODES
from adr_tool.domain.checks.rules import RULES
from adr_tool.store.folder import Folder
from adr_tool.workflow.check import Terms, check
from adr_tool.workflow.verify import Place
from tests.corpora.measure import CORPORA
from tests.evaluation.mutations import DEFECTS, SAMPLES, Defect

TERMS = Terms("2026-11-25", full=True)
MOST_FIRED = 0.2
"""A check that fires on more of the accepted public records has to be off in logs of others."""

JUDGED = tuple(code for code in CODES if code in RULES or code == "ADR501")
_UNMEASURED = {
    "ADR701": "the corpora hold the records only, not what they link to",
    "ADR702": "the same",
    "ADR703": "the corpora have no history",
}


def found(texts: Iterable[str]) -> list[frozenset[str]]:
    """The codes that each text raises, all rules on, in a log with one other record."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "adr").mkdir()
        (root / "adr/0001-first.md").write_text("# First\n\n## Status\n\nAccepted\n", "utf-8")
        names = []
        for number, text in enumerate(texts, start=2):
            names.append(f"adr/{number:04d}-x.md")
            # The number in the heading is none of our business here.
            (root / names[-1]).write_text(text, encoding="utf-8")
        raised = _raised(root, (root / "adr",))
    return [raised.get(name, frozenset()) & frozenset(JUDGED) for name in names]


def _raised(root: Path, folders: tuple[Path, ...]) -> dict[str, frozenset[str]]:
    folder = Folder(folders, root)
    log, digests = folder.read_all()
    report = check(log, digests, folder=folder, terms=TERMS).held_against(Place(root, root))
    codes: dict[str, set[str]] = {}
    for finding in report.findings:
        codes.setdefault(finding.path, set()).add(finding.code)
    return {path: frozenset(some) for path, some in codes.items()}


@cache
def clean() -> dict[str, frozenset[str]]:
    """What each good record raises as it is: false alarms."""
    names = [sample.name for sample in SAMPLES]
    return dict(zip(names, found(s.text for s in SAMPLES), strict=True))


@cache
def recall() -> dict[str, tuple[int, int, tuple[str, ...]]]:
    """Defect → how many of how many mutants are found, and the samples where it is missed."""
    cases = [(d, s.name, text) for d in DEFECTS for s in SAMPLES if (text := d.change(s))]
    got = found(text for _, _, text in cases)
    result: dict[str, tuple[int, int, tuple[str, ...]]] = {}
    for defect in DEFECTS:
        own = [(n, g) for (d, n, _), g in zip(cases, got, strict=True) if d is defect]
        missed = tuple(name for name, codes in own if not _is_found(defect, name, codes))
        result[defect.name] = (len(own) - len(missed), len(own), missed)
    return result


def _is_found(defect: Defect, sample: str, codes: frozenset[str]) -> bool:
    """Found by its own check; one for which we have none, by any that was silent before."""
    return defect.code in codes if defect.code else bool(codes - clean()[sample])


@cache
def fired() -> tuple[int, Counter[str]]:
    """How many accepted public records there are, and on how many each check fires."""
    total, counts = 0, Counter[str]()
    for root in sorted((CORPORA / "files").iterdir()):
        # Some logs are in hidden folders, which are only read where they are named.
        hidden = sorted(p for p in root.iterdir() if p.name.startswith(".") and p.is_dir())
        folder = Folder((root, *hidden), root)
        log, digests = folder.read_all()
        accepted = {record.path for record in log.records if record.in_force}
        total += len(accepted)
        report = check(log, digests, folder=folder, terms=TERMS)
        pairs = {(f.path, f.code) for f in report.findings}
        counts.update(code for path, code in pairs if path in accepted and code in JUDGED)
    return total, counts


def recall_table() -> str:
    """The table of recall as Markdown."""
    lines = [
        "| seeded defect | check | found | of | missed in |",
        "| --- | --- | ---: | ---: | --- |",
    ]
    for defect in DEFECTS:
        hits, of, missed = recall()[defect.name]
        lines.append(
            f"| {defect.name} | {defect.code or 'needs a reader'} | {hits} | {of} "
            f"| {', '.join(missed) if defect.code else ''} |"
        )
    return "\n".join(lines)


def alarm_table() -> str:
    """The table of firings on accepted public records as Markdown."""
    total, counts = fired()
    lines = [
        f"| check | fires on, of {total} accepted | in logs of others |",
        "| --- | ---: | --- |",
    ]
    for code in JUDGED:
        rule = RULES.get(code)
        where = "on"
        if rule and not rule.usual:
            where = "off"
        elif rule and not rule.settled:
            where = "on, in proposals"
        share = f"{counts[code]} ({counts[code] / total:.1%})"
        lines.append(f"| {code} {CODES[code]} | {_UNMEASURED.get(code, share)} | {where} |")
    return "\n".join(lines)


def main() -> int:
    """Print both tables; the second one only where the corpora are at hand."""
    alarms = sum(map(len, clean().values()))
    parts = [recall_table(), f"False alarms on the {len(SAMPLES)} good records: {alarms}."]
    if CORPORA.is_dir():
        parts.append(alarm_table())
    sys.stdout.write("\n\n".join(parts) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
